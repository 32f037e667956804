"""Drafts replies to mails of enquirers (.eml, .txt), with sources; an officer checks and sends them, the program never
does."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.calls import document_files
from assistant.cli.arguments import add_as_of, add_call
from assistant.cli.output import Output
from assistant.cli.problems import Boundary, explain
from assistant.collector import staying
from assistant.settings import Settings
from index.errors import OperatorProblem, Problem

if TYPE_CHECKING:
    from assistant.helpdesk.drafting import Desk
    from assistant.helpdesk.mail import Mail
    from assistant.helpdesk.reply import Drafted

_MAIL_ENDINGS = frozenset({".eml", ".txt"})


class CannotWrite(OperatorProblem):
    """A reply cannot be saved."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("mails", nargs="+", metavar="MAIL", type=Path, help=".eml or .txt file, or a folder of them")
    parser.add_argument("--out", metavar="DIR", type=Path, help="save each reply there, with a sheet for the officer")
    parser.add_argument("--format", choices=["docx", "eml", "md"], default="md", help="of the reply (default: md)")
    parser.add_argument("--json", action="store_true", help="print one JSON object for each mail")
    add_call(parser)
    add_as_of(parser)


def run(options: argparse.Namespace, settings: Settings, out: Output) -> int:
    """Exit code 1 if a mail could not be drafted; the others are."""
    from tqdm import tqdm

    if options.format == "docx" and not options.out:
        options.refuse("a Word file needs a folder to be saved in: add --out DIR")
    document_files(settings, options.call)  # an unknown call is told before anything is loaded
    mails = list(_files(options.mails))
    stems = _stems(mails)
    failed: list[tuple[str, Problem]] = []
    with tqdm(mails, unit="mail", file=sys.stderr, disable=len(mails) < 2) as shown:
        desk: Desk | None = None
        for number, path in enumerate(shown):
            with Boundary() as boundary:
                mail = _read(path, settings)
                desk = desk or _opened(options, settings)
                _give(desk.draft(mail, as_of=options.as_of), stems[number], options, settings, out)
            if boundary.problem is not None:
                if desk is None and isinstance(boundary.problem, OperatorProblem):
                    raise boundary.problem  # nothing can be drafted at all
                failed.append((path.name, boundary.problem))
                if options.json:
                    out.json({"id": path.name, "error": str(boundary.problem)})
    for name, problem in failed:
        sys.stderr.write(f"Not drafted: {name}\n{explain(problem)}")
    return 1 if failed else 0


def _files(given: list[Path]) -> Iterator[Path]:
    for path in given:
        if path.is_dir():
            yield from (each for each in sorted(path.iterdir()) if each.suffix.lower() in _MAIL_ENDINGS)
        else:
            yield path


def _stems(mails: list[Path]) -> list[str]:
    """Names to save replies under: two mails of one name from two folders must not overwrite each other."""
    seen = Counter[str]()
    stems: list[str] = []
    for path in mails:
        seen[path.stem] += 1
        stems.append(path.stem if seen[path.stem] == 1 else f"{path.stem}-{seen[path.stem]}")
    return stems


def _read(path: Path, settings: Settings) -> Mail:
    from assistant.helpdesk.intake import read_file

    return read_file(path, settings.file_bytes)


def _opened(options: argparse.Namespace, settings: Settings) -> Desk:
    from assistant.helpdesk.drafting import Desk
    from assistant.service import Assistant, Clock

    clock = Clock(options.as_of)
    with staying():
        return Desk(Assistant.open(settings, call=options.call, clock=clock, progress=True), lambda: clock.now().date())


def _give(drafted: Drafted, stem: str, options: argparse.Namespace, settings: Settings, out: Output) -> None:
    """Saves the reply where a folder is given, and prints it as asked."""
    from assistant.helpdesk.export import Format, exported
    from assistant.helpdesk.frame import load_frame

    frame = load_frame(settings.corpus_dir, drafted.reply.language)
    if options.out:
        reply = exported(drafted.reply.draft, drafted.mail, frame, Format(options.format), settings.model)
        _save(drafted, reply, stem, options, settings)
    if options.json:
        out.json(drafted.reply.model_dump(mode="json"))
    elif not options.out and options.format == "eml":
        mail = exported(drafted.reply.draft, drafted.mail, frame, Format.MAIL, settings.model).decode()
        for line in mail.splitlines():
            out.raw(line)
    elif not options.out:
        for line in drafted.reply.draft.splitlines():
            out.raw(line)
        for warning in drafted.reply.warnings:
            sys.stderr.write(f"Note: {warning}\n")


def _save(drafted: Drafted, reply: bytes, stem: str, options: argparse.Namespace, settings: Settings) -> None:
    from assistant.helpdesk.frame import officer_texts
    from assistant.helpdesk.officer import check_sheet

    folder: Path = options.out
    sheet = check_sheet(drafted, officer_texts(settings.corpus_dir))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{stem}.reply.{options.format}").write_bytes(reply)
        (folder / f"{stem}.officer.md").write_text(sheet, encoding="utf-8")
    except OSError as error:
        raise CannotWrite(
            f"The reply cannot be saved in {folder}.", why=f"{error.strerror or error}.", next="Choose another --out."
        ) from error
