"""One possibility chosen for each partner so that a total is extreme, with a fixed number of registered ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

# What a partner can contribute to the total, by whether it is one of the registered clusters (0 or 1).
Choices = Mapping[int, int]


def highest(partners: Iterable[Choices], exactly: int | None) -> int:
    """The highest total when exactly so many partners are registered ones (None: any number), in n log n.

    The number asked for must be possible: `OpenConsortium.registered_clusters` is.
    """
    base, registered, gains = 0, 0, []
    for choices in partners:
        if exactly is None or len(choices) == 1:
            base += max(choices.values())
            registered += 0 not in choices
        else:
            base += choices[0]
            gains.append(choices[1] - choices[0])
    if exactly is not None:
        gains.sort(reverse=True)
        base += sum(gains[: exactly - registered])
    return base


def lowest(partners: Iterable[Choices], exactly: int | None) -> int:
    """The lowest total, as `highest`."""
    return -highest([{key: -value for key, value in choices.items()} for choices in partners], exactly)
