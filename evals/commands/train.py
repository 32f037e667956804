"""Learn again what is learnt. `adapter`: what the embedding model learns of the examples of the shipped call's points
(some minutes for a hundred steps). `weights`: by what passages are ranked and abstentions decided where a call has no
points, from the questions about other calls; to be put where they are named."""

from __future__ import annotations

import argparse
import hashlib
import tempfile
from pathlib import Path

from assistant.reading.points import load_points
from assistant.settings import load_settings
from evals.casebook.models import Split
from evals.commands.output import say
from evals.corpus import shipped_call
from evals.other_calls import assistant_on, cases_of, known_calls, split_of
from evals.tables import table
from evals.training.examples import Topic, topics_of
from evals.training.measure import Encode, own_points, passages_found
from index import passages_of, published_model

FILE = "adapter.safetensors"
STEPS = 360


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("adapter", "weights"), help="what is to be learnt")
    parser.add_argument("--out", type=Path, help="the adapter's folder; its digests are written beside it")
    parser.add_argument("--steps", type=int, default=STEPS, help=f"batches of 48 points (default: {STEPS})")
    parser.add_argument("--threads", type=int, default=2, help="processor cores (default: 2)")


def main(options: argparse.Namespace) -> int:
    return _adapter(options) if options.what == "adapter" else _weights()


def _adapter(options: argparse.Namespace) -> int:
    import torch
    from safetensors.torch import save_file

    from evals.training.adapter import Plan, Trainer

    folder: Path = options.out or load_settings().data_dir / "adapter"
    settings = load_settings()
    points = load_points(settings.corpus_dir, settings.corpus_dir / settings.call, "en")
    passages = passages_of(shipped_call().documents)
    known, aside = (topics_of(points, passages, aside=kept) for kept in (False, True))
    model = published_model()
    loaded = model.load()
    torch.set_num_threads(options.threads)
    rows = [("published", *_figures(model.encode, known, aside))]
    factors = Trainer(loaded, known, Plan(steps=options.steps)).train()
    folder.mkdir(parents=True, exist_ok=True)
    save_file(factors, folder / FILE)
    digest = hashlib.sha256((folder / FILE).read_bytes()).hexdigest()
    folder.with_suffix(".sha256").write_text(f"{digest}  {FILE}\n", encoding="utf-8")
    rows.append(("trained", *_figures(model.encode, known, aside)))
    others = [f"{call}: first, in 5" for call in known_calls()]
    say(table(("model", "point nearest", "likeliest", *others), rows))
    say(f"Written to {folder}.")
    return 0


def _figures(encode: Encode, known: list[Topic], aside: list[Topic]) -> list[str]:
    shares = [f"{share:.1%}" for share in own_points(encode, known, aside)]
    return shares + [f"{first:.0%}, {five:.0%}" for first, five in passages_found(encode).values()]


def _weights() -> int:
    from evals.training.observed import Observed, observed
    from evals.training.weights import answering_weights, area, likelihoods, ranking_weights, ranks

    seen: list[Observed] = []
    calls = [call for call in known_calls() if split_of(call) is Split.TUNE]
    with tempfile.TemporaryDirectory() as folder:
        for call in calls:
            seen += observed(call, assistant_on(call, Path(folder)), cases_of(call))
    rows = []
    for left_out in calls:
        others = [each for each in seen if each.call != left_out]
        own = [each for each in seen if each.call == left_out]
        ranking = ranking_weights(others)
        places = ranks(own, ranking)
        likely = likelihoods(own, ranking, answering_weights(others, ranking))
        first, three = (f"{sum(place < most for place in places)} of {len(places)}" for most in (1, 3))
        rows.append((left_out, first, three, f"{area(likely, [each.answered for each in own]):.2f}"))
    say(table(("call left out", "right first", "among 3", "AUROC of answered"), rows))
    ranking = ranking_weights(seen)
    answering = answering_weights(seen, ranking)
    for file, learnt in (("ranking.py", ranking), ("answerable.py", answering)):
        say(f"assistant/offline/{file}, WEIGHTS; BIAS {learnt.bias:.2f}")
        for name, value in learnt.of.items():
            say(f'    "{name}": {value:.2f},')
    return 0
