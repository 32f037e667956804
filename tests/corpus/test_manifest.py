"""The manifest lists every data file with its digest."""

from __future__ import annotations

from typing import Any

from tests.corpus.manifest import expected
from tests.corpus.places import CORPUS, read


def _digests(value: Any) -> dict[str, str]:
    if isinstance(value, list):
        return {file: digest for entry in value for file, digest in _digests(entry).items()}
    if not isinstance(value, dict):
        return {}
    found = {value["file"]: value["sha256"]} if "file" in value else {}
    return found | {file: digest for inner in value.values() for file, digest in _digests(inner).items()}


def test_every_file_has_the_digest_of_the_manifest() -> None:
    there, wanted = _digests(read(CORPUS / "manifest.yaml")), _digests(expected())
    changed = sorted(file for file in there | wanted if there.get(file) != wanted.get(file))
    assert not changed, f"write the manifest anew (python -m tests.corpus.manifest); changed: {', '.join(changed)}"


def test_documents_are_listed_under_their_own_id() -> None:
    for call in read(CORPUS / "manifest.yaml")["calls"]:
        for document in call["documents"]:
            path = CORPUS / document["file"]
            head = path.read_text(encoding="utf-8").split("\ntitle:")[0]
            assert f"id: {document['id']}" in head, path.name
