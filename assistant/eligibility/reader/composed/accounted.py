"""What the readers share that account for every word of a sentence, or leave it to the grammar."""

from __future__ import annotations


class Unclear(Exception):
    """Words that are not accounted for; the sentence is left to the grammar."""
