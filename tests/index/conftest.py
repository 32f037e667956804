from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Index, SentenceModel, bundled_model
from tests.index.fakes import WordModel, numbered_passages


@pytest.fixture
def model() -> WordModel:
    return WordModel()


@pytest.fixture(scope="session")
def minilm() -> SentenceModel:
    return bundled_model()


@pytest.fixture(scope="session")
def two_releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of 300 passages that has been replaced once. Not to be changed: `stored` is a copy."""
    root = tmp_path_factory.mktemp("releases") / "index"
    for edition in (1, 2):
        Index.create(root, numbered_passages(300, edition=edition), model=WordModel()).close()
    return root


@pytest.fixture
def stored(two_releases: Path, tmp_path: Path) -> Path:
    """A private copy of an index with two releases."""
    copy = tmp_path / "index"
    shutil.copytree(two_releases, copy)
    return copy


@pytest.fixture(scope="session")
def opened(two_releases: Path) -> Iterator[Index]:
    with Index.open(two_releases, model=WordModel()) as index:
        yield index
