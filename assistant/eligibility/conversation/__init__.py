"""A consortium through a dialogue: described, changed, supposed, undone, asked about."""

from assistant.eligibility.conversation.advance import advance, read_turns
from assistant.eligibility.conversation.state import Change, ConsortiumState, Turn

__all__ = ["Change", "ConsortiumState", "Turn", "advance", "read_turns"]
