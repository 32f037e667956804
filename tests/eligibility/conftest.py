"""The shipped rules and gazetteer, read once."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assistant.eligibility.profile import EligibilityProfile
from assistant.gazetteer import Gazetteer

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(CORPUS)


@pytest.fixture(scope="session")
def rules() -> EligibilityProfile:
    profile = yaml.safe_load((CORPUS / "smp-cosme-2024-cluster" / "profile.yaml").read_text(encoding="utf-8"))
    found = EligibilityProfile.of_call(profile)
    assert found is not None
    return found
