"""What the page keeps of one exchange: the message, the answer, and the check of a consortium as it stands now."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.answer import Answer
from assistant.eligibility.consortium import Consortium
from assistant.eligibility.findings import VerdictStatus
from assistant.eligibility.verdict import Judgement
from assistant.reading.text import squeeze
from assistant.statuses import Status


@dataclass(frozen=True, slots=True)
class Check:
    """A judged consortium; `summary` is the text to copy."""

    consortium: Consortium
    judgement: Judgement
    summary: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """`anchor` is its id in the page, `beside_check` what of the answer's text does not belong to the check, `edition`
    how often the consortium was changed by hand."""

    question: str
    answer: Answer
    anchor: str
    beside_check: str | None = None
    check: Check | None = None
    edition: int = 0

    def judged_anew(self, check: Check) -> Exchange:
        """With another consortium in place of the one it had; the clauses keep their numbers."""
        verdict, old = check.judgement.verdict, self.answer.verdict
        numbers = {finding.rule: finding.citation for finding in old.findings} if old else {}
        for finding in verdict.findings:
            finding.citation = numbers.get(finding.rule)
        reasons = {squeeze(finding.reason) for finding in old.findings} if old else set()
        answered = verdict.status is not VerdictStatus.UNDETERMINED or any(
            claim.text not in reasons for claim in self.answer.claims
        )
        update = {
            "consortium": check.consortium,
            "verdict": verdict,
            "questions": check.judgement.questions,
            "status": Status.ANSWERED if answered else Status.NEEDS_FACTS,
            "claims": [claim for claim in self.answer.claims if claim.text not in reasons],
        }
        return replace(self, answer=self.answer.model_copy(update=update), check=check, edition=self.edition + 1)
