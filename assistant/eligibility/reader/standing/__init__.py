"""Sentences that say nothing but who of the partners known is registered: read whole, or left to the grammar.

Every word of such a sentence must be accounted for, and everybody it names must be a partner known; then it is sure
what it says. Anything else is no such sentence, and the grammar, which reads on past words it does not know, is asked.
"""

from assistant.eligibility.reader.standing.sentence import Standing

__all__ = ["Standing"]
