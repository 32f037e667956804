"""What cannot be judged because it cannot be read."""

from __future__ import annotations

from index.errors import UserProblem


class FileRefused(UserProblem):
    """A file or object that should describe a consortium does not; the message names the place and the remedy."""
