""" "No others are", "no other partner has a profile" as "the others are not", "the others have no profile"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_BEGINS = (Tag.COMMA, Tag.BREAK, Tag.AND, Tag.DASH, Tag.STOP)
_HEADS = (Tag.KIND, Tag.GENERIC, Tag.NUMBER)
_SAYING = (Tag.ECCP, Tag.FUNCTION, Tag.PRONOUN, Tag.IN, Tag.DEFINITE, Tag.ARTICLE, Tag.WORD)


def no_others(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with the others as the subject that is denied; as they are where anybody is named behind."""
    for at in range(len(tokens) - 2):
        begins = not at or tokens[at - 1].tag in _BEGINS
        if not begins or tokens[at].small != "denying" or tokens[at + 1].tag is not Tag.OTHER:
            continue
        verb = at + 2 + (tokens[at + 2].tag in _HEADS)
        if verb < len(tokens) and tokens[verb].tag is Tag.ECCP:  # "no other partner has applied"
            have = Token(tokens[verb].start, tokens[verb].start, Tag.HAVE, words=("have",))
            tokens = [*tokens[:verb], have, *tokens[verb:]]
        rest = tokens[verb + 1 :]
        verbal = verb < len(tokens) and tokens[verb].tag in (Tag.BE, Tag.HAVE) and tokens[verb].value != "not"
        if not verbal or any(token.tag not in _SAYING for token in rest):
            continue
        the = replace(tokens[at], tag=Tag.DEFINITE, words=("the",), small="", definite=True)
        others = replace(tokens[at + 1], words=("others",), small="standing", plural=True)
        denied = replace(tokens[verb], value="not", words=(*tokens[verb].words, "not"), plural=True)
        return [*tokens[:at], the, others, denied, *rest]
    return list(tokens)
