"""The form of a message: segments, lists and tables, and what only surrounds it."""
