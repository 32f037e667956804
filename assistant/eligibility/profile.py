"""What a call's profile says of its rules: clause, criterion, limits, open points. Data, never constants."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.eligibility.findings import RuleId
from index.errors import OperatorProblem

# The numbers that each rule works with.
LIMITS: Mapping[RuleId, frozenset[str]] = {
    RuleId.ELIGIBLE_ORGANISATION: frozenset(),
    RuleId.ELIGIBLE_COUNTRY: frozenset(),
    RuleId.MIN_APPLICANTS: frozenset({"applicants"}),
    RuleId.CLUSTER_STATES: frozenset({"clusters", "states"}),
    RuleId.ECCP_SHARE: frozenset({"share"}),
    RuleId.LESS_DEVELOPED_REGION: frozenset({"partners"}),
    RuleId.SINGLE_STRAND: frozenset({"strands"}),
    RuleId.MAX_DURATION: frozenset({"months"}),
}


class ProfileRefused(OperatorProblem):
    """The eligibility part of a call's profile cannot be used."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OpenPoint(_Model):
    """What the documents leave open about a rule, and the question that the helpdesk should be asked."""

    id: str
    point: str
    question: str


class RuleProfile(_Model):
    """One rule of the call. `clause` is an exact run of words of the call page, `limits` the rule's numbers by name."""

    title: str
    criterion: str
    clause: str
    further_clauses: tuple[str, ...] = ()
    limits: dict[str, float] = {}
    open_points: tuple[OpenPoint, ...] = ()

    def limit(self, name: str) -> int:
        return int(self.limits[name])

    def open_point(self, id: str) -> OpenPoint | None:
        return next((point for point in self.open_points if point.id == id), None)


class EligibilityProfile(_Model):
    """The rules of one call, one for each rule id; `notes_for_countries`: ISO codes of the Member States whose
    gazetteer note is said beside a verdict."""

    call: str
    contact: str | None = None
    rules: dict[RuleId, RuleProfile]
    notes_for_countries: tuple[str, ...] = Field(default=())

    @model_validator(mode="after")
    def _complete(self) -> Self:
        for rule, needed in LIMITS.items():
            if rule not in self.rules:
                raise ValueError(f"rules.{rule} is missing")
            if set(self.rules[rule].limits) != needed:
                raise ValueError(f"rules.{rule}.limits must name exactly: {', '.join(sorted(needed)) or 'nothing'}")
        return self

    @classmethod
    def of_call(cls, profile: Mapping[str, Any]) -> EligibilityProfile | None:
        """The eligibility part of a whole call profile; None if the call has no rules. Raises ProfileRefused."""
        if not profile.get("rules"):
            return None
        try:
            return cls(
                call=profile.get("call") or profile["id"],
                contact=(profile.get("contact") or {}).get("email"),
                rules=profile["rules"],
                notes_for_countries=profile.get("notes_for_countries", ()),
            )
        except ValidationError as error:
            first = error.errors()[0]
            raise ProfileRefused(
                "The call's profile has rules that cannot be used.",
                why=f"{'.'.join(map(str, first['loc'])) or 'rules'}: {first['msg']}.",
                next="Correct the profile of the call, then start again.",
            ) from error
