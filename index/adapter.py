"""What a published embedding model learnt in addition: low-rank differences of its weight matrices (LoRA, Hu et al.
2021, https://arxiv.org/abs/2106.09685), added once when the model is loaded, so that reading a text costs no more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from index.digests import read_digests, verify_files
from index.errors import ModelRefused

_FILE = "adapter.safetensors"
DOWN, UP = ".down", ".up"  # endings of the two factors' names; (rank, inputs) and (outputs, rank)


class Adapter:
    """The differences in `folder`/adapter.safetensors; its digest is held against `digest_file` before it is read."""

    def __init__(self, folder: Path | str, digest_file: Path | str) -> None:
        self.folder = Path(folder)
        self.name = self.folder.name
        self._files, self.digest = read_digests(Path(digest_file))

    def add_to(self, encoder: Any) -> None:
        """Adds `up @ down` to the weights of each linear layer of a torch module that the file names.
        Raises ModelRefused if a file is missing or altered, or made for another model."""
        import torch
        from safetensors.torch import load_file

        verify_files(self.folder, self._files)
        factors = load_file(self.folder / _FILE)
        layers = {name.removesuffix(DOWN) for name in factors if name.endswith(DOWN)}
        with torch.no_grad():
            for layer in sorted(layers):
                down, up = factors[layer + DOWN].float(), factors[layer + UP].float()
                try:
                    weight = encoder.get_submodule(layer).weight
                except AttributeError as error:
                    raise self._made_for_another(layer) from error
                if weight.shape != (up.shape[0], down.shape[1]):
                    raise self._made_for_another(layer)
                weight += up @ down

    def _made_for_another(self, layer: str) -> ModelRefused:
        return ModelRefused(
            f"The embedding model's adapter {self.name} was not added.",
            why=f"The model has no layer {layer} of the adapter's size: it was made for another model.",
            next="Fetch the adapter of this version again, or name your own model in the settings, which takes none.",
        )
