"""Registrations told in few words: "leader yes, for us no", "our request was rejected"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import EccpWord, Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_BREAKS = (Tag.COMMA, Tag.BREAK, Tag.COLON, Tag.DASH, Tag.AND)
_ENDS = (Tag.COMMA, Tag.BREAK, Tag.DASH, Tag.AND, Tag.STOP)
_PARTNER = (Tag.PLACE, Tag.NAME, Tag.WE, Tag.DEFINITE, Tag.KIND, Tag.NUMBER, Tag.WORD, Tag.GENERIC, Tag.OTHER)
_NAMING = (Tag.PLACE, Tag.NAME, Tag.WE, Tag.KIND, Tag.OTHER)
_OWNERS = (Tag.OWN, Tag.THEIR)
_MOST_PARTNER = 4


def answered_shortly(tokens: Sequence[Token], lexicon: Lexicon, *, known: bool) -> list[Token]:
    """The tokens of a sentence on registrations with each short answer as one on a partner. `known`: partners have been
    named before."""
    if not any(token.tag is Tag.ECCP for token in tokens):
        return list(tokens)
    tokens = _without_for(_refused(tokens, lexicon), lexicon)
    return _with_articles(tokens, lexicon) if known else list(tokens)


def _says(token: Token | None, lexicon: Lexicon) -> bool:
    """Whether a token is a "yes", "no" or "not"."""
    if token is None or token.tag not in (Tag.FUNCTION, Tag.NOT):
        return False
    return token.tag is Tag.NOT or " ".join(token.words) in lexicon.raw["short_answers"]["agreeing"]


def _at(tokens: Sequence[Token], at: int) -> Token | None:
    return tokens[at] if at < len(tokens) else None


def _without_for(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "…, for us no" as "…, we not"."""
    found = list(tokens)
    for at in range(len(tokens) - 2, -1, -1):
        begins = not at or tokens[at - 1].tag in _BREAKS
        if not begins or " ".join(tokens[at].words) not in lexicon.raw["short_answers"]["for"]:
            continue
        end = at + 1
        while end < len(tokens) and end - at <= _MOST_PARTNER and tokens[end].tag in _PARTNER:
            end += 1
        told, after = _at(tokens, end), _at(tokens, end + 1)
        named = any(token.tag in _NAMING for token in tokens[at + 1 : end])
        if told is None or not (named and _says(told, lexicon)) or (after is not None and after.tag not in _ENDS):
            continue
        said = replace(told, words=("not",), small="") if told.tag is Tag.NOT else told
        found[at : end + 1] = [*tokens[at + 1 : end], said]
    return found


def _with_articles(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "Leader yes, Graz no" as "the leader yes, Graz no"."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        begins = not at or tokens[at - 1].tag in _BREAKS
        if begins and token.tag is Tag.ROLE and not token.plural and _says(_at(tokens, at + 1), lexicon):
            found.append(Token(token.start, token.start, Tag.DEFINITE, words=("the",), definite=True))
        found.append(token)
    return found


def _refused(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "All but us are on the ECCP: our request was rejected" as "…; we are not registered"."""
    words = frozenset(lexicon.raw["short_answers"]["requests"])
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        end = _rejection(tokens, at, words) if at and tokens[at - 1].tag in _BREAKS else at
        if end == at:
            found.append(tokens[at])
            at += 1
            continue
        owner, last = tokens[at], tokens[end - 1]
        who = Tag.WE if owner.tag is Tag.OWN else Tag.PRONOUN
        found[-1] = replace(found[-1], tag=Tag.BREAK, words=(";",), small="", value=None)
        found.append(replace(owner, tag=who, value=None, plural=who is Tag.PRONOUN, words=("we",), small=""))
        if who is Tag.PRONOUN:
            many = owner.words == ("their",)
            found[-1] = replace(found[-1], plural=many, words=("they",) if many else ("it",))
        found.append(replace(last, tag=Tag.BE, value="not", words=("are", "not"), small=""))
        found.append(replace(last, tag=Tag.ECCP, value=EccpWord.REGISTERED, words=("registered",), small=""))
        at = end
    return found


def _rejection(tokens: Sequence[Token], at: int, requests: frozenset[str]) -> int:
    """Where "our request was rejected" ends that begins at `at`; `at` itself where it does not stand there."""
    if tokens[at].tag not in _OWNERS:
        return at
    end = at + 1
    while end < len(tokens) and end - at <= _MOST_PARTNER:
        token = tokens[end]
        if token.tag is Tag.ECCP and token.value is EccpWord.GONE:
            return end + 1 if end > at + 1 else at
        if token.tag not in (Tag.BE, Tag.HAVE, Tag.FUNCTION) and not requests & set(token.words):
            return at
        end += 1
    return at
