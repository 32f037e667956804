"""Lists of which each second line tells a seat: "Partner 1: wood cluster", below it "Seat: Graz, Austria"."""

from __future__ import annotations

import re

from assistant.eligibility.reader.tokens.lexicon import Lexicon

_FEWEST = 2


def with_seats_beside(text: str, lexicon: Lexicon) -> str:
    """The text with each such seat beside its partner: "Partner 1: wood cluster, Graz, Austria"; as long as before.
    Nothing changes where a partner has other lines than one for its seat."""
    if text.count(":") < 2 * _FEWEST:
        return text
    raw = lexicon.raw["seat_lines"]
    partner, seat = (
        "|".join(map(re.escape, sorted(raw[name], key=len, reverse=True))) for name in ("partners", "seats")
    )
    head = re.compile(rf"(?i)[ \t]*(?:[-*•][ \t]*)?(?:{partner})[ \t]*\d{{0,2}}[ \t]*:[^\n:]+")
    below = re.compile(rf"(?i)([ \t]*(?:[-*•][ \t]*)?(?:{seat})[ \t]*:)[^\n:]+")
    lines = text.split("\n")
    begins = [at for at, line in enumerate(lines) if head.fullmatch(line)]
    if len(begins) < _FEWEST or not all(_is_pair(lines, at, head, below) for at in begins):
        return text
    for at in begins:
        told = below.fullmatch(lines[at + 1])
        assert told is not None
        lines[at + 1] = "," + " " * told.end(1) + told.string[told.end(1) :]
    beside = {at + 1 for at in begins}
    return "".join(line if at in beside or not at else "\n" + line for at, line in enumerate(lines))


def _is_pair(lines: list[str], at: int, head: re.Pattern[str], below: re.Pattern[str]) -> bool:
    """Whether a partner's line has its seat below it, and nothing else before the next partner."""
    after = lines[at + 2] if at + 2 < len(lines) else ""
    seated = at + 1 < len(lines) and below.fullmatch(lines[at + 1]) is not None
    return seated and (not after.strip() or head.fullmatch(after) is not None)
