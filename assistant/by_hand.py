"""A consortium set by hand: checked, judged, and put into a text that can be copied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.eligibility.consortium import Consortium
from assistant.eligibility.files import consortium_from
from assistant.eligibility.profile import EligibilityProfile
from assistant.eligibility.summary import summary
from assistant.eligibility.verdict import Judgement, judge
from assistant.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class ByHand:
    """Judges consortia of one call. `authority`: who decides on it; `today`: gives the date of a summary."""

    gazetteer: Gazetteer
    rules: EligibilityProfile
    authority: str
    today: Callable[[], date]

    def consortium(self, fields: object) -> Consortium:
        """A consortium from plain values, as a client sent them. Raises FileRefused."""
        return consortium_from(fields, self.gazetteer)

    def judge(self, consortium: Consortium, before: Consortium | None = None) -> Judgement:
        """Its judgement, compared with the one `before` a change."""
        return judge(consortium, self.rules, self.gazetteer, before=before)

    def summary(self, consortium: Consortium, judgement: Judgement) -> str:
        return summary(consortium, judgement, self.rules, as_of=self.today(), authority=self.authority)
