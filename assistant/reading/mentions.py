"""Places and strand topics in a question: what look-ups are about, and what is masked before examples are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.gazetteer import Gazetteer, Group, StrandTopic
from assistant.gazetteer.mentions import PlaceMention, find_places_asked
from assistant.gazetteer.names import How
from assistant.reading.lexicon import Lexicon
from assistant.reading.set_aside import affirmed
from assistant.reading.text import fold
from index.tokenizer import terms

LONGEST_ALIAS = 6  # words
LONGEST_COUNTRY_CODE = 3


@dataclass(frozen=True, slots=True)
class TopicMention:
    """`text[start:end]` names a strand topic."""

    start: int
    end: int
    text: str
    topic: StrandTopic


@dataclass(frozen=True, slots=True)
class Mentions:
    places: tuple[PlaceMention, ...] = ()
    topics: tuple[TopicMention, ...] = ()


class MentionFinder:
    """Finds places by the gazetteer and topics by their names and aliases, inflected forms included."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self._gazetteer = gazetteer
        self._lexicon = lexicon
        self._aliases: dict[tuple[str, ...], StrandTopic] = {}
        for topic in gazetteer.strand_topics:
            for name in (topic.name, *topic.aliases, *topic.sub_categories):
                key = tuple(terms(name))
                if key:
                    self._aliases.setdefault(key, topic)
        self._first = frozenset(key[0] for key in self._aliases)

    @property
    def gazetteer(self) -> Gazetteer:
        return self._gazetteer

    def find(self, text: str) -> Mentions:
        places = find_places_asked(text, self._gazetteer)
        named = (place for place in places if not place.excluded and not self._is_language(text, place))
        if not self._lexicon.place_cues.search(fold(text)):  # "What does Brussels want?"
            named = (place for place in named if fold(place.text) not in self._lexicon.metonyms)
        return Mentions(tuple(named), tuple(self._topics(text)))

    def _is_language(self, text: str, place: PlaceMention) -> bool:
        """Whether an adjective names a language or a currency: "in English", "the Polish zloty"."""
        if place.how not in (How.ADJECTIVE, How.DEMONYM):
            return False
        if self._lexicon.tongue_asked.search(fold(text)):  # "how do you say that in Finnish?"
            return False
        before, after = fold(text[: place.start]), fold(text[place.end :])
        followed = bool(self._lexicon.tongue_nouns.match(after.lstrip(" -")))
        alone = not after.strip(" ?!.,;") or bool(self._lexicon.tongue_ends.match(after.lstrip(" ,")))
        return followed or (alone and bool(self._lexicon.tongue_cues.search(before)))

    def _topics(self, text: str) -> list[TopicMention]:
        text = affirmed(text, self._lexicon)
        words = _words_with_offsets(text)
        found: list[TopicMention] = []
        position = 0
        while position < len(words):
            if not self._may_begin(text, *words[position]):
                position += 1
                continue
            for length in range(min(LONGEST_ALIAS, len(words) - position), 0, -1):
                start, end = words[position][0], words[position + length - 1][1]
                topic = self._aliases.get(tuple(terms(text[start:end])))
                if topic:
                    found.append(TopicMention(start, end, text[start:end], topic))
                    position += length - 1
                    break
            position += 1
        return found

    def _may_begin(self, text: str, start: int, end: int) -> bool:
        """Whether the name of a topic may begin with the word `text[start:end]`; where the word alone does not tell,
        it may."""
        word = text[start:end]
        alone = word.isascii() and word.isalpha() and text[end : end + 1] in ("", " ", ",", "?")
        own = terms(word) if alone else []
        return not own or own[0] in self._first


def masked(text: str, mentions: Mentions, lexicon: Lexicon, gazetteer: Gazetteer) -> str:
    """The text with each place and topic replaced by the stand-in that the examples use."""
    swaps: list[tuple[int, int, str]] = []
    for place in mentions.places:
        group = _group(place, gazetteer) if is_country(place) or is_outside(place) else "region"
        adjective = place.how in (How.ADJECTIVE, How.DEMONYM) and f"{group}_adjective" in lexicon.stand_ins
        swaps.append((place.start, place.end, lexicon.stand_ins[f"{group}_adjective" if adjective else group]))
    taken = [(start, end) for start, end, _ in swaps]
    for topic in mentions.topics:
        if all(topic.end <= start or topic.start >= end for start, end in taken):
            swaps.append((topic.start, topic.end, lexicon.stand_ins["strand_topic"]))
    for start, end, name in sorted(swaps, reverse=True):
        text = text[:start] + name + text[end:]
    return text


def _group(place: PlaceMention, gazetteer: Gazetteer) -> str:
    """Which stand-in a country has: what holds for a Member State does not for an overseas territory or a third one."""
    country = gazetteer.countries.get(place.country or "")
    if country is None:
        return "country"
    return {Group.MEMBER_STATE: "member_state", Group.OCT: "oct"}.get(country.group, "country")


def is_country(place: PlaceMention) -> bool:
    """Whether a whole country is named, be it one region ("Estonia") or many."""
    return place.how in (How.NAME, How.ADJECTIVE, How.DEMONYM, How.NATIONAL_NAME) or (
        place.how is How.CODE and len(place.text) <= LONGEST_COUNTRY_CODE
    )


def is_outside(place: PlaceMention) -> bool:
    """Whether a place is in a country or territory that has no regions of the EU, so that only its country matters."""
    return place.country is not None and not any(region for _, region in place.candidates)


def _words_with_offsets(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^\W_]+(?:[-/][^\W_]+)*", text)]
