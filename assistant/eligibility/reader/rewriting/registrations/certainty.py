"""What is only certain of some: "only Graz is sure to be on the ECCP" says nothing of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_ENDS = (Tag.COMMA, Tag.BREAK, Tag.DASH, Tag.COLON, Tag.OPEN, Tag.CLOSE)

_VERBS = (Tag.BE, Tag.HAVE)
_OF = (Tag.IN, Tag.NOT_PARTNERS, Tag.ABOUT)
_PARTNER = (Tag.PLACE, Tag.NAME, Tag.KIND)
_NAMED = (Tag.PLACE, Tag.NAME, Tag.DEFINITE, Tag.KIND, Tag.GENERIC, Tag.AND, Tag.OWN)
_KNOWING = (Tag.FUNCTION, Tag.WORD, Tag.NOT_PARTNERS, Tag.BE, Tag.ONLY, Tag.WE, Tag.BREAK, Tag.AND, Tag.COMMA)
_MOST_NAMED = 9
_MOST_KNOWING = 14


def without_sure_only(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens, with beliefs in plain words, without an "only" that goes with "sure", "certain" or "confirmed" in a
    clause on registrations: of the others it is not known. What follows in a clause of its own ("only Graz, that's
    sure") is another matter."""
    sure = frozenset(lexicon.raw["only_sure"])
    found: list[Token] = []
    clause: list[Token] = []
    for token in (*_known_of(_believed(tokens, lexicon), lexicon), None):
        if token is not None and token.tag not in _ENDS:
            clause.append(token)
            continue
        found += _plain(clause, sure)
        clause = []
        if token is not None:
            found.append(token)
    return found


def _plain(clause: list[Token], sure: frozenset[str]) -> list[Token]:
    """A clause without its "only" where that goes with "sure": behind it, or at the head of the clause."""
    only = next((at for at, token in enumerate(clause) if token.tag is Tag.ONLY), None)
    if only is None or not any(token.tag is Tag.ECCP for token in clause):
        return clause
    said = (clause[0], *clause[only:])  # "certainly registered are only the Danes"
    if not any(sure & set(token.words) for token in said):
        return clause
    return [token for token in clause if token.tag is not Tag.ONLY]


def _believed(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "All are registered, I suppose" as "… I think": a supposition that writers make of what is."""
    raw = lexicon.raw["believing"]
    found = list(tokens)
    spoken = any(token.tag is Tag.ECCP for token in tokens)
    for at, (before, token) in enumerate(pairwise(tokens) if spoken else (), 1):
        if before.is_one_of(raw["who"]) and token.is_one_of(raw["verbs"]):
            found[at] = replace(token, tag=Tag.FUNCTION, words=(raw["plainly"],), value=None)
    return found


def _known_of(tokens: Sequence[Token], lexicon: Lexicon) -> Sequence[Token]:
    """ "Only of Graz we know for sure that it is registered" and "we know only of Graz that …" as "Graz is registered":
    of the others it is not known."""
    we = next((at for at, token in enumerate(tokens[:_MOST_NAMED]) if token.tag is Tag.WE), None)
    if we is None:
        return tokens
    ahead = range(we + 1, min(_MOST_KNOWING, len(tokens) - 1))
    they = next((at for at in ahead if tokens[at].tag is Tag.PRONOUN and tokens[at + 1].tag in _VERBS), None)
    if they is None:
        return tokens
    that = they - 1 if tokens[they - 1].words[-1:] == ("that",) else they
    of = next((at for at, token in enumerate(tokens[:that]) if _is_of(tokens, at)), None)
    if of is None:
        return tokens
    end = next(at for at in range(of + 1, that + 1) if at == that or tokens[at].tag not in _NAMED)
    others = [*tokens[:of], *tokens[end:that]]
    if any(token.tag not in (*_KNOWING, Tag.HAVE) or token.value == "not" for token in others):
        return tokens
    told = [*tokens[of + 1 : end], *tokens[they + 1 :]]
    if any(token.tag is Tag.HAVE for token in others):
        # What the writer "has heard" is no more than believed.
        told.append(Token(told[-1].end, told[-1].end, Tag.FUNCTION, words=(lexicon.raw["believing"]["plainly"],)))
    return told


def _is_of(tokens: Sequence[Token], at: int) -> bool:
    """Whether "of", "about" or "for" stands here with a partner behind it: no "for sure"."""
    return tokens[at].tag in _OF and any(t.tag in _PARTNER for t in tokens[at + 1 : at + 3])
