""" "All but one are registered" of four clusters as "three of them are registered": nobody says which one is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.partners.drafts import CLUSTERS
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_VERBS = (Tag.BE, Tag.HAVE)
_HEADS = (Tag.KIND, Tag.GENERIC)


def all_but_some(tokens: Sequence[Token], lexicon: Lexicon, kinds: Sequence[Kind | None]) -> list[Token]:
    """The tokens of a sentence with the number of those who are meant, where all partners known are clusters; a figure
    may be the mark of one ("all but 4")."""
    first, number, after = (*tokens[:3], None, None, None)[:3]
    if first is None or number is None or after is None or first.tag is not Tag.EXCEPT:
        return list(tokens)
    whole = first.words[:1] == tuple(lexicon.raw["standing"]["all"][:1])
    spelt = number.tag is Tag.NUMBER and isinstance(number.value, int) and not number.words[0].isdigit()
    at = 2 + (after.tag in _HEADS)
    said = at < len(tokens) and tokens[at].tag in _VERBS
    if not (whole and spelt and said) or any(kind not in CLUSTERS for kind in kinds) or number.value >= len(kinds):
        return list(tokens)
    of, them = lexicon.raw["of_them"]
    left = replace(number, value=len(kinds) - number.value, small="")
    inside = Token(number.end, number.end, Tag.IN, words=(of,), small="of")
    those = Token(number.end, number.end, Tag.PRONOUN, plural=True, words=(them,))
    return [left, inside, those, *tokens[at:]]
