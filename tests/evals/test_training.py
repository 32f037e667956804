"""What is learnt: the adapter is written as the index reads it, what is kept aside stays aside, weights are found."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from transformers import BertConfig, BertModel

from assistant.offline.ranking import Candidate
from assistant.reading.points import Point
from evals.corpus import shipped_call
from evals.training.adapter import Plan, Trainer
from evals.training.examples import Topic, topics_of
from evals.training.lora import Adapted
from evals.training.observed import Observed
from evals.training.weights import area, ranking_weights, ranks
from index import Hit, Passage, SentenceModel, passages_of, published_model
from index.adapter import Adapter


def small_encoder() -> BertModel:
    torch.manual_seed(1)
    return BertModel(
        BertConfig(vocab_size=30, hidden_size=8, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16)
    ).eval()


def test_a_trained_encoder_reads_as_one_to_which_its_factors_were_added(tmp_path: Path) -> None:
    trained, plain = small_encoder(), small_encoder()
    adapted = Adapted(trained, rank=2)
    with torch.no_grad():
        for weights in adapted.parameters():
            weights.normal_()
    (tmp_path / "a").mkdir()
    file = tmp_path / "a" / "adapter.safetensors"
    save_file(adapted.factors(), file)
    (tmp_path / "a.sha256").write_text(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n")
    tokens = torch.tensor([[1, 2, 3]])
    with torch.no_grad():
        published = plain(tokens).last_hidden_state
        with adapted.published():
            assert torch.equal(trained(tokens).last_hidden_state, published)
        Adapter(tmp_path / "a", tmp_path / "a.sha256").add_to(plain)
        read = trained(tokens).last_hidden_state
        assert torch.allclose(plain(tokens).last_hidden_state, read, atol=0.02)
        assert not torch.allclose(read, published, atol=0.1)


def test_an_example_is_either_trained_on_or_kept_aside() -> None:
    points = [Point(id="p", label="p", examples=tuple(f"How many {n}?" for n in range(80)))]
    known, aside = (topics_of(points, [], aside=kept)[0].examples for kept in (False, True))
    assert not {*known} & {*aside}
    assert len(known) + len(aside) == 80
    assert 3 <= len(aside) <= 20


def test_examples_come_with_the_words_that_answer_them() -> None:
    passages = passages_of(shipped_call().documents)
    passage = next(passage for passage in passages if len(passage.text) > 80)
    point = Point.model_validate(
        {"id": "p", "label": "p", "examples": ["What?", "Which?"], "words": [{"text": passage.text[:30]}]}
    )
    topics = topics_of([point], passages, aside=False)
    assert topics[0].answers == ((passage.text[:30], next(p.text for p in passages if passage.text[:30] in p.text)),)


def test_training_brings_the_examples_of_a_point_together() -> None:
    model = published_model()
    topics = [
        Topic("money", ("How much is it?", "What does it cost?"), (("It costs 5.", "It costs 5."),)),
        Topic("date", ("When is it?", "On which day?"), (("It is on 5 May.", "It is on 5 May."),)),
    ]
    before = apart(model, topics)
    Trainer(model.load(), topics, Plan(steps=6, batch=2, rank=2, warm_up=1, keep=0)).train()
    assert apart(model, topics) > before


def apart(model: SentenceModel, topics: list[Topic]) -> float:
    """How much nearer the examples of a point are to each other than to the other's."""
    vectors = model.encode([example for topic in topics for example in topic.examples])
    cosines = vectors @ vectors.T
    return float(cosines[0, 1] + cosines[2, 3] - cosines[0, 2] - cosines[1, 3])


def test_the_weights_found_put_the_right_passage_first() -> None:
    def asked(value: float) -> Observed:
        candidates = tuple(
            Candidate(Hit(Passage(id, "text", "d", (), 0, 4, {}), 0.0, 0.0), {"like": like, "noise": value})
            for id, like in (("a", 0.2), ("b", 0.8))
        )
        return Observed("call", None, True, candidates, (False, True), None)  # type: ignore[arg-type]

    seen = [asked(value) for value in (0.1, 0.5, 0.9)]
    found = ranking_weights(seen)
    assert found.of["like"] > 1 > abs(found.of["noise"])
    assert ranks(seen, found) == [0, 0, 0]


def test_the_area_is_one_where_all_answered_questions_are_likelier() -> None:
    assert area(np.array([0.9, 0.8, 0.1]), [True, True, False]) == 1.0
    assert area(np.array([0.5, 0.5]), [True, False]) == 0.5
