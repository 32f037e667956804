"""What a sentence can lean on while a text is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.eligibility.consortium import Eccp, Kind, Role
from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.partners.phrases import NounPhrase, Place


@dataclass
class Context:
    """What a sentence can lean on: who was spoken of last, members without a description yet, a heading's kind."""

    last: list[Draft] = field(default_factory=list)
    slots: list[Draft] = field(default_factory=list)
    heading: NounPhrase | None = None
    listing: bool = False
    kind: Kind | None = None
    roles: list[Role] = field(default_factory=list)
    place: Place | None = None
    registered: Eccp | None = None
    eccp_topic: bool = False
    eccp: Eccp | None = None
    sentence: list[Draft] = field(default_factory=list)
    forward: list[Draft] = field(default_factory=list)
    denied: list[Draft] = field(default_factory=list)
    excepted: list[Draft] = field(default_factory=list)
    some_excepted: bool = False
    one_role: bool = False
    headed: bool = False
    joined: bool = False
    eccp_heading: bool = False
