"""Reading, draft and evidence -> the answer object: sentences proved, citations numbered, the status derived."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.answer import Citation, Claim
from assistant.calls import Call
from assistant.draft import Draft, Sentence
from assistant.evidence import Evidence, Found
from assistant.links import linked
from assistant.polarity import opening
from assistant.reading.decision import GUARDS, decide
from assistant.reading.guards import OTHER_PROGRAMME
from assistant.reading.lexicon import Lexicon
from assistant.reading.points import Point, Reply
from assistant.reading.reader import Part, Reading
from assistant.reading.split import content_words
from assistant.reading.text import squeeze
from assistant.statuses import Status
from assistant.verification import LONGEST_QUOTE, Proof, Proved, Verifier
from assistant.wording import Wording
from index import Hit, Index
from index.tokenizer import terms

MOST_RELATED = 3
# Below both, nothing in the documents is near a question: it is not about the call. Found on the tune split.
SCOPE_SCORE = 0.36
SCOPE_COSINE = 0.5
SCOPE_NEAR = 0.42  # the same for documents without points of their own, on questions about two other calls
SCOPE_SHARE = 0.6  # of the content words of a question in one passage
# A passage is offered beside an abstention if it stands where somebody who asks that would look (docs/assistant.md):
RELATED = 0.8  # its cosine with the question, plus the share of the question's telling terms in it and its heading
RELATED_SCORE = 0.9  # its fused score: near the top of both rankings


_GUARDED = {
    Reply.CANNED: Status.ANSWERED,
    Reply.CHECK: Status.NEEDS_FACTS,
    Reply.DECLINED: Status.DECLINED,
    Reply.OFF_TOPIC: Status.OUT_OF_SCOPE,
}


@dataclass(slots=True)
class Citations:
    """Numbers proofs in the order of their first use; the same words of a document have one number."""

    index: Index
    numbered: dict[tuple[str, int, int], Citation] = field(default_factory=dict)

    def number(self, proof: Proof) -> int:
        key = (proof.passage.document, proof.start, proof.end)
        if key not in self.numbered:
            document = self.index.document(proof.passage.document)
            self.numbered[key] = Citation(
                n=len(self.numbered) + 1,
                document=document.id,
                title=document.title,
                section=list(proof.passage.section),
                quote=document.text[proof.start : proof.end][:LONGEST_QUOTE],
                start=proof.start,
                end=proof.end,
                url=str(proof.passage.metadata.get("url") or document.url or "") or None,
            )
        return self.numbered[key].n

    def all(self) -> list[Citation]:
        return list(self.numbered.values())


@dataclass(frozen=True, slots=True)
class FinishedPart:
    """One part as it is shown. `lines`: the text in Markdown."""

    status: Status
    lines: tuple[str, ...]
    claims: tuple[Claim, ...] = ()


def without_small_talk(reading: Reading) -> Reading:
    """The reading without small talk beside what is refused: "was it a mistake? What do you think?" is no answer."""
    refused = [part for part in reading.parts if _reply(part) in (Reply.OFF_TOPIC, Reply.DECLINED)]
    small_talk = [part for part in reading.parts if _reply(part) is Reply.CANNED]
    if not refused or not small_talk or len(refused) + len(small_talk) < len(reading.parts):
        return reading
    return replace(reading, parts=tuple(replace(part, number=number) for number, part in enumerate(refused, 1)))


def without_true_premises(reading: Reading, wording: Wording, lexicon: Lexicon) -> Reading:
    """The reading without what a question takes for granted where no rule denies it."""
    no = wording.say("no")
    kept = [
        part
        for part in reading.parts
        if not part.premise or opening(part, decide(part).point, (), wording, lexicon).startswith(no)
    ]
    return replace(reading, parts=tuple(replace(part, number=number) for number, part in enumerate(kept, 1)))


def _reply(part: Part) -> Reply | None:
    decision = decide(part)
    if decision.refusal:
        return Reply.OFF_TOPIC if decision.refusal == OTHER_PROGRAMME else Reply.DECLINED
    return decision.point.reply if decision.guard and decision.point else None


@dataclass(frozen=True)
class Finisher:
    """Finishes the parts of answers of one call."""

    call: Call
    index: Index
    lexicon: Lexicon
    wording: Wording

    def parts(
        self,
        reading: Reading,
        draft: Draft,
        evidence: Evidence,
        looked_up: dict[int, list[Found]],
        hits: dict[int, Sequence[Hit]],
        citations: Citations,
    ) -> list[FinishedPart]:
        """The parts of `reading` in order. `looked_up` and `hits` are what tools gave for each part's number."""
        verifier = Verifier(evidence, self.lexicon)
        drafted = {part.question: part.sentences for part in draft.parts}
        return [
            self._part(
                part,
                drafted.get(part.number, ()),
                verifier,
                looked_up.get(part.number, []),
                hits.get(part.number, ()),
                citations,
            )
            for part in reading.parts
        ]

    def _part(
        self,
        part: Part,
        sentences: Sequence[Sentence],
        verifier: Verifier,
        looked_up: list[Found],
        hits: Sequence[Hit],
        citations: Citations,
    ) -> FinishedPart:
        decision = decide(part)
        point = decision.point
        if decision.refusal:
            status = Status.OUT_OF_SCOPE if decision.refusal == OTHER_PROGRAMME else Status.DECLINED
            return FinishedPart(status, (self.wording.say(decision.refusal, call=self._name()),))
        if decision.guard and point is not None:
            return self._guarded(point)
        start = opening(part, point, looked_up, self.wording, self.lexicon)
        proved = [each for sentence in sentences if (each := verifier.prove(sentence, start)) is not None]
        claims = tuple(
            Claim(text=each.text, citations=[citations.number(proof) for proof in each.proofs]) for each in proved
        )
        shown = _paragraphs(proved, claims)
        if point is not None and decision.sure and point.reply is Reply.OPEN:
            lines = (self.wording.say("left_open", label=point.label), *shown, self._whom_to_ask())
            return FinishedPart(Status.NOT_IN_DOCUMENTS, lines, claims)
        if claims and looked_up and not any(found.data.get("settled", True) for found in looked_up):
            return FinishedPart(Status.NOT_IN_DOCUMENTS, (*shown, self._whom_to_ask()), claims)
        if claims and not (point is not None and decision.sure and point.reply is Reply.SILENT):
            return FinishedPart(Status.ANSWERED, (*shown, *self._usable_contact(point)), claims)
        if not self._in_scope(part, hits):
            return FinishedPart(Status.OUT_OF_SCOPE, (self.wording.say("out_of_scope", call=self._name()),))
        related = self._related(part, hits)
        # Of documents without points of their own it is not known that they never speak of what is asked.
        known = point if decision.sure and part.near is None else None
        return FinishedPart(Status.NOT_IN_DOCUMENTS, self._silence(known, related))

    def _guarded(self, point: Point) -> FinishedPart:
        if point.reply is Reply.CHECK and self.call.eligibility is None:
            return FinishedPart(Status.NOT_IN_DOCUMENTS, (self.wording.say("cannot_judge"),))
        status = _GUARDED[point.reply]
        return FinishedPart(status, (self.wording.say(point.text or "out_of_scope", call=self._name()),))

    def _in_scope(self, part: Part, hits: Sequence[Hit]) -> bool:
        best = max((m.near for m in part.matches if m.point.reply not in GUARDS), default=0.0)
        off = max((m.score for m in part.matches if m.point.reply is Reply.OFF_TOPIC), default=0.0)
        near = max((hit.dense for hit in hits), default=0.0)
        if part.near is not None and part.near >= SCOPE_NEAR:
            return True
        if off > best:
            return False
        asked_terms = self._asked_terms(part)
        held = max((len(asked_terms & set(terms(hit.passage.text))) for hit in hits), default=0)
        return (
            best >= SCOPE_SCORE
            or near >= SCOPE_COSINE
            or bool(self.lexicon.scope_words.search(part.query))
            or (len(asked_terms) >= 2 and held >= SCOPE_SHARE * len(asked_terms))
        )

    def _asked_terms(self, part: Part) -> set[str]:
        asked = set(content_words(part.query, self.lexicon)) - self.lexicon.neutral_words
        return {term for word in asked for term in terms(word)}

    def _related(self, part: Part, hits: Sequence[Hit]) -> list[str]:
        """Where the passages near to a question stand, best first; none rather than one on something else."""
        weights = {term: self.index.idf(term) for term in self._asked_terms(part)}
        total = sum(weights.values()) or 1.0

        def nearness(hit: Hit) -> float:
            held = {*terms(hit.passage.text), *terms(" ".join(hit.passage.section))}
            return hit.dense + sum(weight for term, weight in weights.items() if term in held) / total

        near = [hit for hit in hits if hit.score >= RELATED_SCORE and nearness(hit) >= RELATED]
        return list(dict.fromkeys(map(self._title, near)))[:MOST_RELATED]

    def _silence(self, point: Point | None, titles: Sequence[str]) -> tuple[str, ...]:
        looked_for = (
            self.wording.say("not_in_documents", label=point.label)
            if point
            else self.wording.say("not_in_documents_general")
        )
        related = (self.wording.say("related", titles="; ".join(titles)),) if titles else ()
        return (looked_for, self._whom_to_ask(), *related)

    def _title(self, hit: Hit) -> str:
        """Where a passage stands, linked to its document; headings hold no figures of an answer."""
        document = self.index.document(hit.passage.document)
        return linked(" › ".join([document.title, *hit.passage.section[-1:]]), document.url)

    def _whom_to_ask(self) -> str:
        profile = self.call.profile
        if profile is None or profile.contact is None:
            return self.wording.say("ask_nobody")
        return self.wording.say(
            "ask_contact", authority=profile.granting_authority.short, contact=profile.contact.email
        )

    def _usable_contact(self, point: Point | None) -> tuple[str, ...]:
        """Call pages print addresses so that robots cannot read them; people need them as they are used."""
        profile = self.call.profile
        if point is None or point.expects != "contact" or profile is None or profile.contact is None:
            return ()
        return (self.wording.say("contact_usable", contact=profile.contact.email),)

    def _name(self) -> str:
        return self.call.profile.short_name if self.call.profile else self.call.id


def _paragraphs(proved: Sequence[Proved], claims: Sequence[Claim]) -> tuple[str, ...]:
    """Sentences as Markdown: running text together, list items each on a line."""
    lines: list[str] = []
    running: list[str] = []
    for each, claim in zip(proved, claims, strict=True):
        marked = f"{squeeze(each.text)} {''.join(f'[{number}]' for number in claim.citations)}"
        if each.bullet:
            if running:
                lines.append(" ".join(running))
                running = []
            lines.append(f"- {marked}")
        else:
            running.append(marked)
    return (*lines, " ".join(running)) if running else tuple(lines)
