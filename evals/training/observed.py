"""Questions about other calls as the assistant sees them before it decides: the passages found for each, and which of
them answer it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.offline.answerable import features
from assistant.offline.compose import asked_of
from assistant.offline.ranking import Candidate, weighed
from assistant.reading.decision import decide
from assistant.reading.reader import Part
from assistant.service import Assistant
from assistant.statuses import Status
from evals.casebook.models import QuestionCase
from evals.training.measure import folded_words


@dataclass(frozen=True)
class Observed:
    """One question of a case. `answered`: the documents answer it; `right`: of each candidate, whether it does."""

    call: str
    part: Part
    answered: bool
    candidates: tuple[Candidate, ...]
    right: tuple[bool, ...]
    assistant: Assistant

    def telling(self, weights: dict[str, float]) -> dict[str, float]:
        """What tells whether it is answered, with the candidates ranked by `weights`."""
        composer = self.assistant.composer
        return features(self.part, weighed(self.candidates, weights), composer.ranker, composer.lexicon)


def observed(call: str, assistant: Assistant, cases: Sequence[QuestionCase]) -> Iterator[Observed]:
    """Of cases of one message with one question and one right status; what is declined or off topic is left out."""
    held = {passage.id: folded_words(passage.text) for passage in assistant.index.passages}
    for case in cases:
        expected = case.expect
        if expected.parts or len(case.turns) > 1 or expected.status not in (Status.ANSWERED, Status.NOT_IN_DOCUMENTS):
            continue
        quotes = [folded_words(words) for words in expected.quotes]
        gold = {id for id, text in held.items() if any(words in text for words in quotes)}
        parts = assistant.reader.read(case.turns).parts
        if len(parts) > 1 or (expected.status is Status.ANSWERED and not gold):
            continue
        for part in parts:
            if decide(part).guard:
                continue
            asked = asked_of(part)
            hits = assistant.search(list(asked.queries)).hits
            candidates = tuple(assistant.composer.ranker.candidates(asked, hits))
            right = tuple(candidate.hit.passage.id in gold for candidate in candidates)
            if candidates:
                yield Observed(call, part, bool(gold), candidates, right, assistant)
