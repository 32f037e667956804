"""Members of a cluster are no partners: "a cluster of 60 companies in Lugano" is a cluster in Lugano."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.partners.drafts import COMPANIES
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.runs import run_at
from assistant.eligibility.reader.tokens.scan import Token

_CLUSTERS = (Kind.CLUSTER, Kind.CLUSTER_NETWORK)
_BETWEEN = (Tag.WORD, Tag.FUNCTION, Tag.NUMBER, Tag.ABOUT, Tag.AT_LEAST, Tag.ALL, Tag.AND, Tag.DEFINITE, Tag.ARTICLE)
_LISTED = (Tag.PLACE, Tag.AND, Tag.COMMA)
_MOST_BETWEEN = 7
_SAMPLE = (
    Tag.NUMBER, Tag.KIND, Tag.CROWD, Tag.ARTICLE, Tag.WORD, Tag.SEVERAL, Tag.EUROPEAN, Tag.GENERIC, Tag.ABOUT,
    Tag.FUNCTION,
)  # fmt: skip
_MANY = 10  # members rather than partners, where a preposition or verb may lead to either


def without_members(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens without those who belong to a cluster; whom "we" or "our network" brings together, unnumbered or many,
    are marked as no partners."""
    tokens = _without_sample(tokens, lexicon)
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = _members(tokens, at + 1, lexicon) if token.tag is Tag.KIND and token.value in _CLUSTERS else 0
        end = end or (_staff(tokens, at + 1, lexicon) if token.tag is Tag.KIND and token.value in COMPANIES else 0)
        found.append(token)
        if end and not token.plural:
            at = _after_places(tokens, end)
            continue
        ours = token.tag is Tag.WE and at + 1 < len(tokens) and _gathers(tokens[at + 1], lexicon)
        if ours and _members(tokens, at + 1, lexicon):
            found.append(replace(tokens[at + 1], tag=Tag.NOT_PARTNERS, value=None))
            at += 1
        at += 1
    return found


def _staff(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """Where "of twelve people", "with 40 employees" behind a company ends; 0 for none."""
    tags = [token.tag for token in tokens[at : at + 3]]
    leads = tags[:1] in ([Tag.IN], [Tag.FUNCTION], [Tag.HAVE])
    leads = leads and (tokens[at].small == "of" or tokens[at].is_one_of(lexicon.raw["members"]["having"]))
    about = at + 1 + (tags[1:2] == [Tag.ABOUT])
    counted = [token.tag for token in tokens[about : about + 2]] == [Tag.NUMBER, Tag.CROWD]
    return about + 2 if leads and counted else 0


def _members(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """Where "of 60 companies", "with over 100 members", "brings together producers" at `at` ends; 0 for none."""
    if at >= len(tokens):
        return 0
    of = tokens[at].tag is Tag.IN and tokens[at].small in ("of", "of_the")
    if not (of or _gathers(tokens[at], lexicon) or tokens[at].is_one_of(lexicon.raw["members"]["having"])):
        return 0
    number = None
    for end in range(at + 1, min(at + 1 + _MOST_BETWEEN, len(tokens))):
        token = tokens[end]
        crowd = " ".join(token.words) in lexicon.raw["members"]["crowd"]
        if crowd or (token.tag is Tag.KIND and token.plural):
            several = number is not None and number >= _MANY
            bare = token.tag is Tag.KIND and token.value in (Kind.SME, Kind.LARGE_COMPANY) and number is None
            belong = of and token.value not in _CLUSTERS
            gathered = bare and _gathers(tokens[at], lexicon)
            return end + 1 if crowd or several or belong or gathered else 0
        if token.tag is Tag.NUMBER and isinstance(token.value, int):
            number = token.value
        if token.tag not in _BETWEEN:
            return 0
    return 0


def _after_places(tokens: Sequence[Token], at: int) -> int:
    """Where the places of members end if there are several ("from Carinthia and Friuli"); one is the cluster's own."""
    made = at + 1  # "of heat pumps"
    while made < len(tokens) and tokens[made].tag is Tag.WORD and tokens[at].small == "of":
        made += 1
    at = made if made > at + 1 else at
    if at >= len(tokens) or tokens[at].tag is not Tag.IN:
        return at
    end = next((n for n in range(at + 1, len(tokens)) if tokens[n].tag not in _LISTED), len(tokens))
    several = any(token.tag is Tag.AND for token in tokens[at:end])
    return end if several and tokens[end - 1].tag is Tag.PLACE else at


def _gathers(token: Token, lexicon: Lexicon) -> bool:
    return " ".join(token.words) in lexicon.raw["members"]["gathering"]


def _without_sample(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens without "among them two universities and a car maker" behind "120 members"."""
    raw, found, at = lexicon.raw["members"], list[Token](), 0
    among = phrases(raw["among"])
    many = False
    while at < len(tokens):
        token = tokens[at]
        crowd = token.tag is Tag.CROWD or " ".join(token.words) in raw["crowd"]
        many = many or (crowd and any(t.tag is Tag.NUMBER and t.value > _MANY for t in found[-_MOST_BETWEEN:]))
        sign = token.tag in (Tag.COMMA, Tag.OPEN, Tag.DASH)
        length = run_at(among, tokens, at + sign) if many and (sign or token.words) else 0
        if length:
            end = at + sign + length
            while end < len(tokens) and _belongs(tokens, end, closed=token.tag is Tag.OPEN):
                end += 1
            at = end + (token.tag is Tag.OPEN and end < len(tokens) and tokens[end].tag is Tag.CLOSE)
            continue
        many = many and token.tag not in (Tag.BREAK, Tag.STOP)
        found.append(token)
        at += 1
    return found


def _belongs(tokens: Sequence[Token], at: int, *, closed: bool) -> bool:
    """Whether the token at `at` still tells of members; a comma before "and" or a seat ends what is in no bracket."""
    tag = tokens[at].tag
    if closed:
        return tag is not Tag.CLOSE
    after = tokens[at + 1].tag if at + 1 < len(tokens) else None
    return tag in _SAMPLE or (tag is Tag.AND and after in _SAMPLE)
