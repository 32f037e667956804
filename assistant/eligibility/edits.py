"""Edits of a consortium, as data: what a smallest change does, and applying it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.eligibility.consortium import Consortium, Partner
from assistant.eligibility.findings import VerdictStatus


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Add(_Model):
    """One more partner, described as openly as the change allows ("country_in": any of these will do)."""

    edit: Literal["add"] = "add"
    partner: Partner


class Put(_Model):
    """Another partner, or the same with a fact changed or settled, at `position` (from 0) of the list as it was."""

    edit: Literal["put"] = "put"
    position: Annotated[int, Field(ge=0)]
    partner: Partner


class Remove(_Model):
    """Leave out the partner at `position` (from 0) of the list as it was."""

    edit: Literal["remove"] = "remove"
    position: Annotated[int, Field(ge=0)]


class Settle(_Model):
    """A fact of the whole consortium: one strand, a duration in months, how many clusters are registered."""

    edit: Literal["settle"] = "settle"
    strand: Literal["1", "2"] | None = None
    duration_months: int | None = None
    eccp_clusters: int | None = None


Edit = Annotated[Add | Put | Remove | Settle, Field(discriminator="edit")]


class Change(_Model):
    """A smallest change: the sentence shown, the edits that it stands for, and the status that they lead to."""

    sentence: str
    edits: tuple[Edit, ...]
    leads_to: VerdictStatus


def apply(change: Change, consortium: Consortium) -> Consortium:
    """The changed consortium; the given one stays as it is."""
    return edited(consortium, change.edits)


def edited(consortium: Consortium, edits: tuple[Edit, ...]) -> Consortium:
    partners: list[Partner | None] = list(consortium.partners)
    facts: dict[str, object] = {}
    for edit in edits:
        if isinstance(edit, Add):
            partners.append(edit.partner)
        elif isinstance(edit, Put):
            partners[edit.position] = edit.partner
        elif isinstance(edit, Remove):
            partners[edit.position] = None
        else:
            facts |= edit.model_dump(exclude={"edit"}, exclude_none=True)
            if edit.strand:
                facts["strand_in"] = None
    return consortium.model_copy(update={"partners": [each for each in partners if each is not None], **facts})
