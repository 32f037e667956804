""" "At first we thought of a cluster from Bari, but we dropped the idea": somebody who never came."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.runs import run_at
from assistant.eligibility.reader.tokens.scan import Token

_NAMING = (Tag.KIND, Tag.GENERIC, Tag.PLACE, Tag.NAME, Tag.ROLE, Tag.ECCP, Tag.OWN)


def without_dropped_ideas(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of a sentence of a first description without what was thought of and then given up."""
    raw = lexicon.raw["dropped_ideas"]
    thought, dropped = phrases(raw["thought"]), phrases(raw["dropped"])
    words = [word for token in tokens for word in token.words]
    if not (thought.within(words) and dropped.within(words)):
        return list(tokens)
    begin = next(at for at in range(len(tokens)) if run_at(thought, tokens, at))
    ends = [at + length for at in range(begin, len(tokens)) if (length := run_at(dropped, tokens, at))]
    named = any(token.tag in _NAMING for token in tokens[:begin])
    if named or not ends or any(token.tag is Tag.ECCP for token in tokens[begin : ends[-1]]):
        return list(tokens)
    rest = tokens[ends[-1] :]
    # "… but dropped it and took one from Lyon instead": who came instead may be left in the same words.
    return list(tokens) if any(token.tag in _NAMING for token in rest) else []
