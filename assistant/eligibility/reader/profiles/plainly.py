"""Sentences about registrations and roles that are built in roundabout ways, put plainly: "two of the three are on the
ECCP, only Graz is not" as "Graz is not registered on the ECCP, the other two clusters are"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.data_files import read_yaml
from assistant.eligibility.reader.profiles.forms import whole
from assistant.gazetteer.mentions import CORPUS

_SENTENCE = re.compile(r"[^\n]+?(?:[.!](?=\s|$)(?!\s+[a-z])|$)", re.MULTILINE)
_PAIR = 2
_LONGEST = 400  # characters of a sentence


@dataclass(frozen=True)
class Plain:
    """One roundabout way and its plain one. `counts`: how the numbers in it must go together; `after`: it goes on
    with what such a sentence says."""

    pattern: re.Pattern[str]
    plain: str
    counts: str
    after: bool


@dataclass(frozen=True)
class PlainForms:
    """All of them in one language, with the words for numbers, for the writers and for how many are meant."""

    forms: tuple[Plain, ...]
    numbers: Mapping[str, int]
    writers: Mapping[str, str]
    joined: re.Pattern[str]
    verbs: Mapping[str, Sequence[str]]
    unsaid: re.Pattern[str]
    unknown: str
    sized: re.Pattern[str]


@lru_cache(maxsize=8)
def plain_forms_of(language: str, corpus: Path = CORPUS) -> PlainForms:
    """All of `language`; OSError if it has none."""
    raw: dict[str, Any] = read_yaml(corpus / "language" / language / "consortium_profiles.yaml")["plainly"]
    parts = {str(name): str(part) for name, part in raw["parts"].items()}
    forms = tuple(
        Plain(_pattern(form, parts), form["plain"], form.get("counts", ""), form.get("after", False))
        for form in raw["forms"]
    )
    numbers = {str(word): int(number) for number, words in raw["numbers"].items() for word in words}
    joined, unsaid = re.compile(raw["joined"]), re.compile(raw["unsaid"]["said"], re.IGNORECASE)
    return PlainForms(
        forms, numbers, raw["writers"], joined, raw["verbs"], unsaid, raw["unsaid"]["plain"], re.compile(raw["sized"])
    )


def _pattern(form: Mapping[str, Any], parts: dict[str, str]) -> re.Pattern[str]:
    return re.compile(whole(str(form["said"]), parts) + r"\.?", re.IGNORECASE)


def plainly(text: str, forms: PlainForms) -> str:
    """The text with such sentences put plainly, with a word for the question marks in its fields, and without how many
    work for a large company."""
    parts: list[str] = []
    at, goes_on = 0, False
    text = forms.sized.sub("", forms.unsaid.sub(forms.unknown, text))
    for match in _SENTENCE.finditer(text):
        plain = _put(match.group(), forms, goes_on=goes_on)
        goes_on = plain != match.group()
        parts += [text[at : match.start()], plain]
        at = match.end()
    return "".join([*parts, text[at:]])


def _put(sentence: str, forms: PlainForms, *, goes_on: bool) -> str:
    said = sentence.strip()
    if not said or len(said) > _LONGEST:
        return sentence
    for form in forms.forms:
        found = form.pattern.fullmatch(said) if goes_on or not form.after else None
        if found is not None and (plain := _written(form, found.groupdict(), forms)) is not None:
            space = len(sentence) - len(sentence.lstrip())
            return sentence[:space] + plain
    return sentence


def _written(form: Plain, parts: Mapping[str, str | None], forms: PlainForms) -> str | None:
    """The plain sentence; None where its numbers do not go together."""
    told = {name: part.strip() for name, part in parts.items() if part}
    some, every = (forms.numbers.get(told.get(name, "").lower(), 0) for name in ("some", "every"))
    ref = told.get("ref", "")
    named = len(forms.joined.split(ref)) if ref else 0
    rest = every - named if form.counts == "named" else some
    agrees = {
        "": True,
        "but_one": every == some + 1 and named == 1,
        "named": some == named < every,
        "alike": some == every > 1,
    }
    if not agrees[form.counts]:
        return None
    ref = forms.writers.get(ref.lower(), ref)
    many = named > 1 or ref.lower() in forms.verbs["ours"]
    verbs = {name: said[many] for name, said in forms.verbs.items() if name != "ours"}
    verbs["others_are"] = forms.verbs["is"][rest > 1]
    number = str(rest) if form.counts == "named" else told.get("some", "")
    others = forms.verbs["others"][rest > 1].format(number=number)
    everybody = forms.verbs["everybody"][every > _PAIR].format(number=told.get("every", ""))
    plain = form.plain.format(**{**told, **verbs, "ref": ref, "others": others, "everybody": everybody})
    return plain[:1].upper() + plain[1:]
