"""The rules of a call: one object each, in the order in which they are shown."""

from __future__ import annotations

from assistant.eligibility.places import Places
from assistant.eligibility.profile import EligibilityProfile
from assistant.eligibility.rules.applicants import EligibleCountry, EligibleOrganisation, MinApplicants
from assistant.eligibility.rules.base import Rule
from assistant.eligibility.rules.cluster_states import ClusterStates
from assistant.eligibility.rules.eccp_share import EccpShare
from assistant.eligibility.rules.project import MaxDuration, SingleStrand
from assistant.eligibility.rules.region import LessDevelopedRegion

__all__ = ["RULES", "Rule", "rules_of"]

RULES: tuple[type[Rule], ...] = (
    EligibleOrganisation,
    EligibleCountry,
    MinApplicants,
    ClusterStates,
    EccpShare,
    LessDevelopedRegion,
    SingleStrand,
    MaxDuration,
)


def rules_of(profile: EligibilityProfile, places: Places) -> tuple[Rule, ...]:
    return tuple(rule(profile.rules[rule.id], places) for rule in RULES)
