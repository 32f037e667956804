"""Openings put plainly: "taking part are two clusters …" as "partners: two clusters …", "our association runs a cluster
in Graz" as "we are a cluster in Graz", "the coordination is in the hands of Graz" as "coordinator: Graz"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.consortium import Role
from assistant.eligibility.reader.partners.drafts import CLUSTERS
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_LISTS = (Tag.ARTICLE, Tag.NUMBER, Tag.KIND, Tag.NAME, Tag.DEFINITE, Tag.PLACE)
_LEAD = (Tag.ARTICLE, Tag.WORD, Tag.EUROPEAN, Tag.KIND, Tag.NAME, Tag.PLACE, Tag.DEFINITE, Tag.OWN, Tag.WE)
_COUNTED = [Tag.WE, Tag.BE, Tag.NUMBER]
_HEADS = (Tag.GENERIC, Tag.KIND)
_MOST_OPENING = 9
_MOST_BODY = 4
_MOST_THEME = 3


def plainly_opened(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of a sentence of a first description with its opening in a form that the grammar knows."""
    return _runs_cluster(_coordinated(_taking_part(_counted(tokens), lexicon), lexicon), lexicon)


def _counted(tokens: Sequence[Token]) -> list[Token]:
    """ "We are four partners, from Bari, Brno and Pau" without its first comma."""
    tags = [token.tag for token in tokens[:7]]
    apart = tags[:3] == _COUNTED and tags[4:] == [Tag.COMMA, Tag.IN, Tag.PLACE] and tags[3] in _HEADS
    return [*tokens[:4], *tokens[5:]] if apart and tokens[3].plural else list(tokens)


def _opening(tokens: Sequence[Token], wanted: Sequence[str]) -> int:
    """How many tokens at the beginning are one of these phrases."""
    words = ""
    for length, token in enumerate(tokens[:_MOST_OPENING], 1):
        words = " ".join((words, *token.words)).strip()
        if words in wanted:
            return length
    return 0


def _taking_part(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "Taking part are a cluster in Graz and …" as "partners: a cluster in Graz and …"."""
    end = _opening(tokens, lexicon.raw["taking_part"])
    if not end or end >= len(tokens) or tokens[end].tag not in _LISTS:
        return list(tokens)
    if any(token.tag in (Tag.BE, Tag.HAVE, Tag.BREAK) for token in tokens[end:]):
        return list(tokens)
    head = Token(tokens[0].start, tokens[end - 1].end, Tag.GENERIC, plural=True, words=("partners",))
    return [head, Token(head.end, tokens[end].start, Tag.COLON, words=(":",)), *tokens[end:]]


def _coordinated(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "The coordination is in the hands of Graz" as "coordinator: Graz"."""
    end = _opening(tokens, lexicon.raw["coordination_with"])
    rest = tokens[end:]
    if not end or not rest or rest[0].tag not in _LEAD or any(t.tag in (Tag.BE, Tag.HAVE, Tag.AND) for t in rest):
        return list(tokens)
    if tokens[end - 1].words[-1] in lexicon.raw["definite"] and rest[0].tag is not Tag.DEFINITE:
        the = Token(rest[0].start, rest[0].start, Tag.DEFINITE, words=("the",))
        rest = [the, *rest]
    role = Token(tokens[0].start, tokens[end - 1].end, Tag.ROLE, value=Role.COORDINATOR, words=("coordinator",))
    return [role, Token(role.end, rest[0].start, Tag.COLON, words=(":",)), *rest]


def _runs_cluster(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "Our association runs the wood cluster in Graz" as "we are a wood cluster in Graz"."""
    at = next((n for n, token in enumerate(tokens[:_MOST_BODY]) if token.tag is Tag.KIND), 0)
    body = at > 0 and tokens[0].tag is Tag.OWN and tokens[at].value not in CLUSTERS and not tokens[at].plural
    verb, rest = tokens[at + 1 : at + 2], tokens[at + 2 :]
    if not body or not verb or " ".join(verb[0].words) not in lexicon.raw["manages_one"]:
        return list(tokens)
    kind = next((n for n, token in enumerate(rest[: _MOST_THEME + 1]) if token.tag is Tag.KIND), 0)
    article = kind > 0 and rest[0].tag in (Tag.ARTICLE, Tag.DEFINITE)
    placed = [token.tag for token in rest[kind + 1 : kind + 3]] == [Tag.IN, Tag.PLACE]
    if not article or not placed or rest[kind].value not in CLUSTERS or rest[kind].plural:
        return list(tokens)
    if any(token.tag is not Tag.WORD for token in (*tokens[1:at], *rest[1:kind])):
        return list(tokens)
    we = replace(tokens[0], tag=Tag.WE, words=("we",), small="", value=None)
    be = Token(verb[0].start, verb[0].end, Tag.BE, words=("are",), plural=True)
    a = replace(rest[0], tag=Tag.ARTICLE, words=("a",), small="", value=None)
    return [we, be, a, *rest[1:]]
