"""What the fact lists may say, and on what they must rest."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlparse

import pytest

from assistant.gazetteer import Confidence
from tests.corpus.places import CALL, CORPUS, FACT_LISTS, facts, read

EU_HOSTS = ("europa.eu", "clustercollaboration.eu")
DOCUMENTS = {
    "call-page",
    "cluster-organisation",
    "less-developed-regions",
    "net-zero-annex-2025",
    "net-zero-technologies",
    "participating-countries",
    "portal-updates",
    "raw-materials",
    "smp-regulation",
}
# Figures of consultancies, newsletters, templates of other calls and the earlier call; none is a fact of this call.
FOREIGN = re.compile(
    r"2[., ]?6 million|2 600 000|1[., ]?4 million|1 400 000|60 000 EUR|about 30 projects|30 %"
    r"|14 (industrial )?ecosystems|at least one supporting objective|75 % of the funding|25 % flat|7 % flat|379",
    re.IGNORECASE,
)
each_list = pytest.mark.parametrize("path", FACT_LISTS, ids=lambda path: path.stem)


def _on_eu_host(url: str) -> bool:
    host = urlparse(url).hostname or ""
    return any(host == eu or host.endswith("." + eu) for eu in EU_HOSTS)


def test_the_annexes_are_all_there() -> None:
    assert {path.stem for path in (CALL / "documents").iterdir()} == DOCUMENTS


@each_list
def test_every_fact_names_its_act_an_address_of_the_eu_and_an_allowed_confidence(path: Path) -> None:
    allowed = {confidence.value for confidence in Confidence} - {Confidence.UNLISTED.value}
    for item in facts(path):
        assert item["act"], item["id"]
        assert _on_eu_host(item["url"]), item["id"]
        assert item["confidence"] in allowed, item["id"]


@each_list
def test_every_fact_fits_a_quotation_and_is_a_sentence(path: Path) -> None:
    for item in facts(path):
        assert len(item["text"]) <= 380, item["id"]
        assert item["text"] == " ".join(item["text"].split())
        assert item["text"].endswith("."), item["id"]


@each_list
def test_ids_are_given_once(path: Path) -> None:
    ids = [item["id"] for item in facts(path)]
    assert len(ids) == len(set(ids))


@each_list
def test_no_figure_of_another_call_or_of_a_consultancy_ships(path: Path) -> None:
    for item in facts(path):
        assert not FOREIGN.search(item["text"]), item["id"]


@each_list
def test_what_rests_on_one_source_says_so_in_its_own_words_or_in_the_lead_of_its_section(path: Path) -> None:
    for item in facts(path):
        if item["confidence"] == Confidence.ONE_SOURCE:
            said = f"{item.get('lead', '')} {item['text']}".lower()
            assert re.search(r"\bone( published)? source|according to", said), item["id"]


@each_list
def test_computed_categories_advise_to_check_the_official_list(path: Path) -> None:
    for item in facts(path):
        if item["confidence"].startswith("computed"):
            assert "check the official list (Annex" in item["text"], item["id"]


@pytest.mark.parametrize("path", sorted(CORPUS.rglob("*.*")), ids=lambda path: path.name)
def test_addresses_anywhere_in_the_corpus_are_of_the_eus_own_hosts(path: Path) -> None:
    for url in re.findall(r"https?://[^\s'\"}\])>]+", path.read_text(encoding="utf-8")):
        assert _on_eu_host(url), url


@pytest.mark.parametrize("path", sorted(CORPUS.rglob("*.yaml")), ids=lambda path: path.name)
def test_nothing_that_rests_on_memory_or_was_not_found_ships(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"confidence: '?(memory|not_found)|\(memory\)", text)


def test_the_annex_of_2025_is_said_to_be_later_than_the_deadline() -> None:
    document = read(CALL / "documents" / "net-zero-annex-2025.yaml")
    assert str(document["valid_from"]) == "2025-08-17"
    assert "later than the deadline" in document["title"]
    for section in document["sections"][1:]:
        assert "later than the deadline" in section["lead"]


def test_the_annex_at_the_deadline_has_nineteen_groups_that_end_when_the_new_one_begins() -> None:
    groups = [
        item
        for item in facts(CALL / "documents" / "net-zero-technologies.yaml")
        if item["text"].startswith("The Annex group")
    ]
    assert len(groups) == 19
    assert {str(item["valid_to"]) for item in groups} == {"2025-08-16"}


def test_lists_of_raw_materials_are_complete() -> None:
    sections = read(CALL / "documents" / "raw-materials.yaml")["sections"]
    count = {section["heading"]: len(section["items"]) for section in sections}
    assert count["Annex I, section 1: the 17 strategic raw materials"] == 17
    assert count["Annex II, section 1: the 34 critical raw materials"] == 34
    assert count["Critical but not strategic"] == 17
    assert count["In neither list"] == 13


def test_sources_say_what_was_read_and_name_documents_that_exist() -> None:
    for source in read(CORPUS / "sources.yaml")["sources"]:
        assert source["read"] in {"word_for_word", "text", "facts", "not_seen"}
        assert source.get("document") in DOCUMENTS | {None}
        assert source["read"] == "not_seen" or source["url"]
