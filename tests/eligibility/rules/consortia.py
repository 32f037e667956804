"""Consortia with facts left open, drawn for the brute-force proofs. Their places are those that the oracle knows."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.eligibility.rules import oracle

KINDS = st.sampled_from(["cluster", "cluster", "cluster_network", "sme", "university", "natural_person", None])
ROLES = ["beneficiary", "coordinator", "affiliated", "associated", "subcontractor"]
ECCP = st.sampled_from(["registered", "submitted", "no", "unknown", "unknown"])
COUNTRY_SETS = st.one_of(
    st.just("EU"), st.lists(st.sampled_from(oracle.COUNTRIES), min_size=1, max_size=3, unique=True)
)


@st.composite
def places(draw: st.DrawFn) -> dict[str, Any]:
    country = draw(st.sampled_from(oracle.COUNTRIES))
    match draw(st.sampled_from(["country", "country", "region", "set", "regions", "nowhere"])):
        case "region" if country in oracle.STATES:
            return {"country": country, "region": draw(st.sampled_from(oracle.STATES[country]))}
        case "regions" if country in oracle.STATES:
            return {"country": country, "region_in": oracle.STATES[country]}
        case "set":
            return {"country_in": draw(COUNTRY_SETS)}
        case "nowhere":
            return {}
        case _:
            return {"country": country}


@st.composite
def partners(draw: st.DrawFn) -> dict[str, Any]:
    role = draw(st.sampled_from([None, None, None, "open", *ROLES]))
    roles = (
        {"role_in": draw(st.lists(st.sampled_from(ROLES), min_size=1, max_size=2))}
        if role == "open"
        else {"role": role}
    )
    return {
        **draw(places()),
        **roles,
        "kind": draw(KINDS),
        "eccp": draw(ECCP),
        "legal_entity": draw(st.sampled_from([None, None, None, True, False])),
    }


FURTHER = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["cluster", "sme", "natural_person", None]),
        "country_in": st.one_of(st.none(), COUNTRY_SETS),
        "least": st.integers(0, 1),
        "most": st.sampled_from([1, 2, None]),
    }
)


@st.composite
def consortia(draw: st.DrawFn) -> dict[str, Any]:
    months = st.integers(34, 38)
    duration = st.one_of(st.none(), months, st.tuples(months, months).map(sorted))
    return {
        "partners": draw(st.lists(partners(), max_size=5)),
        "strand": draw(st.sampled_from([None, "1", "2", "both"])),
        "strand_in": draw(st.sampled_from([None, ["1", "2"], ["2", "both"]])),
        "duration_months": draw(duration),
        "eccp_clusters": draw(st.sampled_from([None, None, 0, 1, 2, 3])),
        "further_partners": draw(st.lists(FURTHER, max_size=1)),
    }
