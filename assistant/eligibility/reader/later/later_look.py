"""What a later message changes although it does not say so, and what it says although nothing changed.

A message about a consortium at hand speaks of partners already known. A partner without place and kind that appears
all the same is a misreading: it goes again, and the fact that was stated of it stays open. A role, a leaving or a place
that the sentence speaks of and that reached nobody opens what it might be about.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import FurtherPartners, Role
from assistant.eligibility.reader.later.operations import Operations
from assistant.eligibility.reader.partners.drafts import Draft, Drafts
from assistant.eligibility.reader.partners.phrases import Place
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.eligibility.reader.tokens.talk import TalkWords
from assistant.gazetteer.mentions import PlaceMention
from assistant.gazetteer.text import fold

_COUNTED_OUT = (Role.AFFILIATED, Role.ASSOCIATED, Role.SUBCONTRACTOR)
_NAMING = (Tag.KIND, Tag.GENERIC, Tag.PLACE, Tag.NAME, Tag.ORDINAL)
_TOLD = (Tag.ECCP, Tag.ROLE, Tag.ROLE_VERB, Tag.GENERIC, Tag.SEEKING, Tag.MORE, Tag.PERHAPS)
_PARTNERS = (Tag.KIND, Tag.GENERIC, Tag.PLACE, Tag.NAME)
_COUNTS = (Role.COORDINATOR, Role.BENEFICIARY)


class LaterLook:
    """Holds each sentence of a later message against what it changed."""

    def __init__(self, drafts: Drafts, lexicon: Lexicon, talk: TalkWords, text: str) -> None:
        self._drafts = drafts
        self._lexicon = lexicon
        self._talk = talk
        self._text = text
        self._before: list[Draft] = []
        self._named: list[Draft] = []
        self._awaited: list[object] = []
        self._facts: list[tuple[object, ...]] = []
        self._places: dict[int, Place | None] = {}

    def before(self, named: Sequence[Draft] = ()) -> None:
        """Notes how things stand. `named`: the partners that the sentence points at."""
        self._named = list(named)
        self._drafts.declined = False
        self._before = list(self._drafts.all)
        self._facts = self._facts_now()
        self._places = {id(draft): draft.place for draft in self._drafts.all}
        self._awaited = [further.country_in for further in self._drafts.further]

    def after(self, sentence: Sequence[Token]) -> None:
        """Takes back what was invented and opens what was not understood."""
        words = [word for token in sentence for word in token.words]
        known = {id(draft) for draft in self._before}
        adds = self._talk.add.within(words)
        staying = self._talk.staying_on.within(words) and not (adds or any(t.tag is Tag.ARTICLE for t in sentence))
        staying = staying and not self._talk.coming.within(words) and len(self._drafts.all) > len(known)
        invented = [d for d in self._drafts.all if id(d) not in known and (_bare(d, adds) or staying)]
        if invented:
            gone = {id(draft) for draft in invented}
            self._drafts.keep([draft for draft in self._drafts.all if id(draft) not in gone])
        self._relocated(sentence)
        self._left_by_nobody(sentence)
        role = next((t.value for t in sentence if t.tag is Tag.ROLE and t.value in _COUNTED_OUT and not t.plural), None)
        if role is not None and not any(role in d.roles for d in self._drafts.all):
            _open_role(self._drafts.all, role)
        changed = self._facts_now() != self._facts
        if self._drafts.declined:
            return
        self._unplaced(sentence)
        if changed:
            return
        if self._named and (self._talk.supposing.within(words) or self._unsettles(sentence, words)):
            _open_role(self._named, Role.ASSOCIATED)
            return
        of_strand = self._talk.of_strand.within(words) and not any(t.tag in _PARTNERS for t in sentence)
        if not of_strand and self._talk.drop.within(words) and any(token.tag in _NAMING for token in sentence):
            _open_role(self._drafts.all, Role.ASSOCIATED)

    def _left_by_nobody(self, sentence: Sequence[Token]) -> None:
        """ "Groningen out, Bruges in" where two partners sit in Groningen: either may be gone."""
        operations = Operations(self._talk)
        here = {id(draft) for draft in self._drafts.all}
        opened = next((at for at, token in enumerate(sentence) if token.tag is Tag.OPEN), len(sentence))
        if any(t.tag is Tag.ECCP for t in sentence[:opened]) or any(id(draft) not in here for draft in self._before):
            return
        if any(operations.leaving(sentence, at) for at in range(len(sentence))):
            untouched = {facts[0] for facts in self._facts_now() if facts in self._facts}
            _open_role([draft for draft in self._named if id(draft) in untouched], Role.ASSOCIATED)

    def _unplaced(self, sentence: Sequence[Token]) -> None:
        """Makes a place that ended up nowhere one of a partner that may be there."""
        words = [word for token in sentence for word in token.words]
        added = self._talk.add.within(words) or any(t.tag in _TOLD for t in sentence)
        if self._talk.served_there.within(words) and not added:
            return  # "we have many members in Apulia" is no partner's place
        new = any(all(draft is not other for other in self._before) for draft in self._drafts.all)
        if not new and self._unnamed(sentence):
            self._drafts.unread.append(FurtherPartners(least=0, most=1))
        lost = [t.value for t in sentence if t.tag is Tag.PLACE and not t.value.excluded and not self._placed(t.value)]
        for mention in lost[:1]:
            countries = sorted({country for country, _ in mention.candidates})
            self._drafts.unread.append(FurtherPartners(country_in=countries or None, least=0, most=1))

    def _unnamed(self, sentence: Sequence[Token]) -> bool:
        """Whether an organisation is named that nobody is: "put Politecnico di Bari on it"."""
        names = [token for token in sentence if token.tag is Tag.NAME and token.value.sure and token.value.place]
        said = [self._text[token.start : token.end] for token in names]
        known = [fold(draft.name) for draft in (*self._before, *self._drafts.gone) if draft.name]
        unknown = [each for each in said if not any(fold(each) in name or name in fold(each) for name in known)]
        return any(self._drafts.named(each) is None for each in unknown)

    def _unsettles(self, sentence: Sequence[Token], words: Sequence[str]) -> bool:
        """Whether words that nothing was taken from may mean that a partner named does not take part."""
        said = self._said_of(sentence)
        stated = any(t.tag in (Tag.ECCP, Tag.KIND, Tag.ROLE, Tag.LEGAL) for t in said)
        stated = stated or any(token.tag is Tag.PLACE for token in said[:2])  # "it is not Huelva"
        denied = any(token.tag is Tag.NOT or token.value == "not" for token in sentence)
        return (denied and not stated) or self._talk.unsettling.within(words)

    def _said_of(self, sentence: Sequence[Token]) -> Sequence[Token]:
        """The tokens after the first denial: what is denied."""
        at = next((at for at, t in enumerate(sentence) if t.tag is Tag.NOT or t.value == "not"), len(sentence))
        return sentence[at + 1 :]

    def _relocated(self, sentence: Sequence[Token]) -> None:
        """Puts partners back that a place without any word of seat, "in" or "to" before it has moved abroad."""
        said = [at for at, token in enumerate(sentence) if token.tag is Tag.PLACE]
        denied = any(sentence[at].value.excluded for at in said)
        leads = any(token.tag in (Tag.ROLE_VERB, Tag.ROLE) for token in sentence)  # "it's Dublin that leads"
        said_to = said if not leads else []
        led = [at for at in said_to if at and _leads_there(sentence[at - 1], self._lexicon)]
        goals = {country for at in led for country, _ in sentence[at].value.candidates}
        for draft in self._drafts.all if not denied else ():
            place = self._places.get(id(draft))
            if place is None or draft.place is None or not place.countries:
                continue
            if not set(draft.place.countries) & {*place.countries, *goals}:
                draft.place = place

    def _facts_now(self) -> list[tuple[object, ...]]:
        facts: list[tuple[object, ...]] = [
            (id(d), d.name, d.kind, str(d.place), tuple(d.roles), d.eccp, d.legal) for d in self._drafts.all
        ]
        return [*facts, (len(self._drafts.further), self._drafts.registered)]

    def _placed(self, mention: PlaceMention) -> bool:
        """Whether a place is that of a partner, now or before the sentence, or of one that may come."""
        countries = {country for country, _ in mention.candidates}
        regions = {region for _, region in mention.candidates if region}
        places = [*(draft.place for draft in self._drafts.all), *self._places.values()]
        return any(countries & set(codes) for codes in self._awaited if isinstance(codes, list)) or any(
            countries & set(place.countries)
            and (not regions or not place.regions or bool(regions & set(place.regions)))
            for place in places
            if place is not None
        )


def _bare(draft: Draft, adds: bool) -> bool:
    """Whether a new partner is one in name only: nothing says where it is, nor that anybody is added."""
    if draft.writer or not (draft.place is None or draft.place.empty):
        return False
    return not adds or (bool(draft.roles) and not (draft.kind or draft.name))


def _leads_there(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word stands before the place of a seat: "in", "to", "is", a colon, "not"."""
    tags = (Tag.IN, Tag.BE, Tag.COLON, Tag.NOT, Tag.DEFINITE, Tag.ARTICLE)
    return token.tag in tags or bool(lexicon.particles.goal & set(token.words[-1:]))


def _open_role(drafts: Sequence[Draft], role: Role) -> None:
    for draft in drafts:
        if not draft.roles or (len(draft.roles) == 1 and draft.roles[0] in _COUNTS):
            draft.roles = [*(draft.roles or [Role.BENEFICIARY]), role]
