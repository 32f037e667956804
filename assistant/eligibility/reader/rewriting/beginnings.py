"""Ways to begin a list of partners put as one: "With us are X and Y" as "partners: X and Y", "ours in Bilbao"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.eligibility.reader.grammar.place_lists import ADJECTIVAL
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_SMALL = (Tag.FUNCTION, Tag.WORD, Tag.AND, Tag.COMMA)
_LISTS = (Tag.ARTICLE, Tag.NUMBER, Tag.KIND, Tag.NAME, Tag.DEFINITE, Tag.PLACE)
_NAMING = (Tag.KIND, Tag.GENERIC, Tag.NAME, Tag.PLACE, Tag.ROLE)
_MOST_BEFORE = 4
_MOST_BEFORE_ARE = 6
_SEVERAL = (Tag.DEFINITE, Tag.OWN, Tag.OTHER, Tag.NUMBER, Tag.GENERIC, Tag.KIND, Tag.CROWD)
_ONE = (Tag.ARTICLE, Tag.DEFINITE, Tag.NUMBER)
_FEWEST_ANNOUNCING = 3
_MOST_ANNOUNCING = 9


def begun(tokens: Sequence[Token], lexicon: Lexicon, *, later: bool = False) -> list[Token]:
    """The tokens of a sentence with its list begun as the grammar knows it. `later`: in a later message."""
    tokens = _wished(tokens, lexicon) if later else tokens
    tokens = _are_one_and_another(_beside_us(_in_language(tokens, lexicon), lexicon))
    tokens = _dashed_list(_announced(_ours(tokens)))
    return _we_three(_others(_there_is(_of_group(_one_more(_we_lead(tokens, lexicon))), lexicon)))


def heads_list(tokens: Sequence[Token]) -> bool:
    """Whether a line is a list of its own: "Clusters: Genoa, Patras, Valletta"."""
    head = [token.tag for token in tokens[:2]]
    plural = bool(tokens) and tokens[0].plural and tokens[0].tag in (Tag.KIND, Tag.GENERIC, Tag.ROLE)
    return plural and head[1:] == [Tag.COLON] and sum(token.tag is Tag.PLACE for token in tokens) > 1


def none_of_them(tokens: Sequence[Token]) -> list[Token]:
    """ "None of the three clusters (Bari, Varna) is registered" as "the three clusters (Bari, Varna) are not …"."""
    verb = next((at for at, token in enumerate(tokens) if _is_verb(token)), 0)
    named = any(token.tag is Tag.PLACE for token in tokens[:verb]) and any(t.tag is Tag.KIND for t in tokens[:verb])
    if not tokens or tokens[0].tag is not Tag.NONE or not named or tokens[1].tag not in (Tag.DEFINITE, Tag.OWN):
        return list(tokens)
    denied = replace(tokens[verb], value="not", words=(*tokens[verb].words, "not"))
    return [*tokens[1:verb], denied, *tokens[verb + 1 :]]


def _wished(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "We would like to add an SME from Graz" of a consortium that is known: a change, politely asked for."""
    if not any(token.tag in (Tag.KIND, Tag.NAME) for token in tokens):
        return list(tokens)
    return [
        replace(token, tag=Tag.FUNCTION, words=("add",), small="")
        if token.tag is Tag.PERHAPS and " ".join(token.words) in lexicon.raw["polite_additions"]
        else token
        for token in tokens
    ]


def _announced(tokens: Sequence[Token]) -> list[Token]:
    """ "Three clusters want to apply together: one in Graz, …" as "three clusters: one in Graz, …"."""
    head = next((at for at, token in enumerate(tokens[:_MOST_BEFORE]) if token.tag is Tag.NUMBER), None)
    colon = next((at for at, token in enumerate(tokens) if token.tag is Tag.COLON), 0)
    if head is None or colon < head + _FEWEST_ANNOUNCING or colon > head + _MOST_ANNOUNCING:
        return list(tokens)
    kind, between = tokens[head + 1], tokens[head + 2 : colon]
    small = all(token.tag in (*_SMALL, Tag.HAVE, Tag.GROUP) and token.value != "not" for token in between)
    if kind.tag not in (Tag.KIND, Tag.GENERIC) or not kind.plural or not small:
        return list(tokens)
    return [*tokens[: head + 2], *tokens[colon:]]


def _we_lead(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "We lead" with its verb, which looks like the noun in "the lead"."""
    found = list(tokens)
    for at in range(len(tokens) - 1):
        after = tokens[at + 2].tag if at + 2 < len(tokens) else None
        verb = tokens[at + 1].tag is Tag.ROLE and " ".join(tokens[at + 1].words) in lexicon.raw["role_verbs"]
        if tokens[at].tag is Tag.WE and verb and after not in (Tag.KIND, Tag.GENERIC, Tag.ROLE, Tag.COLON):
            found[at + 1] = replace(tokens[at + 1], tag=Tag.ROLE_VERB, value=None)
    return found


def _there_is(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "A Lithuanian cluster, there's a Latvian cluster as well" as "…, a Latvian cluster as well"."""
    leaving: set[int] = set()
    for at in range(1, len(tokens) - 2):
        there = " ".join(tokens[at].words) in lexicon.raw["existing"] and tokens[at - 1].tag in (Tag.COMMA, Tag.AND)
        if not there or not _is_verb(tokens[at + 1]):
            continue
        here = at + 2
        while here < len(tokens) - 1 and tokens[here].tag is Tag.FUNCTION:
            here += 1
        if tokens[here].tag in (Tag.ARTICLE, Tag.NUMBER, Tag.DEFINITE) and _names_kind(tokens, here + 1):
            leaving |= set(range(at, here))
    return [token for at, token in enumerate(tokens) if at not in leaving]


def _names_kind(tokens: Sequence[Token], at: int) -> bool:
    return any(token.tag is Tag.KIND for token in tokens[at : at + _FEWEST_ANNOUNCING])


def _of_group(tokens: Sequence[Token]) -> list[Token]:
    """ "The consortium from our country and its neighbours: a cluster …" as "the consortium: a cluster …"."""
    group = next((at for at, token in enumerate(tokens[:_MOST_ANNOUNCING]) if token.tag is Tag.GROUP), None)
    colon = next((at for at, token in enumerate(tokens) if token.tag is Tag.COLON), 0)
    if group is None or not group < colon <= group + _MOST_ANNOUNCING or colon + 1 == len(tokens):
        return list(tokens)
    plain = all(token.tag not in (*_NAMING, Tag.ECCP, Tag.NUMBER, Tag.BREAK) for token in tokens[group + 1 : colon])
    lists = tokens[colon + 1].tag in _LISTS
    return [*tokens[: group + 1], *tokens[colon:]] if plain and lists else list(tokens)


def _others(tokens: Sequence[Token]) -> list[Token]:
    """ "A cluster from Linz, other two are SMEs" as two sentences, the second "the other two partners are SMEs"."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        following = [t.tag for t in tokens[at : at + 3]]
        here = following[1:] == [Tag.NUMBER, Tag.BE] and following[0] is Tag.OTHER and _kind_there(tokens, at + 3)
        definite = bool(found) and found[-1].tag is Tag.DEFINITE
        before = found[-2 if definite else -1 :][:1]
        if here and before and before[0].tag in (Tag.COMMA, Tag.AND, Tag.BREAK):
            place = -2 if definite else -1
            found[place] = replace(before[0], tag=Tag.STOP, words=(), value=".")
        if here and not definite and (not found or found[-1].tag in (Tag.BREAK, Tag.STOP)):
            found.append(Token(token.start, token.start, Tag.DEFINITE, words=("the",)))
        found.append(token)
        if here:
            number = tokens[at + 1]
            partners = Token(number.end, number.end, Tag.GENERIC, plural=True, words=("partners",))
            return [*found, number, partners, *tokens[at + 2 :]]
    return found


def _kind_there(tokens: Sequence[Token], at: int) -> bool:
    """Whether a kind stands here with its place or nothing after it: "SMEs from Graz", no list of them."""
    tags = [token.tag for token in tokens[at : at + 2]]
    return tags[:1] == [Tag.KIND] and tags[1:] in ([], [Tag.IN])


def _we_three(tokens: Sequence[Token]) -> list[Token]:
    """ "We 3 are registered" as "we all are registered"."""
    found = list(tokens)
    for at in range(1, len(tokens) - 1):
        verb = tokens[at + 1].tag in (Tag.BE, Tag.HAVE)
        if tokens[at - 1].tag is Tag.WE and tokens[at].tag is Tag.NUMBER and tokens[at].value > 1 and verb:
            found[at] = replace(tokens[at], tag=Tag.ALL, value=None, words=("all",), small="")
    return found


def _one_more(tokens: Sequence[Token]) -> list[Token]:
    """ "One cluster more" as "one more cluster"."""
    found = list(tokens)
    for at in range(1, len(tokens) - 1):
        if tokens[at - 1].tag is Tag.NUMBER and tokens[at].tag is Tag.KIND and tokens[at + 1].tag is Tag.MORE:
            found[at], found[at + 1] = tokens[at + 1], tokens[at]
    return found


def _beside_us(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "(Together) with us (there) are a cluster from Pau and …" as "partners: a cluster from Pau and …"."""
    at = next((n for n, t in enumerate(tokens[:_MOST_BEFORE]) if " ".join(t.words) in lexicon.raw["beside"]), None)
    if at is None or [t.tag for t in tokens[at + 1 : at + 2]] != [Tag.WE]:
        return list(tokens)
    here = at + 2
    while here < len(tokens) and tokens[here].tag in _SMALL:
        here += 1
    signed = here < len(tokens) and (tokens[here].tag is Tag.COLON or _is_verb(tokens[here]))
    first = here + signed
    lists = first < len(tokens) and tokens[first].tag in _LISTS and not _verb_follows(tokens, first)
    if not lists or any(token.tag not in _SMALL for token in tokens[:at]):
        return list(tokens)
    head = Token(tokens[at].start, tokens[here - 1].end, Tag.GENERIC, plural=True, words=("partners",))
    colon = Token(head.end, tokens[first].start, Tag.COLON, words=(":",))
    return [head, colon, *tokens[first:]]


def _are_one_and_another(tokens: Sequence[Token]) -> list[Token]:
    """ "The other two are a cluster from Rome and a cluster from Linz" as "partners: a cluster from Rome and …": one
    each, not two of the first."""
    verb = next((at for at, token in enumerate(tokens[:_MOST_BEFORE_ARE]) if token.tag is Tag.BE), 0)
    head = tokens[:verb]
    several = any(t.tag is Tag.NUMBER and t.value > 1 for t in head) or any(
        t.tag is Tag.OTHER and t.plural for t in head
    )
    if not verb or tokens[verb].value == "not" or not several or any(token.tag not in _SEVERAL for token in head):
        return list(tokens)
    rest = tokens[verb + 1 :]
    single = next((at for at, token in enumerate(rest) if token.tag is Tag.KIND), None)
    first = [token.tag for token in rest[:1]]
    another = any(a.tag in (Tag.AND, Tag.COMMA) and b.tag in _ONE for a, b in pairwise(rest))
    if first not in ([Tag.ARTICLE], [Tag.DEFINITE]) or single is None or rest[single].plural or not another:
        return list(tokens)
    partners = Token(head[0].start, tokens[verb].start, Tag.GENERIC, plural=True, words=("partners",))
    return [partners, Token(partners.end, tokens[verb].end, Tag.COLON, words=(":",)), *rest]


def _is_verb(token: Token) -> bool:
    return token.tag in (Tag.BE, Tag.HAVE) and token.value != "not"


def _verb_follows(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words after "with us" are a subject: "With us, the cluster in Pau is registered"."""
    verb = next((n for n in range(at, len(tokens)) if tokens[n].tag in (Tag.BE, Tag.HAVE, Tag.ECCP, Tag.BREAK)), 0)
    return (
        bool(verb)
        and tokens[verb].tag in (Tag.BE, Tag.HAVE)
        and not any(token.tag in (Tag.COMMA, Tag.AND) for token in tokens[at:verb])
    )


def _ours(tokens: Sequence[Token]) -> list[Token]:
    """ "Three clusters apply: ours in Bilbao, one in Porto" and "partners: ourselves in Bilbao, the cluster of Porto"
    with "our cluster in Bilbao"."""
    found: list[Token] = []
    kind: Token | None = None
    for at, token in enumerate(tokens):
        kind = token if token.tag is Tag.KIND and token.plural else kind
        placed = [t.tag for t in tokens[at + 1 : at + 3]] == [Tag.IN, Tag.PLACE]
        if token.tag is Tag.WE and placed and at and tokens[at - 1].tag in (Tag.COLON, Tag.COMMA, Tag.AND):
            ahead = [t for t in tokens[at + 3 :] if t.tag is Tag.KIND]
            same = {t.value for t in ahead}
            kind = kind or (ahead[0] if len(same) == 1 else None)
        listed = token.tag is Tag.WE and at > 0 and tokens[at - 1].tag is Tag.COLON
        if kind is not None and token.tag is Tag.WE and (token.small == "ours" or listed) and placed:
            found += [
                replace(token, tag=Tag.OWN, words=("our",), small=""),
                replace(kind, start=token.end, end=token.end, plural=False),
            ]
            continue
        found.append(token)
    return found


def _in_language(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """A sentence without "in English", "my poor English": a language, no place."""
    leaving: set[int] = set()
    for at, token in enumerate(tokens):
        if token.tag is not Tag.PLACE or token.value.how not in ADJECTIVAL or not at:
            continue
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        described = tokens[at - 1].tag is Tag.WORD and at > 1 and tokens[at - 2].tag is Tag.OWN
        owned = tokens[at - 1].tag is Tag.OWN or described
        spoken = owned or tokens[at - 1].is_one_of(lexicon.particles.inside)
        if spoken and (after is None or after.tag not in (*_NAMING, Tag.WORD)):
            leaving |= {at - 1 - described, at - described, at}
    return [token for at, token in enumerate(tokens) if at not in leaving]


def _dashed_list(tokens: Sequence[Token]) -> list[Token]:
    """ "Three clusters - Munich, Aarhus and a Polish one - all …" as "three clusters: Munich, …, all …"."""
    dashes = [at for at, token in enumerate(tokens) if token.tag is Tag.DASH and token.words and token.words[0] != "|"]
    if not dashes or len(dashes) > 2:
        return list(tokens)
    first = dashes[0]
    head = tokens[first - 1] if first else None
    counted = first >= 2 and tokens[first - 2].tag is Tag.NUMBER
    inside = tokens[first + 1 : dashes[1] if len(dashes) > 1 else len(tokens)]
    if head is None or head.tag not in (Tag.KIND, Tag.GENERIC) or not (head.plural and counted) or not inside:
        return list(tokens)
    several = sum(token.tag is Tag.PLACE for token in inside)
    if several < 2 or inside[0].tag not in _LISTS or any(token.tag in (Tag.BE, Tag.HAVE) for token in inside):
        return list(tokens)
    found = list(tokens)
    found[first] = replace(tokens[first], tag=Tag.COLON, words=(":",))
    if len(dashes) > 1:
        found[dashes[1]] = replace(tokens[dashes[1]], tag=Tag.COMMA, words=(",",))
        rest = [token.tag for token in tokens[dashes[1] + 1 : dashes[1] + 1 + _FEWEST_ANNOUNCING]]
        if Tag.ECCP in rest and not {Tag.ALL, Tag.BOTH, Tag.EACH, Tag.NUMBER, Tag.NONE} & set(rest):
            everyone = Token(found[dashes[1]].end, found[dashes[1]].end, Tag.ALL, words=("all",))
            found.insert(dashes[1] + 1, everyone)
    return found
