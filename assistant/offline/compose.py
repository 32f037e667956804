"""What the tools found -> a draft: the answer first, in the documents' own words, then what supports it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.draft import Draft, Part, Quotation, Sentence
from assistant.evidence import Found
from assistant.offline.extract import ANSWER_FROM, ANSWER_KNOWN_FROM, MOST_ITEMS, Support, supports, words_of
from assistant.offline.passages import answer_in
from assistant.offline.plan import PlannedCall, asked_by
from assistant.offline.ranking import Asked, Ranker
from assistant.polarity import opening
from assistant.reading import reader
from assistant.reading.anchors import VALUES, Anchor, Anchors, holds
from assistant.reading.decision import GUARDS, Decision, decide
from assistant.reading.lexicon import Lexicon
from assistant.reading.points import Point, Reply, Tool
from assistant.tools.search import Family
from assistant.verification import LONGEST_QUOTE
from assistant.wording import Wording
from index import Hit, Index

LIKELY_POINTS = 4  # of which the words are looked for in passages
AGREEING_HITS = 3  # the search agrees with a point if its words are among so many best passages


@dataclass(frozen=True)
class Composer:
    """Composes drafts for one call."""

    index: Index
    anchors: Anchors
    family: Family
    lexicon: Lexicon
    wording: Wording
    ranker: Ranker

    def compose(self, reading: reader.Reading, calls: Sequence[PlannedCall], found: Mapping[str, Found]) -> Draft:
        """The draft for a reading; `found` maps the ids of `calls` to their artifacts."""
        return Draft(parts=tuple(self._part(part, calls, found) for part in reading.parts))

    def _part(self, part: reader.Part, calls: Sequence[PlannedCall], found: Mapping[str, Found]) -> Part:
        decision = decide(part)
        if decision.guard:
            return Part(question=part.number)
        looked_up = [found[call.id] for call in calls if call.part == part.number and call.id in found]
        if part.near is not None and not _asks_calendar(part, decision):
            sentences = self._read_in_passages(part, calls, found)
        else:
            sentences = self._sentences(part, decision, looked_up, self._hits(part.query, calls, found))
        return Part(question=part.number, sentences=tuple(sentences))

    def _sentences(
        self, part: reader.Part, decision: Decision, looked_up: list[Found], hits: Sequence[Hit]
    ) -> list[Sentence]:
        point = decision.point
        if point is not None and (decision.sure or self._agrees(point, hits)):
            if point.reply is Reply.SILENT:
                return []
            if stated := self._stated(part, point, looked_up):
                return stated
            if point.words:
                return []
            # What is asked is known, only not in which words this document says it: look for such a value.
            likely = [s for s in self._supports(part, hits) if holds(point.expects, s.hit.passage.text)]
            return self._extracted(
                part, likely, ANSWER_KNOWN_FROM if point.expects in VALUES or point.expects == "list" else ANSWER_FROM
            )
        return self._extracted(part, self._supports(part, hits), ANSWER_FROM)

    def _read_in_passages(
        self, part: reader.Part, calls: Sequence[PlannedCall], found: Mapping[str, Found]
    ) -> list[Sentence]:
        """What passages say, where no points are made for the documents: the points of any call are hints there."""
        asked = asked_of(part)
        ranked = self.ranker(asked, [self._hits(query, calls, found) for query in asked.queries])
        return list(answer_in(ranked, part, self.ranker, self.family, self.lexicon))

    def _supports(self, part: reader.Part, hits: Sequence[Hit]) -> list[Support]:
        """The passages that may answer: those that know what the question demands."""
        found = supports(part.query, hits, self.index, self.lexicon)
        return [support for support in found if not any(each.unmet(support.held) for each in part.demands)]

    def _extracted(self, part: reader.Part, best: list[Support], least: float) -> list[Sentence]:
        if not best or best[0].confidence < least:
            return []
        return list(words_of(best[0].hit.passage, part.query, self.family, self.lexicon))

    def _agrees(self, point: Point, hits: Sequence[Hit]) -> bool:
        """Whether the search, which does not know the point, finds its words too; of silence nothing can be found."""
        stated = {anchor.passage.id for anchor in self.anchors.of(point)}
        return any(hit.passage.id in stated for hit in hits[:AGREEING_HITS])

    def _stated(self, part: reader.Part, point: Point, looked_up: list[Found]) -> list[Sentence]:
        """The point's words and what look-ups say, what answers first, opened by yes or no where that is settled."""
        said = list(dict.fromkeys(sentence for found in looked_up for sentence in found.sentences))
        cases = {found.data.get("case") for found in looked_up}
        stated = [anchor for anchor in self.anchors.of(point) if anchor.when is None or anchor.when in cases]
        words = [_quoted(anchor) for anchor in stated] if point.words else self._with_lists(stated)
        sentences = [*said, *words] if point.reply is Reply.TOOL else [*words, *said]
        start = opening(part, point, looked_up, self.wording, self.lexicon)
        return [
            sentence.model_copy(update={"text": start + sentence.text}) if position == 0 else sentence
            for position, sentence in enumerate(sentences)
        ]

    def _with_lists(self, stated: Sequence[Anchor]) -> list[Sentence]:
        """Words that were looked for, with the list they lead in."""
        items = {anchor.passage.id: self.family.items_of(anchor.passage.id)[:MOST_ITEMS] for anchor in stated}
        led_in = {item.id for listed in items.values() for item in listed}
        words: list[Sentence] = []
        for anchor in stated:
            if anchor.passage.id in led_in:
                continue
            listed = items[anchor.passage.id]
            words.append(_quoted(replace(anchor, words=anchor.passage.text[:LONGEST_QUOTE]) if listed else anchor))
            words += [_quoted(Anchor(item, item.text[:LONGEST_QUOTE], bullet=True)) for item in listed]
        return words

    def _hits(self, query: str, calls: Sequence[PlannedCall], found: Mapping[str, Found]) -> Sequence[Hit]:
        """The ranking for a query that a question made."""
        for call in calls:
            queries = call.arguments.get("queries", [])
            if query in queries and call.id in found:
                return found[call.id].hits[queries.index(query)]
        return ()


def _asks_calendar(part: reader.Part, decision: Decision) -> bool:
    """Whether the calendar answers, and no passage is nearer: "is this the end for us?" """
    point = decision.point
    near = part.best is not None and part.best.score >= (part.near or 0.0)
    return point is not None and point.tool is Tool.CALENDAR and decision.sure and near


def asked_of(part: reader.Part) -> Asked:
    """What is known of a question before passages are looked at."""
    points = [(m.point, m.score) for m in part.matches[:LIKELY_POINTS] if m.point.reply not in GUARDS]
    return Asked(tuple(asked_by(part)), tuple(points))


def _quoted(anchor: Anchor) -> Sentence:
    words = anchor.words.strip().rstrip(";,")
    return Sentence(
        text=f"“{' '.join(words.split())}”",
        quotations=(Quotation(passage=anchor.passage.id, words=words),),
        bullet=anchor.bullet,
    )
