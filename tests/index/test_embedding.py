"""The model's files against the committed digests, and what the model then does."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index import SentenceModel, bundled_model, published_model
from index import embedding as module
from index.errors import ModelRefused

PUBLISHED = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def small_model(folder: Path) -> tuple[Path, Path]:
    """Files that stand for a model, and their list of digests."""
    model = folder / "model"
    (model / "1_Pooling").mkdir(parents=True)
    lines = []
    for name, text in (("config.json", "{}"), ("model.safetensors", "weights"), ("1_Pooling/config.json", "{}")):
        (model / name).write_text(text)
        lines.append(f"{module.hashlib.sha256(text.encode()).hexdigest()}  {name}\n")
    (folder / "model.sha256").write_text("".join(lines))
    return model, folder / "model.sha256"


def flip(model: Path) -> None:
    (model / "model.safetensors").write_text("wEights")


def add_pickle(model: Path) -> None:
    (model / "pytorch_model.bin").write_bytes(b"\x80\x04")


def add_code(model: Path) -> None:
    (model / "modeling.py").write_text("import os")


def add_unknown(model: Path) -> None:
    (model / "extra.json").write_text("{}")


def remove(model: Path) -> None:
    (model / "config.json").unlink()


def remove_all(model: Path) -> None:
    shutil.rmtree(model)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (flip, "differs"),
        (add_pickle, "carry code"),
        (add_code, "carry code"),
        (add_unknown, "not among"),
        (remove, "missing"),
        (remove_all, "missing"),
    ],
)
def test_a_harmed_model_is_refused_before_anything_loads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: Callable[[Path], None], said: str
) -> None:
    folder, digests = small_model(tmp_path)
    monkeypatch.setattr(module, "_load", lambda _: pytest.fail("the model was loaded"))
    model = SentenceModel(folder, digests)
    harm(folder)
    with pytest.raises(ModelRefused, match=said) as caught:
        model.encode(["text"])
    assert caught.value.next


def test_a_missing_list_of_digests_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelRefused, match="digests"):
        SentenceModel(tmp_path, tmp_path / "absent.sha256")


def test_the_models_digest_covers_every_file_of_the_list(tmp_path: Path) -> None:
    folder, digests = small_model(tmp_path)
    before = SentenceModel(folder, digests).digest
    digests.write_text(digests.read_text().replace("config.json", "other.json", 1))
    assert SentenceModel(folder, digests).digest != before


def test_a_missing_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    with pytest.raises(ModelRefused, match="make setup"):
        bundled_model()


def test_the_committed_digest_of_the_weights_is_the_publishers() -> None:
    model = published_model()
    assert (
        f"{PUBLISHED}  model.safetensors"
        in (Path(module.__file__).parent / "models" / f"{model.name}.sha256").read_text()
    )


def test_the_bundled_model_gives_rows_of_length_one_the_same_each_time(minilm: SentenceModel) -> None:
    texts = ["When is the deadline?", "", "Wann ist die Frist?", "word " * 2000]
    first, second = minilm.encode(texts), minilm.encode(texts)
    assert first.shape == (4, minilm.dimension) == (4, 384)
    assert first.dtype == np.float32
    assert np.allclose(np.linalg.norm(first, axis=1), 1, atol=1e-5)
    assert np.array_equal(first, second)
    assert minilm.max_tokens == 256
