"""Sentences that say one thing of every place they list, brought into the order that the grammar reads best.

"Lyon, Porto and Graz – that is where our three clusters sit" and "Three clusters only, from …" say what "three
clusters from Lyon, Porto and Graz" says. Where a sentence has one list of places, one kind of organisation, and as many
of them as places, nothing but the order of its words differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.eligibility.reader.grammar.place_lists import ADJECTIVAL, PlaceLists
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.partners.phrases import Located, merged_places
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token

_FEWEST = 2
_MOST = 15
_LONGEST = 90
_SIGNS = (Tag.COMMA, Tag.COLON, Tag.DASH, Tag.OPEN, Tag.CLOSE, Tag.BREAK)
# A sentence with any other word sense says more than one thing of all places.
_PLAIN = (
    *_SIGNS, Tag.PLACE, Tag.KIND, Tag.NUMBER, Tag.AND, Tag.IN, Tag.DEFINITE, Tag.OWN, Tag.THEIR, Tag.ARTICLE, Tag.WE,
    Tag.PRONOUN, Tag.RELATIVE, Tag.GENERIC, Tag.GROUP, Tag.ALL, Tag.EACH, Tag.BOTH, Tag.BE, Tag.HAVE, Tag.ECCP,
    Tag.CALLED, Tag.FUNCTION, Tag.WORD, Tag.ABOUT, Tag.CROWD, Tag.ONLY, Tag.NOT_PARTNERS, Tag.EUROPEAN,
)  # fmt: skip
_IN_PHRASE = (Tag.WORD, Tag.EUROPEAN, Tag.ECCP, Tag.DEFINITE, Tag.OWN, Tag.THEIR, Tag.ALL, Tag.EACH, Tag.BOTH, Tag.IN)
_QUANTITIES = (Tag.NUMBER, Tag.ARTICLE, Tag.EACH, Tag.THEIR, Tag.ALL)
_OF_STATUS = (Tag.ECCP, Tag.IN, Tag.DEFINITE, Tag.THEIR, Tag.FUNCTION, Tag.WORD, Tag.AND)
_LISTED = (Tag.IN, Tag.COMMA, Tag.AND)
_MOST_IN_PHRASE = 4


@dataclass(frozen=True, slots=True)
class _Run:
    """The list of places `tokens[start:end]` and how many places it names."""

    start: int
    end: int
    many: int


class Uniform(PlaceLists):
    """One sentence and its places, kinds and numbers."""

    def __init__(self, tokens: Sequence[Token], status: Status, lexicon: Lexicon) -> None:
        super().__init__(tokens)
        self._status = status
        self._lexicon = lexicon
        self._each = frozenset(lexicon.raw["uniform"]["each"])
        self._known = phrases(lexicon.raw["uniform"]["links"])

    def ordered(self) -> list[Token]:
        """The sentence as "three clusters from …, all registered"; as it is where it says anything else."""
        tokens = self._tokens
        run = self._run() if self._is_plain() else None
        kinds = [at for at, token in enumerate(tokens) if token.tag is Tag.KIND]
        if run is not None and not kinds and self._announces(run):
            return list(tokens[run.start : run.end])
        if run is None or not kinds or len({tokens[at].value for at in kinds}) > 1:
            return list(tokens)
        first = self._first(kinds[0])
        if not self._is_of_all(kinds, run) or self._begins(kinds, run) or not self._links(first, kinds[0], run):
            return list(tokens)
        status = [token for at, token in enumerate(tokens) if not run.start <= at < run.end]
        told = self._told(status)
        if told is None:
            return list(tokens)
        low, high = min(first, run.start), max(kinds[0] + 1, run.end)
        count = Token(tokens[low].start, tokens[low].end, Tag.NUMBER, run.many, words=(str(run.many),))
        head = replace(tokens[kinds[0]], plural=True, start=count.start, end=count.end)
        places = list(tokens[run.start : run.end])
        places[-1] = replace(places[-1], end=max(places[-1].end, tokens[high - 1].end))
        return [count, head, replace(head, tag=Tag.IN, value=None, words=("from",), small=""), *places, *told]

    def _is_plain(self) -> bool:
        tokens = self._tokens
        if not _FEWEST < len(tokens) <= _LONGEST or any(token.tag not in _PLAIN for token in tokens):
            return False
        serving = any(t.tag is Tag.NOT_PARTNERS and " ".join(t.words) not in self._each for t in tokens)
        return not serving and not any(token.value == "not" for token in tokens)

    def _run(self) -> _Run | None:
        """The only list of places of the sentence; None if it has none or several."""
        at = next((at for at, token in enumerate(self._tokens) if token.tag is Tag.PLACE), None)
        if at is None:
            return None
        mentions: list[Located] = []
        end = self._place_list(at, mentions)
        used, _ = self._joiner(end)
        if used and self.tag(end + used) is Tag.PLACE and self.tag(end + used + 1) is Tag.COLON:
            # "Lyon, Porto and Graz: these are …": here the last place heads nothing.
            mentions.append(Located(self._tokens[end + used].value, "and"))
            end += used + 1
        rest = self._tokens[end:]
        inside = self._tokens[at:end]
        while end > at and self._tokens[end - 1].tag is not Tag.PLACE:
            end -= 1
        adjectives = any(mention.mention.how in ADJECTIVAL or mention.weight > 1 for mention in mentions)
        if adjectives or any(t.tag is Tag.PLACE for t in rest) or any(t.value == "or" for t in inside):
            return None
        if any(mention.sign == "or" for mention in mentions) or any(t.tag is Tag.NUMBER for t in inside):
            return None
        many = len(merged_places(mentions))
        return _Run(at, end, many) if _FEWEST <= many <= _MOST else None

    def _first(self, kind: int) -> int:
        """Where the phrase begins whose head is the kind at `kind`."""
        at = kind
        while at and kind - at < _MOST_IN_PHRASE and self.tag(at - 1) in (*_IN_PHRASE, *_QUANTITIES):
            if self.tag(at - 1) is Tag.IN and self.small(at - 1) != "of":
                break
            at -= 1
        return at

    def _is_of_all(self, kinds: Sequence[int], run: _Run) -> bool:
        """Whether the kind is that of every place: so many are counted, or there is one in each."""
        numbers = [token.value for token in self._tokens if token.tag is Tag.NUMBER]
        plural = self._tokens[kinds[0]].plural
        before = self._tokens[self._first(kinds[0]) : kinds[0]]
        one_of = any(t.value == 1 for t in before) and any(t.small == "of" for t in before)
        counted = bool(numbers) and set(numbers) == {run.many} and plural
        each = any(token.tag is Tag.EACH or " ".join(token.words) in self._each for token in self._tokens)
        one = set(numbers) <= {1, run.many} and (one_of or not plural) and (each or self._everywhere())
        theirs = self.tag(kinds[0] - 1) is Tag.THEIR or (before[:1] and before[0].tag is Tag.DEFINITE)
        seats = kinds[0] > run.start or self.tag(run.start - 1) is Tag.IN
        return counted or one or bool(not numbers and plural and theirs and seats)

    def _everywhere(self) -> bool:
        """Whether the sentence says "every city", "each of them", "each of Lyon, Porto and Graz"."""
        return any(
            token.tag is Tag.ALL
            and self._lexicon.particles.every & set(token.words)
            and self.tag(at + 1) in (Tag.CROWD, Tag.PRONOUN, Tag.PLACE, Tag.WORD)
            for at, token in enumerate(self._tokens)
        )

    def _begins(self, kinds: Sequence[int], run: _Run) -> bool:
        """Whether the places follow the kind at once, as the grammar reads them."""
        between = self._tokens[kinds[0] + 1 : run.start]
        return kinds[0] < run.start and all(token.tag in (Tag.IN, Tag.DEFINITE, *_SIGNS[:4]) for token in between)

    def _announces(self, run: _Run) -> bool:
        """Whether the sentence says no more than that the places follow: "Locations: …", "The cities are …"."""
        before, after = self._tokens[: run.start], self._tokens[run.end :]
        if not before or after or before[-1].tag not in (Tag.COLON, Tag.BE):
            return False
        words = [word for token in before for word in token.words if token.tag in (Tag.WORD, Tag.CROWD)]
        return bool(words) and all(self._known.at(words, at)[1] for at in range(len(words)))

    def _links(self, first: int, kind: int, run: _Run) -> bool:
        """Whether the words between the places and the organisations only link them: "is where … sit"."""
        between = self._tokens[run.end : first] if run.start < first else self._tokens[kind + 1 : run.start]
        words = [word for token in between if token.tag is Tag.WORD for word in token.words]
        return all(self._known.at(words, at)[1] for at in range(len(words)))

    def _told(self, rest: Sequence[Token]) -> list[Token] | None:
        """What the sentence says of their registration, as an afterthought on all; None if it hedges."""
        words = [word for token in rest for word in token.words]
        if self._lexicon.hedges.within(words) or self._lexicon.no_plan.within(words):
            return None
        if not self._status.speaks(rest):
            return []
        said = [at for at, token in enumerate(rest) if token.tag is Tag.ECCP]
        comma = Token(rest[said[0]].start, rest[said[0]].start, Tag.COMMA, words=(",",)) if said else None
        if comma is None:
            return None
        every = replace(comma, tag=Tag.ALL, words=("all",))
        return [comma, every, *(t for t in rest[said[0] : said[-1] + 1] if t.tag in _OF_STATUS)]


def uniform(tokens: Sequence[Token], status: Status, lexicon: Lexicon, known: Sequence[Draft] = ()) -> list[Token]:
    """The tokens of a sentence in plain order, where it says one thing of every place in it. `known`: the partners
    before it."""
    return list(tokens) if _seats_known(tokens, known) else Uniform(tokens, status, lexicon).ordered()


def _seats_known(tokens: Sequence[Token], known: Sequence[Draft]) -> bool:
    """Whether "the clusters are in Graz, Bari and Brno" only tells where as many clusters sit that are known."""
    begins = [token.tag for token in tokens[:4]]
    head = tokens[1] if len(tokens) > 1 else None
    told = begins == [Tag.DEFINITE, Tag.KIND, Tag.BE, Tag.IN] and head is not None and head.plural
    if not told or head is None or any(token.tag not in (Tag.PLACE, *_LISTED) for token in tokens[3:]):
        return False
    kinds = [draft.kind for draft in known]
    return kinds.count(head.value) == sum(token.tag is Tag.PLACE for token in tokens) > 1
