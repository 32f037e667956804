"""Emphasis and topics put plainly: "both Graz and Bari", "not only … but also …", "…, as for Porto I don't know"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_PARTNER = (Tag.PLACE, Tag.NAME)
_VERBS = (Tag.BE, Tag.HAVE)
_SIGNS = (Tag.COMMA, Tag.AND, Tag.DASH)
_MOST_BETWEEN = 8
_LONGEST_TOPIC = 3
_LONGEST_PERSON = 3
_MOST_DOUBT = 6
_NEAR = 5


def plainly(tokens: Sequence[Token], lexicon: Lexicon, partners: int) -> list[Token]:
    """The tokens of a sentence without emphasis, with each topic and each aside on somebody else as its own part.
    `partners`: how many are known."""
    tokens = _kind_in_brackets(
        _person_from(_without_person(_all_of_us(_both(_those_in(tokens, lexicon)), partners), lexicon))
    )
    tokens = _unlike(_nobody_else(_not_only(_as_roles(tokens)), lexicon), lexicon)
    return _doubts_apart(_topics_apart(tokens, lexicon))


def _those_in(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "Those in Graz are on the ECCP" as "the ones in Graz …": not all who were named before."""
    found: list[Token] = []
    for token, place in pairwise([*tokens, None]):
        here = place is not None and place.tag is Tag.IN and place.small != "of"
        if token and token.tag is Tag.PRONOUN and token.words[0] in lexicon.raw["definite"] and here:
            ones = next(words for words, small in lexicon.small.items() if small == "ones")
            found.append(replace(token, tag=Tag.DEFINITE, value=None, plural=False, definite=True))
            found.append(replace(token, tag=Tag.WORD, value=None, plural=False, words=ones, small="ones"))
        elif token:
            found.append(token)
    return found


def _all_of_us(tokens: Sequence[Token], partners: int) -> list[Token]:
    """ "We are all on the ECCP", "we three are …" of three partners, as "all of us are …"."""
    for at in range(len(tokens) - 2):
        we, second, third = tokens[at : at + 3]
        verb = second.tag in _VERBS and third.tag in (Tag.ALL, Tag.BOTH) and second.value != "not"
        number = second.tag is Tag.NUMBER and third.tag in _VERBS and second.value == partners > 1
        if we.tag is Tag.WE and (verb or number):
            told, be = (third, second) if verb else (second, third)
            everyone = replace(told, tag=Tag.ALL, value=None, words=(*told.words[:1], "of"), small="")
            return [*tokens[:at], everyone, we, be, *tokens[at + 3 :]]
    return list(tokens)


def _person_from(tokens: Sequence[Token]) -> list[Token]:
    """ "I'm Paola from the furniture cluster in Udine" as "we are the furniture cluster in Udine"."""
    for at in range(len(tokens) - 4):
        tags = [token.tag for token in tokens[at : at + 4]]
        if tags != [Tag.WE, Tag.BE, Tag.NAME, Tag.IN] or tokens[at + 2].value.sure or not tokens[at + 3].definite:
            continue
        ahead = [t.tag for t in tokens[at + 4 : at + 4 + _NEAR]]
        if Tag.KIND in ahead and not set(ahead[: ahead.index(Tag.KIND)]) & {Tag.COMMA, Tag.BREAK, Tag.IN, Tag.PLACE}:
            definite = replace(tokens[at + 3], tag=Tag.DEFINITE, small="")
            return [*tokens[: at + 2], definite, *tokens[at + 4 :]]
    return list(tokens)


def _without_person(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "I'm Paola, manager of the cluster in Udine" without the name of the person."""
    for at in range(len(tokens) - 4):
        tags = [token.tag for token in tokens[at : at + 4]]
        alone = tags == [Tag.WE, Tag.BE, Tag.NAME, Tag.COMMA] and tokens[at].is_one_of(lexicon.raw["speaker"])
        name = tokens[at + 2]
        if alone and len(name.words) <= _LONGEST_PERSON and not name.value.sure and not name.value.label:
            return [*tokens[: at + 2], *tokens[at + 4 :]]
    return list(tokens)


def _kind_in_brackets(tokens: Sequence[Token]) -> list[Token]:
    """ "A sailmaker (SME) in Piraeus" as "an SME in Piraeus"."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        bracket = [t.tag for t in tokens[at : at + 3]] == [Tag.OPEN, Tag.KIND, Tag.CLOSE] and not tokens[at + 1].plural
        begin = len(found)
        while bracket and begin and found[begin - 1].tag is Tag.WORD:
            begin -= 1
        if bracket and 0 < begin < len(found) and found[begin - 1].tag is Tag.ARTICLE:
            del found[begin:]
            found.append(tokens[at + 1])
            at += 3
            continue
        found.append(tokens[at])
        at += 1
    return found


def _as_roles(tokens: Sequence[Token]) -> list[Token]:
    """ "A, B, C: three clusters, full partners" with "as full partners"."""
    last = tokens[-1] if tokens else None
    apposed = last is not None and last.tag is Tag.ROLE and last.plural and len(tokens) > 2
    if not apposed or tokens[-2].tag is not Tag.COMMA or not any(t.tag is Tag.KIND and t.plural for t in tokens):
        return list(tokens)
    return [*tokens[:-2], replace(tokens[-2], tag=Tag.AS, words=("as",), small=""), tokens[-1]]


def _both(tokens: Sequence[Token]) -> list[Token]:
    """ "Both Graz and Bari are …" as "Graz and Bari are …"."""
    return [
        token
        for at, token in enumerate(tokens)
        if not (
            token.tag is Tag.BOTH
            and [t.tag in _PARTNER for t in tokens[at + 1 : at + 4 : 2]] == [True, True]
            and tokens[at + 2].tag is Tag.AND
        )
    ]


def _not_only(tokens: Sequence[Token]) -> list[Token]:
    """ "Not only A but also B is …" as "A and B is …"."""
    for at in range(len(tokens) - 1):
        if [t.tag for t in tokens[at : at + 2]] != [Tag.NOT, Tag.ONLY]:
            continue
        but = next((n for n in range(at + 2, min(at + 2 + _MOST_BETWEEN, len(tokens))) if _is_but(tokens[n])), None)
        if but is None or any(t.tag in _VERBS for t in tokens[at + 2 : but]):
            return [*tokens[:at], *tokens[at + 2 :]]  # "not only Graz is on it, but all of them": nobody is left out
        joined = replace(tokens[but], tag=Tag.AND, words=("and",), small="")
        rest = but + 2 if but + 1 < len(tokens) and tokens[but + 1].tag is Tag.FUNCTION else but + 1
        kept = tokens[at + 2 : but - 1] if tokens[but - 1].tag is Tag.COMMA else tokens[at + 2 : but]
        return [*tokens[:at], *kept, joined, *tokens[rest:]]
    return list(tokens)


def _is_but(token: Token) -> bool:
    return token.tag is Tag.BREAK and token.small == "but"


def _nobody_else(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "Graz has a profile, nobody else has one" as "…; the others have none"."""
    for at in range(1, len(tokens) - 2):
        sign, nobody, other = tokens[at : at + 3]
        here = sign.tag in _SIGNS and nobody.tag is Tag.NONE and other.is_one_of(lexicon.particles.further)
        verb = next((n for n in range(at + 3, min(at + 5, len(tokens))) if tokens[n].tag in _VERBS), None)
        if not here or verb is None:
            continue
        others = replace(nobody, tag=Tag.OTHER, words=("the", "others"), plural=True, value=None, small="")
        denied = replace(tokens[verb], tag=Tag.BE, value="not", words=("are", "not"))
        cut = replace(sign, tag=Tag.BREAK, words=(";",), small="")
        return [*tokens[:at], cut, others, denied]
    return list(tokens)


def _unlike(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "Unlike us they are registered", "Graz is registered, unlike the others" as "…; we are not", "…; the others are
    not"."""
    opening, after = _opens_contrast(tokens, lexicon)
    if not after or (opening and tokens[opening - 1].tag not in _SIGNS):
        return list(tokens)
    if not opening and tokens[after].tag not in (*_PARTNER, Tag.KIND, Tag.OTHER, Tag.WE, Tag.PRONOUN, Tag.DEFINITE):
        # "Unlike last time, when Bari was with us, we are …"
        now = [at for at in range(1, len(tokens)) if tokens[at].tag is Tag.WE and tokens[at - 1].tag is Tag.COMMA]
        return list(tokens[now[0] :]) if now else list(tokens)
    verb = next((at for at, token in enumerate(tokens) if token.tag in _VERBS), None)
    if verb is None or not any(token.tag is Tag.ECCP for token in tokens):
        return list(tokens)
    if opening:
        main, other = tokens[: opening - 1], tokens[after:]
    else:
        comma = next((at for at, token in enumerate(tokens[:verb]) if token.tag is Tag.COMMA), 0)
        end = comma or (after + 1 if tokens[after].tag is Tag.WE else 0)
        main, other = tokens[end + bool(comma) :], tokens[after:end]
    named = any(token.tag in (*_PARTNER, Tag.KIND, Tag.OTHER, Tag.WE, Tag.PRONOUN) for token in other)
    if not main or not named or any(token.tag in (*_VERBS, Tag.COMMA, Tag.BREAK) for token in other):
        return list(tokens)
    denied = tokens[verb].value == "not" or any(token.tag in (Tag.NOT, Tag.NONE) for token in main)
    told = replace(
        tokens[verb], tag=Tag.BE, value=None if denied else "not", words=("are",) if denied else ("are", "not")
    )
    cut = Token(main[-1].end, main[-1].end, Tag.BREAK, words=(";",))
    return [*main, cut, *other, told]


def _opens_contrast(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[int, int]:
    """Where "unlike" or "in contrast to" begins and ends; (0, 0) where none stands."""
    for at in range(len(tokens)):
        words = ""
        for end, token in enumerate(tokens[at : at + _LONGEST_TOPIC], at + 1):
            words = " ".join((words, *token.words)).strip()
            if words in lexicon.raw["unlike"] and end < len(tokens):
                return at, end
    return 0, 0


def _topics_apart(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "…, as for Porto I don't know" with a break before the topic."""
    openings = {tuple(phrase.split()) for phrase in lexicon.raw["topics"]}
    found = list(tokens)
    told = False
    for at, token in enumerate(tokens):
        told = told or token.tag in (*_VERBS, Tag.ECCP)
        if not at or token.tag not in _SIGNS or not told:
            continue
        words: tuple[str, ...] = ()
        for length, other in enumerate(tokens[at + 1 : at + 1 + _LONGEST_TOPIC], 1):
            words = (*words, *other.words)
            after = [t.tag for t in tokens[at + 1 + length : at + 3 + length]]
            if words in openings and after and (after[0] in _PARTNER or after[0] in (Tag.DEFINITE, Tag.OTHER)):
                found[at] = replace(token, tag=Tag.STOP, words=(), value=".", small="")
    return found


def _doubts_apart(tokens: Sequence[Token]) -> list[Token]:
    """ "A and B are registered, C maybe" with a break before what is only supposed of C."""
    perhaps = next((at for at, token in enumerate(tokens) if token.tag is Tag.PERHAPS), None)
    if perhaps is None or len(tokens) - perhaps > _MOST_DOUBT:
        return list(tokens)
    sign = next((at for at in range(perhaps - 1, 0, -1) if tokens[at].tag in _SIGNS), None)
    told = sign is not None and any(t.tag in _VERBS for t in tokens[:sign])
    if sign is None or not told or tokens[sign + 1].tag not in (*_PARTNER, Tag.DEFINITE, Tag.OTHER):
        return list(tokens)
    if any(t.tag in (*_VERBS, Tag.ECCP) for t in tokens[sign + 1 : perhaps]):
        return list(tokens)
    return [*tokens[:sign], replace(tokens[sign], tag=Tag.BREAK, words=(";",), small=""), *tokens[sign + 1 :]]
