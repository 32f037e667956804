"""An answer from the ranking alone, where no point is known: the passage that holds what was asked, or silence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.draft import Quotation, Sentence
from assistant.reading.lexicon import Lexicon
from assistant.reading.text import fold, sentences
from assistant.tools.search import CELL, Family
from assistant.verification import LONGEST_QUOTE
from index import Hit, Index, Passage
from index.tokenizer import terms

# Logistic model of "the best passage answers this question", fitted on 590 questions of the tune split: AUROC 0.71.
# From 0.58 on about 70 % of such answers are right (docs/assistant.md).
WEIGHTS = {"coverage": 1.24, "cosine": 2.03, "margin": 1.47, "expected": -0.29}
BIAS = -1.91
ANSWER_FROM = 0.58
ANSWER_KNOWN_FROM = 0.42  # where the kind of value asked for is known and the passage holds one
MOST_ITEMS = 8
FEWEST_NEW_TERMS = 4
SHORT_PASSAGE = 160  # characters; longer ones are answered from by sentence


@dataclass(frozen=True, slots=True)
class Support:
    """How well a passage seems to answer a question; `confidence` in (0, 1). `held`: its terms, and its headings'."""

    hit: Hit
    coverage: float
    cosine: float
    margin: float
    expected: float
    held: frozenset[str] = frozenset()

    @property
    def confidence(self) -> float:
        total = BIAS + sum(weight * getattr(self, name) for name, weight in WEIGHTS.items())
        return 1 / (1 + math.exp(-total))


def supports(query: str, hits: Sequence[Hit], index: Index, lexicon: Lexicon) -> list[Support]:
    """Each hit with its features, the likeliest answer first."""
    asked = [term for term in dict.fromkeys(terms(query)) if " " not in term]
    ignored = {term for word in lexicon.stop_words | lexicon.wh_words for term in terms(word)}
    asked = [term for term in asked if term not in ignored] or asked
    weights = {term: index.idf(term) for term in asked}
    total = sum(weights.values()) or 1.0
    expects = [held for asks, held in lexicon.value_kinds.values() if asks.search(fold(query))]
    best_score = hits[0].score if hits else 0.0
    found = []
    for position, hit in enumerate(hits):
        passage = hit.passage
        own = set(terms(passage.text))
        held = own | set(terms(f"{passage.metadata.get('context', '')} {' '.join(passage.section)}"))
        coverage = sum(weight for term, weight in weights.items() if term in held) / total
        runner_up = hits[1].score if position == 0 and len(hits) > 1 else best_score
        if len(own - set(asked)) < FEWEST_NEW_TERMS:  # a label or a heading says nothing
            continue
        expected = any(pattern.search(fold(passage.text)) for pattern in expects)
        margin = max(hit.score - runner_up, 0.0)
        found.append(Support(hit, coverage, hit.dense, margin, float(expected), frozenset(held)))
    return sorted(found, key=lambda support: (-support.confidence, support.hit.passage.id))


def words_of(
    passage: Passage, query: str, family: Family, lexicon: Lexicon, *, whole: int = SHORT_PASSAGE
) -> tuple[Sentence, ...]:
    """The passage's words as an answer: with its list where it leads one in, a row with the names of its columns, the
    telling sentences where it is longer than `whole` characters."""
    items = family.items_of(passage.id)
    lead_in = family.lead_in_of(passage)
    if items or (lead_in is not None and CELL not in passage.text and lexicon.list_words.search(fold(query))):
        lead = passage if items else lead_in or passage
        listed = items or family.items_of(lead.id)
        return (
            _quoted(lead, lead.text[:LONGEST_QUOTE]),
            *(_quoted(item, item.text[:LONGEST_QUOTE], bullet=True) for item in listed[:MOST_ITEMS]),
        )
    if lead_in is not None and CELL in passage.text and lead_in.text.count(CELL) > 1:
        return (_quoted(lead_in, lead_in.text[:LONGEST_QUOTE]), _quoted(passage, passage.text[:LONGEST_QUOTE]))
    if len(passage.text) <= whole:
        return (_quoted(passage, passage.text),)
    return tuple(_quoted(passage, sentence) for sentence in _telling_sentences(passage, query))


def _telling_sentences(passage: Passage, query: str) -> list[str]:
    """The sentences nearest to the question: one, or two where both hold much of it."""
    asked = set(terms(query))
    found = [each for each in sentences(passage.text) if not each.endswith("?")] or sentences(passage.text)
    shared = [len(asked & set(terms(sentence))) for sentence in found]
    ranked = sorted(range(len(found)), key=lambda at: (-shared[at], at))
    kept = [at for at in ranked[:2] if shared[at] >= max(shared) - 1] or ranked[:1]
    return [found[at][:LONGEST_QUOTE] for at in sorted(kept)]


def _quoted(passage: Passage, words: str, *, bullet: bool = False) -> Sentence:
    trimmed = words.strip().rstrip(";,:")
    return Sentence(
        text=f"“{' '.join(trimmed.split())}”", quotations=(Quotation(passage=passage.id, words=trimmed),), bullet=bullet
    )
