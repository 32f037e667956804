"""What must be in the environment before gradio, chromadb, onnxruntime or transformers are imported (SECURITY 2.3)."""

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


def harden_environment() -> None:
    """Called first thing by app.main() and the __main__ modules, never at import."""
    os.environ.update(HARDENED)
