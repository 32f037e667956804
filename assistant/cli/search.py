"""Shows the passages of a call's documents that are nearest to a query, best first."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from assistant.calls import document_files, load_call
from assistant.cli.arguments import add_call, add_formats, count
from assistant.cli.jsonl import answer_lines, open_lines, text_of
from assistant.cli.output import Output
from assistant.cli.plain import show_hits
from assistant.reading.text import clean
from assistant.settings import Settings
from assistant.shelf import embedding_model, open_index
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
        with open_lines(options.jsonl) as lines, _opened(options, settings) as index:
            return answer_lines(lines, out, lambda given: _found(index, text_of(given, "query"), options.k, settings))
    query = clean(options.query, settings.ask_characters)
    with _opened(options, settings) as index:
        if options.json:
            out.json(_found(index, query, options.k, settings))
        else:
            hits = index.search(query, options.k)
            show_hits([(hit, index.document(hit.passage.document).title) for hit in hits], out)
    return 0


def _opened(options: argparse.Namespace, settings: Settings) -> Index:
    return open_index(settings, load_call(settings, options.call), embedding_model(settings), progress=True)


def _found(index: Index, query: str, k: int, settings: Settings) -> Mapping[str, Any]:
    hits = index.search(clean(query, settings.ask_characters), k)
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
