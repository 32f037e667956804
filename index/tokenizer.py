"""Terms for lexical search: clause numbers, call ids and amounts stay whole (and give their parts), words stemmed."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache
from typing import Any

# Part of every index's identity, as the chunker's version is.
TOKENIZER_VERSION = "2"

# Light: words that carry no content even in a legal text. "not", "must", "may", "all", "any", "no" stay.
_STOPPED = (
    "a an the of to in on for and or is are was were be been being it its this that these those by with as at from "
    "which what who whom whose when where how do does did has have had i we you he she they our your their us me my "
    "there here if so than then can could would should will"
)
STOP_WORDS = frozenset(_STOPPED.split())
_ABBREVIATIONS = {"art": "article", "arts": "article", "artt": "article", "no": "no", "nr": "no", "reg": "regulation"}
_MAGNITUDES = {"thousand": 10**3, "million": 10**6, "mio": 10**6, "mln": 10**6, "billion": 10**9, "bn": 10**9}

# "42 000 000", "42,000,000", "42.000.000": groups of three. A dot alone ("10.100") may be a clause number: two groups.
_GROUPED = re.compile(
    r"(?<![\w.,/])\d{1,3}(?:( )\d{3}(?: \d{3})*|(,)\d{3}(?:,\d{3})*|(\.)\d{3}(?:\.\d{3})+)(?![\w/]|[.,]\d)"
)
_MAGNITUDE = re.compile(rf"(?<![\w.,])(\d+(?:[.,]\d+)?)[ -]?({'|'.join(_MAGNITUDES)})s?\b")
_PERCENT = re.compile(r"(?<=\d) ?(?:%|per ?cent\b)")
_TERM = re.compile(
    r"\d+[a-z]?(?:[./:]\d+)*(?:\((?:\d{1,3}[a-z]?|[a-z]{1,4})\))+"  # 4(1), 22(3)(a), 10.1(b)
    r"|\d+(?:[./:]\d+)+"  # 10.1.4, 2024/1735, 17:00
    r"|[^\W_]+(?:[-‑–][^\W_]+)+"  # net-zero, smp-cosme-2024-cluster
    r"|[^\W_]+%?"
)
_PART = re.compile(r"[^\W_]+")
_NUMBERED = re.compile(r"\d[\w.:/()]*|[ivxlc]+|[b-hj-z]")
_stemmers = threading.local()
_SHORT = 80  # characters


def terms(text: str) -> list[str]:
    """The search terms of a text, in order, repeated as often as they occur; the same for queries and passages."""
    return list(_short_terms(text) if len(text) <= _SHORT else _terms(text))


@lru_cache(maxsize=4096)
def _short_terms(text: str) -> tuple[str, ...]:
    # A question is cut into the same few words again and again while its topics are looked for.
    return tuple(_terms(text))


def _terms(text: str) -> list[str]:
    found: list[str] = []
    before = ""
    for match in _TERM.finditer(normalised(text)):
        token = match[0]
        if token.isalpha():
            token = _ABBREVIATIONS.get(token, token)
            stem = "" if token in STOP_WORDS else _stem(token)
            found += [stem] if stem else []
        else:
            stem = _stem(token) if "-" in token else token
            found += [stem, *_parts(token)]
        # "TRL 5", "Article 4(1)", "Annex II", "Part B", "Strand 1": the label and its number as one term.
        if before and _NUMBERED.fullmatch(token):
            found.append(f"{before} {token}")
            if "(" in token:
                found.append(f"{before} {token[: token.index('(')]}")
        before = stem if token.isalpha() else ""
    return found


def normalised(text: str) -> str:
    """Case, diacritics, typographic signs and the spelling of numbers folded."""
    if not text.isascii():  # else there is nothing to decompose
        text = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in text if not unicodedata.combining(sign))
    text = text.casefold()
    text = " ".join(text.replace("’", "'").split())
    text = _GROUPED.sub(lambda match: re.sub(r"\D", "", match[0]), text)
    text = _MAGNITUDE.sub(_in_full, text)
    return _PERCENT.sub("%", text)


def _in_full(match: re.Match[str]) -> str:
    value = float(match[1].replace(",", ".")) * _MAGNITUDES[match[2]]
    return f"{value:.0f}" if value == int(value) else match[0]


def _parts(token: str) -> list[str]:
    if "-" in token or "‑" in token or "–" in token:
        return [_stem(part) for part in _PART.findall(token) if part not in STOP_WORDS]
    if "." in token and "(" not in token:
        numbers = token.split(".")
        return [".".join(numbers[:depth]) for depth in range(1, len(numbers))]
    parts = _PART.findall(token)
    return parts if len(parts) > 1 or token.endswith("%") else []


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    # A Stemmer keeps state while it works, so each thread has its own.
    stemmer: Any = getattr(_stemmers, "english", None)
    if stemmer is None:
        import Stemmer

        stemmer = _stemmers.english = Stemmer.Stemmer("english", 0)
    return str(stemmer.stemWord(word))
