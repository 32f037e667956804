"""Damaged files are found before the vector store opens them; the release before serves, or an error comes."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index import Index
from index.errors import IndexDamaged, OperatorProblem
from tests.index.fakes import WordModel

# A nightly run raises this to 50 and more.
FLIPS = int(os.environ.get("INDEX_TEST_FLIPS", "50"))
NAMES = [
    "manifest.json",
    "passages.json",
    "documents.json",
    "embeddings.npy",
    "starts.npy",
    "lexical/params.index.json",
    "lexical/vocab.index.json",
    "lexical/data.csc.index.npy",
    "lexical/indices.csc.index.npy",
    "lexical/indptr.csc.index.npy",
    "chroma/chroma.sqlite3",
    "chroma/*/data_level0.bin",
    "chroma/*/header.bin",
    "chroma/*/length.bin",
    "chroma/*/link_lists.bin",
]


def halve(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def spoil(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 16] = os.urandom(16)
    path.write_bytes(bytes(data) + b"\0" * (not data))


def lengthen(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0")


HARMS: list[Callable[[Path], None]] = [Path.unlink, halve, spoil, lengthen]


@pytest.fixture
def newest(stored: Path) -> Path:
    """The folder of the release in use, writable; every release before it is gone."""
    folder = stored / "releases" / "v2"
    for path in [*folder.rglob("*"), *stored.glob("CURRENT")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    return folder


@pytest.fixture
def vector_store_untouched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.dense._client", lambda _: pytest.fail("the vector store was opened"))


def only_release(root: Path) -> None:
    shutil.rmtree(root / "releases" / "v1")
    (root / "CURRENT").write_text((root / "CURRENT").read_text().splitlines()[0] + "\n")


@pytest.mark.usefixtures("vector_store_untouched")
@pytest.mark.parametrize("harm", HARMS, ids=["removed", "halved", "spoilt", "lengthened"])
def test_a_damaged_file_is_an_error_with_its_remedy(
    stored: Path, newest: Path, model: WordModel, harm: Callable[[Path], None]
) -> None:
    only_release(stored)
    for name in NAMES:
        victim = next(newest.glob(name))
        if not victim.stat().st_size and harm is halve:
            continue
        whole = victim.read_bytes()
        harm(victim)
        with pytest.raises(IndexDamaged, match="python -m assistant index --rebuild"):
            Index.open(stored, model=model)
        victim.write_bytes(whole)


@pytest.mark.usefixtures("vector_store_untouched")
def test_files_that_do_not_belong_there_are_found(stored: Path, newest: Path, model: WordModel) -> None:
    only_release(stored)
    for name in ("chroma/chroma.sqlite3-journal", "chroma/x/index_metadata.pickle", "extra.bin"):
        (newest / name).parent.mkdir(exist_ok=True)
        (newest / name).write_bytes(b"x")
        with pytest.raises(IndexDamaged, match="unknown"):
            Index.open(stored, model=model)
        (newest / name).unlink()


@pytest.mark.usefixtures("vector_store_untouched")
def test_any_flipped_byte_is_found(stored: Path, newest: Path, model: WordModel) -> None:
    only_release(stored)
    chance = random.Random(11)
    files = sorted(p for p in newest.rglob("*") if p.is_file() and p.stat().st_size)
    for _ in range(FLIPS):
        victim = chance.choice(files)
        whole = victim.read_bytes()
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        victim.write_bytes(data)
        with pytest.raises(IndexDamaged):
            Index.open(stored, model=model)
        victim.write_bytes(whole)


def test_the_release_before_serves_and_says_so(stored: Path, newest: Path, model: WordModel) -> None:
    spoil(newest / "chroma" / "chroma.sqlite3")
    with Index.open(stored, model=model) as index:
        assert "chroma.sqlite3" in (index.degraded or "")
        assert index.passages[0].text.endswith("edition 1.")
        assert index.search("cluster item", 3)


def test_two_damaged_releases_are_an_error(stored: Path, newest: Path, model: WordModel) -> None:
    halve(newest / "passages.json")
    shutil.rmtree(stored / "releases" / "v1")
    with pytest.raises(IndexDamaged, match=r"passages\.json"):
        Index.open(stored, model=model)


@pytest.mark.parametrize("text", ["", "garbage", "v9 " + "0" * 64, "../../etc x", "v2 0000\n", "\x00\xff"])
def test_a_damaged_pointer_file_is_an_error(stored: Path, newest: Path, model: WordModel, text: str) -> None:
    (stored / "CURRENT").write_text(text, encoding="latin-1")
    with pytest.raises(IndexDamaged, match="--rebuild"):
        Index.open(stored, model=model)


def test_a_missing_pointer_file_is_an_error(stored: Path, model: WordModel) -> None:
    (stored / "CURRENT").unlink()
    with pytest.raises(OperatorProblem, match="--rebuild"):
        Index.open(stored, model=model)


def test_a_rebuild_mends_any_damage(stored: Path, newest: Path, model: WordModel) -> None:
    from tests.index.fakes import numbered_passages

    spoil(newest / "embeddings.npy")
    (stored / "CURRENT").write_text("garbage")
    with Index.create(stored, numbered_passages(40), model=model) as index:
        assert index.degraded is None
        assert len(index.search("cluster", 50)) == 40
    assert len((stored / "CURRENT").read_text().splitlines()) == 1
