"""Draft replies to the mails of the cases and score them: splitting, facts, statuses, verdicts."""

from __future__ import annotations

import argparse

from evals.casebook.load import load
from evals.casebook.models import EnquiryCase, Split, Suite
from evals.commands.output import say
from evals.enquiries import figures, run
from evals.running.run import AS_OF
from evals.tables import table


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--split", choices=[split.value for split in Split], help="only this part of the cases")


def main(options: argparse.Namespace) -> int:
    from assistant.helpdesk.drafting import Desk
    from assistant.service import Assistant, Clock
    from assistant.settings import load_settings

    split = Split(options.split) if options.split else None
    cases = [case for case in load(Suite.ENQUIRIES, split=split) if isinstance(case, EnquiryCase)]
    with Assistant.open(load_settings(), clock=Clock(AS_OF)) as assistant:
        judged = run(Desk(assistant, lambda: AS_OF), cases, AS_OF)
    for each in judged:
        for fault in each.faults:
            say(f"{each.case}: {fault}")
    rows = [(name, f"{value:.3f}", words) for name, (value, words) in figures(judged).items()]
    say(table(("measure", f"{len(judged)} mails", "counts"), rows))
    return 0
