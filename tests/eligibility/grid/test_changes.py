"""Many ways to tell of one change, or to suppose it, each of two consortia."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.eligibility.consortium import Partner, Role
from assistant.eligibility.conversation import Turn, read_turns
from tests.eligibility.grid.consortia import BASE, CONSORTIA, GAZETTEER

FORMS = yaml.safe_load((Path(__file__).parent / "changes.yaml").read_text("utf-8"))
COUNTED_OUT = (Role.AFFILIATED, Role.ASSOCIATED, Role.SUBCONTRACTOR)
ALL = [(form, facts) for form in FORMS for facts in CONSORTIA]


def told(form: dict[str, Any], facts: dict[str, Any]) -> Turn:
    said = ["What if we drop {B}?"] if form["op"] == "reject" else []
    return read_turns([text.format_map(facts) for text in (BASE, *said, form["text"])], GAZETTEER)


def expected(form: dict[str, Any], facts: dict[str, Any]) -> list[str]:
    """The countries of those who take part afterwards."""
    operation = form["op"].removeprefix("supposed_")
    left = [code for name, code in zip("ABC", facts["codes"], strict=True)
            if operation not in ("drop", "replace") or name != form["who"]]  # fmt: skip
    return sorted([*left, facts["code"]] if operation in ("add", "replace") else left)


def partner(turn: Turn, country: str) -> Partner:
    assert turn.consortium is not None
    return next(each for each in turn.consortium.partners if each.country == country)


@pytest.mark.parametrize(("form", "facts"), ALL, ids=lambda value: value.get("text", value.get("A")))
def test_a_change_is_read_however_it_is_told(form: dict[str, Any], facts: dict[str, Any]) -> None:
    turn = told(form, facts)
    assert turn.consortium is not None
    assert sorted(each.country or "" for each in turn.consortium.partners) == expected(form, facts)
    assert turn.consortium.further_partners is None
    if form["op"] not in ("reject", "none"):
        assert turn.hypothetical is form["op"].startswith("supposed")
    if form["op"] == "none":
        assert not any(each.role in COUNTED_OUT for each in turn.consortium.partners)
    if form["op"] in ("add", "replace", "supposed_add"):
        new = partner(turn, facts["code"])
        assert new.kind is not None
        assert new.kind.value == form["kind"]
    if "role" in form:
        whose = facts["codes"]["ABC".index(form["who"])] if form["op"] == "role" else facts["code"]
        role = partner(turn, whose).role
        assert role is not None
        assert role.value == form["role"]
