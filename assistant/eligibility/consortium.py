"""The consortium as pydantic model: what was understood of a description, with what stays open."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

EU_CODES = {"EL": "GR", "UK": "GB"}  # where the EU's own code is not the ISO code


def _iso(code: str) -> str:
    if code in EU_CODES:
        raise ValueError(f"write the ISO 3166 code {EU_CODES[code]} instead of {code}")
    return code


CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$"), AfterValidator(_iso)]
RegionCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}[A-Z0-9]{2}$")]


class Kind(StrEnum):
    """What an organisation is. Closed list."""

    CLUSTER = "cluster"
    CLUSTER_NETWORK = "cluster_network"
    SME = "sme"
    LARGE_COMPANY = "large_company"
    UNIVERSITY = "university"
    RESEARCH = "research"
    PUBLIC_BODY = "public_body"
    NGO = "ngo"
    INTERNATIONAL_ORGANISATION = "international_organisation"
    NATURAL_PERSON = "natural_person"
    OTHER = "other"


class Role(StrEnum):
    """The part an organisation takes in the proposal. Closed list."""

    COORDINATOR = "coordinator"
    BENEFICIARY = "beneficiary"
    AFFILIATED = "affiliated"
    ASSOCIATED = "associated"
    SUBCONTRACTOR = "subcontractor"


class Eccp(StrEnum):
    """Registration on the European Cluster Collaboration Platform at the deadline. Closed list."""

    REGISTERED = "registered"
    SUBMITTED = "submitted"
    NO = "no"
    UNKNOWN = "unknown"


Strand = Literal["1", "2", "both"]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Partner(_Model):
    """One named organisation. `None`: the text does not say; a choice left open is the `_in` set beside it."""

    name: str | None = None
    country: CountryCode | None = None
    country_in: list[CountryCode] | Literal["EU"] | None = None
    region: RegionCode | None = None
    region_in: list[RegionCode] | None = None
    kind: Kind | None = None
    role: Role | None = None
    role_in: list[Role] | None = None
    eccp: Eccp = Eccp.UNKNOWN
    legal_entity: bool | None = None
    source: str | None = None


class FurtherPartners(_Model):
    """Partners that may still join: between `least` and `most` of them (`most` None: no limit stated)."""

    kind: Kind | None = None
    country_in: list[CountryCode] | Literal["EU"] | None = None
    least: Annotated[int, Field(ge=0)] = 0
    most: Annotated[int, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.most is not None and self.most < self.least:
            raise ValueError("most must not be below least")
        return self


Months = Annotated[int, Field(ge=0)]


class Consortium(_Model):
    """All that is known of a planned consortium. `eccp_clusters`: so many clusters are registered, unsaid which."""

    partners: list[Partner] = []
    strand: Strand | None = None
    strand_in: list[Strand] | None = None
    duration_months: Months | tuple[Months, Months] | None = None
    eccp_clusters: Annotated[int, Field(ge=0)] | None = None
    further_partners: list[FurtherPartners] | None = None
