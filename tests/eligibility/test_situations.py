"""The numbered scenarios of the call's spec.md, as situations a lawyer can read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.eligibility.consortium import Consortium
from assistant.eligibility.files import WordsLoader
from assistant.eligibility.findings import RuleId
from assistant.eligibility.profile import EligibilityProfile
from assistant.eligibility.verdict import judge
from assistant.gazetteer import Gazetteer
from tests.eligibility.conftest import CORPUS

SOUND = [{"country": country, "kind": "cluster", "eccp": "registered"} for country in ("DE", "FR", "LV")]
NORTH = [{"country": country, "kind": "cluster", "eccp": "registered"} for country in ("DE", "AT", "SE")]
FILES = sorted((Path(__file__).parent / "situations").glob("*.yaml"))
SITUATIONS: list[dict[str, Any]] = sorted(
    (each for file in FILES for each in yaml.load(file.read_text(encoding="utf-8"), WordsLoader)),  # noqa: S506
    key=lambda situation: situation["scenario"],
)


def _consortium(situation: dict[str, Any]) -> dict[str, Any]:
    """`with`: one partner beside three registered clusters that lie in no less developed region; `project`: facts of
    the project beside three registered clusters of which one does."""
    if "with" in situation:
        partner = {"kind": "cluster", "eccp": "registered", **situation["with"]}
        return {"partners": [*NORTH, partner]}
    if "project" in situation:
        return {"partners": SOUND, **situation["project"]}
    return dict(situation["consortium"])


@pytest.mark.parametrize("situation", SITUATIONS, ids=[f"S{each['scenario']} {each['name']}" for each in SITUATIONS])
def test_situation(situation: dict[str, Any], rules: EligibilityProfile, gazetteer: Gazetteer) -> None:
    verdict = judge(Consortium.model_validate(_consortium(situation)), rules, gazetteer).verdict
    outcomes = {finding.rule.value: finding.outcome.value for finding in verdict.findings}
    assert {rule: outcomes[rule] for rule in situation["outcomes"]} == situation["outcomes"]
    assert verdict.status.value == situation["verdict"]
    if point := situation.get("says"):
        points = [rule.open_point(point) for rule in rules.rules.values()]
        assert any(each and any(each.point in said for said in verdict.assumptions) for each in points)


def test_the_specification_of_the_call_lists_the_same_scenarios() -> None:
    specification = (CORPUS / "smp-cosme-2024-cluster" / "spec.md").read_text(encoding="utf-8")
    listed = re.findall(r"^(\d+)\. (.*)$", specification, flags=re.MULTILINE)
    assert listed == [(str(each["scenario"]), f"{each['name']}: {each['verdict']}") for each in SITUATIONS]


def test_every_rule_is_seen_met_and_failed() -> None:
    seen = {(rule, outcome) for situation in SITUATIONS for rule, outcome in situation["outcomes"].items()}
    assert seen >= {(rule.value, outcome) for rule in RuleId for outcome in ("met", "failed")}
