"""Where a failed case went wrong, in sentences made from what the run recorded: reading, search, tools, answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.statuses import Status
from evals.evaluators.abstention import SILENT
from evals.metrics import Metric, metric_of
from evals.running.records import AnswerRecord, MetricRecord
from evals.understood import Route, Understood

_ROUTES = {
    Route.POINT: "taken to ask for “{point}” (nearness {matched:.2f} to “{example}”)",
    Route.AGREED: "taken to ask for “{point}” (nearness only {matched:.2f} to “{example}”, but the search agreed)",
    Route.FOUND: "no known question was near enough; the best passage answers with probability {support:.2f}",
    Route.GUARD: "taken for no question on the call, or for one to decline (“{point}”, nearness {matched:.2f})",
}
_CLOSE = 0.05
"""A lead before the next point below which the reading hung on little."""


def explained(answer: AnswerRecord, records: Sequence[MetricRecord]) -> list[str]:
    """The sentences for one case, in the order in which an answer is made; `records` are those of the case."""
    found = {record.metric: record for record in records if record.unscored is None}
    if answer.answer is None:
        return [f"Nothing was observed: {answer.error or 'no answer'}."]
    return [
        *(_reading(part) for part in answer.understood),
        *_search(answer, found),
        *_tools(found),
        *_status(answer, found),
        *_facts(found),
        *_verdict(found),
    ]


def _reading(part: Understood) -> str:
    said = f"Reading: “{part.asked}” was " if part.route is not Route.FOUND else f"Reading: for “{part.asked}” "
    said += _ROUTES[part.route].format(**part.model_dump())
    if part.route is not Route.FOUND and part.next_point and part.margin < _CLOSE:
        said += f"; “{part.next_point}” was as near ({part.matched - part.margin:.2f})"
    return f"{said}."


def _search(answer: AnswerRecord, found: dict[str, MetricRecord]) -> Iterable[str]:
    rank, cited = found.get(Metric.RR.value), found.get(Metric.GOLD_CITED.value)
    if rank is not None:
        value = rank.value or 0.0
        where = f"at rank {round(1 / value)}" if value else f"not among the first {len(answer.hits)} hits"
        yield f"Search: the first passage of the gold text stood {where}."
    if cited is not None and cited.value != 1.0:
        yield f"Citations: {cited.numerator:g} of {cited.denominator:g} gold passages are cited; {cited.detail}."


def _tools(found: dict[str, MetricRecord]) -> Iterable[str]:
    for metric, fault in ((Metric.TOOL_CALLED, 1.0), (Metric.TOOL_NEEDLESS, 0.0), (Metric.TOOL_ARGUMENTS, 1.0)):
        record = found.get(metric.value)
        if record is not None and record.value != fault:
            yield f"Tools: {record.detail or metric.description}."


def _status(answer: AnswerRecord, found: dict[str, MetricRecord]) -> Iterable[str]:
    record = found.get(Metric.STATUS.value)
    given = answer.answer.status if answer.answer else Status.FAILED
    if record is None or record.value == 1.0:
        return
    wanted = record.detail.split(" -> ", 1)[0]
    if given is Status.FAILED:
        why = "no answer was made"
    elif wanted in SILENT and given not in SILENT:
        why = "it answered where it should have kept silent"
    elif given in SILENT and wanted not in SILENT:
        why = "it kept silent where the documents answer"
    else:
        why = "the status is another one"
    yield f"Status: {given.value} instead of {wanted}; {why}."


def _facts(found: dict[str, MetricRecord]) -> Iterable[str]:
    for metric, name in (
        (Metric.FACT_RECALL, "Facts"),
        (Metric.FACTS_IN_ROLE, "Facts in their role"),
        (Metric.FORBIDDEN_SAID, "Said wrongly"),
        (Metric.GUESS_IN_SILENCE, "Guess"),
        (Metric.QUOTE_EXACT, "Quotation"),
        (Metric.NUMBERS_SUPPORTED, "Numbers"),
    ):
        record = found.get(metric.value)
        perfect = 1.0 if metric.better == "higher" else 0.0
        if record is not None and record.value != perfect:
            share = f"{record.numerator:g} of {record.denominator:g}; " if record.denominator > 1 else ""
            yield f"{name}: {share}{record.detail or metric.description}."


def _verdict(found: dict[str, MetricRecord]) -> Iterable[str]:
    record = found.get(Metric.VERDICT_RIGHT.value)
    if record is not None and record.value != 1.0:
        definite = " A wrong definite verdict." if _is_one(found.get(Metric.WRONG_DEFINITE.value)) else ""
        yield f"Verdict: {record.detail}.{definite}"
    rules = found.get(Metric.OUTCOMES_RIGHT.value)
    if rules is not None and rules.value != 1.0:
        yield f"Rules: {rules.numerator:g} of {rules.denominator:g} right; {rules.detail}."
    for name, slot in found.items():
        if metric_of(name) is Metric.SLOT_F1 and slot.value != 1.0 and slot.detail:
            yield f"Read of the consortium, {name.split('/', 1)[-1]}: {slot.detail}."


def _is_one(record: MetricRecord | None) -> bool:
    return record is not None and record.value == 1.0
