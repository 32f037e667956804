"""Answers that name partners by number: "partner 1 (Germany): registered; partner 2 is in Lublin".

The questions of a check name partners so, and people answer in kind. What is said behind a label is read of that
partner alone, so that it cannot fall on another one.
"""

from __future__ import annotations

import re

from assistant.data_files import read_yaml
from assistant.eligibility.consortium import Consortium, Partner
from assistant.eligibility.conversation import Change, ConsortiumState, Turn, advance
from assistant.gazetteer import Gazetteer
from assistant.gazetteer.mentions import CORPUS, find_places


class LabelledAnswers:
    """Reads such answers with the labels and frames of a language (consortium_labels.yaml)."""

    def __init__(self, gazetteer: Gazetteer, language: str) -> None:
        data = read_yaml(CORPUS / "language" / language / "consortium_labels.yaml")
        names = "|".join(map(re.escape, data["labels"]))
        number = r"\s+(?:no\.?\s*|#)?(\d{1,3})\b(?:\s*\([^()\n]{0,60}\))?"
        self._label = re.compile(rf"\b(?:{names}){number}", re.IGNORECASE)
        self._frames = tuple(data["frames"])
        self._places = tuple(data["place_frames"])
        self._gazetteer, self._language = gazetteer, language

    def read(self, before: ConsortiumState, text: str) -> Turn | None:
        """The turn that `text` makes; None if it does not name known partners by number, or says anything before."""
        consortium = before.consortium
        matches = list(self._label.finditer(text))
        if consortium is None or not matches or len(text[: matches[0].start()].split()) > 3:
            return None
        moved = any(mark and mark != str(at) for at, mark in enumerate(before.marks, 1))
        if moved and not all("(" in match.group() for match in matches):
            return None  # "P4" is the one that the description calls so, wherever it stands by now
        numbers = [int(match[1]) for match in matches]
        if max(numbers) > len(consortium.partners) or min(numbers) < 1 or len(set(numbers)) < len(numbers):
            return None
        partners = list(consortium.partners)
        ends = [match.start() for match in matches[1:]] + [len(text)]
        for number, match, end in zip(numbers, matches, ends, strict=True):
            partners[number - 1] = self._told(consortium, partners[number - 1], text[match.end() : end])
        after = consortium.model_copy(update={"partners": partners})
        if after == consortium:  # better nothing learnt than another partner's facts changed
            return Turn(state=before, invoked=True, check_asked=True, change=Change.ASKED)
        state = before.model_copy(
            update={
                "consortium": after,
                "history": (*before.history, consortium),
                "last_change": Change.CHANGED,
            }
        )
        return Turn(
            state=state, invoked=True, changed=True, before=consortium, check_asked=True, change=Change.CHANGED,
            reasons=("answers by partner number",),
        )  # fmt: skip

    def _told(self, consortium: Consortium, known: Partner, said: str) -> Partner:
        """A partner after what is said of it; as it was where nothing can be read of it."""
        alone = ConsortiumState(consortium=consortium.model_copy(update={"partners": [known]}))
        said = said.strip(" \t\n:;,.-–—=")
        # A bare place says where the partner is; read as an answer on the platform it would register it.
        place = any(len(mention.text) == len(said) for mention in find_places(said, self._gazetteer, self._language))
        frames = self._places if place else self._frames
        for frame in frames if said else ():
            turn = advance(alone, frame.format(said=said), self._gazetteer, self._language)
            told = turn.consortium.partners if turn.consortium else []
            if turn.change is Change.CHANGED and len(told) == 1 and told[0] != known:
                return told[0].model_copy(update={"source": known.source})
        return known
