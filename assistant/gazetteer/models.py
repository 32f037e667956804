"""What the gazetteer holds, typed. Closed lists are enums; every entry says on what it rests."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Confidence(StrEnum):
    """How sure a fact is. Closed list; facts from memory or not found never ship."""

    OFFICIAL = "official"
    CONFIRMED = "confirmed"
    DERIVED = "derived"
    COMPUTED = "computed"
    COMPUTED_NEAR_THRESHOLD = "computed_near_threshold"
    ONE_SOURCE = "one_source"
    UNLISTED = "unlisted"

    @property
    def is_sure(self) -> bool:
        """Whether the fact may be stated without a note."""
        return self in (Confidence.OFFICIAL, Confidence.CONFIRMED)


class Group(StrEnum):
    """Where a country or territory stands towards the EU. Closed list."""

    MEMBER_STATE = "member_state"
    OCT = "oct"
    EEA = "eea"
    CANDIDATE = "candidate"
    POTENTIAL_CANDIDATE = "potential_candidate"
    THIRD = "third"


class StatusForCall(StrEnum):
    """Whether organisations established there may be applicants. Closed list."""

    IN = "in"
    OUT = "out"
    UNKNOWN = "unknown"


class Category(StrEnum):
    """A region's category in the cohesion policy 2021-2027. Closed list."""

    LESS_DEVELOPED = "less_developed"
    TRANSITION = "transition"
    MORE_DEVELOPED = "more_developed"


class TopicKind(StrEnum):
    """The list that a strand topic comes from. Closed list."""

    NET_ZERO_TECHNOLOGY = "net_zero_technology"
    RAW_MATERIAL = "raw_material"


class Listing(StrEnum):
    """How the act lists a topic. A strategic raw material is also a critical one. Closed list."""

    NET_ZERO = "net_zero"
    STRATEGIC = "strategic"
    CRITICAL_ONLY = "critical_only"
    NEITHER = "neither"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Country(_Entry):
    """A country or territory. `code` is ISO 3166-1 alpha-2 (Kosovo XK); an OCT has the code of its `member_state`.

    `names` are all spellings (English, official, native, other EU languages), `codes` all codes that mean it,
    `regions` its NUTS 2 codes (2016), in order; only Member States have any. `sources` are named in words.
    """

    code: str
    name: str
    group: Group
    status_for_call: StatusForCall
    confidence: Confidence
    names: tuple[str, ...]
    codes: tuple[str, ...]
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    member_state: str | None = None
    sub_national_names: tuple[str, ...] = ()
    sub_national_adjectives: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    note: str | None = None
    sources: tuple[str, ...] = ()
    document: str | None = None
    item: str | None = None


class Region(_Entry):
    """A NUTS 2 region of the 2016 classification. `country` is an ISO code; codes of Greek regions begin with EL."""

    code: str
    name: str
    english: str
    country: str
    category: Category
    confidence: Confidence
    names: tuple[str, ...]
    nuts3: tuple[str, ...] = ()
    outermost: bool = False
    note: str | None = None
    sources: tuple[str, ...] = ()
    document: str
    item: str

    @property
    def is_less_developed(self) -> bool:
        return self.category is Category.LESS_DEVELOPED


class Area(_Entry):
    """A name that covers several NUTS 2 regions (Bavaria); a partner there lies in one of `regions`."""

    name: str
    names: tuple[str, ...]
    regions: tuple[str, ...]
    countries: tuple[str, ...]


class City(_Entry):
    """A city with its country (ISO) and, inside the EU, its NUTS 2 region."""

    name: str
    names: tuple[str, ...]
    country: str
    region: str | None = None


class Candidate(_Entry):
    """One thing that an ambiguous name may mean."""

    country: str
    region: str | None = None
    what: str


class Ambiguous(_Entry):
    """A name with several meanings. `usual` is the position of the customary one in `candidates`, if there is one."""

    name: str
    names: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    usual: int | None = None


class StrandTopic(_Entry):
    """A net-zero technology or raw material with the fact (`document`, `item`) that supports its listing.

    `aliases` are what people call it (lower case, singular), `components` what the 2025 annex names (help only).
    """

    id: str
    kind: TopicKind
    name: str
    listing: Listing
    aliases: tuple[str, ...] = ()
    symbol: str | None = None
    grade: str | None = None
    point: str | None = None
    group: str | None = None
    sub_categories: tuple[str, ...] = ()
    note: str | None = None
    confidence: Confidence
    document: str
    item: str
