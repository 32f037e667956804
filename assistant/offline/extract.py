"""An answer from the ranking alone, where no point is known: the passage that holds what was asked, or silence."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.draft import Quotation, Sentence
from assistant.reading.lexicon import Lexicon
from assistant.reading.text import fold
from assistant.tools.search import Family
from assistant.verification import LONGEST_QUOTE
from index import Hit, Index, Passage
from index.tokenizer import terms

# Logistic model of "this passage answers this question", fitted on the tune split (docs/assistant.md).
WEIGHTS = {"coverage": 4.0, "cosine": 5.0, "margin": 1.0, "expected": 0.8}
BIAS = -5.2
ANSWER_FROM = 0.5
MOST_ITEMS = 8


@dataclass(frozen=True, slots=True)
class Support:
    """How well a passage seems to answer a question; `confidence` in (0, 1)."""

    hit: Hit
    coverage: float
    cosine: float
    margin: float
    expected: float

    @property
    def confidence(self) -> float:
        total = BIAS + sum(weight * getattr(self, name) for name, weight in WEIGHTS.items())
        return 1 / (1 + math.exp(-total))


_ASKS = {
    "date": re.compile(r"\b(when|what date|which date|which day|what day|by when|until when|deadline)\b"),
    "number": re.compile(r"\bhow (many|long|often|large|big|old|far)\b|\b(maximum|minimum|number of)\b"),
    "money": re.compile(r"\bhow much\b|\b(budget|amount|price|cost)\b"),
}
_HOLDS = {
    "date": re.compile(
        r"\b\d{1,2} [a-z]+ \d{4}\b|\b\d{4}\b|\b(within|after|before) \w+ (days?|weeks?|months?|years?)\b"
    ),
    "number": re.compile(r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|twelve|twice|half)\b"),
    "money": re.compile(r"\beur\b|\beuros?\b|€|\d ?%|\d{3}"),
}


def supports(query: str, hits: Sequence[Hit], index: Index, lexicon: Lexicon) -> list[Support]:
    """Each hit with its features, the likeliest answer first."""
    asked = [term for term in dict.fromkeys(terms(query)) if " " not in term]
    ignored = {term for word in lexicon.stop_words | lexicon.wh_words for term in terms(word)}
    asked = [term for term in asked if term not in ignored] or asked
    weights = {term: index.idf(term) for term in asked}
    total = sum(weights.values()) or 1.0
    expects = [kind for kind, pattern in _ASKS.items() if pattern.search(fold(query))]
    best_score = hits[0].score if hits else 0.0
    found = []
    for position, hit in enumerate(hits):
        passage = hit.passage
        held = set(terms(f"{passage.text} {passage.metadata.get('context', '')} {' '.join(passage.section)}"))
        coverage = sum(weight for term, weight in weights.items() if term in held) / total
        runner_up = hits[1].score if position == 0 and len(hits) > 1 else best_score
        expected = any(_HOLDS[kind].search(fold(passage.text)) for kind in expects) if expects else False
        found.append(Support(hit, coverage, hit.dense, max(hit.score - runner_up, 0.0), float(expected)))
    return sorted(found, key=lambda support: (-support.confidence, support.hit.passage.id))


def answer_from(support: Support, query: str, family: Family, lexicon: Lexicon) -> tuple[Sentence, ...]:
    """The passage's words as an answer: with its list where it leads one in, the telling sentences where it is long."""
    passage = support.hit.passage
    items = family.items_of(passage.id)
    if items:
        return (
            _quoted(passage, passage.text[:LONGEST_QUOTE]),
            *(_quoted(i, i.text[:LONGEST_QUOTE], bullet=True) for i in items[:MOST_ITEMS]),
        )
    lead_in = family.lead_in_of(passage)
    if lead_in is not None and _asks_for_list(query):
        siblings = family.items_of(lead_in.id)[:MOST_ITEMS]
        return (
            _quoted(lead_in, lead_in.text[:LONGEST_QUOTE]),
            *(_quoted(item, item.text[:LONGEST_QUOTE], bullet=True) for item in siblings),
        )
    if len(passage.text) <= LONGEST_QUOTE:
        return (_quoted(passage, passage.text),)
    return tuple(_quoted(passage, sentence) for sentence in _telling_sentences(passage, query))


def _asks_for_list(query: str) -> bool:
    return bool(re.search(r"\b(what are|which|list|all|name the|conditions|requirements|criteria)\b", fold(query)))


def _telling_sentences(passage: Passage, query: str) -> list[str]:
    """The sentence nearest to the question, with its neighbour where both fit."""
    from syntok import segmenter

    asked = set(terms(query))
    sentences = [
        "".join(token.spacing + token.value for token in sentence).strip()
        for paragraph in segmenter.analyze(passage.text)
        for sentence in paragraph
    ]
    ranked = sorted(range(len(sentences)), key=lambda at: (-len(asked & set(terms(sentences[at]))), at))
    return [sentences[at][:LONGEST_QUOTE] for at in sorted(ranked[:2])]


def _quoted(passage: Passage, words: str, *, bullet: bool = False) -> Sentence:
    trimmed = words.strip().rstrip(";,:")
    return Sentence(
        text=f"“{' '.join(trimmed.split())}”", quotations=(Quotation(passage=passage.id, words=trimmed),), bullet=bullet
    )
