"""The report: figures with intervals, plots, the weakest cases explained, and every failed case."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from assistant.answer import Citation
from evals.casebook.models import Split, Suite
from evals.metrics import Metric, metric_of
from evals.report.charts import latency_plot, recall_plot, risk_plot
from evals.report.elements import Cell, definition, table
from evals.report.explained import explained
from evals.report.failures import Failure, failures
from evals.running.records import AnswerRecord, MetricRecord
from evals.running.summary import Row, by_kind, by_split, overall, quantile
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
    found = failures(records, answers)
    plots = [*recall_plot(records), *risk_plot(records), *latency_plot(records)]
    body = [
        "<h1>Evaluation report</h1>",
        _provenance(note, records),
        "<h2>Figures</h2><p>95 % intervals by bootstrap over wording families. Unscored cases ended in an error.</p>",
        *_figures(records),
        f'<h2>Plots</h2><div class="plots">{"".join(plots)}</div>',
        "<h2>Expected and given status</h2>",
        *_confusion(records),
        "<h2>By kind of case</h2>",
        *_kinds(records),
        *_weakest([failure for failure in found if failure.split is Split.TUNE]),
        *_all_failed(found),
    ]
    style = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Evaluation report</title>'
    start = f'<!doctype html>\n<html lang="en"><head>{head}<style>{style}</style></head><body><main>\n'
    return start + "\n".join(body) + "\n</main></body></html>\n"


def _provenance(note: dict[str, Any], records: Sequence[MetricRecord]) -> str:
    facts = {**note["stamp"], **(records[0].provenance.model_dump() if records else {})}
    facts["suites"] = ", ".join(facts["suites"])
    facts |= {name: note.get(name) for name in ("cases", "errors", "open_s", "run_s", "peak_memory_mb")}
    return "<dl>" + "".join(definition(name, escape(str(value))) for name, value in facts.items()) + "</dl>"


def _figures(records: Sequence[MetricRecord]) -> Iterable[str]:
    splits: dict[tuple[Suite, str, str], Row] = {(r.suite, r.metric, r.group): r for r in by_split(records)}
    rows = sorted(overall(records), key=lambda r: (SUITE_ORDER[r.suite], _ORDER[metric_of(r.metric)], r.metric))
    for suite in dict.fromkeys(row.suite for row in rows):
        body = [
            (
                row.metric,
                figure(row.metric, row.figure),
                *(_split(splits.get((suite, row.metric, split))) for split in ("tune", "test")),
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
            ("metric", "all", "tune", "test", "better", "cases", "unscored", Cell("what it says", "text")),
            body,
        )
        for metric in (Metric.WORDS, Metric.TOTAL_MS):
            values = [quantile(records, suite, metric, share) for share in (0.5, 0.95, 0.99)]
            if all(value is not None for value in values):
                said = ", ".join(f"p{p} {value:.0f}" for p, value in zip((50, 95, 99), values, strict=True))
                yield f"<p>{metric.value}: {said}</p>"


def _split(row: Row | None) -> str:
    return "" if row is None or row.figure is None else number(row.metric, row.figure.value)


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
    cells = {(r.suite, r.group, r.metric): r for r in by_kind(records) if r.figure is not None}
    for suite in Suite:
        kinds = sorted({kind for s, kind, _ in cells if s == suite})
        metrics = [metric for metric in _BY_KIND if any((suite, kind, metric.value) in cells for kind in kinds)]
        rows: list[list[str | Cell]] = [
            [
                kind,
                str(max(row.cases for (s, k, _), row in cells.items() if (s, k) == (suite, kind))),
                *(_split(cells.get((suite, kind, metric.value))) for metric in metrics),
            ]
            for kind in kinds
        ]
        if rows and metrics:
            yield table(suite.value, ("kind", "cases", *(metric.value for metric in metrics)), rows)


def _weakest(tuned: Sequence[Failure]) -> Iterable[str]:
    if tuned:
        weakest = tuned[:WEAKEST]
        yield f"<h2>The {len(weakest)} weakest cases, explained</h2>"
        yield "<p>Of the tune split, by the harm of what went wrong; how it came about, from what the run recorded.</p>"
        yield from (_failure(failure, is_open=True) for failure in weakest)


def _all_failed(found: Sequence[Failure]) -> Iterable[str]:
    """The cases of the test split stay folded away: who reads them may no longer measure with them."""
    tune, test = ([failure for failure in found if failure.split is split] for split in (Split.TUNE, Split.TEST))
    yield f"<h2>All failed cases ({len(found)})</h2>"
    yield from (_failure(failure) for failure in tune)
    if test:
        yield f"<details><summary>{len(test)} of the test split: not to be read while improving</summary>"
        yield from (_failure(failure) for failure in test)
        yield "</details>"


def _failure(failure: Failure, *, is_open: bool = False) -> str:
    record, answer = failure.answer, failure.answer.answer
    turns = [
        f"{n}. {escape(turn)}" if len(record.turns) > 1 else escape(turn) for n, turn in enumerate(record.turns, 1)
    ]
    parts = [
        definition("Asked", *turns),
        definition("Why", *(escape(why) for why in failure.why), style="why"),
    ]
    if is_open:
        parts.append(definition("How it came about", *map(escape, explained(record, failure.records))))
    if answer is not None:
        parts += [
            definition("Status", escape(answer.status.value)),
            definition("Answer", escape(re.sub(r"\n{3,}", "\n\n", answer.answer))),
            definition("Sources", *(_source(citation) for citation in answer.citations)),
            definition("Tools", escape(", ".join(call.name for call in answer.tool_calls))),
            definition("Found", escape(", ".join(hit.id for hit in record.hits[:5]))),
        ]
    last = record.turns[-1][:120] if record.turns else ""
    summary = escape(" · ".join([failure.suite.value, record.case, failure.kind, last]))
    return f"<details{' open' if is_open else ''}><summary>{summary}</summary><dl>{''.join(parts)}</dl></details>"


def _source(citation: Citation) -> str:
    place = " › ".join([citation.title, *citation.section])
    return f"[{citation.n}] {escape(place)} ({citation.start}–{citation.end}): <q>{escape(citation.quote)}</q>"
