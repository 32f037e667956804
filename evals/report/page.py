"""The report: figures with intervals, plots, the weakest cases explained, and every failed case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from evals.casebook.models import Split, Suite
from evals.metrics import Metric, metric_of
from evals.report.case_list import all_failed, weakest_cases
from evals.report.charts import latency_plot, recall_plot, risk_plot
from evals.report.elements import Cell, contents, heading, table
from evals.report.failures import failures
from evals.report.head import headline, provenance
from evals.running.records import AnswerRecord, MetricRecord
from evals.running.summary import Plain, Row, by_kind, by_split, overall, quantile
from evals.tables import SUITE_ORDER, figure, number

WEAKEST = 10
_ORDER = {metric: position for position, metric in enumerate(Metric)}
_BY_KIND = (
    Metric.CORRECT,
    Metric.STATUS,
    Metric.FACT_RECALL,
    Metric.RECALL_AT_5,
    Metric.VERDICT_RIGHT,
    Metric.TOOL_CALLED,
)


def page(note: dict[str, Any], records: Sequence[MetricRecord], answers: Sequence[AnswerRecord]) -> str:
    """The whole page as HTML."""
    found, figures = failures(records, answers), overall(records)
    plots = [*recall_plot(records), *risk_plot(records), *latency_plot(records)]
    weakest = [failure for failure in found if failure.split is Split.TUNE][:WEAKEST]
    sections = {
        "Figures": [
            "<p>95 % intervals by bootstrap over wording families. Unscored cases ended in an error.</p>",
            *_figures(records, figures),
        ],
        "Plots": [f'<div class="plots">{"".join(plots)}</div>'] if plots else [],
        "Expected and given status": list(_confusion(records)),
        "By kind of case": list(_kinds(records)),
        f"The {len(weakest)} weakest cases, explained": list(weakest_cases(weakest)),
        f"All failed cases ({len(found)})": list(all_failed(found)),
    }
    kept = {title: parts for title, parts in sections.items() if parts}
    body = [
        "<h1>Evaluation report</h1>",
        headline(note, records, figures),
        contents(list(kept)),
        provenance(note, records),
    ]
    for place, (title, parts) in enumerate(kept.items()):
        body += [heading(place, title), *parts]
    style = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Evaluation report</title>'
    start = f'<!doctype html>\n<html lang="en"><head>{head}<style>{style}</style></head><body><main>\n'
    return start + "\n".join(body) + "\n</main></body></html>\n"


def _figures(records: Sequence[MetricRecord], figures: Sequence[Row]) -> Iterable[str]:
    splits = by_split(records)
    names = [split.value for split in Split] if len({split for _, _, split in splits}) > 1 else []
    rows = sorted(figures, key=lambda r: (SUITE_ORDER[r.suite], _ORDER[metric_of(r.metric)], r.metric))
    for suite in dict.fromkeys(row.suite for row in rows):
        body = [
            (
                row.metric,
                figure(row.metric, row.figure),
                *(_value(row.metric, splits.get((suite, row.metric, split))) for split in names),
                metric_of(row.metric).better.value,
                str(row.cases),
                Cell(str(row.unscored), "bad" if row.unscored else ""),
                Cell(metric_of(row.metric).description, "text"),
            )
            for row in rows
            if row.suite == suite and row.figure is not None
        ]
        yield table(
            suite.value,
            ("metric", "all", *names, "better", "cases", "unscored", Cell("what it says", "text")),
            body,
        )
        for metric in (Metric.WORDS, Metric.TOTAL_MS):
            values = [quantile(records, suite, metric, share) for share in (0.5, 0.95, 0.99)]
            if all(value is not None for value in values):
                said = ", ".join(f"p{p} {value:.0f}" for p, value in zip((50, 95, 99), values, strict=True))
                yield f"<p>{metric.value}: {said}</p>"


def _value(metric: str, plain: Plain | None) -> str:
    return "" if plain is None else number(metric, plain.value)


def _confusion(records: Sequence[MetricRecord]) -> Iterable[str]:
    for metric, what in ((Metric.STATUS, "status"), (Metric.VERDICT_RIGHT, "verdict")):
        for suite in Suite:
            pairs = Counter(
                tuple(r.detail.split(" -> ", 1))
                for r in records
                if r.suite == suite and r.metric == metric.value and r.unscored is None
            )
            if not pairs:
                continue
            names = sorted({name for pair in pairs for name in pair})
            rows: list[list[str | Cell]] = [
                [gold, *(Cell(str(pairs[gold, got] or ""), "same" if gold == got else "bad") for got in names)]
                for gold in names
                if any(pairs[gold, got] for got in names)
            ]
            yield table(f"{suite.value}: expected {what} (rows), given (columns)", ("expected", *names), rows)


def _kinds(records: Sequence[MetricRecord]) -> Iterable[str]:
    cells = by_kind(records)
    for suite in Suite:
        kinds = sorted({kind for s, _, kind in cells if s == suite})
        metrics = [metric for metric in _BY_KIND if any((suite, metric.value, kind) in cells for kind in kinds)]
        rows: list[list[str | Cell]] = [
            [
                kind,
                str(max(row.cases for (s, _, k), row in cells.items() if (s, k) == (suite, kind))),
                *(_value(metric, cells.get((suite, metric.value, kind))) for metric in metrics),
            ]
            for kind in kinds
        ]
        if rows and metrics:
            yield table(suite.value, ("kind", "cases", *(metric.value for metric in metrics)), rows)
