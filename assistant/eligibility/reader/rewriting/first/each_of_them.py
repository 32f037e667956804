""" "From each of the three comes one cluster" as "a cluster each", behind places of which no kind was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_WHOM = (Tag.DEFINITE, Tag.NUMBER, Tag.CROWD, Tag.PRONOUN, Tag.EACH, Tag.FUNCTION, Tag.WORD, Tag.IN)
_MOST_WHOM = 6
_MOST_WORDS = 3


def one_of_each(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of such a sentence with the kind before "each"; as they are where it names places or several."""
    opens = [token.tag for token in tokens[:2]]
    if opens[:1] != [Tag.EACH] and opens != [Tag.IN, Tag.EACH]:
        return list(tokens)
    for at in range(1, min(len(tokens), _MOST_WHOM + 1)):
        one = tokens[at]
        single = one.tag in (Tag.ARTICLE, Tag.THEIR) or (one.tag is Tag.NUMBER and one.value == 1)
        kind = at + 1
        while single and kind < len(tokens) and kind - at <= _MOST_WORDS and tokens[kind].tag is Tag.WORD:
            kind += 1
        if single and kind < len(tokens) and tokens[kind].tag is Tag.KIND and not tokens[kind].plural:
            rest = list(tokens[kind + 1 :])
            rest = rest[1:] if rest and rest[0].tag is Tag.HAVE else rest
            head = replace(one, tag=Tag.NUMBER, value=1, words=("one",), small="")
            each = Token(tokens[kind].end, tokens[kind].end, Tag.EACH, words=("each",))
            return [head, *tokens[at + 1 : kind + 1], each, *rest]
        if one.tag not in _WHOM:
            break
    return list(tokens)
