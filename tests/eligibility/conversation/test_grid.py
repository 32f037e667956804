"""Every operation on a consortium at hand crossed with every way to point at a partner; what is expected is known by
construction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from assistant.eligibility.consortium import Role
from assistant.eligibility.conversation import ConsortiumState, Turn, advance
from assistant.gazetteer import Gazetteer
from tests.eligibility.reader.test_descriptions import written

HERE = Path(__file__).parent
GAZETTEER = Gazetteer.load(HERE.parents[2] / "corpus")
GRID = yaml.safe_load((HERE / "grid.yaml").read_text("utf-8"))
POINTERS = [(at - 1, said) for at, many in GRID["pointers"].items() for said in many]
DESCRIBED = advance(ConsortiumState(), GRID["base"], GAZETTEER).state


def filled(template: str, said: str, **others: str) -> str:
    plural, said = said.endswith("+"), said.rstrip("+")
    verbs = {"has": "have", "is": "are", "was": "were", "s": "", "es": ""} if plural else {}
    values = {"has": "has", "is": "is", "was": "was", "s": "s", "es": "es", **verbs, "T": said, **others}
    values |= {"C": capital(said), **{f"{key}:C": capital(value) for key, value in others.items()}}
    return re.sub(r"\{([\w:]+)\}", lambda match: values[match[1]], template)


def capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def after(text: str) -> Turn:
    return advance(DESCRIBED, text, GAZETTEER)


def partners(turn: Turn) -> list[str]:
    assert turn.consortium is not None and not turn.consortium.further_partners
    return [written(partner) for partner in turn.consortium.partners]


def cells(operation: str, most: int = 5) -> Iterator[tuple[str, int, str]]:
    yield from ((wording, at, said) for wording in GRID[operation] for at, said in POINTERS if at < most)


def test_the_consortium_of_the_grid_is_read() -> None:
    assert [written(p) for p in DESCRIBED.consortium.partners] == GRID["partners"] if DESCRIBED.consortium else False


@pytest.mark.parametrize("wording", GRID["leave"])
def test_a_partner_leaves(wording: str) -> None:
    for at, said in POINTERS:
        expected = [each for n, each in enumerate(GRID["partners"]) if n != at]
        assert partners(after(filled(wording, said))) == expected, said


@pytest.mark.parametrize("wording", GRID["replace"])
def test_a_partner_is_replaced(wording: str) -> None:
    for at, said in POINTERS:
        expected = sorted([GRID["new_partner"], *(each for n, each in enumerate(GRID["partners"]) if n != at)])
        assert sorted(partners(after(filled(wording, said, N=GRID["new"])))) == expected, said


@pytest.mark.parametrize("wording", GRID["seat"])
def test_a_partner_is_elsewhere(wording: str) -> None:
    for at, said in POINTERS:
        region, place = GRID["seats"][at].split()
        expected = list(GRID["partners"])
        words = expected[at].split()
        expected[at] = " ".join([*words[:2], region, *words[3:]])
        assert partners(after(filled(wording, said, P=place))) == expected, said


@pytest.mark.parametrize("wording", GRID["associated"])
def test_a_partner_becomes_an_associated_one(wording: str) -> None:
    for at, said in POINTERS:
        turn = after(filled(wording, said))
        if at:
            assert turn.consortium is not None
            assert [p.role is Role.ASSOCIATED for p in turn.consortium.partners] == [n == at for n in range(5)], said


@pytest.mark.parametrize("wording", GRID["not_registered"])
def test_a_cluster_is_not_registered_after_all(wording: str) -> None:
    for _, at, said in cells("not_registered", most=3):
        turn = after(filled(wording, said))
        assert turn.consortium is not None
        assert [p.eccp == "no" for p in turn.consortium.partners] == [n == at for n in range(5)], said


@pytest.mark.parametrize("wording", GRID["asks"])
def test_a_question_on_a_partner_changes_nothing(wording: str) -> None:
    for _, said in POINTERS:
        assert partners(after(filled(wording, said))) == GRID["partners"], said


@pytest.mark.parametrize("wording", GRID["undo"])
def test_a_change_is_taken_back(wording: str) -> None:
    for change in ("What if the Polish cluster leaves?", "Drop the university.", "Add a cluster from Ulm."):
        assert partners(advance(after(change).state, wording, GAZETTEER)) == GRID["partners"], change


@pytest.mark.parametrize("wording", GRID["restart"])
def test_it_starts_again(wording: str) -> None:
    assert partners(after(filled(wording, "", A=GRID["again"]))) == GRID["again_partners"]


@pytest.mark.parametrize("wording", GRID["unsettling"])
def test_what_nobody_understands_leaves_open_whether_the_partner_takes_part(wording: str) -> None:
    for at, said in POINTERS:
        turn = after(filled(wording, said))
        assert turn.consortium is not None and Role.ASSOCIATED in (turn.consortium.partners[at].role_in or ()), said
