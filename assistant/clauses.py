"""Whether what is written about a call is about the documents at hand: its clauses have to stand in them.

Documents may be exchanged while the profile beside them stays; a date, a contact or a rule of another call must not
shine through then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.verification import find_run
from index import Document

LEAST_SHARE = 0.5  # of the clauses of a profile; single ones may have been reworded


def is_of(profile: Mapping[str, Any], documents: Sequence[Document]) -> bool:
    """Whether a profile is of the call whose documents these are; one without clauses is taken to be."""
    found = [_stands(clause, documents) for clause in _clauses(profile)]
    return not found or sum(found) >= LEAST_SHARE * len(found)


def bears_out(documents: Sequence[Document], part: object) -> bool:
    """Whether every clause of a part of a profile stands in a document."""
    return all(_stands(clause, documents) for clause in _clauses(part))


def _stands(clause: str, documents: Sequence[Document]) -> bool:
    return any(find_run(document.text, clause) for document in documents)


def _clauses(part: object) -> Iterator[str]:
    if isinstance(part, Mapping):
        for key, value in part.items():
            if str(key).endswith("clause") and isinstance(value, str):
                yield value
            elif str(key) == "further_clauses" and isinstance(value, list):
                yield from map(str, value)
            else:
                yield from _clauses(value)
