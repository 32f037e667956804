"""What the rules say of a consortium."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, field_validator

_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")


class RuleId(StrEnum):
    """The rules, in the order in which they are shown. Every verdict has one finding for each."""

    ELIGIBLE_ORGANISATION = "eligible-organisation"
    ELIGIBLE_COUNTRY = "eligible-country"
    MIN_APPLICANTS = "min-applicants"
    CLUSTER_STATES = "cluster-states"
    ECCP_SHARE = "eccp-share"
    LESS_DEVELOPED_REGION = "less-developed-region"
    SINGLE_STRAND = "single-strand"
    MAX_DURATION = "max-duration"


class Outcome(StrEnum):
    """Three values: `met` in every completion of the open facts, `failed` in every one, else `unknown`."""

    MET = "met"
    FAILED = "failed"
    UNKNOWN = "unknown"


class VerdictStatus(StrEnum):
    """`not_eligible` if any rule failed, `eligible` if all are met, else `undetermined`."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    UNDETERMINED = "undetermined"


def one_full_stop(text: str) -> str:
    """A sentence that ends with "Sp. z o.o." or "e.V." has its full stop already."""
    return _TWO_STOPS.sub(".", text)


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Finding(_Model):
    """One rule's outcome. `measured` and `required` are short values for display, `citation` the number of the clause
    among the answer's citations, `missing` the facts that would settle it."""

    rule: RuleId
    outcome: Outcome
    measured: Any
    required: Any
    reason: str
    partners: list[str] = []
    citation: int | None = None
    missing: list[str] = []

    @field_validator("reason")
    @classmethod
    def _one_full_stop(cls, reason: str) -> str:
        return one_full_stop(reason)


class Verdict(_Model):
    status: VerdictStatus
    findings: list[Finding]
    smallest_changes: list[str] = []
    assumptions: list[str] = []
    before: Verdict | None = None
