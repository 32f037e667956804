"""Looks after the desk's store: deletes what is past its time, or one enquiry."""

from __future__ import annotations

import argparse

from assistant.cli.arguments import count
from assistant.cli.output import Output
from assistant.settings import Settings


def arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(required=True, metavar="ACTION", dest="action")
    purge = actions.add_parser("purge", help="delete enquiries that are past their time, and list them")
    purge.add_argument("--days", type=count, metavar="N", help="days after closing (default: the setting desk_days)")
    purge.add_argument(
        "--open-days",
        type=count,
        metavar="N",
        help="days after the last change of what was never closed (default: the setting desk_open_days)",
    )
    purge.add_argument("--dry-run", action="store_true", help="only list what would be deleted")
    erase = actions.add_parser("erase", help="delete one enquiry for good")
    erase.add_argument("id", metavar="ID", help="as the desk's page shows it")


def run(options: argparse.Namespace, settings: Settings, out: Output) -> int:
    """What is listed are ids, states and dates: nothing of a mail reaches a terminal or its log."""
    from assistant.helpdesk.store import Retention, Store

    store = Store(settings.data_dir / "desk")
    if options.action == "erase":
        store.erase(options.id)
        out.text("Deleted.")
        return 0
    retention = Retention(options.days or settings.desk_days, options.open_days or settings.desk_open_days)
    past = store.purge(retention, only_show=options.dry_run)
    for each in past:
        last = "closed" if each.state == "exported" else "last changed"
        out.text(f"{each.id}  {each.state:<8}  {last} {each.since[:10]}")
    out.text(
        f"{len(past)} {'enquiry' if len(past) == 1 else 'enquiries'} {'would be ' if options.dry_run else ''}deleted."
    )
    return 0
