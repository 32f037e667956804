"""Free text to consortium: deterministic, its words and names as data per language."""

from assistant.eligibility.reader.read import Listener, Reading, read_text

__all__ = ["Listener", "Reading", "read_text"]
