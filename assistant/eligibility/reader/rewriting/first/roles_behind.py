"""Roles told behind those who have them: "clusters in A, B and C, with B as coordinator", "X, Y and Z as
beneficiaries", "an associated partner without funding"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.consortium import Role
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token

_COUNTED_OUT = (Role.AFFILIATED, Role.ASSOCIATED, Role.SUBCONTRACTOR)
_ENDS = (Tag.COMMA, Tag.BREAK, Tag.STOP, Tag.DASH)
_HEAD = (Tag.DEFINITE, Tag.WORD, Tag.KIND, Tag.NUMBER, Tag.IN, Tag.GENERIC)
_BESIDE = (Tag.PLACE, Tag.IN, Tag.OPEN, Tag.CLOSE)
_EVERYBODY = (Tag.ALL, Tag.BOTH, Tag.NUMBER, Tag.DEFINITE, Tag.IN, Tag.PRONOUN, Tag.WE)
_LONGEST_SUBJECT = 5
_MOST_FUNDING = 6
_FEWEST = 2


def roles_behind(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of a first description with such roles where the grammar looks for them."""
    return _all_are(_of_all(_led(without_funding(tokens, lexicon), lexicon)))


def _all_are(tokens: Sequence[Token]) -> list[Token]:
    """ "Beneficiaries all three" as "all three are beneficiaries"."""
    role, behind = (tokens[0], tokens[1:]) if tokens else (None, ())
    everybody = any(token.tag in (Tag.ALL, Tag.BOTH) for token in behind)
    if role is None or role.tag is not Tag.ROLE or not role.plural or not everybody:
        return list(tokens)
    if any(token.tag not in _EVERYBODY for token in behind):
        return list(tokens)
    be = Token(role.start, role.start, Tag.BE, words=("are",), plural=True)
    return [*behind, be, role]


def without_funding(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """An associated partner "without funding" is one all the same."""
    said = lexicon.raw["roles_said"]
    unfunded = phrases([*said[Role.ASSOCIATED]["open"], *lexicon.raw["unfunded"]])
    for at, token in enumerate(tokens):
        if token.tag is not Tag.ROLE or token.value not in _COUNTED_OUT:
            continue
        begin = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].tag in (Tag.COMMA, Tag.AND))
        words: list[str] = []
        for end, other in enumerate(tokens[begin : begin + _MOST_FUNDING], begin + 1):
            words += other.words
            ends = end == len(tokens) or tokens[end].tag in (*_ENDS, Tag.AND, Tag.CLOSE)
            if ends and words and unfunded.at(words, 0)[1] == len(words):
                return [*tokens[: at + 1], *without_funding(tokens[end:], lexicon)]
    return list(tokens)


def _led(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "…, with Malmö as coordinator", "…, coordinated by Malmö" of towns named before as ". Malmö coordinates"."""
    for at, token in enumerate(tokens):
        by = token.tag is Tag.ROLE_BY
        if not (by or set(token.words) == set(lexicon.raw["with"])) or sum(t.tag is Tag.PLACE for t in tokens[:at]) < 2:
            continue
        end = at + 1
        while end < len(tokens) and end - at <= _LONGEST_SUBJECT and tokens[end].tag in (*_HEAD, Tag.PLACE):
            if tokens[end].tag is Tag.IN and tokens[end].definite:
                break
            end += 1
        subject = tokens[at + 1 : end]
        after = end if by else _leading(tokens, end)
        ends = after is not None and (after == len(tokens) or tokens[after].tag in _ENDS)
        if not ends or after is None or not _named_before(subject, tokens[:at]):
            continue
        signed = tokens[at - 1].tag in (Tag.COMMA, Tag.DASH, Tag.AND, Tag.BREAK)
        stop = Token(token.start, token.start, Tag.STOP, value=".")
        leads = Token(subject[-1].end, subject[-1].end, Tag.ROLE_VERB, words=("coordinates",))
        rest = [stop, *tokens[after + 1 :]] if after + 1 < len(tokens) else []
        return [*tokens[: at - signed], stop, *subject, leads, *rest]
    return list(tokens)


def _leading(tokens: Sequence[Token], at: int) -> int | None:
    """Where the words go on behind "as coordinator", "being the lead", "in the lead", "leading"."""
    here = at
    while here < len(tokens) and tokens[here].tag in (Tag.AS, Tag.BE, Tag.IN, Tag.DEFINITE) and here - at < _FEWEST:
        if tokens[here].value == "not":
            return None
        here += 1
    role = tokens[here] if here < len(tokens) else None
    leads = role is not None and role.tag in (Tag.ROLE, Tag.ROLE_VERB) and role.value in (None, Role.COORDINATOR)
    return here + 1 if leads else None


def _named_before(subject: Sequence[Token], before: Sequence[Token]) -> bool:
    """Whether a subject names one of the towns before it, and nothing else."""
    places = [token.value for token in subject if token.tag is Tag.PLACE]
    new = any(token.tag is Tag.NUMBER and token.small != "one" for token in subject)
    if len(places) != 1 or places[0].excluded or new:
        return False
    known = [token.value for token in before if token.tag is Tag.PLACE]
    return any(set(places[0].candidates) & set(place.candidates) for place in known)


def _of_all(tokens: Sequence[Token]) -> list[Token]:
    """ "Cluster X, Cluster Y and Cluster Z as beneficiaries" with the role in brackets behind each."""
    for at in range(1, len(tokens) - 1):
        role = tokens[at + 1]
        ends = at + 2 == len(tokens) or tokens[at + 2].tag in _ENDS
        if tokens[at].tag is not Tag.AS or role.tag is not Tag.ROLE or not role.plural or not ends:
            continue
        begin = at
        while begin and tokens[begin - 1].tag in (Tag.NAME, Tag.COMMA, Tag.AND, *_BESIDE):
            begin -= 1
        named = [n for n in range(begin, at) if tokens[n].tag is Tag.NAME]
        opens = begin == 0 or tokens[begin - 1].tag in (Tag.COLON, Tag.STOP, Tag.BREAK)
        if len(named) < _FEWEST or not opens or tokens[begin].tag is not Tag.NAME or not _apart(tokens, named):
            continue
        found: list[Token] = list(tokens[:begin])
        for n in range(begin, at):
            found.append(tokens[n])
            if n in named:
                end = tokens[n].end
                one = replace(role, plural=False, start=end, end=end)
                opened, closed = Token(end, end, Tag.OPEN, words=("(",)), Token(end, end, Tag.CLOSE, words=(")",))
                found += [opened, one, closed]
        return [*found, *tokens[at + 2 :]]
    return list(tokens)


def _apart(tokens: Sequence[Token], named: Sequence[int]) -> bool:
    """Whether a sign stands before each name but the first: no word between two of them is left over."""
    return all(tokens[n - 1].tag in (Tag.COMMA, Tag.AND) for n in named[1:])
