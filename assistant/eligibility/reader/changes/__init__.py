"""Sentences of later messages that only tell of one change: read whole, word for word, or not at all."""

from __future__ import annotations

from assistant.eligibility.reader.changes.told import ToldChanges

__all__ = ["ToldChanges"]
