"""The rules against brute force: what holds in every completion of the open facts, and in none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assistant.eligibility.consortium import Consortium
from assistant.eligibility.edits import apply
from assistant.eligibility.findings import Outcome, VerdictStatus
from assistant.eligibility.missing import Fact, MissingFact
from assistant.eligibility.profile import EligibilityProfile
from assistant.eligibility.rulebook import Rulebook
from assistant.eligibility.verdict import judge
from assistant.gazetteer import Gazetteer
from tests.eligibility.rules import oracle
from tests.eligibility.rules.consortia import consortia

EXAMPLES = 60
COMPLETIONS = 3_000
proof = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def judged(rules: EligibilityProfile, gazetteer: Gazetteer) -> Callable[[dict[str, Any]], Any]:
    return lambda facts: judge(Consortium.model_validate(facts), rules, gazetteer)


def _outcomes(judgement: Any) -> dict[str, str]:
    return {finding.rule.value: finding.outcome.value for finding in judgement.verdict.findings}


@proof
@given(facts=consortia())
def test_each_rule_gives_what_all_completions_together_give(judged: Any, facts: dict[str, Any]) -> None:
    assume(oracle.size(facts) <= COMPLETIONS)
    assert _outcomes(judged(facts)) == oracle.outcomes(facts)


@proof
@given(facts=consortia())
def test_the_verdict_follows_from_the_outcomes(judged: Any, facts: dict[str, Any]) -> None:
    verdict = judged(facts).verdict
    outcomes = [finding.outcome for finding in verdict.findings]
    if Outcome.FAILED in outcomes:
        assert verdict.status is VerdictStatus.NOT_ELIGIBLE
    elif Outcome.UNKNOWN in outcomes:
        assert verdict.status is VerdictStatus.UNDETERMINED
    else:
        assert verdict.status is VerdictStatus.ELIGIBLE


@proof
@given(facts=consortia(), data=st.data())
def test_completing_a_fact_never_flips_a_definite_outcome(
    judged: Any, facts: dict[str, Any], data: st.DataObject
) -> None:
    before = _outcomes(judged(facts))
    after = _outcomes(judged(_with_one_fact_more(facts, data)))
    for rule, outcome in before.items():
        assert outcome == "unknown" or after[rule] == outcome


@proof
@given(facts=consortia())
def test_a_smallest_change_gives_what_it_promises(judged: Any, facts: dict[str, Any]) -> None:
    judgement = judged(facts)
    was = _outcomes(judgement)
    assert [change.sentence for change in judgement.changes] == judgement.verdict.smallest_changes
    for change in judgement.changes:
        changed = apply(change, Consortium.model_validate(facts))
        after = judged(changed.model_dump(mode="json"))
        assert after.verdict.status is change.leads_to is not VerdictStatus.NOT_ELIGIBLE
        for rule, outcome in _outcomes(after).items():
            assert outcome == "met" or was[rule] == "unknown"
        if "failed" not in was.values():
            assert change.leads_to is VerdictStatus.ELIGIBLE


@proof
@given(facts=consortia())
def test_nothing_is_asked_once_the_verdict_is_definite_and_something_is_while_it_is_not(
    judged: Any, facts: dict[str, Any]
) -> None:
    judgement = judged(facts)
    assert bool(judgement.questions) is (judgement.verdict.status is VerdictStatus.UNDETERMINED)
    for finding in judgement.verdict.findings:
        assert bool(finding.missing) is (finding.outcome is Outcome.UNKNOWN)


FOR_THE_HELPDESK = {Fact.OVERSEAS, Fact.COUNTRY_STATUS}


@proof
@given(facts=consortia(), data=st.data())
def test_answering_what_is_missing_always_leads_to_a_definite_verdict(
    rules: EligibilityProfile, gazetteer: Gazetteer, facts: dict[str, Any], data: st.DataObject
) -> None:
    assume(oracle.size(facts) <= COMPLETIONS)
    truth = data.draw(st.sampled_from(list(oracle.completions({**facts, "further_partners": []}))))
    book = Rulebook(rules, gazetteer)
    for _ in range(len(Fact)):
        room = book.open(Consortium.model_validate(facts))
        unknown = [rule for rule in book.rules if rule.outcome(room) is Outcome.UNKNOWN]
        missing = [fact for rule in unknown for fact in rule.missing(room)]
        if all(fact.fact in FOR_THE_HELPDESK for fact in missing):
            return
        for fact in missing:
            facts = _answered(facts, fact, truth)
    raise AssertionError(f"still open: {missing}")


def _answered(facts: dict[str, Any], missing: MissingFact, truth: tuple[oracle.Partner, ...]) -> dict[str, Any]:
    if missing.fact is Fact.STRAND:
        return {**facts, "strand": "1"}
    if missing.fact is Fact.DURATION:
        return {**facts, "duration_months": 36}
    if missing.fact is Fact.FURTHER:
        return {**facts, "further_partners": []}
    assert missing.partner is not None
    position = missing.partner.position
    known = truth[position]
    answer = {
        Fact.KIND: {"kind": known.kind},
        Fact.ROLE: {"role": known.role},
        Fact.ECCP: {"eccp": "registered" if known.on_platform else "no"},
        Fact.COUNTRY: {"country": known.country, "country_in": None},
        Fact.REGION: {"region": known.region, "region_in": None},
    }.get(missing.fact, {})
    return {**facts, "partners": [{**p, **answer} if i == position else p for i, p in enumerate(facts["partners"])]}


def _with_one_fact_more(facts: dict[str, Any], data: st.DataObject) -> dict[str, Any]:
    """The same consortium with one open fact of one partner settled in one of the ways that it leaves open."""
    open_facts: list[tuple[int, dict[str, Any]]] = []
    for index, partner in enumerate(facts["partners"]):
        for country, region in oracle._places(partner):
            if not partner.get("region"):
                open_facts.append(
                    (index, {"country": country, "region": region, "region_in": None, "country_in": None})
                )
        if partner["kind"] is None:
            open_facts += [(index, {"kind": kind}) for kind in ("cluster", "sme")]
        if partner["eccp"] == "unknown" and facts["eccp_clusters"] is None:
            open_facts += [(index, {"eccp": eccp}) for eccp in ("registered", "submitted", "no")]
        open_facts += [(index, {"role": role}) for role in partner.get("role_in") or [] if not partner.get("role")]
    assume(open_facts)
    index, settled = data.draw(st.sampled_from(open_facts))
    partners = [{**each, **settled} if i == index else each for i, each in enumerate(facts["partners"])]
    return {**facts, "partners": partners}
