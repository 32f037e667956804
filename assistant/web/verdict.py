"""The eligibility check on the page: the verdict as a card, and the consortium as it was understood.

Both are made from the tool's result objects, never from prose.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assistant.eligibility.consortium import Consortium, Partner
from assistant.eligibility.findings import Finding, Verdict
from assistant.web.html import Html, element, join, text
from assistant.web.texts import PageTexts

CHECK_TOOL = "check_consortium"  # name of the tool whose call judges a consortium


def verdict_card(verdict: Verdict, marker: Callable[[int], Html], texts: PageTexts) -> Html:
    """Each rule with outcome (word and sign), measured and required value, reason and clause."""
    lists = [(texts.smallest_changes, verdict.smallest_changes), (texts.assumptions, verdict.assumptions)]
    parts = [
        element("h3", texts.verdict_title),
        element(
            "p", element("strong", texts.verdict_statuses[verdict.status]), class_=f"verdict verdict-{verdict.status}"
        ),
        element("p", texts.verdict_notice, class_="notice"),
        _table(
            texts.verdict_title,
            texts.verdict_columns,
            [_finding(finding, marker, texts) for finding in verdict.findings],
        ),
        *[
            join([element("p", element("strong", title)), element("ul", *[element("li", line) for line in lines])])
            for title, lines in lists
            if lines
        ],
    ]
    if verdict.before:
        before = texts.verdict_statuses[verdict.before.status]
        parts.append(element("p", texts.before_title.format(status=before), class_="before"))
    return element("section", *parts, class_="card", data_ai_generated="false")


def consortium_table(consortium: Consortium, texts: PageTexts, places: Mapping[str, str]) -> Html:
    """Each partner with the words it was read from, so that a misreading is seen at once."""
    rows = [_partner(partner, n, texts, places) for n, partner in enumerate(consortium.partners, 1)]
    project = [
        f"{name}: {value}"
        for name, value in (
            (texts.strand, _strand(consortium, texts)),
            (texts.duration, _duration(consortium.duration_months)),
        )
        if value
    ]
    return element(
        "section",
        element("h3", texts.partners_title),
        _table(texts.partners_title, texts.partners_columns, rows),
        element("p", " · ".join(project)) if project else text(""),
        class_="card",
        data_ai_generated="false",
    )


def _table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[Html]]) -> Html:
    """A table whose cells carry their column's name, so that a phone can show them one below the other."""
    head = element("thead", element("tr", *[element("th", column, scope="col") for column in columns]))
    body = [
        element(
            "tr",
            element("th", cells[0], scope="row", data_column=columns[0]),
            *[element("td", cell, data_column=column) for column, cell in zip(columns[1:], cells[1:], strict=True)],
        )
        for cells in rows
    ]
    return element(
        "div",
        element("table", element("caption", caption, class_="sr-only"), head, element("tbody", *body)),
        class_="table",
        role="group",
        aria_label=caption,
        tabindex="0",
    )


def _finding(finding: Finding, marker: Callable[[int], Html], texts: PageTexts) -> list[Html]:
    outcome = texts.outcomes[finding.outcome]
    clause = marker(finding.citation) if finding.citation is not None else text("")
    reason = [element("p", finding.reason, " ", clause)]
    if finding.missing:
        reason.append(element("p", f"{texts.missing_facts}: {'; '.join(finding.missing)}"))
    return [
        text(texts.rules[finding.rule]),
        element(
            "span",
            element("span", outcome.symbol, aria_hidden="true"),
            f" {outcome.word}",
            class_=f"outcome outcome-{finding.outcome}",
        ),
        text(_value(finding.measured)),
        text(_value(finding.required)),
        element("div", *reason),
    ]


def _partner(partner: Partner, n: int, texts: PageTexts, places: Mapping[str, str]) -> list[Html]:
    def choice(value: str | None, among: Sequence[str] | str | None, names: Mapping[Any, str]) -> str:
        if value is not None:
            return names.get(value, value)
        if among == "EU":
            return texts.any_member_state
        if among:
            return texts.one_of.format(choices=", ".join(names.get(code, code) for code in among))
        return texts.not_said

    cells = [
        partner.name or texts.partner_unnamed.format(n=n),
        choice(partner.country, partner.country_in, places),
        choice(partner.region, partner.region_in, places),
        choice(partner.kind, None, texts.kinds),
        choice(partner.role, partner.role_in, texts.roles),
        texts.eccp[partner.eccp],
        partner.source or "",
    ]
    return [text(cell) for cell in cells]


def _strand(consortium: Consortium, texts: PageTexts) -> str:
    if consortium.strand:
        return texts.strands[consortium.strand]
    if consortium.strand_in:
        return texts.one_of.format(choices=", ".join(texts.strands[strand] for strand in consortium.strand_in))
    return ""


def _duration(months: int | tuple[int, int] | None) -> str:
    if months is None:
        return ""
    return str(months) if isinstance(months, int) else f"{months[0]}–{months[1]}"


def _value(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "–".join(str(part) for part in value)
    return "" if value is None else str(value)
