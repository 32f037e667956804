"""What stands above or before a group of partners and holds for each of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.eligibility.consortium import Eccp, Kind, Role
from assistant.eligibility.reader.partners.phrases import Place


@dataclass(slots=True)
class Heading:
    """What a heading says of those below it. `count`: how many it announces; `plural`: they are several; `place`: of
    a group all in one country."""

    kind: Kind | None = None
    roles: list[Role] = field(default_factory=list)
    eccp: Eccp | None = None
    count: int | None = None
    plural: bool = False
    place: Place | None = None

    @property
    def tells(self) -> bool:
        return bool(self.kind or self.roles or self.eccp or self.place)
