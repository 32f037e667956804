"""Labels that a text gives its partners ("P1", "(a)", "Partner B", "X is …") and where it uses them afterwards.

A label is given at its first mention in the order of the numbers or letters, with a description after it; every other
mention refers. Both are found before anything is read, so that a reference never looks like a further list item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, key
from assistant.eligibility.reader.tokens.numbering import counted_up

_MOST_AHEAD = 200
_SHORTEST_WORD = 2
_LONGEST_SHORT = 4
_CUT = re.compile(r"[\n;]")
_LETTER = re.compile(r"(?<![\w.&'’-])[A-HJ-Z](?![\w&'’-]|\.\w)")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Label:
    """`text[start:end]` is a label. `key`: its number or letter; `gives`: what follows describes the partner;
    `bare`: a single letter, a name of its own; `opens`: it stands at the beginning of a line or item; `joined`: a
    figure after another label ("no. 2, 3 and 4")."""

    start: int
    end: int
    key: str
    gives: bool = False
    bare: bool = False
    opens: bool = False
    joined: bool = False


class LabelFinder:
    """Finds labels with the words of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        raw = lexicon.raw
        words = _either([*raw["labels"], *raw["label_words"]])
        # "No. 2", but not "Four partners. 2 clusters …".
        short = _either([word for word in [*raw["labels"], *raw["label_words"]] if len(word) <= _LONGEST_SHORT])
        lettered = _either([word for word in raw["labels"] if len(word) > _SHORTEST_WORD])
        kinds = _either([one for forms in raw["kinds"].values() for one in forms["one"]])
        codes = _either(raw["label_codes"])
        self._marks = re.compile(
            rf"(?<![\w.])(?P<word>(?i:(?:{words})s?[ ]?|(?:{short})s?\.[ ]?)\#?\d{{1,3}}"
            rf"|(?i:{lettered})[ ][A-Z])(?![\w'’]|\.\w)"
            rf"|(?<!\w)(?i:{kinds})[ ](?P<kind>[A-Z])(?![\w.'’&-])"
            rf"|(?<!\w)(?P<code>(?i:{codes})\d{{1,2}})(?!\w)"
            r"|(?<!\w)(?P<bracket>[(\[](?:\d{1,2}|[a-hA-H]|[ivx]{1,4})[)\]])(?!\w)"
            r"|(?<![^\s;:,.])(?P<paren>(?:\d{1,2}|[a-hA-H])\))(?=[\s,;:.]|$)"
            r"|(?<=[:;,.][ ])(?P<inline>(?:\d{1,2}|[A-H])\.)(?=[ ]\S)"
            r"|(?m:^)[ \t]*(?P<line>(?:\d{1,2}|[a-zA-Z])[.):])(?=\s)"
        )
        self._not_after = frozenset(raw["label_not_after"])
        small = {name: _either(said) for name, said in raw["small_words"].items()}
        joined = rf"[ ]?(?:,[ ]?(?:(?:{small['and']})[ ])?|(?:{small['and']}|{small['choice']})[ ]|[&+/][ ]?)"
        self._goes_on = re.compile(rf"{joined}(\d{{1,2}})(?![\w%]|[.,:]\d|[ ]?[.)][ ][A-Z])")
        self._range = re.compile(rf"\s?(?:-|–|{small['range']})\s?")

    @classmethod
    @lru_cache(maxsize=8)
    def of(cls, lexicon: Lexicon) -> LabelFinder:
        """The one for these word lists, made once: its pattern is long."""
        return cls(lexicon)

    def find(self, text: str) -> list[Label]:
        """The labels of `text`, in order; none where nothing is labelled."""
        found = [
            Label(*match.span(form), _key(match[form]), bare=form == "kind", opens=form in ("line", "paren", "inline"))
            for match in self._marks.finditer(text)
            if (form := match.lastgroup)
        ]
        taken = {place for label in found for place in range(label.start, label.end)}
        found += [Label(*mark, opens=True) for mark in counted_up(text, self._lexicon) if mark[0] not in taken]
        found = _roman(text, sorted(found, key=lambda label: label.start))
        found = sorted([*found, *self._letters(text, found), *self._joined(text, found)], key=lambda label: label.start)
        return self._given(text, found)

    def _letters(self, text: str, others: Sequence[Label]) -> list[Label]:
        """Single capitals that stand for partners: at least two that follow each other in the alphabet."""
        taken = [(label.start, label.end) for label in others]
        marks = [m for m in _LETTER.finditer(text) if not any(a <= m.start() < b for a, b in taken[:_MOST_AHEAD])]
        marks = [m for m in marks if m.group() != "A" or self._not_article(text, m.end())]
        marks = [m for m in marks if not self._names_else(text, m.start())]
        letters = {m.group().lower() for m in marks} | {label.key for label in others if label.key in _ALPHABET}
        near = {a for a in letters for b in letters if abs(_ALPHABET.find(a) - _ALPHABET.find(b)) == 1}
        return [Label(m.start(), m.end(), m.group().lower(), bare=True) for m in marks if m.group().lower() in near]

    def _not_article(self, text: str, end: int) -> bool:
        """Whether an "A" is no article: a sign follows, or a word like "is", "and", "has", "yes"."""
        words = key(text[end : end + 40].split("\n")[0])
        sense = self._lexicon.senses.at(words, 0)[0] if words else None
        sign = text[end : end + 2].strip()[:1]
        if sign and not sign.isalnum():
            return True
        return sense is not None and sense.tag in (Tag.BE, Tag.HAVE, Tag.AND, Tag.OR, Tag.NOT, Tag.ROLE_VERB)

    def _names_else(self, text: str, start: int) -> bool:
        before = key(text[max(0, start - 30) : start])
        return bool(before) and before[-1] in self._not_after

    def _given(self, text: str, labels: Sequence[Label]) -> list[Label]:
        """Marks the labels that are given where they stand."""
        known: set[str] = set()
        found: list[Label] = []
        for at, label in enumerate(labels):
            following = labels[at + 1].start if at + 1 < len(labels) else len(text)
            before = _before(label.key)
            if label.key not in known and not label.joined and _counts(text, label):
                continue
            gives = not (label.bare or label.joined) and label.key not in known and (before is None or before in known)
            if gives and self._describes(text, label.end, following):
                known.add(label.key)
                label = replace(label, gives=True)
            elif label.bare:
                known.add(label.key)
            found.append(label)
        found = [label for label in found if not label.joined or label.key in known]
        found = [label for label in found if label.gives or label.bare or not label.opens or label.key in known]
        return self._with_ranges(text, found)

    def _describes(self, text: str, start: int, end: int) -> bool:
        """Whether the words after a label say who is meant, not only how matters stand."""
        end = min(end, start + _MOST_AHEAD)
        cut = _CUT.search(text, start, end)
        said = text[start : cut.start() if cut else end].strip(" \t.,:;-–—)")
        words = key(said)
        if not words or not said:
            return False
        senses = [self._lexicon.senses.at(words, at)[0] for at in range(len(words))]
        if any(sense is not None and sense.tag in (Tag.KIND, Tag.GENERIC) for sense in senses):
            return True
        lexicon = self._lexicon
        status = any(
            p.within(words) for p in (lexicon.eccp, lexicon.yes, lexicon.no, lexicon.hedges, lexicon.negations)
        )
        return not status or any(
            w[:1].isupper() and len(w) > 1 for w in re.findall(r"\w+", said) if w.upper() != "ECCP"
        )

    def _with_ranges(self, text: str, labels: Sequence[Label]) -> list[Label]:
        """Two labels with a dash or "to" between them as one: "(1)-(5)", with both keys."""
        found: list[Label] = []
        for label in labels:
            last = found[-1] if found else None
            if (
                last is not None
                and not (last.gives or label.gives)
                and self._range.fullmatch(text, last.end, label.start)
            ):
                found[-1] = replace(last, end=label.end, key=f"{last.key}-{label.key}")
            else:
                found.append(label)
        return found

    def _joined(self, text: str, labels: Sequence[Label]) -> list[Label]:
        """The figures that go on after labels: "no. 2, 3 and 4"."""
        found: list[Label] = []
        taken = {label.start for label in labels}
        for label in labels:
            match = None if label.opens or not label.key.isdigit() else self._goes_on.match(text, label.end)
            while match and match.start(1) not in taken:
                found.append(Label(*match.span(1), str(int(match[1])), joined=True))
                match = self._goes_on.match(text, match.end())
        return found


def _counts(text: str, label: Label) -> bool:
    """Whether a figure in round brackets is a number of partners: "Germany (2), Italy (1)"."""
    said = text[label.start : label.end]
    return said[0] == "(" and said[1:-1].isdigit() and text[label.end : label.end + 1] in ",;.)"


def _roman(text: str, labels: Sequence[Label]) -> list[Label]:
    """The labels with "(i)" and "(v)" as figures where "(ii)" shows that they are no letters."""
    said = {text[label.start : label.end].strip("()[]. :").lower() for label in labels}
    if not {"i", "ii"} <= said:
        return list(labels)
    return [replace(label, key=_ALONE.get(label.key, label.key)) for label in labels]


def _key(said: str) -> str:
    """A label as number or letter, without its word and signs."""
    last = re.findall(r"\d+|[A-Za-z]+", said)[-1].lower()
    return str(int(last)) if last.isdigit() else _ROMAN.get(last, last)


_ALONE = {"i": "1", "v": "5", "x": "10"}
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}


def _before(label: str) -> str | None:
    """The label before it in its row; None for a first one."""
    if label.isdigit():
        return str(int(label) - 1) if int(label) > 1 else None
    if len(label) != 1 or label not in _ALPHABET or label in "ax":
        return None
    return _ALPHABET[_ALPHABET.index(label) - 1]


def _either(words: Sequence[str]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))
