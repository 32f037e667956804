"""Python's garbage collector beside a large assistant that stays open."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG = 20_000
"""Objects made, and not yet gone, before the collector looks at the young ones: an answer makes some thousands, and
Python's own number is 700."""


@contextmanager
def staying() -> Iterator[None]:
    """What is made inside stays to the end of the process: the collector does not look through it, now or later. For
    programs, which open one assistant and keep it; takes 3 % of an answer's time off, and more of the slowest ones."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(YOUNG)
        gc.enable()
