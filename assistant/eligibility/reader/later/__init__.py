"""A later message of a conversation: what it changes, what it answers, and what it leaves as it was."""
