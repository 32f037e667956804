"""The points a question is nearest to, marked down for what it says that they know nothing of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from assistant.reading.focus import Demand, Focus
from assistant.reading.forms import Forms
from assistant.reading.lexicon import Lexicon
from assistant.reading.likelihood import Likelihood
from assistant.reading.matching import Match, Matcher
from assistant.reading.mentions import Mentions
from assistant.reading.points import Point, Reply, Tool
from assistant.reading.text import fold
from index.tokenizer import terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What each content word costs that neither the point's examples nor its words hold; found on the tune split.
FOREIGN_WORD = 0.02
FOREIGN_KEY = 0.1  # what it costs if the word is one by which another point is named
MOST_FOREIGN = 3
UNMET = 0.45  # what it costs an answer that it knows nothing of what the question demands by its form
CANDIDATES = 20  # nearest points of which the likeliest is sought
LESS_LIKELY = 0.05  # what each e-fold costs by which a point is less likely than the likeliest
LEAST_LIKELY = -6.0
LISTED_TOPIC = 0.04  # the same where its topic is one of a list, and the other words are of something else
ANY_TOPIC = 0.08  # what of it a question on the strand of a topic is spared
ANSWERING = (Reply.WORDS, Reply.YES, Reply.NO, Reply.TOOL)


class Weigher:
    """Weighs the points of one call against questions."""

    def __init__(
        self,
        lexicon: Lexicon,
        matcher: Matcher,
        likelihood: Likelihood,
        forms: Forms,
        focus: Focus,
        encode: Callable[[list[str]], NDArray[np.float32]],
        own_texts: Callable[[Point], tuple[str, ...]],
        points: Sequence[Point],
        names: Sequence[str] = (),
    ) -> None:
        """`own_texts` and `names` as for a `Reader`."""
        self._matcher = matcher
        self._likelihood = likelihood
        self._forms = forms
        self._focus = focus
        self._encode = encode
        self._own_texts = own_texts
        self._points = {point.id: point for point in points}
        self.own_terms = cache(self._terms_of)
        self._own_roles = cache(self._roles_of)
        self._neutral = frozenset(
            term
            for word in [*lexicon.neutral_words, *lexicon.stop_words, *lexicon.wh_words, *names]
            for term in terms(word)
        ) | frozenset(lexicon.stop_words)
        self._keys = frozenset(term for point in points for term in terms(point.label)) - self._neutral

    def matches(self, text: str, mentions: Mentions, *, as_written: bool = True) -> list[Match]:
        """Nearest points, places and topics masked or `as_written`, marked down for content words foreign to them."""
        plain = self._forms.compared(text, mentions, as_written=as_written)
        best: dict[str, Match] = {}
        # The search asks for the whole question; read in the same batch, its vector costs little and is remembered.
        searched = [self._forms.searched(text)] if as_written else []
        vectors = self._encode(list(dict.fromkeys([*plain, *searched])))
        demands, roles = self.demands(text), self._focus.roles_in(fold(text))
        for spelling, vector in zip(plain, vectors, strict=False):
            content = [t for t in dict.fromkeys(terms(spelling)) if t not in self._neutral and " " not in t]
            likely = self._likelihood(vector)
            for match in self._matcher.match(spelling, vector, k=CANDIDATES):
                own = self.own_terms(match.point.id)
                foreign = [term for term in content if term not in own]
                cost = sum(FOREIGN_KEY if term in self._keys else FOREIGN_WORD for term in foreign[:MOST_FOREIGN])
                if match.point.tool is Tool.STRAND_TOPIC:  # its topic may be anything, also what no list knows
                    cost = max(0.0, cost - (LISTED_TOPIC if mentions.topics else ANY_TOPIC))
                opposed = self._focus.opposed(spelling, fold(match.point.label))
                other_role = match.point.reply in ANSWERING and not roles <= self._own_roles(match.point.id)
                beside = UNMET * (opposed or other_role or _is_beside(match.point, own, demands))
                score = match.score - beside - cost + LESS_LIKELY * max(likely.get(match.point.id, 0.0), LEAST_LIKELY)
                if match.point.id not in best or score > best[match.point.id].score:
                    best[match.point.id] = Match(match.point, score, match.cosine, match.overlap, match.example, beside)
        return sorted(best.values(), key=lambda match: (-match.score, match.point.id))

    def demands(self, text: str) -> tuple[Demand, ...]:
        """What an answer to the question must know."""
        return self._focus.demands(self._forms.without_names(text))

    def roles(self, text: str) -> frozenset[str]:
        """The parts in a consortium that a text speaks of."""
        return self._focus.roles_in(fold(text))

    def _terms_of(self, id: str) -> frozenset[str]:
        return frozenset(term for text in self._own_texts(self._points[id]) for term in terms(text))

    def _roles_of(self, id: str) -> frozenset[str]:
        return frozenset(
            role for text in self._own_texts(self._points[id]) for role in self._focus.roles_in(fold(text))
        )


def _is_beside(point: Point, own: frozenset[str], demands: Sequence[Demand]) -> bool:
    """Whether a point answers, and not what is demanded."""
    if point.reply not in ANSWERING:
        return False
    return any(demand.unmet(own) for demand in demands if demand.aside or point.reply is not Reply.TOOL)
