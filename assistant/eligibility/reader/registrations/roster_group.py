"""Partners that a sentence on registrations names together, and the words on them."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.partners.phrases import NounPhrase, Scope
from assistant.eligibility.reader.tokens.scan import Token


@dataclass
class Group:
    """Partners named together and the words after them.

    `named`: the phrases, each with those it stands for, None for a new one; `since`: where the words after the last
    phrase begin; `carries`: like the group before ("so is …"), None if it has a statement of its own, False for its
    opposite; `open_`: only some of them are meant; `whole`: "both" or "all" stands beside them.
    """

    named: list[tuple[NounPhrase, list[Draft] | None]] = field(default_factory=list)
    excepted: list[Draft] = field(default_factory=list)
    unsure: list[Draft] = field(default_factory=list)
    said: list[Token] = field(default_factory=list)
    since: int = 0
    carries: bool | None = None
    open_: bool = False
    whole: bool = False

    def scoped(self, scope: Scope) -> bool:
        return any(phrase.scope is scope for phrase, _ in self.named)

    @property
    def known(self) -> list[Draft]:
        return [draft for _, drafts in self.named for draft in drafts or ()]
