"""What the project or the consortium is called, and what it is for: words that name no partner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_VERBS = (Tag.BE, Tag.HAVE)
_OPENING = 4
_PURPOSE = (Tag.DEFINITE, Tag.ARTICLE, Tag.OWN, Tag.WORD, Tag.FUNCTION, Tag.NAME, Tag.GROUP, Tag.EUROPEAN)
_AFTER = (Tag.COLON, Tag.FUNCTION, Tag.IN, Tag.COMMA, Tag.DASH, Tag.STOP)


def without_project_names(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "The consortium, named X, is …" without the name, "one Alpine Eurocluster: …" as "a eurocluster: …", "two
    partners for this call: …" without the call."""
    return _without_called(_as_group(_without_purpose(tokens, lexicon), lexicon))


def _without_purpose(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    for at, token in enumerate(tokens):
        if not token.is_one_of(lexicon.particles.sake) or not at:
            continue
        near = range(at + 1, min(at + 1 + _OPENING, len(tokens)))
        end = next((n for n in near if set(tokens[n].words) & set(lexicon.raw["purposes"])), None)
        plain = end is not None and all(t.tag in _PURPOSE for t in tokens[at + 1 : end])
        if end is None or not plain or end + 1 == len(tokens):
            continue
        counts = tokens[at - 1].tag is Tag.HAVE and tokens[end + 1].tag is Tag.NUMBER
        if counts or (tokens[end + 1].tag is Tag.COLON and tokens[at - 1].tag in (Tag.GENERIC, Tag.KIND)):
            return [*tokens[:at], *tokens[end + 1 :]]
    return list(tokens)


def _without_called(tokens: Sequence[Token]) -> list[Token]:
    group = next((at for at, token in enumerate(tokens[:_OPENING]) if token.tag is Tag.GROUP), None)
    if group is None:
        return list(tokens)
    at = group + 1
    while at < len(tokens) and tokens[at].tag in (Tag.COMMA, Tag.BE, Tag.OPEN):
        at += 1
    if [token.tag for token in tokens[at : at + 2]] != [Tag.CALLED, Tag.NAME] or tokens[at + 1].value.label:
        return list(tokens)
    at += 2
    if at < len(tokens) and tokens[at].tag in (Tag.COMMA, Tag.CLOSE):
        at += 1
    if [token.tag for token in tokens[at : at + 2]] in ([Tag.AND, Tag.BE], [Tag.AND, Tag.HAVE]):
        at += 1
    follows = at < len(tokens) and (tokens[at].tag is Tag.COLON or tokens[at].tag in _VERBS)
    return [*tokens[: group + 1], *tokens[at:]] if follows else list(tokens)


def _as_group(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    found = list(tokens)
    groups = {word for phrase in lexicon.raw["group"] for word in [phrase] if " " not in word}
    for at in range(1, len(tokens)):
        token, before = tokens[at], tokens[at - 1]
        one = before.tag is Tag.ARTICLE or (before.tag is Tag.NUMBER and before.value == 1)
        ends = token.tag is Tag.NAME and token.words[-1:] and token.words[-1] in groups
        if one and ends and (at + 1 == len(tokens) or tokens[at + 1].tag in _AFTER):
            found[at] = replace(token, tag=Tag.GROUP, value=None)
    return found
