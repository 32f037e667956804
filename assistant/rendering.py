"""Finished parts as one Markdown text."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.finish import FinishedPart
from assistant.reading.reader import Reading


def rendered(parts: Sequence[FinishedPart], reading: Reading | None, *, headed: bool) -> str:
    """Markdown; the check first, then the questions, each under its words where it is `headed`."""
    asked = reading.parts if reading else ()
    checks = [_block(part.lines) for part in parts[: len(parts) - len(asked)]]
    answers = parts[len(checks) :]
    blocks = [
        f"**{question.text}**\n\n{_block(part.lines)}" if headed else _block(part.lines)
        for question, part in zip(asked, answers, strict=True)
    ]
    return "\n\n".join([*checks, *blocks])


def _block(lines: Sequence[str]) -> str:
    """Paragraphs apart by a blank line, list items together."""
    text = ""
    for line in lines:
        gap = "\n" if text and line.startswith("- ") and text.rsplit("\n", 1)[-1].startswith("- ") else "\n\n"
        text = f"{text}{gap}{line}" if text else line
    return text
