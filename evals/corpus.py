"""The shipped call without an index: what the linter and the benchmark read."""

from __future__ import annotations

from assistant.calls import Call, load_call
from assistant.settings import load_settings


def shipped_call() -> Call:
    """The call that answers by default, with its documents."""
    return load_call(load_settings())


def document_texts() -> dict[str, str]:
    """Document id -> stored text, which citations and gold quotations point into."""
    return {document.id: document.text for document in shipped_call().documents}
