"""An answer out of the passages ranked for a question: as many as it takes for one of them likely to be right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.draft import Sentence
from assistant.offline.answerable import NEAREST, answerable, asked_kinds, holds_all
from assistant.offline.extract import SHORT_PASSAGE, words_of
from assistant.offline.ranking import Candidate, Ranker
from assistant.reading.decision import GUARDS
from assistant.reading.lexicon import Lexicon
from assistant.reading.reader import Part
from assistant.tools.search import Family
from assistant.verification import LONGEST_QUOTE

# A passage that is most likely the right one, near the question and holds what is asked for, answers: of 37 such
# questions on three calls 32 were answered there, of all two thirds.
LIKELIEST = 0.8
NEAREST_COSINE = 0.4
ANSWER_FROM = 0.45  # probability that the documents answer
NEAR_FROM = 0.33  # cosine with the nearest passage, below which nothing is about the question
SURE = 0.5  # nearness to a point of any call, from which on no passage need be near
MOST_PASSAGES = 3
MOST_WORDS = 140  # with a further passage; an answer is to take about 120
ENOUGH = 0.6  # probability, taken together, from which on no further passage is shown
LIKELY = 0.1  # of the best one's probability, below which a passage is about something else, whatever value it holds
BESIDE = 0.25  # of the best one's probability that a further one has at least


def answer_in(
    ranked: Sequence[Candidate], part: Part, ranker: Ranker, family: Family, lexicon: Lexicon
) -> Iterator[Sentence]:
    """The words of the likeliest passages; nothing if the documents likely do not answer."""
    kinds = asked_kinds(part, lexicon)
    stated = ranked and _states(ranked[0], part, kinds)
    if not _is_near(part) or not (stated or answerable(part, ranked, ranker, lexicon) >= ANSWER_FROM):
        return
    likely = [candidate for candidate in ranked[:NEAREST] if candidate.share >= LIKELY * ranked[0].share]
    able = [candidate for candidate in likely if holds_all(kinds, candidate.hit.passage)]
    shown, together, words = set[str](), 0.0, 0
    for candidate in able[:MOST_PASSAGES]:
        if together >= ENOUGH or candidate.share < BESIDE * able[0].share:
            break
        together += candidate.share
        reply = candidate.hit.passage.section[-1:] and candidate.hit.passage.section[-1].endswith("?")  # "No. It …"
        whole = LONGEST_QUOTE if reply or candidate is able[0] else SHORT_PASSAGE
        said = words_of(candidate.hit.passage, part.query, family, lexicon, whole=whole)
        words += sum(len(re.findall(r"\w+", sentence.text)) for sentence in said)
        if shown and words > MOST_WORDS:
            break
        for sentence in said:
            key = sentence.quotations[0].words
            if key not in shown:
                shown.add(key)
                yield sentence


def _states(best: Candidate, part: Part, kinds: Sequence[re.Pattern[str]]) -> bool:
    """Whether the best passage states what is asked."""
    likely = best.share >= LIKELIEST and best.features["dense"] >= NEAREST_COSINE
    return likely and holds_all(kinds, best.hit.passage) and not any(each.unmet(best.held) for each in part.demands)


def _is_near(part: Part) -> bool:
    """Whether a question is about the documents: a passage is near it, or what any call may be asked for."""
    best = part.best
    known = best is not None and best.point.reply not in GUARDS and best.score >= SURE
    return known or (part.near is not None and part.near >= NEAR_FROM)
