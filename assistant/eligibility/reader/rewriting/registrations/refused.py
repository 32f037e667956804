"""A sentence on registrations put plainly: without what adds nothing to it ("… is not on it, nor do they want to be"),
with "only we and Graz" for "apart from us only Graz" and "; Bari is not" for ", not Bari".

That somebody who is not registered refuses, or uses another platform instead, says again what has been said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.partners.drafts import CLUSTERS
from assistant.eligibility.reader.rewriting.registrations.all_but import all_but
from assistant.eligibility.reader.tokens.cutting import cut_at
from assistant.eligibility.reader.tokens.lexicon import EccpWord, Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_SIGNS = (Tag.COMMA, Tag.BREAK, Tag.DASH, Tag.STOP)
_OPENS = (*_SIGNS, Tag.AND)
_NAMING = (Tag.PLACE, Tag.NAME, Tag.KIND, Tag.GENERIC, Tag.ORDINAL, Tag.ALL, Tag.BOTH, Tag.ROLE, Tag.EXCEPT, Tag.ONLY)
_POINTING = (Tag.OTHER, Tag.ORDINAL)
_PARTNER = (
    Tag.PLACE, Tag.NAME, Tag.WE, Tag.DEFINITE, Tag.OWN, Tag.KIND, Tag.IN, Tag.NUMBER, Tag.BOTH, Tag.GENERIC, Tag.OTHER,
)  # fmt: skip
_EARLY, _FEWEST, _FEWEST_ALL = 8, 2, 4


def prepared(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens without refusals behind a denial, and with the article of "of the others" by itself."""
    tokens = all_but(without_refused(tokens, lexicon), lexicon)
    tokens = _excepted_there(_only_with(_denied_last(tokens), lexicon))
    return _articles_apart(_all_of_clusters(_found_there(_all_we(tokens), lexicon)), lexicon)


def _all_we(tokens: Sequence[Token]) -> list[Token]:
    """ "All the three we are on it" as "all the three are on it"."""
    we = next((at for at, token in enumerate(tokens[:_FEWEST_ALL]) if token.tag is Tag.WE), 0)
    scoped = bool(we) and tokens[0].tag in (Tag.ALL, Tag.BOTH) and tokens[0].words[-1:] != ("of",)
    counted = all(token.tag is Tag.NUMBER for token in tokens[1:we])
    verb = we + 1 < len(tokens) and tokens[we + 1].tag in (Tag.BE, Tag.HAVE)
    return [*tokens[:we], *tokens[we + 1 :]] if scoped and counted and verb else list(tokens)


def _found_there(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "On the ECCP you will find Graz and Brno" as "on the ECCP are Graz and Brno"."""
    if not tokens or tokens[0].tag is not Tag.ECCP:
        return list(tokens)
    words = ""
    for at, token in enumerate(tokens[1:_EARLY], 1):
        words = " ".join((words, *token.words)).strip()
        if words in lexicon.raw["standing"]["found_there"]:
            are = replace(tokens[1], tag=Tag.BE, value=None, words=("are",), small="")
            return [tokens[0], are, *tokens[at + 1 :]]
    return list(tokens)


def _all_of_clusters(tokens: Sequence[Token]) -> list[Token]:
    """ "All but the university are on it" as "all the clusters are on it": none of those is excepted."""
    begin = next((at for at, token in enumerate(tokens) if token.tag is Tag.EXCEPT), None)
    verb = next((at for at, token in enumerate(tokens) if token.tag in (Tag.BE, Tag.HAVE)), 0)
    if begin is None or begin + 1 >= verb or begin > 1:
        return list(tokens)
    kept: list[list[Token]] = []
    items = cut_at(tokens[begin + 1 : verb], (Tag.AND, Tag.COMMA))
    for item in items:
        bare = [token for token in item if token.tag not in (Tag.DEFINITE, Tag.OWN, Tag.WORD, Tag.AND, Tag.COMMA)]
        other = [token.tag for token in bare] == [Tag.KIND] and bare[0].value not in CLUSTERS
        kept += [] if other else [item]
    if len(kept) == len(items) or len(items) < _FEWEST:
        return list(tokens)  # one alone is told of as such
    first, but = tokens[0], tokens[begin]
    clusters = [
        replace(first, tag=Tag.ALL, value=None, plural=False, small="", words=first.words[:1]),
        replace(first, tag=Tag.DEFINITE, value=None, plural=False, small="", words=()),
        replace(first, tag=Tag.KIND, value=Kind.CLUSTER, plural=True, small="", words=()),
    ]
    left = [token for item in kept for token in item]
    return [*clusters, *([but, *left] if left else []), *tokens[verb:]]


def _only_with(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "Apart from us only Graz is on it (, the rest is not)" as "only we and Graz are on it"."""
    only = next((at for at, token in enumerate(tokens[:_EARLY]) if token.tag is Tag.ONLY), 0)
    apart = tokens[0].tag is Tag.EXCEPT or tokens[0].is_one_of(lexicon.raw["standing"]["besides"]) if tokens else False
    if only < _FEWEST or not apart:
        return list(tokens)
    tail = next((at for at in range(only, len(tokens)) if tokens[at].tag in _OPENS), len(tokens))
    others = [token.tag for token in tokens[tail + 1 :] if token.tag not in (Tag.AND, Tag.ALL, Tag.DEFINITE)]
    if others == [Tag.OTHER, Tag.BE] and tokens[-1].value == "not":
        tokens = tokens[:tail]
    besides = [token for token in tokens[1:only] if token.tag is not Tag.COMMA]
    if any(token.tag not in _PARTNER for token in besides):
        return list(tokens)
    joined = replace(tokens[0], tag=Tag.AND, words=("and",), small="and", value=None)
    return [tokens[only], *besides, joined, *tokens[only + 1 :]]


def _denied_last(tokens: Sequence[Token]) -> list[Token]:
    """ "On it: Graz and Brno, not Bari" with "; Bari is not" at its end."""
    at = next((n for n in range(len(tokens) - 1, 0, -1) if tokens[n].tag is Tag.NOT), 0)
    last = tokens[at + 1 :]
    if at < _FEWEST or not last or tokens[at].words != ("not",) or tokens[at - 1].tag not in _OPENS:
        return list(tokens)
    named = any(token.tag in (Tag.PLACE, Tag.NAME, Tag.WE, Tag.OTHER) for token in last)
    if not named or any(token.tag not in (*_PARTNER, Tag.AND, Tag.COMMA) for token in last):
        return list(tokens)
    before = tokens[: at - 1]
    while before and before[-1].tag in _OPENS:
        before = before[:-1]
    sign = replace(tokens[at - 1], tag=Tag.BREAK, words=(";",), small="", value=None)
    denied = replace(tokens[at], tag=Tag.BE, value="not", words=("is", "not"), small="")
    return [*before, sign, *map(there, last), denied]


def _excepted_there(tokens: Sequence[Token]) -> list[Token]:
    """The places behind "except" as places where somebody sits."""
    begin = next((at for at, token in enumerate(tokens) if token.tag is Tag.EXCEPT), len(tokens))
    return [*tokens[:begin], *map(there, tokens[begin:])]


def there(token: Token) -> Token:
    """A place that "not" stood before, as that place: what is denied is said behind it now."""
    if token.tag is not Tag.PLACE or not token.value.excluded:
        return token
    regions = {region for country, region in token.value.candidates if country == token.value.country}
    region = regions.pop() if len(regions) == 1 else None
    return replace(token, value=replace(token.value, excluded=False, region=region))


def without_refused(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens without the clauses behind a denial that only say that those denied do not want to."""
    found: list[Token] = []
    denied = False
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if denied and token.tag in _OPENS:
            end = next((n for n in range(at + 1, len(tokens)) if tokens[n].tag in _SIGNS), len(tokens))
            if token.small == "reason" and _is_of_another(tokens[at + 1 :], lexicon):
                return found
            if _refuses(tokens[at + 1 : end], lexicon):
                at = end
                continue
        found.append(token)
        denied = (denied and token.tag not in (Tag.BREAK, Tag.STOP)) or _denies(token)
        at += 1
    return found


def _denies(token: Token) -> bool:
    return token.tag in (Tag.NOT, Tag.NONE) or token.value == "not"


def _refuses(clause: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a clause says nothing but that those named before do not want to, either."""
    said = " ".join(word for token in clause for word in token.words)
    return any(re.fullmatch(pattern, said) for pattern in lexicon.raw["standing"]["refusing"])


def _is_of_another(reason: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a reason tells of another platform alone, and names nobody: "because we use a different platform"."""
    another = frozenset(lexicon.raw["standing"]["another"])
    if any(token.tag in _NAMING for token in reason):
        return False
    told = [at for at, token in enumerate(reason) if token.tag is Tag.ECCP]
    others = [token for token in reason if token.tag is Tag.OTHER]
    plain = all(
        at and reason[at].value is EccpWord.TOPIC and not another.isdisjoint(reason[at - 1].words) for at in told
    )
    return plain and all(not another.isdisjoint(token.words) for token in others)


def _articles_apart(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "…, of the other two I know nothing" as "…, the other two I know nothing"."""
    found: list[Token] = []
    openers = lexicon.raw["standing"]["openers"]
    for at, token in enumerate(tokens):
        begins = not at or tokens[at - 1].tag in _OPENS
        ahead = at + 1 < len(tokens) and tokens[at + 1].tag in _POINTING
        joined = len(token.words) == 2 and token.words[0] in openers and token.definite
        if begins and ahead and joined and token.tag is Tag.IN:
            token = replace(token, tag=Tag.DEFINITE, words=token.words[1:], small="", value=None)
        found.append(token)
    return found
