"""Looks after the desk's store: deletes what is past its time, or one enquiry."""

from __future__ import annotations

import argparse

from assistant.cli.arguments import count
from assistant.cli.output import Output
from assistant.settings import Settings


def arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(required=True, metavar="ACTION", dest="action")
    purge = actions.add_parser("purge", help="delete enquiries that were closed long enough ago")
    purge.add_argument("--days", type=count, metavar="N", help="after so many days (default: the setting desk_days)")
    erase = actions.add_parser("erase", help="delete one enquiry for good")
    erase.add_argument("id", metavar="ID", help="as the desk's page shows it")


def run(options: argparse.Namespace, settings: Settings, out: Output) -> int:
    from assistant.helpdesk.store import Store

    store = Store(settings.data_dir / "desk")
    if options.action == "erase":
        store.erase(options.id)
        out.text("Deleted.")
    else:
        out.text(f"{store.purge(options.days or settings.desk_days)} enquiries deleted.")
    return 0
