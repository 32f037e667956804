"""What a text names but its reading leaves out: such facts are left open instead of being settled by a misreading.

The grammar is blind to what it cannot parse, so what it made of each sentence is held against the sentence's words by
rules that know nothing of grammar. A fact that does not agree becomes unknown, a place or an organisation that ended up
nowhere becomes a partner that may or may not be there. A definite verdict then never rests on words left unread.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.eligibility.consortium import Eccp, FurtherPartners, Kind, Role
from assistant.eligibility.reader.checks.misreadings import ANYBODY, Counted, is_misread, unexplained
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Draft, Drafts
from assistant.eligibility.reader.partners.phrases import Place
from assistant.eligibility.reader.partners.witnesses import is_at
from assistant.eligibility.reader.tokens.cutting import cut_at
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token
from assistant.gazetteer.mentions import PlaceMention

_DENYING = (Tag.NOT, Tag.NONE, Tag.EXCEPT)
_BETWEEN = (Tag.COMMA, Tag.BREAK, Tag.DASH, Tag.OPEN, Tag.CLOSE)
_REFERRING = (
    Tag.KIND, Tag.GENERIC, Tag.PLACE, Tag.NAME, Tag.PRONOUN, Tag.ORDINAL, Tag.NUMBER, Tag.WE, Tag.OTHER, Tag.ALL,
    Tag.BOTH, Tag.NONE, Tag.ONLY, Tag.EXCEPT, Tag.RELATIVE,
)  # fmt: skip
_ON_IT = (Eccp.REGISTERED, Eccp.SUBMITTED)
_COUNTED_OUT = (Role.AFFILIATED, Role.ASSOCIATED, Role.SUBCONTRACTOR)
_MOST_OPEN = 3
_LONGEST_SERVED = 4


class SecondLook:
    """Holds the drafts against the sentences that they were read from, one sentence at a time."""

    def __init__(self, drafts: Drafts, status: Status, lexicon: Lexicon, *, placing: bool) -> None:
        self._drafts = drafts
        self._placing = placing
        self._status = status
        self._lexicon = lexicon
        self._served = phrases(lexicon.raw["served"])
        self._unspoken = phrases(lexicon.raw["unspoken"])
        self._before: dict[int, Eccp | None] = {}
        self._counts = 0
        self._places: list[_Said] = []
        self._roles: list[tuple[Role, list[Draft]]] = []
        self._counted = Counted()
        self._person = False

    def before(self, counts: int) -> None:
        """Notes how things stand. `counts`: statements on "two of the three" so far."""
        self._before = {id(draft): draft.eccp for draft in self._drafts.all}
        self._counts = counts

    def after(self, sentence: Sequence[Token], counts: int, *, accounted: bool = False, choice: bool = False) -> None:
        """Compares what a sentence that was read has changed with what its words say. `accounted`: all its words on
        registrations were read. `choice`: its places are those of candidates for one seat."""
        new = [draft for draft in self._drafts.all if id(draft) not in self._before]
        if self._status.speaks(sentence) and (self._denies_twice(sentence) or self._leaves_unsaid(sentence)):
            _open(d for d in self._drafts.all if d.eccp is Eccp.NO and self._before.get(id(d)) is not Eccp.NO)
        elif self._status.speaks(sentence) and counts == self._counts and not accounted:
            self._registration(sentence)
        if not self._placing:
            return
        self._counted.note(sentence)
        self._person = self._person or _tells_of_person(sentence)
        self.note_places(self._before_served(sentence), choice=choice)
        _open_kinds(sentence, new)
        self._roles += [(t.value, new) for t in sentence if t.tag is Tag.ROLE and t.value in _COUNTED_OUT]

    def note_places(self, tokens: Sequence[Token], *, choice: bool = False) -> None:
        """Takes the places of a sentence, those inside the names of organisations that are no partners too."""
        places = [t.value for t in tokens if t.tag is Tag.PLACE]
        for token in tokens:
            unknown = token.tag is Tag.NAME and self._drafts.named(self._status.text[token.start : token.end]) is None
            places += [token.value.place] if unknown and token.value.place is not None else []
        choice = choice or any(token.tag is Tag.OR for token in tokens)
        for before, mention in zip([None, *places], places, strict=False):
            if not mention.excluded:
                self._places.append(_Said(mention, before if choice else None, choice=choice))

    def _before_served(self, sentence: Sequence[Token]) -> Sequence[Token]:
        """The sentence up to where it speaks of those whom the project supports."""
        for at in range(len(sentence)):
            words = [word for token in sentence[at : at + _LONGEST_SERVED] for word in token.words]
            if words and sentence[at].words and self._served.at(words, 0)[1]:
                return sentence[:at]
        return sentence

    def settle(self, away: Sequence[Draft] = ()) -> None:
        """Opens what no sentence has accounted for. `away`: organisations read that are no partners."""
        for draft in unexplained(self._drafts.all, self._lexicon) if self._placing else ():
            self._leave_open(draft)
        for role, new in self._roles:
            self._role(role, new)
        missed = [said for said in self._places if not self._placed(said.mention, away)]
        for said in missed:
            self._either(said)
        lost = [said.mention for said in missed]
        for mention in list({m.text: m for m in lost}.values())[:_MOST_OPEN]:
            countries = sorted({country for country, _ in mention.candidates})
            self._drafts.unread.append(FurtherPartners(country_in=countries or None, least=0, most=1))
        if self._person and all(draft.kind is not Kind.NATURAL_PERSON for draft in self._drafts.all):
            self._drafts.unread.append(FurtherPartners(kind=Kind.NATURAL_PERSON, least=0, most=1))
        joined = any(_joins(draft, self._drafts.all, self._places) for draft in self._drafts.all)
        if self._placing and (len(lost) > 1 or joined or is_misread(self._drafts, self._counted, self._lexicon)):
            self._drafts.unread.append(ANYBODY)

    def _either(self, said: _Said) -> None:
        """A place that was missed may be where a partner sits of whom the sentence names another ("A or B")."""
        for draft in self._drafts.all:
            if said.other is not None and draft.place is not None and is_at(draft, said.other):
                countries = [*draft.place.countries, *(country for country, _ in said.mention.candidates)]
                draft.place = Place(tuple(dict.fromkeys(countries)))

    def _registration(self, sentence: Sequence[Token]) -> None:
        known = [draft for draft in self._drafts.all if draft.eccp is not None]
        told = [draft for draft in known if self._before.get(id(draft)) is not draft.eccp]
        denied = self._denies(sentence)
        if not told:
            if any(token.tag in _REFERRING for token in sentence):
                _open(draft for draft in known if (draft.eccp in _ON_IT) == denied)
            return
        said = {draft.eccp for draft in told}
        unsaid = said == {Eccp.NO} and not any(draft.eccp in _ON_IT for draft in known)
        if (denied and said == {Eccp.REGISTERED}) or (unsaid and self._affirms(sentence)):
            _open(told)

    def _denies(self, sentence: Sequence[Token]) -> bool:
        """Whether a part of the sentence denies, excepts or doubts; what only doubts must speak of the platform."""
        for whole in cut_at(sentence, _BETWEEN):
            part = [token for token, after in pairwise([*whole, None]) if token and not self._numbers(token, after)]
            words = [word for token in part for word in token.words]
            plainly = any(token.tag in _DENYING or token.value == "not" for token in part)
            if plainly or self._lexicon.no_plan.within(words) or self._lexicon.negations.within(words):
                return True
            here = self._status.speaks(part)
            # "ECCP-registered clusters only: …" announces a list.
            beside = pairwise([*whole, None])
            only = any(t and t.tag is Tag.ONLY and not (after and after.tag is Tag.COLON) for t, after in beside)
            if here and (only or self._lexicon.hedges.within(words)):
                return True
        return False

    def _leaves_unsaid(self, sentence: Sequence[Token]) -> bool:
        """ "With the Danes I never talked about registration, nor with the French"."""
        return self._unspoken.within([word for token in sentence for word in token.words])

    def _denies_twice(self, sentence: Sequence[Token]) -> bool:
        """ "No cluster is without a registration", "there is nobody without one": that says they have one."""
        for part in cut_at(sentence, _BETWEEN):
            denials = [token for token in part if token.tag in (Tag.NOT, Tag.NONE) or token.value == "not"]
            lacking = set(self._lexicon.raw["lacking"])
            if len(denials) > 1 and any(lacking & set(token.words) for token in part):
                return True
        return False

    def _numbers(self, token: Token, following: Token | None) -> bool:
        """Whether a word only announces a figure: "no. 2"."""
        figure = following is not None and following.tag is Tag.NUMBER
        return figure and bool(set(token.words) & set(self._lexicon.raw["numbering"]))

    def _affirms(self, sentence: Sequence[Token]) -> bool:
        """Whether a part of the sentence says that somebody is registered or has applied."""
        parts = cut_at(sentence, _BETWEEN)
        return any(not self._denies(part) and self._status.of(part) in _ON_IT for part in parts)

    def _leave_open(self, draft: Draft) -> None:
        """Makes a partner of whom nothing but a role or a place is known one that may or may not be there."""
        self._drafts.keep([other for other in self._drafts.all if other is not draft])
        countries = list(draft.place.countries) if draft.place is not None else []
        self._drafts.unread.append(FurtherPartners(country_in=countries or None, least=0, most=1))
        for role, new in self._roles:
            for other in new if role in draft.roles else ():
                other.roles = [*(other.roles or [Role.BENEFICIARY]), *(() if role in other.roles else (role,))]

    def _role(self, role: Role, new: Sequence[Draft]) -> None:
        """A role that counts nowhere and that nobody took may be that of any partner named with it."""
        if any(role in draft.roles for draft in self._drafts.all):
            return
        for draft in new or self._drafts.all:
            if not draft.roles:
                draft.roles = [Role.BENEFICIARY, role]

    def _placed(self, mention: PlaceMention, away: Sequence[Draft]) -> bool:
        countries = {country for country, _ in mention.candidates}
        if any(is_at(draft, mention) for draft in (*self._drafts.all, *away)):
            return True
        return any(
            further.country_in == "EU" or countries & set(further.country_in or ()) for further in self._drafts.further
        )


@dataclass(frozen=True, slots=True)
class _Said:
    """A place that a sentence names, and the one before it where the sentence gives a choice."""

    mention: PlaceMention
    other: PlaceMention | None
    choice: bool


def _joins(draft: Draft, everybody: Sequence[Draft], places: Sequence[_Said]) -> bool:
    """Whether one partner got several places that no sentence offers as a choice: they are those of several."""
    countries = draft.place.countries if draft.place is not None else ()
    if len(countries) <= 1 or sum(other.place == draft.place for other in everybody) >= len(countries):
        return False
    said = [place for place in places if is_at(draft, place.mention)]
    single = any(set(countries) <= {country for country, _ in place.mention.candidates} for place in said)
    return bool(said) and not single and not any(place.choice for place in said)


def _open_kinds(sentence: Sequence[Token], new: Sequence[Draft]) -> None:
    """Opens a kind that new partners have from elsewhere, where the sentence names one that none of them has."""
    said = {token.value for token in sentence if token.tag is Tag.KIND}
    lost = said - {draft.kind for draft in new} - (set(CLUSTERS) if any(d.kind in CLUSTERS for d in new) else set())
    for draft in new if lost else ():
        if draft.kind is not None and draft.kind not in said and draft.name is None:
            draft.kind, draft.kind_open = None, True


def _open(drafts: Iterable[Draft]) -> None:
    for draft in drafts:
        draft.eccp = Eccp.UNKNOWN


def _tells_of_person(sentence: Sequence[Token]) -> bool:
    """Whether somebody is said to take part for himself: "as a private individual", but not "a person" nor "I am a
    freelance consultant", who writes for others."""
    ours = any(token.tag in (Tag.WE, Tag.OWN) for token in sentence)
    return not ours and any(t.tag is Tag.KIND and t.value is Kind.NATURAL_PERSON and len(t.words) > 1 for t in sentence)
