"""Low-rank adaptation of a transformer's linear layers (LoRA, Hu et al. 2021, https://arxiv.org/abs/2106.09685)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn

from index.adapter import DOWN, UP

SCALE = 2.0  # alpha / rank


class LowRank(nn.Module):
    """A linear layer left as it is, plus a product of two thin matrices that are trained."""

    def __init__(self, layer: nn.Linear, rank: int) -> None:
        super().__init__()
        self.layer = layer
        self.down = nn.Parameter(torch.randn(rank, layer.in_features) / math.sqrt(layer.in_features))
        self.up = nn.Parameter(torch.zeros(layer.out_features, rank))
        self.used = True

    def forward(self, inputs: Tensor) -> Tensor:
        read: Tensor = self.layer(inputs)
        return read + (inputs @ self.down.T) @ self.up.T * SCALE if self.used else read


class Adapted:
    """A BERT encoder whose attention and feed-forward layers are wrapped; only what is added is trained."""

    def __init__(self, encoder: Any, rank: int) -> None:
        for weights in encoder.parameters():
            weights.requires_grad_(False)
        self._added: dict[str, LowRank] = {}
        names = [name for name, layer in encoder.encoder.named_modules() if isinstance(layer, nn.Linear)]
        for name in names:
            parent, _, last = name.rpartition(".")
            wrapped = LowRank(encoder.encoder.get_submodule(name), rank)
            setattr(encoder.encoder.get_submodule(parent), last, wrapped)
            self._added[f"encoder.{name}"] = wrapped

    def parameters(self) -> list[nn.Parameter]:
        return [weights for layer in self._added.values() for weights in (layer.down, layer.up)]

    @contextmanager
    def published(self) -> Iterator[None]:
        """Within, the encoder reads as it was published."""
        for layer in self._added.values():
            layer.used = False
        try:
            yield
        finally:
            for layer in self._added.values():
                layer.used = True

    def factors(self) -> dict[str, Tensor]:
        """By layer and `DOWN` or `UP`, in half precision, as `index.adapter` reads them."""
        found = {}
        for name, layer in self._added.items():
            found[name + DOWN] = layer.down.detach().half().contiguous()
            found[name + UP] = (layer.up.detach() * SCALE).half().contiguous()
        return found
