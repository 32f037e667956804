"""A question that is only a question word and asks on: "Until when may we apply? Where?"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.lexicon import Lexicon
from assistant.reading.matching import Match
from assistant.reading.mentions import Mentions
from assistant.reading.points import Tool
from assistant.reading.split import strip_lead_in
from assistant.reading.text import fold, words

NOUNS = 3  # words between a question word and its verb: "what share must be …"


def varied_by(spoken: str, before: str, lexicon: Lexicon) -> str:
    """The question before with the question word of one that is nothing else; empty if it says more."""
    wh = lexicon.wh_words
    said = [word for word in words(strip_lead_in(fold(spoken), lexicon)) if word not in lexicon.conjunctions]
    asked = words(before)
    opening = next((at for at, word in enumerate(asked[:3]) if word in wh), None)
    alone = len(said) == 1 and said[0] in wh
    if not (alone or " ".join(said) in lexicon.led_wh_words) or opening is None or len(asked) < opening + 3:
        return ""
    if asked[opening] == said[0]:
        return ""
    verb = next((at for at in range(opening + 1, len(asked))[:NOUNS] if asked[at] in lexicon.auxiliaries), None)
    return " ".join((*said, *asked[verb:])) + "?" if verb else ""


def same_of_place(matches: Sequence[Match], around: Mentions, together: Sequence[Match]) -> bool:
    """Whether a question on regions in general is meant of the place beside it: "We're on Tenerife. Less advanced or
    not?"."""
    if not around.places or not matches or not together or together[0].point.tool is not Tool.REGION:
        return False
    return matches[0].point.topic == together[0].point.topic
