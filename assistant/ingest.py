"""Documents of the user's own -> the documents of a call: checked first, then copied whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.calls import CallUnknown, checked_id, document_files, own_documents_dir
from assistant.settings import Settings
from index import Document, load_document
from index.errors import DocumentRefused, StorageProblem
from index.loading import PARSERS


@dataclass(frozen=True, slots=True)
class Intake:
    """What would be taken in. `accepted` maps each place to keep a file in to the file; `documents` are all that the
    call would then have; `refused` says what is wrong with the other files."""

    call: str
    accepted: Mapping[Path, Path]
    documents: tuple[Document, ...]
    refused: tuple[DocumentRefused, ...]


def prepare(settings: Settings, paths: Iterable[Path], call_id: str | None = None) -> Intake:
    """Reads the files, and those of folders, for a call, new or known; changes nothing.
    Raises CallUnknown for an impossible id, DocumentRefused if a document that the call has cannot be read."""
    call_id = checked_id(call_id or settings.call)
    folder = own_documents_dir(settings, call_id)
    files, refused = _files(paths)
    replaced = {folder / file.name for file in files}
    known = _known(settings, call_id)
    kept: dict[Path, Document] = {}
    for file in known:
        try:
            kept[file] = load_document(file, call=call_id)
        except DocumentRefused:
            if file not in replaced:
                raise
    accepted: dict[Path, Path] = {}
    for file in files:
        place = folder / file.name
        try:
            if place in accepted:
                raise _refusal(file, "Another of the files has the same name.")
            document = load_document(file, call=call_id)
            _check_id(document, file, {held.id: at for at, held in kept.items() if at != place})
        except DocumentRefused as problem:
            refused.append(problem)
        else:
            kept[place], accepted[place] = document, file
    # In the order in which the call will be read, so that the index built from it is that of the call.
    ordered = [*known, *sorted(set(accepted) - set(known))]
    return Intake(call_id, accepted, tuple(kept[file] for file in ordered if file in kept), tuple(refused))


def keep(accepted: Mapping[Path, Path]) -> None:
    """Copies files to their places, each under another name until all are complete. Raises StorageProblem."""
    aside = {place: place.with_name(f".{place.name}.part") for place in accepted}
    try:
        try:
            for place, file in accepted.items():
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, aside[place])
            for place, copy in aside.items():
                copy.replace(place)
        finally:
            for copy in aside.values():
                copy.unlink(missing_ok=True)
    except OSError as error:
        raise StorageProblem(
            "The documents cannot be kept.",
            why=f"{error.filename or 'The data directory'}: {error.strerror or error}.",
            next="Check the free space and the rights of the data directory, or name another (ASSISTANT_DATA_DIR).",
        ) from error


def _known(settings: Settings, call_id: str) -> list[Path]:
    try:
        return document_files(settings, call_id)
    except CallUnknown:
        return []


def _files(paths: Iterable[Path]) -> tuple[list[Path], list[DocumentRefused]]:
    """The files named and those in folders named, and what is neither."""
    files: list[Path] = []
    refused: list[DocumentRefused] = []
    for path in paths:
        if path.is_dir():
            found = list(_readable(path))
            files += found
            if not found:
                refused.append(_refusal(path, "The folder holds no file of a kind that can be read."))
        elif path.is_file():
            files.append(path)
        else:
            refused.append(_refusal(path, "There is no such file."))
    return files, refused


def _readable(folder: Path) -> Iterator[Path]:
    return (file for file in sorted(folder.iterdir()) if file.is_file() and file.suffix.lower() in PARSERS)


def _refusal(path: Path, why: str) -> DocumentRefused:
    return DocumentRefused(
        f"{path} cannot be added.",
        why=why,
        next=f"Give files with names of their own that end in {', '.join(PARSERS)}, or folders of them.",
    )


def _check_id(document: Document, file: Path, taken: Mapping[str, Path]) -> None:
    if document.id in taken:
        raise DocumentRefused(
            f"{file.name} cannot be added.",
            why=f"The call already has a document with the id '{document.id}' ({taken[document.id].name}).",
            next="Rename the file, or give the document another id.",
        )
