"""A call's index on disk: opened, built where it is missing, rebuilt where its documents have changed."""

from __future__ import annotations

import logging

from assistant.calls import Call, index_dir
from assistant.settings import Settings, SettingsRefused
from index import EmbeddingModel, Index, SentenceModel, bundled_model, sync
from index.errors import IndexMissing

log = logging.getLogger(__name__)


def embedding_model(settings: Settings) -> EmbeddingModel:
    """The embedding model of the settings; nothing is loaded yet. Raises ModelRefused, SettingsRefused."""
    if settings.embedding_model_dir is None:
        return bundled_model()
    if settings.embedding_model_digests is None:
        raise SettingsRefused(
            "The embedding model cannot be used.",
            why="Its files have no list of digests to be checked against.",
            next="Make one with sha256sum and set ASSISTANT_EMBEDDING_MODEL_DIGESTS to it.",
        )
    return SentenceModel(settings.embedding_model_dir, settings.embedding_model_digests)


def open_index(settings: Settings, call: Call, model: EmbeddingModel, *, progress: bool = False) -> Index:
    """The index of a call's documents as they are now.

    A missing one is built and one whose documents have changed brought up to date, with a notice in the log; one made
    by another model or version, or damaged, is the operator's to rebuild: IndexOutdated, IndexDamaged.
    """
    path = index_dir(settings, call.id)
    try:
        index = Index.open(path, model=model)
    except IndexMissing:
        log.warning("The index of %s is built for the first time.", call.id)
    else:
        changes = sync.plan(call.documents, path, model=model)
        if not changes.needed or index.degraded:
            return index
        log.warning("The index of %s is brought up to date: %s", call.id, changes.summary())
        index.close()
    return sync.apply(sync.plan(call.documents, path, model=model), path, model=model, progress=progress)
