"""How many of those described are registered, told without "of them": "we have two ECCP registrations", "ECCP: 2 of 3",
"two clusters are registered"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_NAMING = (Tag.PLACE, Tag.NAME, Tag.ORDINAL, Tag.PRONOUN, Tag.DEFINITE, Tag.OTHER, Tag.OPEN, Tag.RELATIVE, Tag.ROLE)
_VERBS = (Tag.BE, Tag.HAVE)
_FEW = (*_VERBS, Tag.FUNCTION, Tag.WORD, Tag.WE, Tag.NUMBER, Tag.ECCP, Tag.ONLY, Tag.IN, Tag.GENERIC, Tag.GROUP)


def counted_heads(tokens: Sequence[Token], lexicon: Lexicon, kinds: Sequence[Kind | None]) -> list[Token]:
    """The tokens with "of them" behind the number. `kinds`: those of the partners described before."""
    tokens = [_nobody(token) for token in _fractions(tokens, lexicon)]
    spoken = [at for at, token in enumerate(tokens) if token.tag is Tag.ECCP]
    if not spoken or not kinds or any(token.tag in _NAMING for token in tokens):
        return tokens
    return _of_registrations(tokens, spoken[0], lexicon) or _of_kind(tokens, spoken[0], lexicon, kinds) or tokens


def _nobody(token: Token) -> Token:
    """ "Zero of them" as "none of them"."""
    return replace(token, tag=Tag.NONE, value=None) if token.tag is Tag.NUMBER and token.value == 0 else token


def _fractions(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "2/3 registered", "2 out of 3" as "2 of 3"."""
    found = list(tokens)
    for at in range(1, len(tokens) - 1):
        first, sign, last = tokens[at - 1 : at + 2]
        slash = sign.tag is Tag.OR and sign.words == ("/",)
        other = sign.tag is Tag.IN and sign.small not in ("of", "of_the")
        if (slash or other) and first.tag is Tag.NUMBER and last.tag is Tag.NUMBER:
            found[at] = _of(sign, lexicon)
    return found


def _of_registrations(tokens: Sequence[Token], eccp: int, lexicon: Lexicon) -> list[Token] | None:
    """ "We have two ECCP registrations", "ECCP: 2 of 3"."""
    before = tokens[eccp - 1] if eccp else None
    if before is not None and before.tag is Tag.NUMBER and all(token.tag in _FEW for token in tokens[:eccp]):
        only = [token for token in tokens[: eccp - 1] if token.tag is Tag.ONLY]
        return [*only, *_some(before, tokens[eccp], lexicon), *tokens[eccp + 1 :]]
    after = tokens[eccp + 1 : eccp + 3]
    if [t.tag for t in after] == [Tag.COLON, Tag.NUMBER] and all(t.tag in _FEW for t in tokens[eccp + 2 :]):
        return _some(after[1], tokens[eccp], lexicon)
    return None


def _of_kind(tokens: Sequence[Token], eccp: int, lexicon: Lexicon, kinds: Sequence[Kind | None]) -> list[Token] | None:
    """ "Two clusters are registered" of those described, where there are as many."""
    verb = next((at for at, token in enumerate(tokens[:eccp]) if token.tag in _VERBS), None)
    number = next((at for at, token in enumerate(tokens[:verb]) if token.tag is Tag.NUMBER), None)
    if verb is None or number is None or verb - number != 2 or not all(t.tag in _FEW for t in tokens[:number]):
        return None
    head = tokens[number + 1]
    alike = [kind for kind in kinds if head.tag is Tag.GENERIC or kind is head.value]
    if head.tag not in (Tag.KIND, Tag.GENERIC) or len(alike) < max(2, tokens[number].value):
        return None
    of = _of(tokens[number], lexicon, definite=True)
    return [*tokens[: number + 1], of, replace(head, plural=True), *tokens[verb:]]


def _some(number: Token, eccp: Token, lexicon: Lexicon) -> list[Token]:
    them = Token(number.end, number.end, Tag.PRONOUN, plural=True, words=("them",))
    verb = Token(number.end, number.end, Tag.BE, words=("are",))
    return [number, _of(number, lexicon), them, verb, eccp]


def _of(token: Token, lexicon: Lexicon, *, definite: bool = False) -> Token:
    wanted = "of_the" if definite else "of"
    words = next(words for words, small in lexicon.small.items() if small == wanted)
    return Token(token.end, token.end, Tag.IN, words=words, small=wanted)
