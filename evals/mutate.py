"""Planted regressions: a metric that does not notice them is no guard. Each is planted in the running service."""

from __future__ import annotations

import random
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from evals.casebook.load import load
from evals.casebook.models import EnquiryCase, QuestionCase, Split, Suite
from evals.compare import Difference, compare
from evals.evaluators import Evidence
from evals.metrics import Better, Metric, metric_of
from evals.running.judge import judge
from evals.running.observe import Task, ask
from evals.running.records import MetricRecord, Provenance
from evals.running.run import AS_OF
from evals.running.subject import ServiceSubject

SEED = 7


class Mutation(NamedTuple):
    """A regression, the metric that has to notice it, and what plants it in a service that is opened afterwards."""

    name: str
    suite: Suite
    metric: Metric
    planted: Callable[[], AbstractContextManager[Any]]


class Caught(NamedTuple):
    """What the metric said, None where it could not be measured. `noticed`: it got worse by more than its interval."""

    mutation: Mutation
    difference: Difference | None

    @property
    def noticed(self) -> bool:
        if self.difference is None:
            return False
        change = self.difference.change
        return change.high < 0 if metric_of(self.difference.metric).better == Better.HIGHER else change.low > 0


@contextmanager
def without_document(name: str) -> Iterator[None]:
    """One document is no longer among those of the call. The index is a copy: the shipped one stays as it is."""
    import assistant.service as service
    from assistant.calls import load_call
    from assistant.settings import load_settings

    settings = load_settings()
    with tempfile.TemporaryDirectory() as folder:
        for part in ("index", "phrases"):
            shutil.copytree(settings.data_dir / part, Path(folder) / part)

        def fewer(asked: Any, call: str | None = None) -> Any:
            whole = load_call(asked, call)
            return replace(whole, documents=tuple(d for d in whole.documents if d.id != name))

        with patch.object(service, "load_call", fewer), patch.dict("os.environ", {"ASSISTANT_DATA_DIR": folder}):
            yield


def shuffled_ranking() -> AbstractContextManager[Any]:
    """The search finds what it found, in an order drawn by lot."""
    from index import Index

    search = Index.search_many

    def shuffled(self: Index, queries: Sequence[str], k: int = 5) -> list[list[Any]]:
        drawn = []
        for query, hits in zip(queries, search(self, queries, k), strict=True):
            places = list(hits)
            random.Random(f"{SEED}{query}").shuffle(places)
            drawn.append([replace(hit, score=place.score) for hit, place in zip(places, hits, strict=True)])
        return drawn

    return patch.object(Index, "search_many", shuffled)


def without_tools(*names: str) -> AbstractContextManager[Any]:
    """The tools of these names are not offered, and nothing forces their call."""
    import assistant.service as service
    from assistant.tools.registry import call_tools

    return patch.object(service, "call_tools", lambda *given: [t for t in call_tools(*given) if t.name not in names])


def careless_brain() -> AbstractContextManager[Any]:
    """The brain changes the numbers of what it says and leaves its quotations as they are."""
    from assistant.offline.compose import Composer

    compose = Composer.compose

    def careless(self: Composer, *given: Any) -> Any:
        draft = compose(self, *given)
        wrong = [
            part.model_copy(
                update={"sentences": tuple(s.model_copy(update={"text": _moved(s.text)}) for s in part.sentences)}
            )
            for part in draft.parts
        ]
        return draft.model_copy(update={"parts": tuple(wrong)})

    return patch.object(Composer, "compose", careless)


def _moved(text: str) -> str:
    """The sentence with its quotation marks off and every number one higher."""
    return re.sub(r"\d+", lambda match: str(int(match[0]) + 1), text.translate({ord(mark): None for mark in "“”"}))


@contextmanager
def loose_verifier() -> Iterator[None]:
    """A careless brain whose sentences are shown whatever their quotations say; the sound verifier silences it."""
    from assistant.verification import Verifier

    with careless_brain(), patch.object(Verifier, "_supported", lambda *given: True):
        yield


MUTATIONS = (
    Mutation(
        "a document dropped", Suite.QUESTIONS, Metric.FACT_RECALL, lambda: without_document("less-developed-regions")
    ),
    Mutation("the ranking shuffled", Suite.QUESTIONS, Metric.RR, shuffled_ranking),
    Mutation(
        "the look-up tools disabled",
        Suite.QUESTIONS,
        Metric.TOOL_CALLED,
        lambda: without_tools("look_up_country", "look_up_region", "look_up_strand_topic"),
    ),
    Mutation("the verifier loosened", Suite.QUESTIONS, Metric.NUMBERS_SUPPORTED, loose_verifier),
)


def tasks(suite: Suite, every: int) -> list[Task]:
    """Every so-manieth case of the tune split."""
    cases = [case for case in load(suite, split=Split.TUNE) if not isinstance(case, EnquiryCase)]
    single = [case for case in cases if not isinstance(case, QuestionCase) or len(case.turns) == 1]
    return [Task(suite, case) for case in single[::every]]


def measured(
    chosen: Sequence[Task], evidence: Evidence | None, as_of: date = AS_OF
) -> tuple[list[MetricRecord], Evidence]:
    """The records of the service as it opens now. `evidence`: the documents of the whole service, where known."""
    subject = ServiceSubject.open()
    answers = [ask(subject, task, as_of) for task in chosen]
    nothing = dict.fromkeys(Provenance.model_fields, "")
    held_against = evidence or subject.evidence
    return judge(chosen, answers, held_against, Provenance(**nothing)), held_against


def plant(mutations: Sequence[Mutation] = MUTATIONS, every: int = 1) -> Iterator[Caught]:
    """Measures without and with each regression on the same cases."""
    plain: dict[Suite, tuple[list[MetricRecord], Evidence]] = {}
    for mutation in mutations:
        chosen = tasks(mutation.suite, every)
        if mutation.suite not in plain:
            plain[mutation.suite] = measured(chosen, None)
        before, evidence = plain[mutation.suite]
        with mutation.planted():
            after, _ = measured(chosen, evidence)
        found = compare(before, after).differences
        yield Caught(mutation, next((d for d in found if d.metric == mutation.metric.value), None))
