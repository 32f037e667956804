"""Vectors of known wordings are made once, for one call or the next."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from assistant.phrases import phrase_vectors
from tests.index.fakes import WordModel


def test_what_one_call_has_read_the_next_does_not_read_again(tmp_path: Path) -> None:
    model = WordModel()
    first = phrase_vectors(["a deadline", "a budget"], model, tmp_path / "one")
    assert model.encoded == ["a deadline", "a budget"]
    second = phrase_vectors(["a budget", "a region"], model, tmp_path / "two")
    assert model.encoded[2:] == ["a region"]
    assert list(second) == ["a budget", "a region"]
    assert np.array_equal(second["a budget"], first["a budget"])
    again = phrase_vectors(["a region", "a budget"], model, tmp_path / "two")
    assert len(model.encoded) == 3 and list(again) == ["a region", "a budget"]


def test_vectors_of_another_model_or_of_a_damaged_file_are_made_anew(tmp_path: Path) -> None:
    phrase_vectors(["a deadline"], WordModel("words-1"), tmp_path / "one")
    other = WordModel("words-2")
    phrase_vectors(["a deadline"], other, tmp_path / "two")
    assert other.encoded == ["a deadline"]
    for kept in tmp_path.glob("*/*.npz"):
        kept.write_bytes(b"damaged")
    phrase_vectors(["a deadline"], other, tmp_path / "three")
    assert other.encoded == ["a deadline"] * 2
