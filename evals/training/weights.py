"""The weights by which passages are ranked and by which it is told whether documents answer: conditional and plain
logistic regression with an L2 penalty on standardised features (Hastie, Tibshirani, Friedman, 2nd ed., 4.4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from assistant.offline.ranking import weighed
from evals.training.observed import Observed

RANKING_PENALTY = 0.02
ANSWERING_PENALTY = 0.05


@dataclass(frozen=True)
class Weights:
    """By name of the feature; `bias` is 0 for a ranking."""

    of: dict[str, float]
    bias: float = 0.0


def ranking_weights(seen: Sequence[Observed]) -> Weights:
    """The weights under which a right passage is likeliest, of questions that have one among their candidates."""
    asked = [each for each in seen if any(each.right)]
    names = list(asked[0].candidates[0].features)
    tables = [_table([candidate.features for candidate in each.candidates], names) for each in asked]
    spread = np.concatenate(tables).std(axis=0) + 1e-6
    inputs = [torch.tensor(table / spread) for table in tables]
    right = [torch.tensor(each.right) for each in asked]

    def loss(weights: Tensor) -> Tensor:
        each = [
            torch.logsumexp(scores, 0) - torch.logsumexp(scores[told], 0)
            for scores, told in ((table @ weights, told) for table, told in zip(inputs, right, strict=True))
        ]
        return torch.stack(each).mean() + RANKING_PENALTY * (weights**2).sum()

    found = _least(loss, len(names)) / spread
    return Weights(dict(zip(names, found.tolist(), strict=True)))


def answering_weights(seen: Sequence[Observed], ranking: Weights) -> Weights:
    """The weights under which it is likeliest told whether the documents answer; answered questions, of which there are
    more, count together as much as the others."""
    told = [each.telling(ranking.of) for each in seen]
    names = list(told[0])
    table = _table(told, names)
    spread = table.std(axis=0) + 1e-6
    inputs = torch.tensor(np.hstack([table / spread, np.ones((len(table), 1), np.float32)]))
    answered = torch.tensor([float(each.answered) for each in seen])
    share = answered.mean()
    even = torch.where(answered > 0, 0.5 / share, 0.5 / (1 - share))

    def loss(weights: Tensor) -> Tensor:
        missed = functional.binary_cross_entropy_with_logits(inputs @ weights, answered, weight=even)
        return missed + ANSWERING_PENALTY * (weights[:-1] ** 2).sum()

    found = _least(loss, len(names) + 1)
    return Weights(dict(zip(names, (found[:-1] / spread).tolist(), strict=True)), float(found[-1]))


def ranks(seen: Sequence[Observed], ranking: Weights) -> list[int]:
    """Of each question that has a right passage among its candidates the place of the first one, from 0."""
    places = []
    for each in seen:
        if any(each.right):
            right = {c.hit.passage.id for c, is_right in zip(each.candidates, each.right, strict=True) if is_right}
            ranked = weighed(each.candidates, ranking.of)
            places.append(next(at for at, candidate in enumerate(ranked) if candidate.hit.passage.id in right))
    return places


def likelihoods(seen: Sequence[Observed], ranking: Weights, answering: Weights) -> NDArray[np.float64]:
    """How likely it is that each question is answered."""
    totals = [
        answering.bias + sum(answering.of[name] * value for name, value in each.telling(ranking.of).items())
        for each in seen
    ]
    return np.asarray(1 / (1 + np.exp(-np.array(totals))))


def area(likely: NDArray[np.float64], answered: Sequence[bool]) -> float:
    """AUROC: how often an answered question is likelier than one that is not."""
    told = np.array(answered)
    above = likely[told][:, None] - likely[~told][None, :]
    return float((above > 0).mean() + (above == 0).mean() / 2)


def _table(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> NDArray[np.float32]:
    return np.array([[row[name] for name in names] for row in rows], dtype=np.float32)


def _least(loss: Callable[[Tensor], Tensor], size: int) -> NDArray[np.float32]:
    weights = torch.zeros(size, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=300)

    def closure() -> Tensor:
        optimizer.zero_grad()
        value = loss(weights)
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimizer.step(closure)  # type: ignore[no-untyped-call]
    return np.asarray(weights.detach().numpy())
