"""Sentences that only say who is in the consortium, read whole, each word accounted for, or left to the grammar."""

from assistant.eligibility.reader.composed.sentence import composed

__all__ = ["composed"]
