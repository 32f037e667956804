"""What stays open is not looked through; what goes is still collected."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from assistant.collector import YOUNG, staying


class Knot:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture(autouse=True)
def _collector_as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_what_is_made_inside_stays_and_what_is_made_later_goes() -> None:
    with staying():
        assert not gc.isenabled()
        kept = [Knot() for _ in range(3)]
    assert gc.isenabled()
    assert gc.get_threshold()[0] == YOUNG
    assert gc.get_freeze_count() > len(kept)
    later = weakref.ref(Knot())
    gc.collect()
    assert later() is None


def test_the_collector_works_on_when_opening_fails() -> None:
    with pytest.raises(OSError, match="no index"), staying():
        raise OSError("no index")
    assert gc.isenabled()
