"""One fact of one known partner, in whatever order it is told: what it is, or where ("P3 is in Lublin")."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.grammar.elements import Bracket, elements_of
from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.partners.phrases import Located, NounPhrase, Place, Pronoun, merged_places
from assistant.eligibility.reader.partners.witnesses import is_at
from assistant.eligibility.reader.registrations.answers import Answers
from assistant.eligibility.reader.tokens.articles import article_of
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.gazetteer.mentions import PlaceMention

_MOST_BEFORE_OF = 5
# What may stand between a partner and its fact besides the words listed for it.
_PLAIN = (
    Tag.BE, Tag.IN, Tag.FUNCTION, Tag.COMMA, Tag.COLON, Tag.NOT, Tag.BREAK, Tag.AND, Tag.DEFINITE, Tag.RELATIVE,
    Tag.DASH, Tag.OWN, Tag.STOP, Tag.ONLY, Tag.PRONOUN, Tag.THEIR, Tag.HAVE,
)  # fmt: skip


@dataclass
class _Told:
    """Who a sentence speaks of and what it says: kinds, places; `plain`: in words that only serve to say so."""

    who: list[Draft] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    places: list[Located] = field(default_factory=list)
    plain: bool = True
    denied: list[PlaceMention] = field(default_factory=list)


class Facts(Answers):
    """Reads the kind or the place of one partner already known."""

    @abstractmethod
    def _already(self, phrase: NounPhrase) -> list[Draft]:
        """The partners already known that a phrase stands for; empty for one that introduces somebody."""

    def fact(self, tokens: Sequence[Token]) -> bool:
        """Takes the kind or the place that the tokens state of one partner; opens a place they may state of it."""
        if any(token.tag in (Tag.ECCP, Tag.ROLE, Tag.ROLE_VERB, Tag.CROWD) for token in tokens):
            return False
        told = self._sort(tokens)
        if told is None or len(told.who) != 1 or bool(told.kinds) == bool(told.places):
            return False
        draft = told.who[0]
        if told.kinds:
            kind = told.kinds[0]
            if not told.plain or len(set(told.kinds)) != 1 or draft.kind is kind:
                return False
            draft.kind, draft.kind_open = kind, False
            self.context.last = [draft]
            return True
        places = merged_places(told.places)
        if len(places) != 1 or not places[0].countries:
            return False
        corrected = any(is_at(draft, mention) for mention in told.denied)  # "in Faro and not in Viana"
        draft.place = places[0] if told.plain or corrected else _either(draft.place, places[0])
        self.context.last = [draft]
        return True

    def _sort(self, tokens: Sequence[Token]) -> _Told | None:
        """The sentence as partners and facts; None if it holds anything else."""
        told = _Told()
        denied, led = False, False
        goal = self._lexicon.particles.goal
        for element in elements_of(tokens, self._status):
            if isinstance(element, Bracket):
                return None
            if isinstance(element, Token):
                denied = element.tag is Tag.NOT or element.value == "not" or (denied and element.tag is not Tag.BREAK)
                led = element.tag in (Tag.IN, Tag.BE, Tag.COLON, Tag.BREAK) or element.is_one_of(goal)
                told.plain = told.plain and self._serves(element)
                continue
            if not self._takes(told, element, denied=denied, led=led, tokens=tokens):
                return None
            denied = led = False
        return told

    def _takes(self, told: _Told, phrase: NounPhrase, *, denied: bool, led: bool, tokens: Sequence[Token]) -> bool:
        """Sorts one phrase in; False if it is neither a known partner nor a fact."""
        inside = [token for token in tokens[phrase.first : phrase.last] if token.tag is Tag.PLACE]
        if denied or (phrase.bare_place and any(token.value.excluded for token in inside)):
            told.denied += [token.value for token in inside]
            return True
        speaker = self._source(phrase).lower() in self._lexicon.raw["speaker"]
        if speaker or (phrase.pronoun is Pronoun.THEY and told.who):
            return True
        known = self._already(phrase)
        if known and not (told.who and phrase.bare_place and led):
            others = [draft for draft in known if draft not in told.who]
            if told.who and phrase.pronoun is None and others:
                return False
            told.who = told.who if phrase.pronoun is not None and told.who else known
            return True
        if phrase.pronoun is Pronoun.WE:
            return True
        if phrase.bare_place:
            told.places += [Located(token.value, "" if not told.places else ",") for token in inside]
            return led
        plain = not (phrase.places or phrase.attributive or phrase.name or phrase.definite or phrase.scope)
        if plain and phrase.kind and phrase.count in (None, 1) and not phrase.plural and not phrase.kinds:
            told.kinds.append(phrase.kind)
            return True
        return False

    def _serves(self, token: Token) -> bool:
        """Whether a word only serves to state a fact: "Correction: …", "… is actually located in …"."""
        return token.tag in _PLAIN or all(word in self._lexicon.raw["fact_words"] for word in token.words)

    def turned(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """ "The seat of the Polish cluster is …" as "the Polish cluster is …", "the ECCP profile of …" likewise."""
        of = next((at for at, t in enumerate(tokens[:_MOST_BEFORE_OF]) if at and t.small in ("of", "of_the")), None)
        if of is None or of + 1 >= len(tokens):
            return tokens
        head = [token for token in tokens[:of] if token.tag not in (Tag.DEFINITE, Tag.OWN, Tag.FUNCTION, Tag.BREAK)]
        topic = all(token.tag is Tag.ECCP for token in head)
        words = [word for token in head for word in token.words]
        if not head or not (topic or all(word in self._lexicon.raw["headed_facts"] for word in words)):
            return tokens
        rest = list(tokens[of + 1 :])
        if tokens[of].small == "of_the":
            rest.insert(0, article_of(tokens[of]))
        return [*rest, *(head if topic else ())]


def _either(known: Place | None, other: Place) -> Place:
    """A place that may be one or the other."""
    if known is None or not known.countries:
        return other
    regions = (*known.regions, *other.regions) if known.regions and other.regions else ()
    return Place(tuple(dict.fromkeys((*known.countries, *other.countries))), tuple(dict.fromkeys(regions)))
