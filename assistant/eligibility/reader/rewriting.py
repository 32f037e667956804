"""Forms of speech put as others that the grammar reads: "an SME, also in Lyon" as "an SME in Lyon"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.lexicon import EccpWord, Lexicon, Tag
from assistant.eligibility.reader.scan import Token

_SIGNS = (Tag.COMMA, Tag.BREAK, Tag.DASH)
_ON_PARTNERS = (
    Tag.PLACE, Tag.NAME, Tag.KIND, Tag.GENERIC, Tag.ECCP, Tag.ROLE, Tag.ROLE_VERB, Tag.GROUP, Tag.ALL, Tag.BOTH,
    Tag.PRONOUN, Tag.ORDINAL, Tag.OTHER, Tag.EXCEPT, Tag.ONLY, Tag.LEGAL, Tag.COLON,
)  # fmt: skip
_ENDS = (Tag.COMMA, Tag.AND, Tag.BREAK, Tag.DASH, Tag.CLOSE)
_SEVERAL = 2
_FEW = 12


def rewritten(sentence: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of a sentence in the forms that the grammar knows."""
    tokens = _without_also(sentence, lexicon)
    return _people_as_partners(_denied_after_which(tokens), lexicon)


def without_project(sentence: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The sentence without the parts that only tell of strand, duration or budget: "…, strand not decided yet"."""
    parts: list[list[Token]] = [[]]
    for token in sentence:
        parts[-1].append(token)
        if token.tag in _SIGNS:
            parts.append([])
    kept = [part for part in parts if not _of_project(part, lexicon)]
    return [token for part in kept for token in part] or list(sentence)


def _of_project(part: Sequence[Token], lexicon: Lexicon) -> bool:
    words = {word for token in part for word in token.words}
    return bool(words & set(lexicon.raw["project_words"])) and not any(token.tag in _ON_PARTNERS for token in part)


def _without_also(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "A company, also in Roskilde" as "a company in Roskilde"."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        also = " ".join(token.words) in lexicon.raw["also"]
        placed = [other.tag for other in tokens[at + 1 : at + 3]] == [Tag.IN, Tag.PLACE]
        if also and placed and found and found[-1].tag in (Tag.KIND, Tag.COMMA, Tag.NAME):
            if found[-1].tag is Tag.COMMA and len(found) > 1 and found[-2].tag in (Tag.KIND, Tag.NAME):
                found.pop()
            continue
        found.append(token)
    return found


def _denied_after_which(tokens: Sequence[Token]) -> list[Token]:
    """ "… a cluster on the ECCP and two that are not" with the registration that is denied."""
    found: list[Token] = []
    spoken = False
    for at, token in enumerate(tokens):
        found.append(token)
        spoken = spoken or token.tag is Tag.ECCP
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        denied = token.value == "not" or (token.tag is Tag.NOT and at and tokens[at - 1].tag is Tag.BE)
        verb = at if token.value == "not" else at - 1
        if not (spoken and denied and verb and tokens[verb].tag is Tag.BE and _relative(tokens, verb - 1)):
            continue
        if after is None or after.tag in _ENDS:
            found.append(Token(token.end, token.end, Tag.ECCP, EccpWord.REGISTERED, words=("registered",)))
    return found


def _relative(tokens: Sequence[Token], at: int) -> bool:
    """Whether "that" or "which" stands here, after the words on somebody."""
    return tokens[at].tag is Tag.RELATIVE or (at > 0 and tokens[at].words == ("that",) and tokens[at - 1].tag is Tag.PLACE)


def _people_as_partners(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "The ocean energy people in Bergen and Aalborg": partners, several of them."""
    found = list(tokens)
    for at, token in enumerate(tokens):
        people = token.tag is Tag.CROWD and token.words[:1] and token.words[0] in lexicon.raw["companions"]
        placed = [other.tag for other in tokens[at + 1 : at + 3]] == [Tag.IN, Tag.PLACE]
        if people and placed and sum(t.tag is Tag.PLACE for t in tokens[at + 1 : at + 1 + _FEW]) >= _SEVERAL:
            found[at] = replace(token, tag=Tag.GENERIC, plural=True)
    return found
