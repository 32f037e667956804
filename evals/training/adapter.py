"""Trains the bundled embedding model's adapter: questions of one point are brought together, and near the words that
answer them, by in-batch negatives (van den Oord et al. 2018, https://arxiv.org/abs/1807.03748).

What is far from all of them shall stay where the published model has it, for the texts of other calls and the
thresholds that rest on cosines: differences of cosines from the published ones are part of the loss.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional
from tqdm import tqdm

from evals.training.examples import Topic
from evals.training.lora import Adapted


@dataclass(frozen=True)
class Plan:
    """How it is trained. `batch` is in points, `keep` the weight of staying near the published cosines."""

    steps: int = 360
    batch: int = 48
    rank: int = 8
    rate: float = 1e-3
    warm_up: int = 20
    sharpness: float = 20.0
    keep: float = 50.0
    question_tokens: int = 40
    passage_tokens: int = 64
    seed: int = 0


class Trainer:
    """Trains on `topics`; `model` is a loaded sentence-transformers model, which is changed."""

    def __init__(self, model: Any, topics: Sequence[Topic], plan: Plan) -> None:
        torch.manual_seed(plan.seed)
        self._tokenizer, self._encoder = model.tokenizer, model[0].auto_model
        self._topics, self._plan = topics, plan
        self._chance = random.Random(plan.seed)
        self._draw = np.random.default_rng(plan.seed)
        self.adapted = Adapted(self._encoder, plan.rank)

    def train(self, after: Callable[[int], None] | None = None) -> dict[str, Tensor]:
        """The factors for `index.adapter`. `after` is called with the number of each step that is done."""
        plan, weights = self._plan, self.adapted.parameters()
        optimizer = torch.optim.AdamW(weights, lr=plan.rate, weight_decay=0.01)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, self._share)
        for step, drawn in enumerate(tqdm(self._batches(), total=plan.steps, desc="Training"), 1):
            optimizer.zero_grad()
            self._loss(drawn).backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            schedule.step()
            if after is not None:
                after(step)
        return self.adapted.factors()

    def _share(self, step: int) -> float:
        """Of the learning rate: up in the beginning, then down to nothing."""
        return min(1.0, (step + 1) / self._plan.warm_up) * max(0.02, 1 - step / self._plan.steps)

    def _batches(self) -> Iterator[list[Topic]]:
        """Each time other points; those with many examples come more often."""
        sizes: NDArray[np.float64] = np.sqrt([len(topic.examples) for topic in self._topics])
        size = min(self._plan.batch, len(self._topics))
        for _ in range(self._plan.steps):
            drawn = self._draw.choice(len(self._topics), size=size, replace=False, p=sizes / sizes.sum())
            yield [self._topics[at] for at in drawn]

    def _loss(self, drawn: Sequence[Topic]) -> Tensor:
        questions, siblings = zip(*(self._two_of(topic.examples) for topic in drawn), strict=True)
        answered = [at for at, topic in enumerate(drawn) if topic.answers]
        answers = [self._chance.choice(self._chance.choice(drawn[at].answers)) for at in answered]
        asked = self._read([*questions, *siblings], self._plan.question_tokens)
        first, second = asked[: len(drawn)], asked[len(drawn) :]
        told = self._read(answers, self._plan.passage_tokens)
        return (
            self._told_apart(first, second, list(range(len(drawn))))
            + self._told_apart(first[answered], told, [answers.index(words) for words in answers])
            + self._plan.keep * self._moved(questions, answers, torch.cat([first, told]))
        )

    def _two_of(self, examples: Sequence[str]) -> tuple[str, str]:
        chosen = self._chance.sample(examples, min(2, len(examples)))
        return chosen[0], chosen[-1]

    def _told_apart(self, left: Tensor, right: Tensor, same: Sequence[int]) -> Tensor:
        """Cross entropy of each row's partner among all, both ways; rows with the same number in `same` are no
        negatives of each other."""
        numbers = torch.tensor(same)
        twins = (numbers[:, None] == numbers[None, :]) & ~torch.eye(len(same), dtype=torch.bool)
        scores = (left @ right.T * self._plan.sharpness).masked_fill(twins, -1e4)
        partner = torch.arange(len(same))
        return (functional.cross_entropy(scores, partner) + functional.cross_entropy(scores.T, partner)) / 2

    def _moved(self, questions: Sequence[str], answers: Sequence[str], vectors: Tensor) -> Tensor:
        with torch.no_grad(), self.adapted.published():
            asked = self._read(questions, self._plan.question_tokens)
            before = torch.cat([asked, self._read(answers, self._plan.passage_tokens)])
        return functional.mse_loss(vectors @ vectors.T, before @ before.T)

    def _read(self, texts: Sequence[str], most: int) -> Tensor:
        """Rows of length 1: the mean of the tokens' vectors, as the model's pooling does."""
        tokens = self._tokenizer(list(texts), padding=True, truncation=True, max_length=most, return_tensors="pt")
        states = self._encoder(input_ids=tokens["input_ids"], attention_mask=tokens["attention_mask"]).last_hidden_state
        mask = tokens["attention_mask"].unsqueeze(-1).float()
        return functional.normalize((states * mask).sum(1) / mask.sum(1), dim=1)
