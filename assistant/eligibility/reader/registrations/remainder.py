"""Partners found by what is said of the others: "the Dutch and the Poles are on it, we not", "the leader"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.partners.drafts import Draft, Drafts
from assistant.eligibility.reader.partners.phrases import NounPhrase, Pronoun
from assistant.eligibility.reader.registrations.roster_group import Group


def left_over(phrase: NounPhrase, earlier: Sequence[Group], drafts: Drafts, writer: Draft | None) -> list[Draft]:
    """The only partner not named in the sentence, where "we" stands for a writer not known."""
    if phrase.pronoun is not Pronoun.WE or writer is not None or phrase.scope or phrase.part is not None:
        return []
    named = {id(draft) for group in earlier for draft in (*group.known, *group.excepted)}
    rest = [draft for draft in drafts.all if id(draft) not in named]
    complete = (drafts.total or 0) <= len(drafts.all)
    return rest if len(rest) == 1 and len(named) > 1 and complete else []


def only_holder(phrase: NounPhrase, drafts: Sequence[Draft]) -> list[Draft]:
    """ "The leader": the only partner with that role."""
    described = phrase.kind or phrase.name or phrase.places or phrase.attributive or phrase.ordinals
    if described or phrase.plural or phrase.scope or not (phrase.definite and phrase.role_head):
        return []
    held = [draft for draft in drafts if set(draft.roles) & set(phrase.roles)]
    return held if len(held) == 1 else []
