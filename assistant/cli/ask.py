"""Answers a question about a call from its documents: the answer first, then the words it rests on."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assistant.calls import document_files
from assistant.cli.arguments import add_as_of, add_call, add_formats
from assistant.cli.jsonl import answer_lines, open_lines, texts_of
from assistant.cli.output import Output
from assistant.cli.plain import show_answer
from assistant.cli.standard_input import read_text
from assistant.collector import staying
from assistant.reading.text import clean
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.service import Assistant


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question", nargs="?", metavar="QUESTION", help="left out, it is read from standard input")
    add_formats(parser, '{"id", "turns": [...]}')
    add_call(parser)
    add_as_of(parser)
    parser.add_argument("--model", metavar="NAME", help="chat model (default: offline, which needs no key)")


def run(options: argparse.Namespace, settings: Settings, out: Output) -> int:
    if options.jsonl and options.question is not None:
        options.refuse("give a QUESTION or --jsonl, not both")
    document_files(settings, options.call)  # an unknown call is told before anything is loaded
    if options.jsonl:
        with open_lines(options.jsonl) as lines, _opened(options, settings) as assistant:
            return answer_lines(lines, out, lambda given: _answered(assistant, given))
    question = options.question
    if question is None:
        question = read_text(options, settings.ask_characters, 'a QUESTION is missing: ask "When is the deadline?"')
    question = clean(question, settings.ask_characters)
    with _opened(options, settings) as assistant:
        answer = assistant.answer([question])
    if options.json:
        out.json(answer.model_dump(mode="json"))
    else:
        show_answer(answer, out)
    return 0


def _opened(options: argparse.Namespace, settings: Settings) -> Assistant:
    from assistant.service import Assistant, Clock

    with staying():
        return Assistant.open(settings, call=options.call, clock=Clock(options.as_of), progress=True)


def _answered(assistant: Assistant, given: Mapping[str, Any]) -> Mapping[str, Any]:
    return assistant.answer(texts_of(given, "turns")).model_dump(mode="json")
