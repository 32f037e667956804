"""Yes or no, never from a model: it comes from data, from a comparison of numbers, or from a tool's result."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evidence import Found
from assistant.reading.lexicon import Lexicon
from assistant.reading.numbers import compare
from assistant.reading.points import Point, Reply
from assistant.reading.reader import Part
from assistant.wording import Wording


def opening(part: Part, point: Point | None, looked_up: Sequence[Found], wording: Wording, lexicon: Lexicon) -> str:
    """The words that open the answer to a yes/no question ("No: "); empty where it is not such a question, where it is
    turned round ("is it forbidden"), or where nothing settles it."""
    if point is None or not part.yes_no or part.turned:
        return ""
    if point.limit and (comparison := compare(part.text, point.limit, lexicon)):
        return wording.say(f"limit_{comparison.held}", value=comparison.value) + ". "
    if point.reply in (Reply.YES, Reply.NO):
        return wording.say(point.reply.value) + ": "
    if point.reply is Reply.TOOL:
        answers = {found.data.get("answer") for found in looked_up}
        if len(answers) == 1 and (answer := answers.pop()) in ("yes", "no"):
            return wording.say(str(answer)) + ". "
    return ""
