"""Yes or no, never from a model: it comes from data, from a comparison of numbers, or from a tool's result."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evidence import Found
from assistant.reading.lexicon import Lexicon
from assistant.reading.numbers import compare
from assistant.reading.points import Point, Reply
from assistant.reading.reader import Part
from assistant.wording import Wording

SETTLED = 0.62  # below it a match is near enough for words, not for yes or no
CONTESTED = 0.1  # a score of the opposite answer within this of the best leaves it open


def opening(part: Part, point: Point | None, looked_up: Sequence[Found], wording: Wording, lexicon: Lexicon) -> str:
    """The words that open the answer to a yes/no question ("No: "); empty where it is not such a question, where it is
    turned round ("is it forbidden"), or where nothing settles it."""
    if point is None or not part.yes_no or part.turned:
        return ""
    if point.limit and (comparison := compare(part.text, point.limit, lexicon)):
        return wording.say(f"limit_{comparison.held}", value=comparison.value) + ". "
    if point.reply in (Reply.YES, Reply.NO) and not _contested(part, point):
        return wording.say(point.reply.value) + ": "
    if point.reply is Reply.TOOL:
        answers = {found.data.get("answer") for found in looked_up}
        if len(answers) == 1 and (answer := answers.pop()) in ("yes", "no"):
            return wording.say(str(answer)) + ". "
    return ""


def _contested(part: Part, point: Point) -> bool:
    """Whether the match is weak, or an example of the opposite answer nearly as near: then words alone are quoted."""
    opposite = Reply.NO if point.reply is Reply.YES else Reply.YES
    own = next((match.score for match in part.matches if match.point.id == point.id), 0.0)
    near = any(match.point.reply is opposite and match.score > own - CONTESTED for match in part.matches)
    return near or own < SETTLED
