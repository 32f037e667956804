"""Signs behind the items of a list whose meaning a line below it gives: "* registered on the ECCP, ** applied".

The items are written with the words that their sign stands for, and the line that explains them goes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.eligibility.reader.tokens.lexicon import Lexicon, key

_SIGN = r"\*{1,4}|°{1,2}|†|‡|§|#|\+{1,2}|[¹²³⁴]|\(\*{1,3}\)"
_LEGEND = re.compile(rf"^[ \t]*(?P<sign>{_SIGN})[ \t]*[=:–-]?[ \t]*(?P<words>[^\W\d_*°].*)$")
_NEXT = re.compile(rf"[,;.][ \t]*(?=(?:{_SIGN})[ \t]*[=:–-]?[ \t]*[^\W\d_])")
_LONGEST = 60


def written_out(text: str, lexicon: Lexicon) -> str:
    """The text with such signs written out; as it is where nothing explains them."""
    lines = text.splitlines()
    legends: dict[int, dict[str, str]] = {}
    for at, line in enumerate(lines):
        told = _told(line, lexicon)
        if told:
            legends[at] = told
    meant = {sign: words for told in legends.values() for sign, words in told.items()}
    if not meant or sum(map(len, legends.values())) != len(meant):
        return text
    ends = _ends(meant)
    used: set[str] = set()
    marked: list[str] = []
    for at, line in enumerate(lines):
        if at in legends:
            continue
        found = ends.search(line)
        if found and line[: found.start()].strip():
            used.add(found["sign"])
            line = f"{line[: found.start()].rstrip()}, {meant[found['sign']]}{line[found.end() :]}"
        marked.append(line)
    # A bullet "* registered on the ECCP" in a list explains nothing.
    return "\n".join(marked) if used == set(meant) else text


def _told(line: str, lexicon: Lexicon) -> dict[str, str]:
    """What a line says its signs stand for; empty if it explains none, or tells of anything but a registration."""
    told: dict[str, str] = {}
    for part in _NEXT.split(line):
        found = _LEGEND.match(part)
        words = found["words"].strip(" ,;.") if found else ""
        if found is None or found["sign"] in told or len(words) > _LONGEST or not lexicon.eccp.within(key(words)):
            return {}
        told[found["sign"]] = words
    return told


def _ends(meant: Mapping[str, str]) -> re.Pattern[str]:
    """One of the signs at the end of an item."""
    signs = "|".join(re.escape(sign) for sign in sorted(meant, key=len, reverse=True))
    return re.compile(rf"(?<![*°+#\s])[ \t]?(?P<sign>{signs})(?=[ \t]*[.,;]?[ \t]*(?:[|].*)?$)")
