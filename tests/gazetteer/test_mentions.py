"""Places found in text: names, adjectives, codes, misspellings, namesakes, and words that only look like places."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.gazetteer import Gazetteer
from assistant.gazetteer.mentions import find_places

GAZETTEER = Gazetteer.load(Path(__file__).parents[2] / "corpus")


def found(text: str) -> list[str]:
    """Places as "country region", "?" where more than one is meant."""
    mentions = find_places(text, GAZETTEER)
    return [f"{m.country or '?'} {m.region or ''}".strip() for m in mentions]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("two Italian clusters and one Spanish", ["IT", "ES"]),
        ("Lyon, France", ["FR FRK2", "FR"]),
        ("Deutschland, España and Polska", ["DE", "ES", "PL"]),
        ("Cologne, Köln and Koeln", ["DE DEA2", "DE DEA2", "DE DEA2"]),
        ("Nord-Pas-de-Calais", ["FR FRE1"]),
        ("ITF6; PL-22; BE341; HR05", ["IT ITF6", "PL PL22", "BE BE34", "HR HR04"]),
        ("clusters (EL, UK, XK)", ["GR", "GB", "XK"]),
        ("clusters from germany and poland", ["DE", "PL"]),
        ("a cluster from lyon", ["FR FRK2"]),
        ("Latvia and Malta", ["LV LV00", "MT MT00"]),
        ("Northern Ireland and Ireland", ["GB", "IE"]),
        ("North Macedonia", ["MK"]),
        ("the Province of Luxembourg and Luxembourg", ["BE BE34", "LU LU00"]),
        ("a Belgian cluster in Luxembourg", ["BE", "BE BE34"]),
        ("Limburg (NL) and Limburg, Belgium", ["NL NL42", "NL", "BE BE22", "BE"]),
        ("a Dutch cluster in Limburg", ["NL", "NL NL42"]),
        ("Limburg", ["?"]),
        ("Macedonia", ["?"]),
        ("near Lyon", ["FR"]),
        ("a cluster in Split", ["HR HR03"]),
    ],
)
def test_places_are_found_by_all_their_names(text: str, places: list[str]) -> None:
    assert found(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "We split the budget and polished the nice proposal.",
        "Hungry people green the province.",
        "IT is what we do: an IT cluster is not allowed. NO, it is.",
        "A standard minister begins the creation of roles.",
        "It is us who ask.",
    ],
)
def test_ordinary_words_are_not_places(text: str) -> None:
    assert found(text) == []


def test_misspellings_are_found_only_where_one_name_is_near() -> None:
    mentions = find_places("clusters from Romainia, Lithunia and Portugl", GAZETTEER)
    assert [(m.country, m.fuzzy) for m in mentions] == [("RO", True), ("LT", True), ("PT", True)]
    assert find_places("a cluster from Slovekia", GAZETTEER) == []


def test_a_place_said_not_to_be_meant_is_marked_and_loses_its_region() -> None:
    (mention,) = find_places("a cluster, not from Sofia", GAZETTEER)
    assert (mention.country, mention.region, mention.excluded) == ("BG", None, True)


def test_an_area_keeps_its_regions_as_candidates() -> None:
    (mention,) = find_places("a cluster in Saxony", GAZETTEER)
    assert (mention.country, mention.region) == ("DE", None)
    assert {region for _, region in mention.candidates} == {"DED2", "DED4", "DED5"}


def test_mentions_give_the_exact_run_of_the_text() -> None:
    text = "Clusters from Łódź, Malmö and A Coruña."
    assert all(text[m.start : m.end] == m.text for m in find_places(text, GAZETTEER))
