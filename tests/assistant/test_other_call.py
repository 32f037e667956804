"""Documents of another call beside a profile and points that stayed: nothing of the old call is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.calls import load_call
from assistant.settings import Settings, load_settings

CALL = "smp-cosme-2024-cluster"
OTHER = """# Harbour partnerships

Deadline date 17 September 2027, 12:00 (CEST)

The available budget is EUR 18 500 000.

Questions go to harbours@ec.europa.eu.
"""


@pytest.fixture
def copied(settings: Settings, tmp_path: Path) -> Settings:
    shutil.copytree(settings.corpus_dir, tmp_path / "corpus")
    return load_settings(corpus_dir=tmp_path / "corpus", data_dir=tmp_path / "data")


def page(settings: Settings) -> Path:
    return settings.corpus_dir / CALL / "documents" / "call-page.md"


def test_the_shipped_call_keeps_its_profile_and_its_rules(settings: Settings) -> None:
    call = load_call(settings)
    assert call.profile is not None
    assert call.profile.contact is not None
    assert call.eligibility is not None


def test_a_profile_of_which_the_documents_know_nothing_is_left_out(copied: Settings) -> None:
    for path in page(copied).parent.iterdir():
        path.unlink()
    page(copied).write_text(OTHER, "utf-8")
    call = load_call(copied)
    assert (call.profile, call.eligibility, call.directory) == (None, None, None)


def test_a_rule_that_was_reworded_is_not_judged_by_the_old_one(copied: Settings) -> None:
    text = page(copied).read_text("utf-8")
    page(copied).write_text(text.replace("at least three applicants", "at least five applicants"), "utf-8")
    call = load_call(copied)
    assert call.profile is not None
    assert call.eligibility is None


def test_values_that_were_changed_are_said_as_they_stand_now(copied: Settings, data_dir: Path) -> None:
    from assistant.service import Assistant

    text = page(copied).read_text("utf-8")
    changed = text.replace("EUR 42 000 000", "EUR 55 000 000").replace("5 February 2025, 17:00", "9 April 2027, 12:00")
    page(copied).write_text(changed, "utf-8")
    (page(copied).parent / "portal-updates.yaml").unlink()
    shutil.copytree(data_dir / "phrases", copied.data_dir / "phrases")
    with Assistant.open(copied) as assistant:
        assert "55 000 000" in assistant.answer(["What is the budget?"]).answer
        deadline = assistant.answer(["Can we still apply?"]).answer
    assert "9 April 2027" in deadline
    assert "2025" not in deadline
