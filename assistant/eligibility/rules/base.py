"""What every rule is: an id, its clause and limits from the call's profile, and `evaluate(consortium) -> Finding`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import ClassVar

from assistant.eligibility.findings import Finding, Outcome, RuleId
from assistant.eligibility.missing import Fact, MissingFact, worded
from assistant.eligibility.places import Places
from assistant.eligibility.possibilities import OpenConsortium, Possibilities
from assistant.eligibility.profile import RuleProfile

SHOWN = 6


class Rule(ABC):
    """One rule of the call, judged on its own. Stateless: the same consortium always gives the same finding."""

    id: ClassVar[RuleId]

    def __init__(self, profile: RuleProfile, places: Places) -> None:
        self.profile = profile
        self.places = places

    @property
    def clause(self) -> str:
        return self.profile.clause

    @property
    def criterion(self) -> str:
        return self.profile.criterion

    @abstractmethod
    def outcome(self, consortium: OpenConsortium) -> Outcome:
        """`failed` if no completion of the open facts meets the rule, `met` if every one does, else `unknown`."""

    @abstractmethod
    def evaluate(self, consortium: OpenConsortium) -> Finding:
        """The outcome with what was measured, the reason, the partners concerned and the facts missing."""

    def missing(self, consortium: OpenConsortium) -> list[MissingFact]:
        """The open facts that can change an `unknown` outcome of this rule."""
        return []

    def finding(
        self,
        outcome: Outcome,
        *,
        measured: str,
        required: str,
        reason: str,
        partners: Iterable[Possibilities] = (),
        missing: Sequence[MissingFact] = (),
    ) -> Finding:
        unknown = outcome is Outcome.UNKNOWN
        return Finding(
            rule=self.id,
            outcome=outcome,
            measured=measured,
            required=required,
            reason=reason,
            partners=[each.label for each in partners],
            missing=[worded(fact) for fact in missing] if unknown else [],
        )


def listed(partners: Iterable[Possibilities]) -> str:
    """ "A, B and C"; a long list is cut."""
    return named([each.label for each in partners])


def named(labels: Sequence[str]) -> str:
    """ "A, B and C"; a long list is cut."""
    if len(labels) > SHOWN:
        labels = [*labels[: SHOWN - 1], f"{len(labels) - SHOWN + 1} others"]
    return f"{', '.join(labels[:-1])} and {labels[-1]}" if len(labels) > 1 else "".join(labels)


def counted(number: object, noun: str, plural: str | None = None) -> str:
    """ "1 partner", "2 partners", "0 to 2 partners"."""
    return f"{number} {noun if str(number) == '1' else plural or noun + 's'}"


def open_roles(consortium: OpenConsortium) -> list[MissingFact]:
    """Roles that decide whether a named partner is an applicant."""
    return [MissingFact(Fact.ROLE, each) for each in consortium.named if not each.applicant.settled]


def open_numbers(consortium: OpenConsortium) -> list[MissingFact]:
    """Further partners whose number is open."""
    return [MissingFact(Fact.FURTHER, each) for each in consortium.further if not each.number.settled]
