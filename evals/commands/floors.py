"""Show the floors; raise them to what a run reached; or say which were loosened since they were committed."""

from __future__ import annotations

import argparse
from pathlib import Path

from evals.commands.output import say
from evals.floors import committed_versions, loosened, raised, read_floors, write_floors
from evals.running.records import BadRun, read_records, read_run
from evals.running.summary import figures


def arguments(parser: argparse.ArgumentParser) -> None:
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--raise", dest="run", type=Path, metavar="RUN", help="tighten to the figures of this run")
    choice.add_argument("--history", action="store_true", help="exit code 1 if a floor was ever stricter")


def main(options: argparse.Namespace) -> int:
    floors = read_floors()
    if options.history:
        found = {breach for older in committed_versions() for breach in loosened(older, floors)}
        for breach in sorted(found, key=str):
            say(f"{breach.suite}/{breach.metric} was {breach.floor} and is {breach.value}")
        return int(bool(found))
    if options.run is not None:
        stamp = read_run(options.run)["stamp"]
        if stamp["split"] != "all" or stamp.get("most") is not None:
            raise BadRun(
                "Floors are raised by all cases.",
                why="This run took one split, or a part of each suite.",
                next="Run `make evals-whole`, and name its folder.",
            )
        floors = raised(floors, figures(read_records(options.run)))
        write_floors(floors)
    for suite, metrics in floors.items():
        for metric, floor in metrics.items():
            say(f"{suite}/{metric}: {floor}")
    return 0
