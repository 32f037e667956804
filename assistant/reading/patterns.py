"""One pattern for any of several expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable

NEVER = re.compile(r"(?!)")


def any_of(expressions: Iterable[str]) -> re.Pattern[str]:
    """One pattern for any of the regular expressions; without any it matches nothing."""
    joined = "|".join(f"(?:{expression})" for expression in expressions)
    return re.compile(joined) if joined else NEVER
