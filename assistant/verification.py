"""Nothing is shown that is not proved: quotations are held against the stored documents, sentences against quotations.

A quotation counts if its words are one contiguous run of the document inside a passage retrieved in this turn, white
space and typographic variants apart. Near misses are repaired to the exact source words; the rest is dropped, and a
sentence with nothing left to rest on is dropped with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from assistant.draft import Quotation, Sentence
from assistant.evidence import Evidence
from assistant.reading.lexicon import Lexicon
from index import Passage

LONGEST_QUOTE = 400
SHORTEST_REPAIR = 20  # characters; shorter runs are found or not, never guessed
REPAIR_SIMILARITY = 92.0  # per cent
QUOTES_PER_CLAIM = 3
SUPPORT = 0.6  # share of a free sentence's content words that its quotations must hold

_FIGURE = re.compile(r"\d+(?:[.,\u00a0 ]\d{3})*(?:[.,]\d+)?")
_UNEVEN = re.compile(r"\s\s|[^\S ]")
_QUOTED = re.compile(r"“([^”]+)”")
_FOLDED = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Proof:
    """Exact words of a document: `text` is `document.text[start:end]`."""

    passage: Passage
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Proved:
    """A sentence that may be shown, with what proves it."""

    text: str
    proofs: tuple[Proof, ...]
    bullet: bool = False


class Verifier:
    """Holds sentences against the evidence of one turn."""

    def __init__(self, evidence: Evidence, lexicon: Lexicon) -> None:
        self._evidence = evidence
        self._lexicon = lexicon

    def prove(self, sentence: Sentence, opening: str = "") -> Proved | None:
        """The sentence with its proofs, or None if it must not be shown. `opening`: the yes or no that was computed;
        any other is cut off."""
        proofs = tuple(
            proof for quotation in sentence.quotations[:QUOTES_PER_CLAIM] if (proof := self.find(quotation)) is not None
        )
        if not proofs:
            return None
        start, text = ("", sentence.text)
        if opening and text.startswith(opening):
            start, text = opening, text[len(opening) :]
        elif match := self._lexicon.verdict_word.match(text):
            text = text[match.end() :].lstrip(" ,.:;–-")
            text = text[:1].upper() + text[1:]
        if text in self._evidence.tool_sentences or self._supported(text, proofs):
            return Proved(start + text, proofs, sentence.bullet)
        return None

    def find(self, quotation: Quotation) -> Proof | None:
        """Where the words stand: in the passage named, exactly or repaired."""
        passage = self._evidence.passages.get(quotation.passage)
        if passage is None or not quotation.words.strip():
            return None
        run = find_run(passage.text, quotation.words) or self._repaired_run(passage.text, quotation.words)
        if run is None or run[1] - run[0] > LONGEST_QUOTE:
            return None
        start, end = run
        return Proof(passage, passage.text[start:end], passage.start + start, passage.start + end)

    def _supported(self, text: str, proofs: tuple[Proof, ...]) -> bool:
        """Quoted words stand in a proof; figures and enough of the other words do too."""
        for quoted in _QUOTED.findall(text):
            if not any(find_run(proof.text, quoted.strip(" .;,…")) for proof in proofs):
                return False
        free = _QUOTED.sub(" ", text)
        source = " ".join(proof.text for proof in proofs)
        figures = {_digits(figure) for figure in _FIGURE.findall(source)}
        if any(_digits(figure) not in figures for figure in _FIGURE.findall(free)):
            return False
        held = set(_words(source))
        ignored = self._lexicon.stop_words - self._lexicon.negations
        content = [word for word in _words(free) if word not in ignored]
        if any(word in self._lexicon.negations and word not in held for word in content):
            return False
        return not content or sum(word in held for word in content) / len(content) >= SUPPORT

    def _repaired_run(self, text: str, words: str) -> tuple[int, int] | None:
        """The run nearest to `words`, cut at word borders, if near enough and with the same figures and negations."""
        if len(words) < SHORTEST_REPAIR:
            return None
        near = fuzz.partial_ratio_alignment(_fold(words), _fold(text), score_cutoff=REPAIR_SIMILARITY)
        if near is None:
            return None
        start, end = near.dest_start, near.dest_end
        while start > 0 and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum():
            end += 1
        return (start, end) if self._meaning(text[start:end]) == self._meaning(words) else None

    def _meaning(self, text: str) -> list[str]:
        """What must not change in a repair: figures, and words that turn or bind a sentence."""
        return [word for word in _words(text) if word in self._lexicon.negations or word[0].isdigit()]


def find_run(text: str, words: str) -> tuple[int, int] | None:
    """Start and end of `words` in `text` as one run, white space and typographic variants apart; None if not there."""
    pieces = _fold(words).split()
    if not pieces:
        return None
    folded = _fold(text)
    if not _UNEVEN.search(folded):  # words that one space parts are looked for as they are, without a pattern
        start = folded.find(needle := " ".join(pieces))
        return (start, start + len(needle)) if start >= 0 else None
    match = re.search(r"\s+".join(map(re.escape, pieces)), folded)
    return match.span() if match else None


def _fold(text: str) -> str:
    """Same length as `text`, so that offsets hold: one character for each."""
    plain = text.translate(_FOLDED)
    lower = plain.lower()
    return lower if len(lower) == len(plain) else plain


def _digits(figure: str) -> str:
    return re.sub(r"\D", "", figure)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", _fold(text))
