"""The eligibility check on the page: the verdict as a card, made from the tool's result objects, never from prose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from assistant.eligibility.findings import Finding, Outcome
from assistant.eligibility.missing import Asked, Fact
from assistant.web.exchange import Check
from assistant.web.html import Html, element, join, text
from assistant.web.texts import PageTexts

IN_THE_TABLE = frozenset({Fact.KIND, Fact.COUNTRY, Fact.ROLE, Fact.ECCP, Fact.REGION, Fact.STRAND, Fact.DURATION})


def check_card(
    check: Check, partners: Html, marker: Callable[[int], Html], texts: PageTexts, *, editable: bool
) -> Html:
    """The status, what would settle or change it, the `partners` as understood, then each rule with outcome (word and
    sign), measured and required value, reason and clause. `editable`: the questions lead to the cells of the partners'
    table that answer them; a check that is no longer the current one is folded below its outcome."""
    verdict, asked = check.judgement.verdict, check.judgement.asked
    status = element("strong", texts.verdict_statuses[verdict.status])
    before = texts.before_title.format(status=texts.verdict_statuses[verdict.before.status]) if verdict.before else ""
    parts = [
        element("h3", texts.verdict_title),
        element("p", status, class_=f"verdict verdict-{verdict.status}"),
        element("p", before, class_="before") if before else text(""),
        _unmet(verdict.findings, texts),
        _list(texts.missing_title, [_question(each, editable) for each in asked]),
        _list(texts.smallest_changes, verdict.smallest_changes),
    ]
    whole = [
        partners,
        element("h3", texts.rules_title),
        _table(
            texts.rules_title,
            texts.verdict_columns,
            [_finding(finding, marker, texts, missing=not asked) for finding in verdict.findings],
        ),
        _list(texts.assumptions, verdict.assumptions),
    ]
    notice, copy = element("p", texts.verdict_notice, class_="notice"), _summary(check.summary, texts)
    if editable:
        parts += [*whole, notice, copy]
    else:
        parts += [element("details", element("summary", texts.check_unfold), *whole, copy), notice]
    return element("section", *parts, class_="card", data_ai_generated="false")


def _unmet(findings: Sequence[Finding], texts: PageTexts) -> Html:
    """The rules that failed or are open, at a glance; why stands rule by rule below."""
    unmet = [finding for finding in findings if finding.outcome is not Outcome.MET]
    chips = [_outcome(finding, texts.rules[finding.rule], texts) for finding in unmet]
    return element("p", *chips, class_="unmet") if chips else text("")


def _outcome(finding: Finding, words: str, texts: PageTexts) -> Html:
    """A rule's outcome as a sign before `words`; never by colour alone."""
    outcome = texts.outcomes[finding.outcome]
    sign = element("span", outcome.symbol, aria_hidden="true")
    spoken = text("") if words == outcome.word else element("span", f" {outcome.word}:", class_="sr-only")
    return element("span", sign, spoken, f" {words}", class_=f"outcome outcome-{finding.outcome}")


def _question(asked: Asked, editable: bool) -> Html:
    if not editable or asked.fact not in IN_THE_TABLE:
        return text(asked.question)
    where = ",".join(map(str, asked.partners))
    return element(
        "button", asked.question, type="button", class_="missing-fact", data_field=asked.fact.value, data_partners=where
    )


def _list(title: str, lines: Sequence[str]) -> Html:
    if not lines:
        return text("")
    return join([element("p", element("strong", title)), element("ul", *[element("li", line) for line in lines])])


def _summary(summary: str, texts: PageTexts) -> Html:
    """The text to copy, shown when its button is pressed."""
    copy = element(
        "button", texts.copy_text, type="button", class_="copy", aria_expanded="false", data_copied=texts.copied
    )
    return element("div", copy, element("div", summary, class_="summary", tabindex="0", aria_label=texts.summary_title))


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
        class_="table rules",
        role="group",
        aria_label=caption,
        tabindex="0",
    )


def _finding(finding: Finding, marker: Callable[[int], Html], texts: PageTexts, *, missing: bool) -> list[Html]:
    """`missing`: names the facts that would settle it, where no questions ask for them."""
    clause = marker(finding.citation) if finding.citation is not None else text("")
    reason = [element("p", finding.reason, " ", clause)]
    if finding.missing and missing:
        reason.append(element("p", f"{texts.missing_facts}: {'; '.join(finding.missing)}"))
    return [
        text(texts.rules[finding.rule]),
        _outcome(finding, texts.outcomes[finding.outcome].word, texts),
        text(_value(finding.measured)),
        text(_value(finding.required)),
        element("div", *reason),
    ]


def _value(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "–".join(str(part) for part in value)
    return "" if value is None else str(value)
