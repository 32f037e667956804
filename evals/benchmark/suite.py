"""The parts of the benchmark that need the shipped documents: quality, warm calls, cold commands."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from evals.benchmark.quality import Gold, Quality, gold_of, quality
from evals.benchmark.stacks import (
    BareChroma,
    CallStack,
    OwnStack,
    PlainStack,
    SameModel,
    Stack,
    plain_store,
    spans_of,
    split_plainly,
)
from evals.benchmark.timing import Child, Times, child, interleaved
from evals.benchmark.vectors import CachedModel
from evals.casebook.load import load
from evals.casebook.models import QuestionCase, Suite
from evals.corpus import shipped_call
from evals.running.run import AS_OF
from evals.running.subject import ServiceSubject
from index import Index, SearchOptions, bundled_model, passages_of, published_model

OURS = "assistant's search"
BASE = "embed + bare Chroma"
_ASK = "When is the deadline?"
COMMANDS = {
    "import index": ["-c", "import index"],
    "import assistant.service": ["-c", "import assistant.service"],
    "assistant --help": ["-m", "assistant", "--help"],
    "assistant check": ["-m", "assistant", "check", "--text", "Three clusters from Germany, France and Poland"],
    "assistant index --plan": ["-m", "assistant", "index", "--plan"],
    "assistant search": ["-m", "assistant", "search", _ASK],
    "assistant ask": ["-m", "assistant", "ask", _ASK],
    "plain stack: imports": ["-c", "import langchain_chroma, langchain_text_splitters, sentence_transformers"],
    "plain stack: load model, embed": [
        "-c",
        f"from index import bundled_model; import langchain_chroma; bundled_model().encode([{_ASK!r}])",
    ],
}


class Built(NamedTuple):
    """Every system on the shipped documents, and seconds to build the two that are compared. Queries are embedded once
    and remembered until `embed_anew` is called."""

    stacks: dict[str, Stack]
    gold: list[Gold]
    bare: BareChroma
    own_build_s: float
    plain_build_s: float
    embed_anew: Callable[[], None]


@contextmanager
def built() -> Iterator[Built]:
    """Builds all systems in a temporary folder. Both builds embed their own passages with the same warm model."""
    from assistant.tools.search import CallSearch

    call, live = shipped_call(), bundled_model()
    documents = call.documents
    live.encode([_ASK])
    model = CachedModel(live)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        started = time.perf_counter()
        own = Index.create(folder / "own", passages_of(documents), documents=documents, model=model)
        own_s = time.perf_counter() - started
        started = time.perf_counter()
        texts, metadatas = split_plainly(documents)
        embeddings = SameModel(model)
        store = plain_store(texts, metadatas, embeddings, folder / "plain")
        plain_s = time.perf_counter() - started
        untrained = SameModel(CachedModel(published_model()))
        published = plain_store(texts, metadatas, untrained, folder / "published")
        spans = spans_of(metadatas)
        lexical = Index.open(folder / "own", model=model, options=SearchOptions(weight=1.0))
        dense = Index.open(folder / "own", model=model, options=SearchOptions(weight=0.0))
        stacks: dict[str, Stack] = {
            OURS: CallStack(own, CallSearch.of(own, call)),
            "hybrid index": OwnStack(own),
            "bm25 alone": OwnStack(lexical),
            "dense alone": OwnStack(dense),
            "plain, top 4": PlainStack(store, spans),
            "plain, top 10": PlainStack(store, spans, 10),
            "plain, published model": PlainStack(published, spans),
        }
        cases = [case for case in load(Suite.QUESTIONS) if isinstance(case, QuestionCase)]
        bare = BareChroma(model.encode([p.text for p in own.passages]), live, folder / "bare")

        def embed_anew() -> None:
            own.model = embeddings.model = live

        yield Built(stacks, gold_of(cases, {d.id: d.text for d in documents}), bare, own_s, plain_s, embed_anew)
        for index in (own, lexical, dense):
            index.close()


def quality_of(systems: Built) -> list[Quality]:
    return quality(systems.stacks, systems.gold, OURS)


def warm_times(systems: Built, subject: ServiceSubject) -> dict[str, Times]:
    """Single calls, one after another: the least there can be, both searches, and the whole answer. All questions with
    a gold passage are put, more than the assistant remembers of recent ones."""
    systems.embed_anew()
    calls = {
        BASE: systems.bare.search,
        "search, ours": systems.stacks[OURS].search,
        "search, plain stack": systems.stacks["plain, top 4"].search,
        "ask, end to end": lambda query: subject.answer([query], id="bench", as_of=AS_OF),
    }
    return interleaved(calls, [item.query for item in systems.gold], base=BASE)


def cold_commands() -> dict[str, Child]:
    """Each command once, in a process of its own; first one is put that brings index and vectors up to date."""
    child(COMMANDS["assistant ask"])
    return {name: child(arguments) for name, arguments in COMMANDS.items()}
