"""The enquirer's name for the salutation, where it is sure: a person's, and not contradicted by the signature."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from assistant.data_files import read_yaml
from assistant.helpdesk.mail import Mail
from assistant.helpdesk.sections import Sections
from assistant.reading.text import fold

LONGEST_NAME = 60


class _NameWords(NamedTuple):
    office: frozenset[str]
    particles: frozenset[str]
    titles: frozenset[str]


def sure_name(mail: Mail, parts: Sections, corpus_dir: Path) -> str:
    """The name to greet with, "" if it is not sure."""
    if mail.forwarded or parts.forwarded:
        return ""
    words = _words(corpus_dir)
    shown, signed = _person(mail.sender_name, words), _person(parts.name, words)
    if shown and signed:
        return shown if _tokens(shown) & _tokens(signed) else ""
    if signed:
        fits_address = bool(_tokens(signed) & _tokens(re.sub(r"[\W\d_]+", " ", mail.sender_address.split("@")[0])))
        return signed if not mail.sender_name or fits_address else ""
    first_name = fold(parts.name).split()[:1]
    return shown if shown and (not first_name or first_name[0] in _tokens(shown)) else ""


def _person(text: str, words: _NameWords) -> str:
    """`text` as the name of a person, titles left out; "" if it is none."""
    plain = re.sub(r"\(.*?\)|[\"“”*]", " ", text[: LONGEST_NAME * 2]).split(" - ")[0].split("|")[0].strip(" ,.;-–")
    if plain.count(",") == 1:  # "Last, First", unless what follows is a title
        last, first = (part.strip() for part in plain.split(","))
        plain = last if fold(first).strip(".") in words.titles or not first else f"{first} {last}"
    tokens = [token for token in plain.split() if fold(token).strip(".,") not in words.titles]
    if (
        not 2 <= len(tokens) <= 5
        or len(plain) > LONGEST_NAME
        or any(fold(t).strip(".") in words.office for t in tokens)
    ):
        return ""
    names = [token for token in tokens if fold(token) not in words.particles]
    if len(names) < 2 or not all(_is_name(token) for token in names):
        return ""
    if plain.upper() == plain or plain.lower() == plain:
        tokens = [token.title() if fold(token) not in words.particles else token.lower() for token in tokens]
    return " ".join(tokens)


def _is_name(token: str) -> bool:
    """Letters with hyphens and apostrophes, a capital first; an initial may have its dot."""
    return bool(re.fullmatch(r"[^\W\d_][^\W\d_'’.-]*(?:['’.-][^\W\d_]*)*\.?", token)) and token[0].isupper()


def _tokens(name: str) -> set[str]:
    return {token for token in re.split(r"[\W_]+", fold(name)) if len(token) > 2}


@lru_cache(maxsize=2)
def _words(corpus_dir: Path) -> _NameWords:
    data = read_yaml(corpus_dir / "language" / "en" / "helpdesk_names.yaml")
    office, particles, titles = (frozenset(data[key]) for key in ("office_words", "particles", "titles"))
    return _NameWords(office, particles, titles)
