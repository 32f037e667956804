"""The gazetteer is complete, agrees with the documents, and answers what rules and look-ups ask."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from assistant.gazetteer import Category, Confidence, Gazetteer, Group, Listing, StatusForCall, TopicKind
from assistant.gazetteer.read import GazetteerDamaged
from tests.corpus.places import CALL, CORPUS, facts

GAZETTEER = Gazetteer.load(CORPUS)
ITEMS = {path.stem: {item["id"]: item for item in facts(path)} for path in sorted((CALL / "documents").glob("*.yaml"))}


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ł", "l").replace("ø", "o"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def test_there_are_27_member_states_and_13_overseas_territories() -> None:
    groups = Counter(country.group for country in GAZETTEER.countries.values())
    assert groups[Group.MEMBER_STATE] == 27
    # Bonaire, Saba and Sint Eustatius are three territories under one code.
    assert groups[Group.OCT] + 2 == 13


def test_there_are_240_regions_of_which_78_are_less_developed_67_in_transition_and_95_more_developed() -> None:
    categories = Counter(region.category for region in GAZETTEER.regions.values())
    assert categories == {Category.LESS_DEVELOPED: 78, Category.TRANSITION: 67, Category.MORE_DEVELOPED: 95}


def test_every_region_belongs_to_a_member_state_and_every_member_state_has_its_regions() -> None:
    for region in GAZETTEER.regions.values():
        assert region.code in GAZETTEER.countries[region.country].regions
    for country in GAZETTEER.countries.values():
        assert bool(country.regions) == (country.group is Group.MEMBER_STATE), country.code


def test_an_overseas_territory_is_in_and_names_its_member_state() -> None:
    for country in GAZETTEER.countries.values():
        if country.group is Group.OCT:
            assert country.status_for_call is StatusForCall.IN
            assert country.member_state in {"DK", "FR", "NL"}


@pytest.mark.parametrize(
    ("code", "category"),
    [
        ("BE34", Category.LESS_DEVELOPED),
        ("LU00", Category.MORE_DEVELOPED),
        ("PT30", Category.LESS_DEVELOPED),
        ("PT15", Category.TRANSITION),
        ("PT17", Category.MORE_DEVELOPED),
        ("FRY2", Category.TRANSITION),
        ("FRY4", Category.LESS_DEVELOPED),
        ("ES70", Category.TRANSITION),
        ("ES62", Category.TRANSITION),
        ("ES61", Category.LESS_DEVELOPED),
        ("LV00", Category.LESS_DEVELOPED),
        ("EE00", Category.TRANSITION),
        ("MT00", Category.TRANSITION),
        ("CY00", Category.TRANSITION),
        ("BG41", Category.TRANSITION),
        ("EL30", Category.TRANSITION),
        ("HU11", Category.MORE_DEVELOPED),
        ("HU12", Category.LESS_DEVELOPED),
        ("PL91", Category.MORE_DEVELOPED),
        ("PL92", Category.LESS_DEVELOPED),
        ("PL41", Category.TRANSITION),
        ("PL51", Category.TRANSITION),
        ("PL22", Category.LESS_DEVELOPED),
        ("HR04", Category.LESS_DEVELOPED),
        ("BE32", Category.TRANSITION),
    ],
)
def test_regions_that_are_easily_confused_have_their_own_category(code: str, category: Category) -> None:
    assert GAZETTEER.regions[code].category is category


def test_some_countries_have_no_less_developed_region_and_some_have_no_other() -> None:
    none = {code for code, country in GAZETTEER.countries.items() if country.regions} - {
        code for code in GAZETTEER.countries if GAZETTEER.has_less_developed(code)
    }
    assert none == {"AT", "CY", "DE", "DK", "EE", "FI", "IE", "LU", "MT", "NL", "SE"}
    assert {code for code in GAZETTEER.countries if GAZETTEER.all_less_developed(code)} == {"HR", "LV"}
    assert not GAZETTEER.has_less_developed("GL")
    assert not GAZETTEER.all_less_developed("RS")


def test_each_line_of_the_regions_document_says_the_category_and_confidence_of_the_gazetteer() -> None:
    words = {
        Category.LESS_DEVELOPED: r"is a less developed \(“less advanced”\) region",
        Category.TRANSITION: r"is a transition region in 2021-2027, not a less developed",
        Category.MORE_DEVELOPED: r"is a more developed region in 2021-2027, not a less developed",
    }
    for region in GAZETTEER.regions.values():
        item = ITEMS[region.document][region.item]
        assert re.search(words[region.category], item["text"]), region.code
        assert f"({region.code}," in item["text"]
        assert item["confidence"] == region.confidence


def test_each_country_has_a_line_that_agrees_with_its_status() -> None:
    words = {
        StatusForCall.IN: r"can be applicants|treated as",
        StatusForCall.OUT: r"not (treated as )?an eligible country",
        StatusForCall.UNKNOWN: r"not established|not looked into",
    }
    for country in GAZETTEER.countries.values():
        assert country.document and country.item
        item = ITEMS[country.document][country.item]
        assert re.search(words[country.status_for_call], item["text"]), country.code
        if country.confidence is not Confidence.UNLISTED:
            assert item["confidence"] == country.confidence, country.code


def test_each_strand_topic_is_supported_by_a_fact_that_says_how_it_is_listed() -> None:
    words = {
        Listing.NET_ZERO: "net-zero technologies",
        Listing.STRATEGIC: "strategic raw material",
        Listing.CRITICAL_ONLY: "critical but not strategic",
        Listing.NEITHER: "neither a strategic nor a critical",
    }
    for topic in GAZETTEER.strand_topics:
        assert words[topic.listing] in ITEMS[topic.document][topic.item]["text"], topic.id
    kinds = Counter(topic.kind for topic in GAZETTEER.strand_topics)
    assert kinds == {TopicKind.NET_ZERO_TECHNOLOGY: 19, TopicKind.RAW_MATERIAL: 47}
    assert sum(len(topic.sub_categories) for topic in GAZETTEER.strand_topics) == 42


def test_no_alias_means_two_technologies_or_two_materials() -> None:
    seen: dict[str, str] = {}
    for topic in GAZETTEER.strand_topics:
        for name in {topic.name, *topic.aliases}:
            assert seen.setdefault(name, topic.id) == topic.id, name


@pytest.mark.parametrize(
    ("text", "code"),
    [("EL", "GR"), ("GRC", "GR"), ("gr", "GR"), ("UK", "GB"), ("XK", "XK"), ("RE", "FR"), ("AX", "FI"), ("ZZ", None)],
)
def test_country_codes_of_every_standard_give_the_iso_code(text: str, code: str | None) -> None:
    assert GAZETTEER.country_code(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("HR05", "HR04"),
        ("hr02", "HR04"),
        ("EL30", "EL30"),
        ("itf6", "ITF6"),
        ("PT1A", None),
        ("PL99", None),
        ("", None),
    ],
)
def test_newer_region_codes_are_mapped_only_where_the_facts_support_it(text: str, code: str | None) -> None:
    assert GAZETTEER.region_code(text) == code


@pytest.mark.parametrize("code", ["GL", "IS", "XK", "RS", "TR", "UA", "GB", "CH", "AM", "GE", "US", "FK"])
def test_countries_outside_the_eu_say_on_what_their_status_rests(code: str) -> None:
    country = GAZETTEER.countries[code]
    assert country.sources
    assert not any("http" in source for source in country.sources)


def test_a_country_outside_the_facts_is_recognised_and_its_status_unknown() -> None:
    kenya = GAZETTEER.countries["KE"]
    assert kenya.status_for_call is StatusForCall.UNKNOWN
    assert kenya.confidence is Confidence.UNLISTED
    assert not kenya.confidence.is_sure


def test_member_states_are_named_in_every_official_language_of_the_eu() -> None:
    for code, name in [
        ("DE", "Niemcy"),
        ("GR", "Griechenland"),
        ("HU", "Unkari"),
        ("IE", "Írország"),
        ("FI", "Somija"),
    ]:
        assert name in GAZETTEER.countries[code].names


def test_no_country_name_is_the_english_word_island() -> None:
    assert all("island" not in map(str.casefold, country.names) for country in GAZETTEER.countries.values())


def test_no_name_means_two_countries() -> None:
    seen: dict[str, str] = {}
    for country in GAZETTEER.countries.values():
        for name in country.names:
            assert seen.setdefault(_folded(name), country.code) == country.code, name


def test_a_city_or_region_name_lies_in_one_region_or_is_marked_as_ambiguous() -> None:
    ambiguous = {_folded(name) for entry in GAZETTEER.ambiguous for name in entry.names}
    seen: dict[str, tuple[str, str | None]] = {}
    for city in GAZETTEER.cities:
        for name in map(_folded, city.names):
            assert name not in ambiguous, name
            assert seen.setdefault(name, (city.country, city.region)) == (city.country, city.region), name
    for region in GAZETTEER.regions.values():
        for name in set(map(_folded, region.names)) - ambiguous:
            assert seen.setdefault(name, (region.country, region.code)) == (region.country, region.code), name


def test_a_city_that_carries_the_name_of_a_nuts_3_region_lies_in_it() -> None:
    counties: dict[str, set[str]] = {}
    for region in GAZETTEER.regions.values():
        for county in region.nuts3:
            for name in re.split(r"[/,()]| - | und ", county):
                counties.setdefault(_folded(name.strip()), set()).add(region.code)
    checked = 0
    for city in GAZETTEER.cities:
        homes = set().union(*(counties.get(_folded(name), set()) for name in city.names))
        if city.region and homes:
            checked += 1
            assert city.region in homes, city.name
    assert checked > 400


def test_every_region_has_a_city_and_every_capital_is_there() -> None:
    assert {city.region for city in GAZETTEER.cities} - {None} == set(GAZETTEER.regions)
    named = {city.name for city in GAZETTEER.cities}
    assert {"Vienna", "Brussels", "Sofia", "Nicosia", "Prague", "Berlin", "Copenhagen", "Tallinn", "Athens"} <= named
    assert {"Madrid", "Helsinki", "Paris", "Zagreb", "Budapest", "Dublin", "Rome", "Vilnius", "Riga"} <= named
    assert {"Valletta", "Amsterdam", "Warsaw", "Lisbon", "Bucharest", "Stockholm", "Ljubljana", "Bratislava"} <= named


def test_candidates_of_an_ambiguous_name_lie_in_known_places() -> None:
    for entry in GAZETTEER.ambiguous:
        assert len(entry.candidates) > 1
        assert entry.usual is None or 0 <= entry.usual < len(entry.candidates)
        for candidate in entry.candidates:
            assert candidate.country in GAZETTEER.countries
            if candidate.region:
                assert GAZETTEER.regions[candidate.region].country == candidate.country


def test_an_area_covers_regions_of_its_countries() -> None:
    for area in GAZETTEER.areas:
        assert len(area.regions) > 1
        assert {GAZETTEER.regions[code].country for code in area.regions} == set(area.countries)


def test_the_gazetteer_is_read_once_per_folder() -> None:
    assert Gazetteer.load(CORPUS) is Gazetteer.load(CORPUS / ".")


def test_a_missing_or_damaged_gazetteer_names_file_and_remedy(tmp_path: Path) -> None:
    with pytest.raises(GazetteerDamaged, match=r"regions\.yaml cannot be read.*Restore"):
        Gazetteer.load(tmp_path)
    (tmp_path / "gazetteer").mkdir()
    (tmp_path / "gazetteer" / "regions.yaml").write_text("regions: []\n", encoding="utf-8")
    with pytest.raises(GazetteerDamaged, match="does not have the expected form"):
        Gazetteer.load(tmp_path)
