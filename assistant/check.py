"""The eligibility check as a tool: the consortium read from the turns, judged, and put into words with its clauses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from assistant.answer import Claim
from assistant.draft import Quotation, Sentence
from assistant.eligibility.conversation import Turn
from assistant.eligibility.findings import Finding, Outcome, RuleId, Verdict, VerdictStatus
from assistant.eligibility.profile import EligibilityProfile
from assistant.eligibility.verdict import Judgement, clause_for, judge
from assistant.evidence import Found
from assistant.finish import Citations, FinishedPart
from assistant.gazetteer import Gazetteer
from assistant.reading.text import squeeze
from assistant.statuses import Status
from assistant.verification import Proof, find_run
from assistant.wording import Wording
from index import Index, Passage

TOOL = "check_consortium"
MOST_CHANGES = 2  # named in the answer's text; the verdict object holds all
_SIGN = {Outcome.MET: "✓", Outcome.FAILED: "✗", Outcome.UNKNOWN: "?"}


@dataclass(frozen=True)
class Checker:
    """Reads and judges consortia of one call."""

    gazetteer: Gazetteer
    rules: EligibilityProfile
    index: Index
    wording: Wording
    language: str

    def judge(self, turn: Turn) -> Judgement | None:
        """The judgement of the current consortium, compared with the one before where a change was only supposed."""
        if turn.consortium is None:
            return None
        before = turn.before if turn.hypothetical else None
        return judge(turn.consortium, self.rules, self.gazetteer, before=before)

    def found(self, turn: Turn) -> Found:
        """The tool's result: each finding in words with its clause; consortium and verdict as data."""
        judgement = self.judge(turn)
        if judgement is None or turn.consortium is None:
            return Found(data={"consortium": None})
        clauses = [self._clause(finding) for finding in judgement.verdict.findings]
        return Found(
            passages=tuple({passage.id: passage for passage, _ in clauses}.values()),
            sentences=tuple(
                Sentence(text=finding.reason, quotations=(Quotation(passage=passage.id, words=words),), bullet=True)
                for finding, (passage, words) in zip(judgement.verdict.findings, clauses, strict=True)
            ),
            data={
                "consortium": turn.consortium.model_dump(mode="json"),
                "verdict": judgement.verdict.model_dump(mode="json"),
                "change": turn.change.value,
            },
        )

    def part(self, turn: Turn, judgement: Judgement, citations: Citations) -> FinishedPart:
        """The check as part of an answer, rendered from the result, never from a model's prose. Numbers the clauses in
        the verdict's findings."""
        verdict = judgement.verdict
        claims: list[Claim] = []
        lines: list[str] = [self.wording.say(f"verdict_{verdict.status}"), *self._before(verdict)]
        shown = [finding for finding in verdict.findings if finding.outcome is not Outcome.MET]
        for finding in verdict.findings:
            passage, words = self._clause(finding)
            start = passage.start + passage.text.index(words)
            finding.citation = citations.number(Proof(passage, words, start, start + len(words)))
        for finding in shown or verdict.findings:
            claims.append(Claim(text=squeeze(finding.reason), citations=[finding.citation or 0]))
            lines.append(f"- {_SIGN[finding.outcome]} {squeeze(finding.reason)} [{finding.citation}]")
        if shown and len(shown) < len(verdict.findings):
            met = len(verdict.findings) - len(shown)
            lines.append(self.wording.say("verdict_others_met", number=met))
        lines += [self.wording.say("verdict_understood", partners="; ".join(_understood(turn)))]
        if judgement.questions:
            lines += [self.wording.say("verdict_questions"), *(f"- {question}" for question in judgement.questions)]
        if verdict.smallest_changes:
            changes = "; ".join(change.rstrip(" .") for change in verdict.smallest_changes[:MOST_CHANGES])
            lines.append(self.wording.say("verdict_changes", changes=changes))
        lines.append(self.wording.say("verdict_notice"))
        definite = verdict.status is not VerdictStatus.UNDETERMINED
        return FinishedPart(Status.ANSWERED if definite else Status.NEEDS_FACTS, tuple(lines), tuple(claims))

    def _before(self, verdict: Verdict) -> list[str]:
        if verdict.before is None:
            return []
        return [self.wording.say("verdict_before", status=self.wording.say(f"status_{verdict.before.status}"))]

    def _clause(self, finding: Finding) -> tuple[Passage, str]:
        """The passage that holds a rule's clause, and the clause in its words; looked for once."""
        if finding.rule not in self._clauses:
            self._clauses[finding.rule] = self._located(finding.rule)
        return self._clauses[finding.rule]

    @cached_property
    def _clauses(self) -> dict[RuleId, tuple[Passage, str]]:
        return {}

    def _located(self, rule: RuleId) -> tuple[Passage, str]:
        """That the clause is there is tested."""
        clause = clause_for(rule, self.rules)
        for passage in self.index.passages:
            if run := find_run(passage.text, clause):
                return passage, passage.text[slice(*run)]
        raise LookupError(f"the clause of {rule} stands in no document of the call")


def _understood(turn: Turn) -> list[str]:
    """Each partner by the words it was read from."""
    partners = turn.consortium.partners if turn.consortium else []
    read = [f"“{squeeze(partner.source)}”" if partner.source else (partner.name or "?") for partner in partners]
    return [
        f"{words} ({read.count(words)} partners)" if read.count(words) > 1 else words for words in dict.fromkeys(read)
    ]
