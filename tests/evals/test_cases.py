"""The schema, the linter, and the shipped cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.eligibility.findings import RuleId
from evals.casebook.lint import lint
from evals.casebook.load import BadCases, load
from evals.casebook.models import Split, Suite
from evals.casebook.schema import SCHEMA_FILE, schema_text
from tests.evals.build import DOCUMENTS

GOOD = """
- id: q-a
  kind: date_number
  family: a
  split: tune
  section: Budget
  turns: ["How long?"]
  expect: {status: answered, facts: [["36 months"]], quotes: ["Maximum project duration"], document: page}
"""


def faults(tmp_path: Path, text: str, suite: str = "questions") -> list[str]:
    """What the linter says of one file, the counts that are too low apart."""
    folder = tmp_path / suite
    folder.mkdir()
    (folder / "cases.yaml").write_text(text, encoding="utf-8")
    return [fault.what for fault in lint(DOCUMENTS, tmp_path).faults if fault.case != "*"]


def test_the_published_schema_is_current() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text(), "run: python -m evals schema"


def test_a_good_case_has_no_faults(tmp_path: Path) -> None:
    assert faults(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("Maximum project duration", "Minimum project duration"), "the quotation stands not in page"),
        (("document: page", "document: pages"), "there is no document 'pages'"),
        (("status: answered", "status: perhaps"), "expect.status"),
        (("status: answered", "status: failed"), "no question is expected to fail"),
        (("split: tune", "splitt: tune"), "splitt"),
        (('[["36 months"]]', '[["re:36 (months"]]'), "is no regular expression"),
        (('facts: [["36 months"]]', 'facts: [["36 months"]], not_said: ["36"]'), "must not be said"),
        (('facts: [["36 months"]], quotes: ["Maximum project duration"], ', ""), "neither facts nor quotations"),
    ],
)
def test_a_bad_case_is_named_with_its_fault(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    found = faults(tmp_path, GOOD.replace(*change))
    assert len(found) == 1
    assert said in found[0]


def test_a_family_and_the_same_words_stand_in_one_split_only(tmp_path: Path) -> None:
    found = faults(tmp_path, GOOD + GOOD.replace("q-a", "q-b").replace("tune", "test"))
    assert sorted(set(found)) == ["family 'a' is in both splits", "the same words are in both splits"]


def test_an_id_is_given_once(tmp_path: Path) -> None:
    assert set(faults(tmp_path, GOOD + GOOD)) == {"the id is given twice"}


def test_a_verdict_follows_from_the_outcomes_and_fits_the_status(tmp_path: Path) -> None:
    outcomes = ", ".join(f"{rule.value}: met" for rule in RuleId)
    expect = f"{{status: needs_facts, verdict: not_eligible, outcomes: {{{outcomes}}}}}"
    text = f"- {{id: c-a, kind: k, family: a, split: tune, turns: [x], expect: {expect}}}"
    found = faults(tmp_path, text, "consortia")
    assert found == [
        "a definite verdict is an answer, not needs_facts",
        "the verdict not_eligible does not follow from the outcomes",
    ]


def test_a_file_that_is_no_list_is_refused(tmp_path: Path) -> None:
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "a.yaml").write_text("id: q-a", encoding="utf-8")
    with pytest.raises(BadCases, match="holds no list"):
        load(Suite.QUESTIONS, root=tmp_path)


def test_json_lines_are_cases_too(tmp_path: Path) -> None:
    (tmp_path / "near_misses").mkdir()
    line = '{"id": "n-1", "kind": "rule", "family": "f", "split": "test", "turns": ["How many?"]}\n'
    (tmp_path / "near_misses" / "a.jsonl").write_text(line, encoding="utf-8")
    assert [case.id for case in load(Suite.NEAR_MISSES, split=Split.TEST, root=tmp_path)] == ["n-1"]
    assert load(Suite.NEAR_MISSES, split=Split.TUNE, root=tmp_path) == []
