"""The partners read so far, the phrases that stand for them, and what they are known by."""
