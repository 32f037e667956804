"""Judges a described consortium by the rules of a call: a file, words, or lines of either; no model is loaded."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.calls import load_call
from assistant.cli.arguments import add_as_of, add_call, add_formats
from assistant.cli.consortia import Checked, ConsortiumReader
from assistant.cli.jsonl import answer_lines, open_lines
from assistant.cli.output import Output
from assistant.cli.standard_input import read_text
from assistant.eligibility.profile import EligibilityProfile
from assistant.eligibility.summary import summary
from assistant.eligibility.verdict import judge
from assistant.gazetteer import Gazetteer
from assistant.reading.lexicon import Lexicon
from assistant.settings import Settings
from assistant.wording import Wording
from index.errors import OperatorProblem

MISSING = "a consortium is missing: give a FILE or --text, or pipe a description in"


class NoRules(OperatorProblem):
    """The call's profile has no eligibility rules."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", nargs="?", metavar="FILE", help=".yaml, .json, .csv, or any text; - or left out: standard input"
    )
    parser.add_argument("--text", metavar="TEXT", help="the consortium in words")
    add_formats(parser, '{"id", "turns": [...]} (or "text", or "consortium")')
    add_call(parser)
    add_as_of(parser)


def run(options: argparse.Namespace, settings: Settings, out: Output) -> int:
    if sum(each is not None for each in (options.file, options.text, options.jsonl)) > 1:
        options.refuse("give only one of FILE, --text and --jsonl")
    call = load_call(settings, options.call)
    wording = Wording.load(settings.corpus_dir, settings.language)
    if call.eligibility is None or call.profile is None:
        raise NoRules(
            wording.say("cannot_judge"), why="Its profile has no rules.", next="Name another call with --call."
        )
    gazetteer = Gazetteer.load(settings.corpus_dir)
    reader = ConsortiumReader(gazetteer, Lexicon.load(settings.corpus_dir, settings.language), settings.file_bytes)
    if options.jsonl:
        rules = call.eligibility
        with open_lines(options.jsonl) as lines:
            return answer_lines(lines, out, lambda line: _object(reader.line(line), rules, gazetteer, wording))
    checked = _checked(options, settings, reader)
    if options.json:
        out.json(_object(checked, call.eligibility, gazetteer, wording))
    elif checked.consortium is None:
        out.text(wording.say("check_nobody"))
        out.text(wording.say("check_partners"))
    else:
        judgement = judge(checked.consortium, call.eligibility, gazetteer, before=checked.before)
        day = options.as_of or datetime.now(UTC).date()
        authority = call.profile.granting_authority.name
        out.lines(summary(checked.consortium, judgement, call.eligibility, as_of=day, authority=authority))
    return 0


def _checked(options: argparse.Namespace, settings: Settings, reader: ConsortiumReader) -> Checked:
    if options.text is not None:
        return reader.words([options.text])
    if options.file is not None and options.file != "-":
        return reader.file(Path(options.file))
    return reader.piped(read_text(options, settings.file_bytes, MISSING))


def _object(checked: Checked, rules: EligibilityProfile, gazetteer: Gazetteer, wording: Wording) -> dict[str, Any]:
    """The contract's object. A finding's `citation` stays null: there is no list of citations to number."""
    if checked.consortium is None:
        return {"id": None, "consortium": None, "verdict": None, "questions": [wording.say("check_partners")]}
    judgement = judge(checked.consortium, rules, gazetteer, before=checked.before)
    return {
        "id": None,
        "consortium": checked.consortium.model_dump(mode="json"),
        "verdict": judgement.verdict.model_dump(mode="json"),
        "questions": judgement.questions,
    }
