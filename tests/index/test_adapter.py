"""An adapter's file against its digest, and what adding it does to a model's layers."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from index import SentenceModel, bundled_model, published_model
from index.adapter import DOWN, UP, Adapter
from index.errors import ModelRefused


def written(folder: Path, factors: dict[str, torch.Tensor]) -> Adapter:
    (folder / "more").mkdir()
    file = folder / "more" / "adapter.safetensors"
    save_file(factors, file)
    (folder / "more.sha256").write_text(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n")
    return Adapter(folder / "more", folder / "more.sha256")


def factors(inputs: int = 3) -> dict[str, torch.Tensor]:
    return {f"0{DOWN}": torch.ones(1, inputs).half(), f"0{UP}": torch.tensor([[1.0], [2.0]]).half()}


def test_the_product_of_the_factors_is_added_to_the_weights(tmp_path: Path) -> None:
    module = torch.nn.Sequential(torch.nn.Linear(3, 2))
    before = module[0].weight.detach().clone()
    written(tmp_path, factors()).add_to(module)
    assert torch.allclose(module[0].weight - before, torch.tensor([[1.0] * 3, [2.0] * 3]))


def test_an_altered_file_is_refused(tmp_path: Path) -> None:
    adapter = written(tmp_path, factors())
    data = bytearray((tmp_path / "more" / "adapter.safetensors").read_bytes())
    data[-1] ^= 1
    (tmp_path / "more" / "adapter.safetensors").write_bytes(data)
    with pytest.raises(ModelRefused, match="differs"):
        adapter.add_to(torch.nn.Sequential(torch.nn.Linear(3, 2)))


@pytest.mark.parametrize(
    "module", [torch.nn.Sequential(torch.nn.Linear(4, 2)), torch.nn.Sequential(), torch.nn.Sequential(torch.nn.ReLU())]
)
def test_an_adapter_made_for_another_model_is_refused(tmp_path: Path, module: torch.nn.Module) -> None:
    with pytest.raises(ModelRefused, match="made for another model"):
        written(tmp_path, factors()).add_to(module)


def test_the_bundled_model_tells_that_it_is_not_the_published_one(minilm: SentenceModel) -> None:
    published = published_model()
    assert bundled_model().digest == minilm.digest != published.digest
    assert minilm.name == f"{published.name}+eu-calls"
    text = ["How many clusters are needed?"]
    assert not np.allclose(minilm.encode(text), published.encode(text))


def test_the_bundled_model_brings_a_question_nearer_to_the_words_that_answer_it(minilm: SentenceModel) -> None:
    texts = ["How much of our costs do we have to pay ourselves?", "The funding rate is 75 % of the eligible costs."]
    asked, told = minilm.encode(texts)
    before, after = published_model().encode(texts)
    assert asked @ told > before @ after
