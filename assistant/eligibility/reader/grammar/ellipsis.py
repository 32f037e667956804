"""Short statements that repeat a whole one: "X is registered and so is Y", "… is in Rome, and the university too"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.grammar.elements import VERBS, elements_of
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.partners.phrases import NounPhrase
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_LONGEST = 80
_LINKS = (Tag.AND, Tag.COMMA, Tag.BREAK, Tag.DASH)


def completed(tokens: Sequence[Token], status: Status, lexicon: Lexicon) -> list[list[Token]]:
    """The sentence cut in front of a short statement, this one completed by the predicate of the whole one."""
    words = {" ".join(token.words) for token in tokens} if len(tokens) <= _LONGEST else set()
    if not words & {*lexicon.raw["so"], *lexicon.raw["likewise"]}:
        return [list(tokens)]
    for at in range(1, len(tokens)):
        end = _end(tokens, at)
        inverted = _inverted(tokens, at, end, lexicon)
        start = inverted or _joined(tokens, at, end, lexicon)
        if not start:
            continue
        stop = end if inverted else end - 1
        added = _phrases(tokens[start:stop], status)
        subject = next((e for e in elements_of(tokens[:at], status) if isinstance(e, NounPhrase)), None)
        if added != 1 or subject is None or _describes(tokens[at:stop], status):
            continue
        said = next((n for n in range(subject.first, at) if _seats(tokens[n], lexicon)), subject.last)
        if said >= at or not _predicate(tokens[said:at], lexicon):
            continue
        rest = list(tokens[end + 1 :])
        return [list(tokens[:at]), [*tokens[start:stop], *tokens[said:at]], *([rest] if rest else [])]
    return [list(tokens)]


def _seats(token: Token, lexicon: Lexicon) -> bool:
    """Whether a token says where something is, as a verb: "sits in", "is in"."""
    return token.tag is Tag.IN and len(token.words) > 1 and token.words[0] in lexicon.particles.sitting


def _end(tokens: Sequence[Token], at: int) -> int:
    """Where the statement that begins at `at` ends: at the next sign, or with the sentence."""
    here = at
    while here < len(tokens) and tokens[here].tag in _LINKS:
        here += 1
    while here < len(tokens) and tokens[here].tag not in (Tag.COMMA, Tag.BREAK, Tag.DASH):
        here += 1
    return here


def _inverted(tokens: Sequence[Token], at: int, end: int, lexicon: Lexicon) -> int:
    """Where the phrase begins after ", and so is"; 0 if the statement is none such."""
    here = at
    while here < end and tokens[here].tag in _LINKS and not _says(tokens[here], lexicon.raw["so"]):
        here += 1
    if here + 2 < end and _says(tokens[here], lexicon.raw["so"]) and _is_auxiliary(tokens[here + 1], lexicon):
        return here + 2
    return 0


def _joined(tokens: Sequence[Token], at: int, end: int, lexicon: Lexicon) -> int:
    """Where the phrase begins in ", and the university too"; 0 if the statement is none such."""
    if tokens[at].tag not in (Tag.AND, Tag.COMMA) or not _says(tokens[end - 1], lexicon.raw["likewise"]):
        return 0
    here = at
    while here < end and tokens[here].tag in _LINKS:
        here += 1
    return here if here < end - 1 and not any(t.tag in VERBS for t in tokens[here:end]) else 0


def _says(token: Token, words: Sequence[str]) -> bool:
    return " ".join(token.words) in words


def _is_auxiliary(token: Token, lexicon: Lexicon) -> bool:
    particles = lexicon.particles
    return token.tag in (Tag.BE, Tag.HAVE) or token.is_one_of(particles.doing | particles.future)


def _phrases(tokens: Sequence[Token], status: Status) -> int:
    """How many phrases the tokens are; 0 if anything else stands among them."""
    elements = elements_of(tokens, status)
    return len(elements) if all(isinstance(element, NounPhrase) for element in elements) else 0


def _describes(tokens: Sequence[Token], status: Status) -> bool:
    """Whether ", a cluster too" only tells what the one before it is."""
    phrase = next((e for e in elements_of(tokens, status) if isinstance(e, NounPhrase)), None)
    bare = phrase is not None and not (phrase.places or phrase.attributive or phrase.name)
    return bool(phrase and bare and phrase.article and phrase.kind and tokens[0].tag is Tag.COMMA)


def _predicate(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    return any(_seats(token, lexicon) or token.tag in (*VERBS, Tag.ECCP, Tag.WORD, Tag.FUNCTION) for token in tokens)
