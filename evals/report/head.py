"""The top of the report: the figures asked for first, and what the run was made with."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from evals.casebook.models import Suite
from evals.metrics import Metric
from evals.report.elements import definition
from evals.running.records import MetricRecord
from evals.running.summary import Row
from evals.tables import figure

_HEADLINES = {
    Metric.CORRECT: "right",
    Metric.VERDICT_RIGHT: "verdict right",
    Metric.WRONG_DEFINITE: "wrong definite verdicts",
    Metric.QUESTION_STATUS: "questions answered with the right status",
    Metric.ANSWERED_UNANSWERABLE: "answered though unanswerable",
    Metric.TOOL_NEEDLESS: "tool called needlessly",
}
_MEASURED = {
    "cases": "cases asked",
    "errors": "errors",
    "jobs": "processes",
    "run_s": "seconds, opening included",
    "peak_memory_mb": "peak memory of a process, MB",
}
_DIGESTS = {"code": "digest of code", "cases": "digest of cases", "as_of": "as of"}


def provenance(note: dict[str, Any], records: Sequence[MetricRecord]) -> str:
    facts = {**note["stamp"], **(records[0].provenance.model_dump() if records else {})}
    facts["suites"] = ", ".join(facts["suites"])
    facts |= {name: note[key] for key, name in _MEASURED.items() if note.get(key) is not None}
    named = "".join(definition(_DIGESTS.get(name, name), escape(str(value))) for name, value in facts.items())
    return f"<details><summary>What this run was made with</summary><dl>{named}</dl></details>"


def headline(note: dict[str, Any], records: Sequence[MetricRecord], figures: Sequence[Row]) -> str:
    """What a reader asks first: how much was asked, how much was right, how often the worst happened."""
    stamp = note["stamp"]
    asked = len({(record.suite, record.case) for record in records})
    failed = len({(record.suite, record.case) for record in records if record.unscored is not None})
    split = {"all": "of both splits"}.get(stamp.get("split", "all"), f"of the split “{stamp.get('split')}”")
    said = [f"{asked} cases {split}, {failed} ended in an error"]
    rows = {(row.suite, row.metric): row for row in figures}
    for suite in Suite:
        shares = [
            f"{name} {figure(metric.value, row.figure)}"
            for metric, name in _HEADLINES.items()
            if (row := rows.get((suite, metric.value))) is not None and row.figure is not None
        ]
        said += [f"{suite.value}: {', '.join(shares)}"] if shares else []
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in said)}</ul>"
