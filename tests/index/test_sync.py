from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from index import Document, Index
from index.errors import PassageRefused
from index.markdown import markdown_document
from index.sync import apply, plan
from tests.index.fakes import WordModel

FIRST = "# Rules\n\n## Who\n\nBakers may apply.\n\n## When\n\nIn spring.\n\n## Where\n\nIn Norway.\n"


def document(text: str, name: str = "rules.md") -> Document:
    return markdown_document(text, name)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sync") / "index"
    apply(plan([document(FIRST)], path, model=WordModel()), path, model=WordModel()).close()
    return path


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """A private copy of an index of FIRST."""
    return Path(shutil.copytree(built, tmp_path / "index"))


def test_a_first_plan_adds_everything(tmp_path: Path, model: WordModel) -> None:
    first = plan([document(FIRST)], tmp_path / "index", model=model)
    assert first.added == ("rules#rules/1", "rules#who/1", "rules#when/1", "rules#where/1")
    assert first.needed
    assert "no index" in (first.reason or "")
    assert not (tmp_path / "index").exists()


def test_a_plan_without_changes_needs_nothing_and_applying_it_builds_nothing(root: Path, model: WordModel) -> None:
    same = plan([document(FIRST)], root, model=model)
    assert not same.needed
    assert len(same.unchanged) == 4
    assert "up to date" in same.summary()
    apply(same, root, model=model).close()
    assert model.encoded == []
    assert [p.name for p in (root / "releases").iterdir()] == ["v1"]


def test_a_plan_names_what_is_added_changed_and_removed(root: Path, model: WordModel) -> None:
    text = FIRST.replace("In spring.", "In autumn.").replace("## Where\n\nIn Norway.\n", "## Why\n\nFor bread.\n")
    change = plan([document(text)], root, model=model)
    assert (change.added, change.changed, change.removed) == (("rules#why/1",), ("rules#when/1",), ("rules#where/1",))
    assert change.summary() == "1 added, 1 changed, 1 removed, 2 unchanged. The documents have changed."


def test_only_new_words_are_embedded_and_everything_is_found(root: Path, model: WordModel) -> None:
    text = FIRST.replace("In spring.", "In autumn, after harvest.")
    with apply(plan([document(text)], root, model=model), root, model=model) as index:
        assert len(model.encoded) == 1
        for passage in index.passages:
            hit = index.search(f"{' '.join(passage.section)} {passage.text}", 1)[0]
            assert hit.passage == passage
            assert index.document("rules").text[passage.start : passage.end] == passage.text
        assert index.search("spring", 1)[0].lexical == 0.0


def test_a_change_of_a_source_alone_is_applied_without_embedding(root: Path, model: WordModel) -> None:
    moved = replace(document(FIRST), url="https://example.europa.eu/new")
    change = plan([moved], root, model=model)
    assert (change.changed, change.reason) == ((), "The documents have changed.")
    with apply(change, root, model=model) as index:
        assert model.encoded == []
        assert index.document("rules").url == "https://example.europa.eu/new"


def test_a_rebuild_embeds_everything_again(root: Path, model: WordModel) -> None:
    apply(plan([document(FIRST)], root, model=model), root, model=model, rebuild=True).close()
    assert len(model.encoded) == 4


def test_another_model_is_a_reason_to_build_and_reuses_nothing(root: Path) -> None:
    other = WordModel("words-2")
    change = plan([document(FIRST)], root, model=other)
    assert "embedding model" in (change.reason or "")
    assert len(change.unchanged) == 4
    with apply(change, root, model=other) as index:
        assert index.search("bakers", 1)[0].passage.text == "Bakers may apply."


def test_a_damaged_index_is_a_reason_to_build(root: Path, model: WordModel) -> None:
    victim = root / "releases" / "v1" / "embeddings.npy"
    victim.chmod(0o644)
    victim.write_bytes(b"")
    change = plan([document(FIRST)], root, model=model)
    assert "embeddings.npy" in (change.reason or "")
    with apply(change, root, model=model) as index:
        assert index.degraded is None
    Index.open(root, model=model).close()


def test_nothing_to_index_is_refused(root: Path, model: WordModel) -> None:
    with pytest.raises(PassageRefused):
        plan([], root, model=model)


def test_a_plan_loads_no_model_and_no_vector_store(root: Path) -> None:
    code = (
        "import sys; from index.sync import plan; from index.markdown import markdown_document;"
        f"plan([markdown_document('# A', 'a.md')], {str(root)!r});"
        "print([name for name in ('torch', 'chromadb', 'bm25s', 'sentence_transformers') if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
