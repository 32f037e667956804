"""Consortia from files: what is read, and what is said when it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.eligibility.consortium import Consortium, Eccp, Kind, Role
from assistant.eligibility.files import LIMIT_BYTES, consortium_from, load_consortium, read_consortium
from assistant.eligibility.refusals import FileRefused
from assistant.gazetteer import Gazetteer

YAML = """
partners:
- {name: Fjord Cluster, country: NO, kind: cluster, eccp: no}
- {country: EL, region: EL52, kind: cluster_network, eccp: registered, role: coordinator}
- {country: Deutschland, kind: sme, legal_entity: true}
strand: "2"
duration_months: [30, 36]
further_partners:
- {kind: cluster, country_in: [FR, UK], least: 0, most: 1}
"""
CSV = """name;country;region;kind;role;eccp;legal_entity;strand;duration_months
Fjord Cluster;NO;;Cluster;;no;yes;2;30-36
;Greece;EL52;cluster network;coordinator;registered;;2;
;FR/ES;;university;beneficiary/associated;;;;
;EU;;;;;;;
"""


def test_yaml_keeps_norway_and_the_word_no(gazetteer: Gazetteer) -> None:
    consortium = read_consortium(YAML.encode(), ".yaml", gazetteer)
    assert [partner.country for partner in consortium.partners] == ["NO", "GR", "DE"]
    assert consortium.partners[0].eccp is Eccp.NO
    assert consortium.partners[1].role is Role.COORDINATOR
    assert consortium.duration_months == (30, 36)
    assert consortium.further_partners is not None
    assert consortium.further_partners[0].country_in == ["FR", "GB"]


def test_csv_holds_one_partner_a_line_with_choices_and_project_columns(gazetteer: Gazetteer) -> None:
    consortium = read_consortium(CSV.encode("utf-8-sig"), ".CSV", gazetteer)
    first, second, third, fourth = consortium.partners
    assert (first.name, first.country, first.kind, first.legal_entity) == ("Fjord Cluster", "NO", Kind.CLUSTER, True)
    assert (second.country, second.region, second.kind) == ("GR", "EL52", Kind.CLUSTER_NETWORK)
    assert third.country_in == ["FR", "ES"] and third.role_in == [Role.BENEFICIARY, Role.ASSOCIATED]
    assert fourth.country_in == "EU"
    assert (consortium.strand, consortium.duration_months) == ("2", (30, 36))


def test_json_is_what_the_contract_prints(gazetteer: Gazetteer, tmp_path: Path) -> None:
    consortium = read_consortium(YAML.encode(), ".yml", gazetteer)
    file = tmp_path / "ours.json"
    file.write_text(consortium.model_dump_json(), encoding="utf-8")
    assert load_consortium(file, gazetteer) == consortium


def test_a_list_of_partners_alone_is_a_consortium(gazetteer: Gazetteer) -> None:
    assert consortium_from({"partners": [{"country": "LV"}]}, gazetteer) == consortium_from(
        [{"country": "LV"}], gazetteer
    )


def test_newer_region_codes_are_mapped_to_the_classification_of_the_call(gazetteer: Gazetteer) -> None:
    assert consortium_from([{"country": "HR", "region": "HR05"}], gazetteer).partners[0].region == "HR04"


@pytest.mark.parametrize(
    ("suffix", "content", "place", "remedy"),
    [
        (".yaml", "partners: [{country: Atlantis}]", "partner 1, country", "two-letter ISO code"),
        (".yaml", "partners: [{country: DE}, {region: XX99}]", "partner 2, region", "NUTS 2 code"),
        (".yaml", "partners: [{country: DE, region: PL22}]", "PL22 is not in DE", "Correct one of them"),
        (".yaml", "partners: [{kind: bakery}]", "partner 1, kind", "'cluster'"),
        (".yaml", "partners: [{colour: red}]", "partner 1, colour", "Remove the field"),
        (".yaml", "partners: [{eccp: perhaps}]", "partner 1, eccp", "'registered'"),
        (
            ".yaml",
            "further_partners: [{least: 3, most: 1}]\npartners: []",
            "further partner 1",
            "most must not be below",
        ),
        (".yaml", "partners: [\n{country: DE", "Line 2", "Correct that line"),
        (".yaml", "strand: 1", "no list", "Add it"),
        (".yaml", "", "no list", "Add it"),
        (".json", '{"partners": [\n}', "Line 2", "Correct that line"),
        (".json", "[" * 100_000, "nested too deeply", "Correct that line"),
        (".csv", "name,planet\nA,Mars", "planet", "The columns are"),
        (".csv", "country,kind\nDE,cluster,x", "Line 2", "quotes"),
        (".csv", "country,strand\nDE,1\nFR,2", "Line 3", "same in each line"),
        (".csv", "country,duration_months\nDE,soon", "Line 2", "30-36"),
        (".csv", "country,legal_entity\nDE,perhaps", "Line 2", "yes or no"),
        (".csv", "", "No column names", "The columns are"),
        (".txt", "partners: []", "no known format", ".yaml"),
    ],
)
def test_a_refusal_names_the_place_and_the_remedy(
    gazetteer: Gazetteer, suffix: str, content: str, place: str, remedy: str
) -> None:
    with pytest.raises(FileRefused) as refusal:
        read_consortium(content.encode(), suffix, gazetteer)
    assert place in str(refusal.value)
    assert remedy in str(refusal.value)


def test_files_that_are_too_long_missing_or_not_text_are_refused(gazetteer: Gazetteer, tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="too long"):
        read_consortium(b" " * (LIMIT_BYTES + 1), ".yaml", gazetteer)
    with pytest.raises(FileRefused, match="UTF-8"):
        read_consortium(b"\xff\xfe\x00", ".csv", gazetteer)
    with pytest.raises(FileRefused, match="cannot be read"):
        load_consortium(tmp_path / "none.yaml", gazetteer)


def test_the_model_itself_refuses_codes_that_are_not_iso() -> None:
    with pytest.raises(ValueError, match="write the ISO 3166 code GR instead of EL"):
        Consortium.model_validate({"partners": [{"country": "EL"}]})
