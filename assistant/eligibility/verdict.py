"""The way in: `judge` a consortium by the rules of a call."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.eligibility.assumptions import assumptions, notes
from assistant.eligibility.changes import smallest_changes
from assistant.eligibility.consortium import Consortium
from assistant.eligibility.edits import Change
from assistant.eligibility.findings import Outcome, RuleId, Verdict, VerdictStatus
from assistant.eligibility.missing import Asked, asked
from assistant.eligibility.profile import EligibilityProfile
from assistant.eligibility.rulebook import Rulebook, status_of
from assistant.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict and what goes with it. `asked` are questions for facts that can still change an undetermined verdict,
    with the facts and partners that they are about,
    `changes` are the machine-readable form of `verdict.smallest_changes`, `notes` what is worth knowing beside it
    (also among the verdict's assumptions)."""

    verdict: Verdict
    asked: list[Asked] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def questions(self) -> list[str]:
        """The questions in words."""
        return [each.question for each in self.asked]


def judge(
    consortium: Consortium, rules: EligibilityProfile, gazetteer: Gazetteer, *, before: Consortium | None = None
) -> Judgement:
    """The judgement of a consortium, in time near linear in its partners; with `before`, the verdict that a
    hypothetical change is compared with. The findings' `citation` is None: the caller numbers the clauses
    (`clause_for`)."""
    book = Rulebook(rules, gazetteer)
    judgement = _judged(consortium, book)
    if before is not None:
        judgement.verdict.before = _judged(before, book).verdict
    return judgement


def clause_for(rule: RuleId, rules: EligibilityProfile) -> str:
    """The words of the call page that a rule rests on."""
    return rules.rules[rule].clause


def _judged(consortium: Consortium, book: Rulebook) -> Judgement:
    room = book.open(consortium)
    findings = book.findings(room)
    status = status_of(finding.outcome for finding in findings)
    undecided = {
        rule.id: rule.missing(room)
        for rule, finding in zip(book.rules, findings, strict=True)
        if finding.outcome is Outcome.UNKNOWN
    }
    changes = smallest_changes(room, findings, book)
    remarks = notes(room, book)
    verdict = Verdict(
        status=status,
        findings=findings,
        smallest_changes=[change.sentence for change in changes],
        assumptions=assumptions(room, findings, book) + remarks,
    )
    return Judgement(verdict, asked(undecided) if status is VerdictStatus.UNDETERMINED else [], changes, remarks)
