"""What the others are, told beside them: "the two others, clusters too, are in Bari" as "the two other clusters …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_SIGNS = (Tag.COMMA, Tag.DASH)
_BESIDE = (Tag.FUNCTION, Tag.ALL, Tag.BOTH, Tag.PRONOUN, Tag.WORD, Tag.AS, Tag.ARTICLE, Tag.EACH)
_VERBS = (Tag.BE, Tag.HAVE, Tag.IN, Tag.ROLE_VERB)
_SUBJECT = (Tag.DEFINITE, Tag.NUMBER, Tag.OTHER, Tag.GENERIC)
_MOST_BESIDE = 8


def with_kinds_of_others(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a sentence with the kind in its subject, where "the others" are described between two signs."""
    sign = next((at for at, token in enumerate(tokens) if token.tag in _SIGNS), 0)
    subject = tokens[:sign]
    if not sign or any(token.tag not in _SUBJECT for token in subject) or not _are_others(subject):
        return list(tokens)
    ahead = range(sign + 1, min(sign + 1 + _MOST_BESIDE, len(tokens)))
    end = next((at for at in ahead if tokens[at].tag is tokens[sign].tag), 0)
    inside = tokens[sign + 1 : end]
    kinds = [token for token in inside if token.tag is Tag.KIND]
    rest = [token.tag for token in inside if token.tag is not Tag.KIND]
    verb = end and end + 1 < len(tokens) and tokens[end + 1].tag in _VERBS
    if not verb or len(kinds) != 1 or any(tag not in _BESIDE for tag in rest):
        return list(tokens)
    if not kinds[0].plural and Tag.EACH not in rest:
        return list(tokens)
    head = replace(kinds[0], plural=True)
    others = [replace(t, words=("other",), small="") if t.tag is Tag.OTHER else t for t in subject]
    named = [token for token in others if token.tag is not Tag.GENERIC]
    the = Token(tokens[0].start, tokens[0].start, Tag.DEFINITE, words=("the",), definite=True)
    return [*([] if named[0].tag is Tag.DEFINITE else [the]), *named, head, *tokens[end + 1 :]]


def _are_others(subject: Sequence[Token]) -> bool:
    """Whether a subject means several others: "the others", "the two other partners", "the other three"."""
    other = any(token.tag is Tag.OTHER for token in subject)
    several = any(token.tag is Tag.NUMBER and token.value > 1 for token in subject)
    several = several or any(token.tag is Tag.GENERIC and token.plural for token in subject)
    return other and (several or len(subject) == 1)
