"""What stands beside the outcomes: questions, changes, assumptions, the comparison, the summary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from assistant.eligibility.consortium import Consortium
from assistant.eligibility.edits import apply
from assistant.eligibility.findings import Outcome, RuleId, VerdictStatus
from assistant.eligibility.profile import EligibilityProfile, ProfileRefused
from assistant.eligibility.summary import summary
from assistant.eligibility.verdict import Judgement, clause_for, judge
from assistant.gazetteer import Gazetteer

Judge = Callable[..., Judgement]
MANY = 10_000


@pytest.fixture
def judged(rules: EligibilityProfile, gazetteer: Gazetteer) -> Judge:
    def _judged(*partners: dict[str, Any], **facts: Any) -> Judgement:
        return judge(Consortium.model_validate({"partners": partners, **facts}), rules, gazetteer)

    return _judged


def cluster(country: str | None, eccp: str = "registered", **facts: Any) -> dict[str, Any]:
    return {"country": country, "kind": "cluster", "eccp": eccp, **facts}


def test_every_verdict_has_one_finding_for_each_rule_in_order(judged: Judge) -> None:
    findings = judged().verdict.findings
    assert [finding.rule for finding in findings] == list(RuleId)
    assert all(finding.citation is None for finding in findings)


def test_one_question_asks_for_the_registration_of_all_clusters_and_one_for_the_regions(judged: Judge) -> None:
    questions = judged(cluster("DE", "unknown"), cluster("FR", "unknown"), cluster("PL", "unknown")).questions
    assert len(questions) == 2
    assert questions[0].startswith("Which of these were registered on the European Cluster Collaboration Platform")
    assert "partner 2 (France); partner 3 (Poland)" in questions[1] and "Germany" not in questions[1]


def test_a_settled_share_is_not_asked_about(judged: Judge) -> None:
    questions = judged(cluster("DE"), cluster("FR"), cluster("PL", "unknown")).questions
    assert questions == ["In which regions or towns are these established: partner 2 (France); partner 3 (Poland)?"]


def test_the_fact_that_bears_on_most_rules_is_asked_first(judged: Judge) -> None:
    questions = judged(cluster("DE"), cluster("LV"), {"country": "FR"}).questions
    assert questions[0] == "Is partner 3 (France) a cluster organisation, or what kind of organisation is it?"


def test_a_failed_region_is_mended_by_one_partner_in_a_less_developed_region(judged: Judge) -> None:
    changes = judged(cluster("DE"), cluster("AT"), cluster("SE")).changes
    assert changes[0].sentence == "Add one partner in a less developed region of an EU Member State."
    assert changes[0].leads_to is VerdictStatus.ELIGIBLE


def test_a_missing_registration_is_mended_by_registering_and_partners_are_named(judged: Judge) -> None:
    changes = judged(cluster("DE", name="Alpha"), cluster("FR", "no", name="Beta"), cluster("LV", "no")).changes
    assert changes[0].sentence == "Register Beta on the ECCP by the deadline (a submitted registration is enough)."
    changed = apply(
        changes[0], Consortium.model_validate({"partners": [cluster("DE"), cluster("FR", "no"), cluster("LV")]})
    )
    assert changed.partners[1].eccp == "registered"


def test_a_british_partner_is_left_out_or_replaced(judged: Judge) -> None:
    changes = judged(cluster("DE"), cluster("FR"), cluster("LV"), cluster("GB", "no")).changes
    assert changes[0].sentence == "Leave out partner 4 (United Kingdom)."
    assert changes[1].sentence == "Replace partner 4 (United Kingdom) by one partner from an EU Member State."


def test_a_name_that_ends_with_a_full_stop_gets_no_second_one(judged: Judge) -> None:
    found = judged(cluster("DE"), cluster("FR"), cluster("LV"), cluster("GB", "no", name="Beta e.V."))
    said = [finding.reason for finding in found.verdict.findings] + [change.sentence for change in found.changes]
    assert any("Beta e.V. " in each or each.endswith("Beta e.V.") for each in said)
    assert not any(".." in each for each in said)


def test_strand_and_duration_are_mended_together(judged: Judge) -> None:
    verdict = judged(cluster("DE"), cluster("FR"), cluster("LV"), strand="both", duration_months=40).verdict
    assert verdict.smallest_changes == [
        "Address only one of the two strands, and shorten the project to at most 36 months."
    ]


def test_a_change_says_what_it_leaves_open(judged: Judge) -> None:
    changes = judged(cluster("DE"), cluster("FR"), cluster("PL"), strand="both").changes
    assert (
        changes[0].sentence == "Address only one of the two strands. Then still to be settled: Less developed region."
    )
    assert changes[0].leads_to is VerdictStatus.UNDETERMINED


def test_an_eligible_consortium_needs_no_change(judged: Judge) -> None:
    judgement = judged(cluster("DE"), cluster("FR"), cluster("LV"))
    assert (judgement.verdict.status, judgement.changes, judgement.questions) == (VerdictStatus.ELIGIBLE, [], [])


@pytest.mark.parametrize(
    ("partner", "said"),
    [
        (cluster("RS"), "Serbia: The official list of participating countries was not seen"),
        (cluster("HU"), "Hungarian public interest trusts"),
        (cluster("QX"), "QX: whether it takes part was not read from the official list"),
        ({"country": "ES", "kind": "university"}, "must be able to show"),
        (cluster("RO", region="RO11"), "(RO11)"),
        (cluster("NC"), "Ask the helpdesk"),
    ],
)
def test_what_a_verdict_rests_on_is_said(judged: Judge, partner: dict[str, Any], said: str) -> None:
    assumptions = judged(cluster("DE"), cluster("AT"), partner).verdict.assumptions
    assert any(said in each for each in assumptions)


def test_a_confirmed_region_needs_no_note(judged: Judge) -> None:
    assumptions = judged(cluster("DE"), cluster("AT"), cluster("IT", region="ITF6")).verdict.assumptions
    assert not any("Category of the region" in each for each in assumptions)


def test_a_what_if_carries_the_verdict_before(rules: EligibilityProfile, gazetteer: Gazetteer) -> None:
    before = Consortium.model_validate({"partners": [cluster("DE"), cluster("FR")]})
    after = Consortium.model_validate({"partners": [cluster("DE"), cluster("FR"), cluster("LV")]})
    verdict = judge(after, rules, gazetteer, before=before).verdict
    assert verdict.status is VerdictStatus.ELIGIBLE
    assert verdict.before is not None and verdict.before.status is VerdictStatus.NOT_ELIGIBLE


def test_more_registered_clusters_than_clusters_is_said_and_not_used(judged: Judge) -> None:
    verdict = judged(
        cluster("DE", "unknown"), cluster("FR", "unknown"), cluster("LV", "unknown"), eccp_clusters=7
    ).verdict
    outcomes = {finding.rule: finding.outcome for finding in verdict.findings}
    assert outcomes[RuleId.ECCP_SHARE] is Outcome.UNKNOWN
    assert any("does not fit the partners named" in each for each in verdict.assumptions)


def test_the_summary_can_be_copied_with_date_clauses_and_disclaimer(
    rules: EligibilityProfile, gazetteer: Gazetteer
) -> None:
    facts = Consortium.model_validate(
        {
            "partners": [
                cluster("DE", source="a cluster from Bavaria"),
                cluster("FR"),
                {"role_in": ["affiliated", "associated"]},
            ]
        }
    )
    text = summary(facts, judge(facts, rules, gazetteer), rules, as_of=date(2025, 1, 2), authority="EISMEA")
    assert "SMP-COSME-2024-CLUSTER, 2025-01-02" in text
    assert "(“a cluster from Bavaria”)" in text and "affiliated or associated" in text
    assert all(clause_for(rule, rules) in text for rule in RuleId)
    assert "Only the granting authority (EISMEA) decides." in text


def test_ten_thousand_partners_are_judged(judged: Judge) -> None:
    mixed = [
        cluster("DE", "unknown"),
        {"country_in": ["FR", "PL", "NC"]},
        {"kind": "sme", "country": "GB"},
        cluster(None),
    ]
    judgement = judged(*(mixed * (MANY // len(mixed))), eccp_clusters=MANY // 3)
    assert judgement.verdict.status is VerdictStatus.NOT_ELIGIBLE


def test_a_profile_without_rules_has_none_and_one_with_wrong_limits_is_refused(rules: EligibilityProfile) -> None:
    assert EligibilityProfile.of_call({"id": "another-call"}) is None
    entries = {rule.value: profile.model_dump() for rule, profile in rules.rules.items()}
    entries["max-duration"]["limits"] = {"weeks": 150}
    with pytest.raises(ProfileRefused, match=r"max-duration\.limits must name exactly: months"):
        EligibilityProfile.of_call({"id": "another-call", "rules": entries})
    del entries["max-duration"]
    with pytest.raises(ProfileRefused, match="max-duration is missing"):
        EligibilityProfile.of_call({"id": "another-call", "rules": entries})
