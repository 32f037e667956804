"""Documents against the stored index: first the plan, which needs no model, then its application."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index.build import build, corpus_digest
from index.embedding import EmbeddingModel, bundled_model
from index.errors import IndexDamaged, IndexMissing
from index.fusion import SearchOptions
from index.library import Index
from index.passages import passage_digest, passages_of
from index.records import checked, documents_json, passages_from, passages_json
from index.release import check_files, pointers, read_checked, read_manifest
from index.types import Document, Passage


@dataclass(frozen=True, slots=True)
class Plan:
    """What an index would gain and lose: passage ids, in reading order; `changed` are those whose digest differs.

    `reason` says why the index must be built even if no passage changes (none yet, damaged, another model or version,
    offsets or descriptions of documents changed); None if it is up to date.
    """

    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    reason: str | None

    @property
    def needed(self) -> bool:
        """Whether applying the plan would change anything."""
        return bool(self.added or self.changed or self.removed or self.reason)

    def summary(self) -> str:
        """One line for people."""
        counts = ", ".join(
            f"{len(getattr(self, name))} {name}" for name in ("added", "changed", "removed", "unchanged")
        )
        return f"{counts}. {self.reason or ('To be applied.' if self.needed else 'The index is up to date.')}"


def plan(documents: Iterable[Document], path: Path | str, *, model: EmbeddingModel | None = None) -> Plan:
    """Compares `documents` with the index in `path`. Loads no model and no vector store, changes nothing.
    Raises PassageRefused, StorageProblem."""
    given = tuple(documents)
    passages = tuple(checked(passages_of(given)))
    stored, reason = _stored(Path(path), given, passages, model or bundled_model())
    before = {passage.id: passage_digest(passage) for passage in stored}
    after = {passage.id: passage_digest(passage) for passage in passages}
    return Plan(
        documents=given,
        passages=passages,
        added=tuple(identifier for identifier in after if identifier not in before),
        changed=tuple(i for i, digest in after.items() if before.get(i, digest) != digest),
        removed=tuple(identifier for identifier in before if identifier not in after),
        unchanged=tuple(i for i, digest in after.items() if before.get(i) == digest),
        reason=reason,
    )


def apply(
    plan: Plan,
    path: Path | str,
    *,
    model: EmbeddingModel | None = None,
    options: SearchOptions | None = None,
    rebuild: bool = False,
    progress: bool = False,
) -> Index:
    """Brings the index in `path` to what the plan says and opens it; without need it only opens it.

    Unchanged passages keep their vectors, unless `rebuild` asks for all of them anew. Raises as `Index.create` does.
    """
    model = model or bundled_model()
    if rebuild or plan.needed:
        build(Path(path), plan.passages, plan.documents, model, reuse=not rebuild, progress=progress)
    return Index.open(path, model=model, options=options)


def _stored(
    root: Path, documents: tuple[Document, ...], passages: tuple[Passage, ...], model: EmbeddingModel
) -> tuple[list[Passage], str | None]:
    """The passages of the release in use, and why it must be replaced whatever they are."""
    try:
        pointer = pointers(root)[0]
        manifest = read_manifest(root, pointer)
        check_files(root, pointer, manifest)
        stored = passages_from(read_checked(root, pointer, manifest, "passages.json"))
    except (IndexMissing, IndexDamaged) as problem:
        return [], f"{problem.what} {problem.why}"
    reason = manifest.outdated(model.name, model.digest)
    if reason is None and manifest.corpus != corpus_digest(passages_json(passages), documents_json(documents)):
        reason = "The documents have changed."
    return stored, reason
