"""The question in a sentence that also tells something: "In what year was it, my notes contradict each other?"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.reading.lexicon import Lexicon
from assistant.reading.split import asks, strip_lead_in
from assistant.reading.text import fold, words

_CUT = re.compile(r"\s*[:;]\s+|\s+[-–—]\s+|\s*,\s+|\s*[()]\s*")
FEWEST = 3  # words of a question that stands by itself
MOST_PIECES = 8


@dataclass(frozen=True, slots=True)
class Core:
    """The words that ask, and those left out."""

    text: str
    told: str


def cores(text: str, lexicon: Lexicon) -> list[Core]:
    """The shorter readings of a sentence: without what is told behind the question, and before it. What is told may
    not deny anything: "we are no cluster, may we apply?" is one question."""
    cuts = list(_CUT.finditer(text))
    if not 0 < len(cuts) < MOST_PIECES:
        return []
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(text)]
    opening = [at for at, start in enumerate(starts) if _asks_first(text[start : ends[at]], lexicon)]
    if not opening:
        return []
    first = starts[opening[0]]
    telling = [at for at in range(opening[0] + 1, len(starts)) if _tells(text[starts[at] : ends[at]], lexicon)]
    last = ends[telling[0] - 1] if telling else len(text)
    spans = dict.fromkeys([(first, len(text)), (0, last), (first, last)])
    found = [Core(text[begin:end].rstrip(" ?!.") + "?", f"{text[:begin]} {text[end:]}") for begin, end in spans]
    return [core for core in found if len(core.text.split()) >= FEWEST and _leaves_out(core.told, lexicon)]


def _asks_first(piece: str, lexicon: Lexicon) -> bool:
    """Whether a piece opens with what asks; "when the project is won" is a clause."""
    said = [word for word in strip_lead_in(fold(piece), lexicon).split() if word not in lexicon.conjunctions]
    if len(said) < FEWEST or said[0] in lexicon.subjects:
        return False
    clause = said[0] in lexicon.subordinators and said[1] not in lexicon.auxiliaries
    return not clause and asks(" ".join(said).rstrip("?"), lexicon)


def _tells(piece: str, lexicon: Lexicon) -> bool:
    said = words(piece)
    return len(said) >= FEWEST and (said[0] in lexicon.subjects or said[0] in lexicon.possessives)


def _leaves_out(told: str, lexicon: Lexicon) -> bool:
    said = words(told)
    return bool(said) and not any(word in lexicon.negations or word in lexicon.number_words for word in said)
