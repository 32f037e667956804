"""Builds the index of each call, or brings it up to date: shows the plan, then applies it."""

from __future__ import annotations

import argparse

from assistant.calls import index_dir, known_calls, load_call
from assistant.cli.output import Output
from assistant.cli.plans import show_plan
from assistant.settings import Settings
from assistant.shelf import embedding_model
from index import sync


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--call", metavar="ID", help="only this call (default: all)")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--plan", action="store_true", help="show what would change, then stop")
    how.add_argument("--rebuild", action="store_true", help="make every vector anew, also where nothing has changed")


def run(options: argparse.Namespace, settings: Settings, out: Output) -> int:
    model = embedding_model(settings)
    for call_id in [options.call] if options.call else known_calls(settings):
        call = load_call(settings, call_id)
        folder = index_dir(settings, call.id)
        plan = sync.plan(call.documents, folder, model=model)
        show_plan(call.id, plan, out)
        if options.plan or not (plan.needed or options.rebuild):
            continue
        sync.apply(plan, folder, model=model, rebuild=options.rebuild, progress=True).close()
        _prepare(settings, call.id)
        out.text(f"{call.id}: done.")
    return 0


def _prepare(settings: Settings, call_id: str) -> None:
    """Whatever else the first question would have to wait for."""
    from assistant.service import Assistant

    Assistant.open(settings, call=call_id).close()
