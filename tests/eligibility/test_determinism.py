"""The same consortium gives the same judgement: again, with its fields in another order, in another process."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from typing import Any

import pytest

from assistant.eligibility.consortium import Consortium
from assistant.eligibility.profile import EligibilityProfile
from assistant.eligibility.verdict import judge
from assistant.gazetteer import Gazetteer
from tests.eligibility.conftest import CORPUS

TIMES = 50
FACTS: dict[str, Any] = {
    "partners": [
        {"country": "DE", "kind": "cluster", "eccp": "registered"},
        {"country_in": ["PL", "FR", "NC"], "kind": "cluster", "eccp": "unknown"},
        {"country_in": "EU", "kind": None, "role_in": ["beneficiary", "associated"]},
        {"country": "GB", "kind": "university"},
        {"country": "HR", "region": "HR05", "kind": "sme"},
    ],
    "strand_in": ["1", "both"],
    "duration_months": [30, 38],
    "further_partners": [{"kind": "cluster", "country_in": "EU", "least": 0, "most": 2}],
}
PROGRAM = """
import json, sys
from pathlib import Path
import yaml
from assistant.eligibility.consortium import Consortium
from assistant.eligibility.profile import EligibilityProfile
from assistant.eligibility.verdict import judge
from assistant.gazetteer import Gazetteer
corpus = Path(sys.argv[1])
profile = yaml.safe_load((corpus / "smp-cosme-2024-cluster" / "profile.yaml").read_text(encoding="utf-8"))
facts = Consortium.model_validate(json.loads(sys.argv[2]))
judgement = judge(facts, EligibilityProfile.of_call(profile), Gazetteer.load(corpus))
sys.stdout.buffer.write(judgement.verdict.model_dump_json().encode("utf-8"))
"""


def _shuffled(value: Any, chance: random.Random) -> Any:
    if isinstance(value, dict):
        items = [(key, _shuffled(each, chance)) for key, each in value.items()]
        chance.shuffle(items)
        return dict(items)
    return [_shuffled(each, chance) for each in value] if isinstance(value, list) else value


def test_repeated_and_with_fields_in_another_order_it_is_the_same(
    rules: EligibilityProfile, gazetteer: Gazetteer
) -> None:
    chance = random.Random(7)
    seen = set()
    for _ in range(TIMES):
        judgement = judge(Consortium.model_validate(_shuffled(FACTS, chance)), rules, gazetteer)
        seen.add((judgement.verdict.model_dump_json(), *judgement.questions))
    assert len(seen) == 1


@pytest.mark.parametrize(("seed", "zone", "locale"), [("1", "Pacific/Auckland", "C"), ("4242", "UTC", "tr_TR.UTF-8")])
def test_other_hash_seeds_time_zones_and_locales_change_nothing(
    rules: EligibilityProfile, gazetteer: Gazetteer, seed: str, zone: str, locale: str
) -> None:
    surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "LANG": locale}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(CORPUS), json.dumps(FACTS)],
        env=surroundings,
        cwd=CORPUS.parent,
        capture_output=True,
        check=True,
    )
    expected = judge(Consortium.model_validate(FACTS), rules, gazetteer).verdict.model_dump_json()
    assert done.stdout.decode("utf-8") == expected
