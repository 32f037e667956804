"""Turns of phrase of later messages brought into a plainer form before they are read.

"Graz's cluster" is the Graz cluster that is known; "it turns out", "in fact" and the like say nothing and would only
stand between a partner and what is said of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.partners.witnesses import is_at, is_of
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.eligibility.reader.tokens.talk import TalkWords

_SMILEY = re.compile(r"(?<=[\w.!?,)] )[:;]-?[()DP/](?=\s|$)")


def without_fillers(text: str, talk: TalkWords) -> str:
    """The text with such words as blanks, of the same length, and with them the commas that set them off; a smiley
    ends its sentence, and an exclamation ("Nice!") stands alone."""
    text = re.sub(talk.unsure[0], r"\1.\2", text, flags=re.MULTILINE)
    alone = "|".join(map(re.escape, talk.exclamations))
    text = re.sub(rf"(?i)(?:^|(?<=[.!?]\s))(?:{alone})(?=\s*[.!,])", lambda match: " " * len(match.group()), text)
    for each in talk.saying_nothing:
        text = re.sub(each, lambda match: " " * len(match.group()), text, flags=re.IGNORECASE)
    text = _SMILEY.sub(lambda match: "." + " " * (len(match.group()) - 1), text)
    words = "|".join(re.escape(each).replace("\\ ", r"\s+") for each in sorted(talk.fillers, key=len, reverse=True))
    pattern = rf"(?:(?<=\w)\s*,\s*)?\b(?:{words})\b(?:\s*(?=[.!;\n]|$)|\s*,)?"
    return re.sub(pattern, lambda match: " " * len(match.group()), text, flags=re.IGNORECASE)


def owned(tokens: Sequence[Token], drafts: Sequence[Draft]) -> list[Token]:
    """The tokens with "Graz's cluster" as "the Graz cluster", where there is one."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        after = list(tokens[at + 1 : at + 3])
        if token.tag is Tag.PLACE and [t.tag for t in after] == [Tag.BE, Tag.KIND] and after[0].words == ("s",):
            kind = after[1].value
            there = [draft for draft in drafts if is_at(draft, token.value) and is_of(draft, kind)]
            if len(there) == 1 and not after[1].plural:
                the = Token(token.start, token.start, Tag.DEFINITE, words=("the",))
                found += [the, replace(token, end=after[0].end), after[1]]
                at += 3
                continue
        found.append(token)
        at += 1
    return found
