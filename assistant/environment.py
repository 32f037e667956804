"""What must be in the environment before numpy, gradio, chromadb or transformers are imported."""

from __future__ import annotations

import os

# Telemetry, hubs, history and tracing off. `setdefault` would let a stray variable switch one on again.
HARDENED: dict[str, str] = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_RUN_HISTORY": "False",
    "GRADIO_MCP_SERVER": "False",
    "GRADIO_SSR_MODE": "False",
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000",
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "ORT_DISABLE_TELEMETRY": "1",
    "LANGSMITH_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGGRAPH_STRICT_MSGPACK": "true",
    "TOKENIZERS_PARALLELISM": "false",
}


# The products of vectors for one question are small: shared out among threads each waits for the other's core, and
# while they wait they take it from the rest of the answer (8 ms instead of 1 for 10,000 examples). A number that the
# user has set stays.
SINGLE = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def harden_environment() -> None:
    """Called first thing by app.main() and the __main__ modules, never at import."""
    os.environ.update(HARDENED)
    for name in SINGLE:
        os.environ.setdefault(name, "1")
