"""The words of one language that change, undo and ask about a consortium."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.data_files import read_yaml
from assistant.eligibility.reader.tokens.lexicon import Phrases, phrases
from assistant.gazetteer.mentions import CORPUS


@dataclass(frozen=True)
class TalkWords:
    """Phrase lists of corpus/language/<language>/consortium_conversation.yaml, explained there."""

    restart: Phrases
    restart_elsewhere: Phrases
    undo: Phrases
    what_if: Phrases
    conditional: Phrases
    supposing: Phrases
    supposing_that: Phrases
    believers: Phrases
    add: Phrases
    drop: Phrases
    drop_alone: Phrases
    not_leaving: Phrases
    drop_by_us: Phrases
    drop_after_partner: Phrases
    denials: Phrases
    before_part: Phrases
    taking_part: Phrases
    stays: Phrases
    unsettling: Phrases
    replace: Phrases
    replacement_by: Phrases
    replaced_by: Phrases
    instead: Phrases
    coming: Phrases
    exchanging: Phrases
    exchange_words: Phrases
    doubting: Phrases
    seats: Phrases
    seat_taking: Phrases
    whole: Phrases
    within_whole: Phrases
    whole_subjects: Phrases
    now_whole: Phrases
    also_there: Phrases
    factive: Phrases
    rules: Phrases
    asked_whether: Phrases
    tell_whether: Phrases
    may_be: Phrases
    elsewhere: Phrases
    alone: Phrases
    lone: Phrases
    partners: Phrases
    asks_about: Phrases
    refers: Phrases
    about_call: Phrases
    elliptic: Phrases
    own_organisation: Phrases
    posts: Phrases
    posts_links: Phrases
    post_openings: Phrases
    question_openings: Phrases
    unmarked_questions: Phrases
    indirect: Phrases
    refusal: Phrases
    interjections: Phrases
    rejecting: Phrases
    answering_no: Phrases
    agreeing: Phrases
    staying_on: Phrases
    thought_of: Phrases
    kept_after_all: Phrases
    returning: Phrases
    off_platform: Phrases
    on_it: Phrases
    off_it: Phrases
    off_something: Phrases
    of_consortium: Phrases
    deciding: Phrases
    discarding: Phrases
    preferring: Phrases
    not_yet: Phrases
    instead_of: Phrases
    filling: Phrases
    seat_fillers: Phrases
    served_there: Phrases
    by_now: Phrases
    of_strand: Phrases
    fillers: tuple[str, ...]
    project_stems: tuple[str, ...]
    keeping: tuple[str, ...]
    keeping_gone: tuple[str, ...]
    supposed_addition: Phrases
    helping: Phrases
    learning: Phrases
    reporting: Phrases
    sending: Phrases
    messages: Phrases
    headings: Phrases
    before_supposing: Phrases
    exclamations: tuple[str, ...]
    saying_nothing: tuple[str, ...]
    unsure: tuple[str, ...]
    in_place: Phrases
    unchanged: Phrases
    renaming: Phrases
    undo_beside: Phrases
    leaving_when: Phrases
    us_again: Phrases
    us_anew: Phrases
    going_on: Phrases
    as_before: Phrases

    @classmethod
    @lru_cache(maxsize=8)
    def load(cls, language: str = "en", corpus: Path = CORPUS) -> TalkWords:
        """The word lists of `language`; OSError if the language has none."""
        raw = read_yaml(corpus / "language" / language / "consortium_conversation.yaml")
        back, again = raw["undo_with"], raw["restart_with"]
        raw["undo"] += [*_each(back["verbs"], back["objects"]), *_each(back["back"], back["earlier"])]
        raw["restart"] += _each(again["verbs"], again["objects"])
        around, forms = raw["keeping_around"], ("keeping", "keeping_gone")
        for name in forms:
            raw[name] = [around["before"] + "(?:" + form + ")" + around["after"] for form in raw[name]]
        kept = (*forms, "fillers", "project_stems", "exclamations", "saying_nothing", "unsure")
        plain: dict[str, Any] = {name: tuple(raw.pop(name)) for name in kept}
        lists: dict[str, Any] = {field.name: phrases(raw[field.name]) for field in fields(cls) if field.name in raw}
        return cls(**lists, **plain)


def _each(verbs: Sequence[str], objects: Sequence[str]) -> list[str]:
    """Every verb with every object, as phrases."""
    return [f"{verb} {each}" for verb in verbs for each in objects]
