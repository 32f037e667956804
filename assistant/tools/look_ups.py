"""Look-ups in the gazetteer: a country, a region, a strand topic. What they say is the fact line of a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.data_files import read_yaml
from assistant.draft import Quotation, Sentence
from assistant.evidence import Found
from assistant.gazetteer import Gazetteer, Listing, StatusForCall, StrandTopic
from assistant.gazetteer.mentions import find_places
from assistant.gazetteer.names import How
from assistant.reading.mentions import MentionFinder
from assistant.reading.subjects import FAR, Subjects
from assistant.reading.text import fold
from assistant.verification import LONGEST_QUOTE
from index import Index, Passage
from index.tokenizer import terms


class Lines(BaseModel):
    """corpus/gazetteer/lines.yaml: fact lines (`document#item`) beside those of the entries, and the lists by name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    country_unlisted: str
    country_outside_eu: tuple[str, ...]
    regions_outside_eu: str
    regions_of_country: str
    lists: dict[str, Literal["net_zero", "strategic", "critical"]]

    @staticmethod
    def load(corpus_dir: Path) -> Lines:
        return Lines.model_validate(read_yaml(corpus_dir / "gazetteer" / "lines.yaml"))


# A strategic raw material is a critical one too (Regulation (EU) 2024/1252, Article 4).
_LISTED = {
    "net_zero": frozenset({Listing.NET_ZERO}),
    "strategic": frozenset({Listing.STRATEGIC}),
    "critical": frozenset({Listing.STRATEGIC, Listing.CRITICAL_ONLY}),
}


@dataclass(frozen=True)
class LookUps:
    """The gazetteer beside the index whose documents hold its fact lines. Every method gives a `Found`; `data` holds
    `answer` ("yes", "no" or None where it depends or is not settled) and what was recognised."""

    gazetteer: Gazetteer
    index: Index
    mention_finder: MentionFinder
    subjects: Subjects
    lines: Lines

    def country(self, name: str) -> Found:
        """Whether organisations of a country or territory can be applicants."""
        code = self.gazetteer.country_code(name) or next(
            (mention.country for mention in find_places(name, self.gazetteer) if mention.country), None
        )
        country = self.gazetteer.countries.get(code) if code else None
        if country is None:
            return self._found(
                [self._passage(self.lines.country_unlisted)], {"country": None, "case": "outside", "settled": False}
            )
        found = [self._passage(f"{country.document}#{country.item}")]
        if country.status_for_call is StatusForCall.IN and not country.regions and country.member_state is None:
            found += [self._passage(line) for line in self.lines.country_outside_eu]
        answer = {StatusForCall.IN: "yes", StatusForCall.OUT: "no"}.get(country.status_for_call)
        case = "eu" if country.regions or country.member_state else "outside"
        settled = country.status_for_call is not StatusForCall.UNKNOWN
        data = {
            "case": case,
            "settled": settled,
            "country": country.code,
            "name": country.name,
            "status": country.status_for_call.value,
        }
        return self._found(found, {**data, "confidence": country.confidence.value, "answer": answer})

    def region(self, name: str) -> Found:
        """The category of a region, of the region a city lies in, or of the regions of a country."""
        found: list[Passage | None] = []
        answers: set[str | None] = set()
        regions: list[str] = []
        for mention in find_places(name, self.gazetteer):
            for country, code in [(mention.country, mention.region)] if mention.country else mention.candidates:
                region = self.gazetteer.regions.get(code) if code else None
                if region is not None:
                    regions.append(region.code)
                    answers.add("yes" if region.is_less_developed else "no")
                    found.append(self._passage(f"{region.document}#{region.item}"))
                elif country and mention.how is not How.CITY:
                    found.append(self._country_regions(country))
                    answers.add(self._whole_country(country))
        data = {"regions": regions, "answer": answers.pop() if len(answers) == 1 else None}
        return self._found(found, data)

    def strand_topic(self, text: str) -> Found:
        """On which list a technology or raw material stands, or a whole list where one is named."""
        asked = set(terms(text))
        for name, which in self.lines.lists.items():
            if asked >= set(terms(name)):
                return self._listed(name, _LISTED[which])
        topics = list(dict.fromkeys(mention.topic for mention in self.mention_finder.find(text).topics))
        guess = None if topics else self.subjects.guess(text)
        if guess is not None and guess.topic is not None and guess.cosine >= FAR:
            if not guess.near:
                return self._found([], {"topics": [], "case": "unclear"})
            topics = [guess.topic]
        found = [self._passage(f"{topic.document}#{topic.item}") for topic in topics]
        listings = {topic.listing for topic in topics}
        data = {
            "topics": [{"name": topic.name, "listing": topic.listing.value} for topic in topics],
            "case": "listed" if listings & {Listing.NET_ZERO, Listing.STRATEGIC} else _case(listings),
        }
        return self._found(found, data)

    def _listed(self, name: str, wanted: frozenset[Listing]) -> Found:
        entries = [topic for topic in self.gazetteer.strand_topics if topic.listing in wanted]
        sentences, passages = [], []
        for topic in entries:
            if (line := self._passage(f"{topic.document}#{topic.item}")) is not None:
                passages.append(line)
                sentences.append(Sentence(text=_named(topic), quotations=(_whole(line),), bullet=True))
        data = {"list": name, "count": len(entries)}
        return Found(tuple(passages), sentences=tuple(sentences), data=data)

    def _country_regions(self, country: str) -> Passage | None:
        entry = self.gazetteer.countries.get(country)
        if entry is None or not entry.regions:
            return self._passage(self.lines.regions_outside_eu)
        if len(entry.regions) == 1:
            region = self.gazetteer.regions[entry.regions[0]]
            return self._passage(f"{region.document}#{region.item}")
        return self._passage(self.lines.regions_of_country.format(country=country.lower()))

    def _whole_country(self, country: str) -> str | None:
        if self.gazetteer.all_less_developed(country):
            return "yes"
        return None if self.gazetteer.has_less_developed(country) else "no"

    def _passage(self, line: str) -> Passage | None:
        """The fact line, or None where the call's documents do not hold it."""
        try:
            return self.index.passage(line)
        except KeyError:
            return None

    def _found(self, lines: list[Passage | None], data: Mapping[str, object]) -> Found:
        passages = list(dict.fromkeys(line.id for line in lines if line is not None))
        kept = [self.index.passage(identifier) for identifier in passages]
        return Found(
            tuple(kept),
            sentences=tuple(Sentence(text=passage.text, quotations=(_whole(passage),)) for passage in kept),
            data=dict(data),
        )


def _case(listings: set[Listing]) -> str:
    return "critical_only" if Listing.CRITICAL_ONLY in listings else "unlisted"


def _named(topic: StrandTopic) -> str:
    name = topic.name[0].upper() + topic.name[1:]
    return f"{name} ({topic.grade})" if topic.grade and fold(topic.grade) not in fold(name) else name


def _whole(passage: Passage) -> Quotation:
    return Quotation(passage=passage.id, words=passage.text[:LONGEST_QUOTE])
