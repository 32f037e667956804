"""Shows the passages of a call's documents that are nearest to a query, best first."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from assistant.calls import document_files, load_call
from assistant.cli.arguments import add_call, add_formats, count
from assistant.cli.jsonl import answer_lines, open_lines, text_of
from assistant.cli.output import Output
from assistant.cli.plain import show_hits
from assistant.reading.text import clean
from assistant.settings import Settings
from assistant.shelf import embedding_model, open_index
from assistant.tools.search import CallSearch
from index import Hit, Index


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="?", metavar="QUERY")
    parser.add_argument("-k", type=count, default=5, metavar="N", help="how many passages (default: 5)")
    add_formats(parser, '{"id", "query"}')
    add_call(parser)


def run(options: argparse.Namespace, settings: Settings, out: Output) -> int:
    if (options.query is None) == (options.jsonl is None):
        options.refuse("give either a QUERY or --jsonl")
    document_files(settings, options.call)  # an unknown call is told before anything is loaded
    if options.jsonl:
        with open_lines(options.jsonl) as lines, _opened(options, settings) as (index, search):

            def found(given: Mapping[str, Any]) -> Mapping[str, Any]:
                query = text_of(given, "query")
                return _object(index, query, search(clean(query, settings.ask_characters)))

            return answer_lines(lines, out, found)
    query = clean(options.query, settings.ask_characters)
    with _opened(options, settings) as (index, search):
        hits = search(query)
        if options.json:
            out.json(_object(index, query, hits))
        else:
            show_hits([(hit, index.document(hit.passage.document).title) for hit in hits], out)
    return 0


@contextmanager
def _opened(options: argparse.Namespace, settings: Settings) -> Iterator[tuple[Index, Callable[[str], Sequence[Hit]]]]:
    """The call's index, and the search that answers use."""
    call = load_call(settings, options.call)
    with open_index(settings, call, embedding_model(settings), progress=True) as index:
        search = CallSearch.of(index, call)
        yield index, lambda query: search([query], options.k).hits[0]


def _object(index: Index, query: str, hits: Sequence[Hit]) -> Mapping[str, Any]:
    return {"id": None, "query": query, "hits": [_hit(index, hit) for hit in hits]}


def _hit(index: Index, hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    return {
        "id": passage.id,
        "document": passage.document,
        "title": index.document(passage.document).title,
        "section": list(passage.section),
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
        "score": hit.score,
    }
