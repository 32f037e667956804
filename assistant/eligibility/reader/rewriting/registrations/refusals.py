"""Why somebody is not registered, or what they say of it: "… except us, as our board does not want it".

That somebody refuses adds nothing where it has been said that they are not registered, and the words of refusing would
be taken for a statement on those named last.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.rewriting.registrations.refused import without_refused
from assistant.eligibility.reader.tokens.lexicon import EccpWord, Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_SIGNS = (Tag.COMMA, Tag.AND, Tag.DASH, Tag.BREAK)
_REASONS = ("reason", "since")
_NAMING = (
    Tag.PLACE, Tag.NAME, Tag.KIND, Tag.GENERIC, Tag.ORDINAL, Tag.OTHER, Tag.ALL, Tag.BOTH, Tag.NONE, Tag.NUMBER,
    Tag.ROLE, Tag.EXCEPT, Tag.ONLY, Tag.PERHAPS,
)  # fmt: skip
_DENYING = (Tag.NOT, Tag.NONE, Tag.EXCEPT)
_BESIDE = (Tag.HAVE, Tag.PRONOUN, Tag.WE, Tag.FUNCTION, Tag.DEFINITE, Tag.RELATIVE)
_MOST_BEFORE = 3


def without_refusals(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens without the clauses that only repeat, as reason or as report, that somebody is not registered."""
    tokens = without_refused(tokens, lexicon)
    found: list[Token] = []
    named = denied = False  # whether the clause so far names somebody, and denies something
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.tag in _SIGNS and named and denied:
            end = _end(tokens, at + 1)
            if _repeats(token, tokens[at + 1 : end], lexicon):
                at = end
                continue
            if token.tag in (Tag.AND, Tag.BREAK) and (told := _told(tokens, at + 1, lexicon)):
                found.append(token)
                at = told
                continue
        found.append(token)
        ends = token.tag in (Tag.BREAK, Tag.STOP)
        named = not ends and (named or token.tag in (*_NAMING, Tag.WE, Tag.PRONOUN))
        denied = not ends and (denied or token.tag in _DENYING or token.value == "not")
        at += 1
    return found


def _told(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """Where what somebody tells of itself begins: "Graz is not on it but said (that) they | have applied"; else 0."""
    at += at < len(tokens) and tokens[at].tag is Tag.HAVE
    if at >= len(tokens) or not _says(tokens[at], lexicon):
        return 0
    at += 1
    while at < len(tokens) and tokens[at].tag in (Tag.WE, Tag.DEFINITE, Tag.RELATIVE):
        at += 1
    verb = at + 1 < len(tokens) and tokens[at + 1].tag in (Tag.BE, Tag.HAVE, Tag.ECCP)
    verb = verb or (at + 1 < len(tokens) and tokens[at + 1].is_one_of(lexicon.particles.future))
    return at + 1 if verb and tokens[at].tag is Tag.PRONOUN else 0


def _end(tokens: Sequence[Token], at: int) -> int:
    """Where the clause that begins at `at` ends: at the next sign after it."""
    signs = (Tag.COMMA, Tag.DASH, Tag.BREAK, Tag.STOP, Tag.OPEN)
    return next((n for n in range(at, len(tokens)) if tokens[n].tag in signs), len(tokens))


def _repeats(sign: Token, clause: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a clause refuses, as a reason or in the words of those who do, and names nobody."""
    if any(token.tag in _NAMING for token in clause) or _applied(clause):
        return False
    words = [word for token in clause for word in token.words]
    if sign.tag is Tag.BREAK:
        return sign.small in _REASONS and lexicon.no_plan.within(words)
    reported = _reported(clause, lexicon)
    if reported is None:
        return False
    said = [word for token in reported for word in token.words]
    return lexicon.no_plan.within(said) or (bool(reported) and reported[0].tag is Tag.NOT)


def _applied(clause: Sequence[Token]) -> bool:
    return any(token.tag is Tag.ECCP and token.value == EccpWord.SUBMITTED for token in clause)


def _reported(clause: Sequence[Token], lexicon: Lexicon) -> Sequence[Token] | None:
    """What a clause reports that somebody said ("they told us that | they won't"); None where nobody says anything."""
    at = 0
    while at < min(len(clause), _MOST_BEFORE) and clause[at].tag in _BESIDE and not _says(clause[at], lexicon):
        at += 1
    if at == len(clause) or not _says(clause[at], lexicon):
        return None
    at += 1
    while at < len(clause) and clause[at].tag in (Tag.WE, Tag.DEFINITE, Tag.RELATIVE, Tag.PRONOUN):
        at += 1
    return clause[at:]


def _says(token: Token, lexicon: Lexicon) -> bool:
    return bool(set(token.words) & set(lexicon.raw["saying_words"]))
