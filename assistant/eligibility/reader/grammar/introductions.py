"""New partners from noun phrases: how many, where, of what kind; open ends."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import Eccp, FurtherPartners, Role
from assistant.eligibility.reader.grammar.context import Context
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Draft, Drafts
from assistant.eligibility.reader.partners.phrases import NounPhrase, Place, Scope
from assistant.eligibility.reader.tokens.lexicon import Lexicon

MANY = 2
_ASIDE = (Role.AFFILIATED, Role.ASSOCIATED, Role.SUBCONTRACTOR)
MOST_PARTNERS = 20_000
# More organisations of a kind than this, without a place, are those that the project serves.
_MOST_UNNAMED = 25


class Introductions:
    """Adds the partners that phrases name to `drafts`."""

    def __init__(self, text: str, lexicon: Lexicon, drafts: Drafts) -> None:
        self.text = text
        self.drafts = drafts
        self.context = Context()
        self.writer: Draft | None = None
        self.describing = not drafts.all
        self._lexicon = lexicon
        self._status = Status(text, lexicon)
        self.partial: list[tuple[int, list[Draft], Eccp]] = []
        self.accounted = False
        self.only_told = False
        self.others_open = False

    def introduce(self, phrase: NounPhrase) -> list[Draft]:
        """Adds the partners that a phrase names; those of a stated number without a description first."""
        context = self.context
        counted = phrase.article or phrase.count is not None
        if self._names_nobody(phrase, counted=counted):
            return []
        headed = context.headed and context.kind is not None and phrase.count is not None and not phrase.article
        if phrase.elliptic and not (phrase.places or phrase.attributive or headed):
            if phrase.perhaps or phrase.at_least or phrase.up_to or phrase.more:
                self._open_end(phrase)
            return []
        own_place = phrase.places or (phrase.attributive and phrase.definite)
        if context.forward and phrase.kind and not (counted or phrase.plural or own_place or phrase.name):
            self._inherit([], phrase)
            return []
        places = self._places(phrase)
        bare = [d for d in context.sentence or self.drafts.all if not (d.kind or d.kind_open or d.name) and d.place]
        if phrase.each and phrase.kind and not places and (phrase.count or 1) == 1 and len(bare) >= MANY:
            for draft in bare:
                draft.kind = phrase.kind
            context.kind, context.last = phrase.kind, bare
            return bare
        if phrase.generic and not phrase.kind and not phrase.name and not phrase.roles and not places:
            return self._generic(phrase)
        if self._open_end(phrase):
            return []
        if phrase.plural and phrase.count is None and len(places) < MANY and phrase.kind and not phrase.definite:
            return []
        many = self._many(phrase, places)
        if (many > _MOST_UNNAMED and (phrase.kind not in CLUSTERS) and not places) or (phrase.name and many > 1):
            return []
        slots = self._slots(phrase, many)
        new = slots or [self.drafts.add(Draft(self._source(phrase))) for _ in range(min(many, MOST_PARTNERS))]
        self._fill(new, phrase, places)
        narrower = len(places) == 1 and len(places[0].countries) == 1 and not places[0].regions
        if len(new) > 1 and (not places or narrower) and not slots:
            context.slots = list(new)
        if not slots:
            self._inherit(new, phrase)
        if phrase.plural and phrase.kind and phrase.name:
            # "The clusters Nova Ring, Terra and Aqua": the names that follow are of the same kind.
            context.kind, context.listing = phrase.kind, True
        context.last = list(new)
        context.sentence.extend(new)
        ours = phrase.own and not phrase.plural and not self._is_partner(phrase)
        if ours and self.writer is None and (phrase.kind or phrase.generic):
            self.writer = new[0]
            new[0].writer = True
        return new

    def _names_nobody(self, phrase: NounPhrase, *, counted: bool) -> bool:
        """Whether a phrase cannot bring in a partner: "none", "they", a label that refers."""
        refers = bool(phrase.label) and (phrase.label[:1].isdigit() or bool(self.drafts.labelled(phrase.label)))
        return refers or (phrase.pronoun is not None and not counted) or phrase.scope in (Scope.NONE, Scope.EXCEPT)

    def _is_partner(self, phrase: NounPhrase) -> bool:
        """Whether "our" partner is meant, not our own organisation."""
        return any(self._lexicon.small.get((word,)) == "partner" for word in self._source(phrase).lower().split())

    def _many(self, phrase: NounPhrase, places: Sequence[Place]) -> int:
        if phrase.each and places:
            return max(1, phrase.count or 1) * len(places)
        if phrase.count is not None:
            return phrase.count
        weights = sum(place.weight for place in places)
        return max(1, weights) if phrase.plural or len(places) > 1 else 1

    def _places(self, phrase: NounPhrase) -> list[Place]:
        """Where the partners of a phrase are; an adjective that agrees with a place adds nothing."""
        if phrase.places:
            wide = {c for place in phrase.attributive for c in place.countries}
            given = [p for p in phrase.places if not p.less_developed]
            if not given and phrase.attributive:
                return [Place(p.countries, p.regions, p.european, True) for p in phrase.attributive]
            if any(p.less_developed for p in phrase.places) and given:
                return [Place(p.countries, p.regions, p.european, True) for p in given]
            if wide and len(given) == 1 and given[0].european:
                return phrase.attributive
            named = phrase.name_place
            if (
                named is not None
                and len(given) == 1
                and given[0].countries == (named.country,)
                and not given[0].regions
            ):
                return [Place(given[0].countries, (named.region,) if named.region else ())]
            return phrase.places
        if phrase.attributive:
            return phrase.attributive
        if phrase.name_place is not None:
            mention = phrase.name_place
            if mention.country is not None:
                return [
                    Place(
                        (mention.country,),
                        (mention.region,) if mention.region else tuple(r for _, r in mention.candidates if r),
                    )
                ]
            return [
                Place(
                    tuple(dict.fromkeys(c for c, _ in mention.candidates)), tuple(r for _, r in mention.candidates if r)
                )
            ]
        if self.context.place is not None:
            return [self.context.place]
        return []

    def _fill(
        self, drafts: Sequence[Draft], phrase: NounPhrase, places: Sequence[Place], *, corrects: bool = False
    ) -> None:
        scattered = len({tuple(d.place.countries) for d in drafts if d.place is not None}) > 1
        corrects = corrects and not (scattered and len(places) == 1)  # one seat is not that of all
        spread = [place for place in places for _ in range(place.weight)]
        for at, draft in enumerate(drafts):
            if phrase.each and places:
                place: Place | None = places[at % len(places)]
            elif len(spread) == len(drafts):
                place = spread[at]
            elif len(places) == 1:
                place = places[0]
            elif places:
                place = either(places)
            else:
                place = None
            draft.fill(phrase, place, corrects=corrects)
            self.drafts.rename(draft)

    def _slots(self, phrase: NounPhrase, many: int) -> list[Draft]:
        """Partners of a stated number that the phrase describes ("three clusters: one from Italy, …")."""
        context = self.context
        within = self._places(phrase) if phrase.elliptic and phrase.count is not None else []
        free = [d for d in context.slots if d.name is None and (d.place is None or _narrows(within, d.place))]
        if context.joined and phrase.generic and not phrase.definite:
            # "Two clusters and a partner in Graz": somebody beside them.
            before = {id(d) for d in context.last}
            free = [d for d in free if id(d) not in before]
        # "Three beneficiaries: …. The first brings an affiliated entity": none of the three.
        aside = any(role in _ASIDE for role in phrase.roles)
        free = [d for d in free if not (aside and d.roles and not set(d.roles) & set(phrase.roles))]
        kinds = {d.kind for d in free}
        own_kind = phrase.kind or phrase.name_kind
        fits = own_kind is None or own_kind in kinds
        if not free or not fits or len(free) < many:
            return []
        if own_kind is not None and not context.listing:
            return []
        if phrase.name and not context.listing:
            return []
        taken = {id(d) for d in free[:many]}
        context.slots = [d for d in context.slots if id(d) not in taken]
        return free[:many]

    def _inherit(self, new: Sequence[Draft], phrase: NounPhrase) -> None:
        """Kind and role from the heading, or from the phrase before ("two Italian clusters and one Spanish")."""
        context = self.context
        for draft in new:
            unsaid = draft.kind is None and not draft.kind_open and not phrase.generic
            if unsaid and context.kind is not None and (context.listing or phrase.elliptic):
                draft.kind = context.kind
            if draft.eccp is None and context.listing:
                draft.eccp = context.registered
            if not draft.roles and context.listing and context.roles:
                draft.roles = list(context.roles)
                if context.one_role:
                    context.roles = []
        if phrase.elliptic and not phrase.bare_place and all(d.kind is None for d in new):
            context.forward.extend(new)
        elif phrase.kind is not None:
            if not phrase.name:
                context.kind = phrase.kind
            for draft in context.forward:
                draft.kind = draft.kind or phrase.kind
            context.forward = []

    def _generic(self, phrase: NounPhrase) -> list[Draft]:
        """ "Five partners" is a total; "a partner" without any description introduces nobody."""
        if self._open_end(phrase):
            return []
        if phrase.plural and phrase.count is None and (phrase.other or phrase.more) and not phrase.definite:
            self.drafts.further.append(FurtherPartners(least=0, most=None))
        elif phrase.count and not phrase.article:
            self.drafts.total = max(phrase.count, self.drafts.total or 0)
            self.drafts.total_source = self._source(phrase)
        return []

    def _open_end(self, phrase: NounPhrase) -> bool:
        """Partners that may still join; True if the phrase was only that."""
        kind = phrase.kind or (self.context.kind if phrase.elliptic else None)
        places = self._places(phrase)
        country: list[str] | str | None = None
        if places:
            codes = list(dict.fromkeys(c for place in places for c in place.countries))
            country = codes or ("EU" if any(place.european for place in places) else None)
        count = phrase.count or (len(places) if phrase.plural and places else None)
        bounds: tuple[int, int | None] | None = None
        if phrase.most is not None:
            bounds = (0 if phrase.perhaps else phrase.count or 0, phrase.most)
        elif phrase.perhaps:
            least_most = count if count is not None else (None if phrase.plural or phrase.several else 1)
            bounds = (0, least_most)
        elif phrase.up_to and count:
            bounds = (0, count)
        elif phrase.at_least and count:
            bounds = (count, None)
        elif (
            (phrase.several and not places and phrase.kind is not None)
            or (phrase.several and phrase.kind is not None)
            or (phrase.plural and count is None and phrase.kind and len(places) == 1 and not phrase.definite)
        ):
            bounds = (MANY, None)
        if bounds is None:
            return False
        self.drafts.further.append(
            FurtherPartners.model_validate({"kind": kind, "country_in": country, "least": bounds[0], "most": bounds[1]})
        )
        return True

    def _source(self, phrase: NounPhrase) -> str:
        return self.text[phrase.start : phrase.end]


def _narrows(places: Sequence[Place], wide: Place) -> bool:
    """Whether all places are regions of a country that is all that is known so far."""
    return (
        bool(places) and not wide.regions and all(p.regions and set(p.countries) <= set(wide.countries) for p in places)
    )


def either(places: Sequence[Place]) -> Place:
    countries = tuple(dict.fromkeys(c for place in places for c in place.countries))
    regions: tuple[str, ...] = ()
    if all(place.regions for place in places):
        regions = tuple(dict.fromkeys(r for place in places for r in place.regions))
    return Place(countries, regions, european=any(place.european for place in places) and not countries)
