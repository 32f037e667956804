"""The system under test, as the evals see it: the real service in this process, or anything of the same form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assistant.answer import Answer
from assistant.collector import staying
from evals.evaluators.base import Evidence, Shown
from evals.running.understanding import Understanding
from evals.text.spans import Span
from evals.understood import Understood

if TYPE_CHECKING:
    from assistant.helpdesk.drafting import Desk
    from assistant.service import Assistant
    from index import Hit


class Subject(Protocol):
    """What can be asked and searched. `evidence` are the texts that its citations and hits point into."""

    @property
    def evidence(self) -> Evidence: ...

    def read_ahead(self, conversations: Sequence[Sequence[str]]) -> None:
        """Told what will be asked next, to prepare what takes less time for many than one by one."""
        ...

    def answer(self, turns: Sequence[str], *, id: str, as_of: date) -> Answer: ...

    def search(self, query: str, k: int) -> list[Shown]: ...

    def understood(self, turns: Sequence[str], *, as_of: date) -> list[Understood]:
        """How the brain read the last turn; empty where it does not tell."""
        ...


def shown(hit: Hit) -> Shown:
    """A hit of the index as evaluators see it."""
    passage = hit.passage
    return Shown(passage.id, Span(passage.document, passage.start, passage.end), hit.score, hit.dense)


class ServiceSubject:
    """The assistant as the command line opens it, with the shipped call."""

    def __init__(self, assistant: Assistant) -> None:
        from assistant.tools.search import CallSearch

        self._assistant = assistant
        index = assistant.index
        self._search = CallSearch.of(index, assistant.call)
        self._understanding = Understanding(assistant, self._search)
        documents = {name: document.text for name, document in index.documents.items()}
        titles = {document.title for document in index.documents.values()}
        titles |= {heading for passage in index.passages for heading in passage.section}
        self.evidence = Evidence(
            documents,
            tuple(Span(p.document, p.start, p.end) for p in index.passages),
            tuple(sorted(titles, key=lambda title: (-len(title), title))),
        )

    @classmethod
    def open(cls, *, model: str | None = None, data_dir: Path | None = None) -> ServiceSubject:
        from assistant.service import Assistant
        from assistant.settings import load_settings

        with staying():
            return cls(Assistant.open(load_settings(model=model, data_dir=data_dir)))

    def read_ahead(self, conversations: Sequence[Sequence[str]]) -> None:
        self._assistant.read_ahead(conversations)

    def answer(self, turns: Sequence[str], *, id: str, as_of: date) -> Answer:
        return self._assistant.answer(list(turns), id=id, as_of=as_of)

    def search(self, query: str, k: int) -> list[Shown]:
        return [shown(hit) for hit in self._search([query], k).hits[0]]

    def understood(self, turns: Sequence[str], *, as_of: date) -> list[Understood]:
        return self._understanding(turns, as_of)

    def desk(self, as_of: date) -> Desk:
        """The enquiry desk on the same assistant."""
        from assistant.helpdesk.drafting import Desk

        return Desk(self._assistant, lambda: as_of)
