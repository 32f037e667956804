"""Answers and hits for people: text first, sources under it."""

from __future__ import annotations

from assistant.answer import Answer
from assistant.cli.output import Output
from assistant.links import unlinked
from index import Hit


def show_answer(answer: Answer, out: Output) -> None:
    """The answer, then each quotation with document, section and address."""
    out.lines(unlinked(answer.answer).replace("**", ""))
    if answer.citations:
        out.text()
        out.text("Sources")
    for citation in answer.citations:
        number = f"[{citation.n}] "
        indent = " " * len(number)
        out.text(f"“{' '.join(citation.quote.split())}”", number, indent)
        path = [citation.title, *(part for part in citation.section if part not in citation.title)]
        out.text(" › ".join(path), indent, indent)
        if citation.url:
            out.text(citation.url, indent, indent)


def show_hits(hits: list[tuple[Hit, str]], out: Output) -> None:
    """Hits with the titles of their documents, best first."""
    if not hits:
        out.text("Nothing found.")
    for position, (hit, title) in enumerate(hits, 1):
        number = f"{position}. "
        indent = " " * len(number)
        out.text(" › ".join([title, *hit.passage.section]), number, indent)
        out.text(" ".join(hit.passage.text.split()), indent, indent)
        out.text(f"{hit.passage.id}, score {hit.score:.3f}", indent, indent)
