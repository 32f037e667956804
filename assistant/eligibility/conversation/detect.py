"""What a message wants: a consortium described, changed, asked about, or something else altogether."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.eligibility.reader import Reading
from assistant.eligibility.reader.later.supposed import supposes
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Draft
from assistant.eligibility.reader.tokens.talk import TalkWords
from assistant.gazetteer.text import words_of

_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]?")
_SHORT = 12
_ELLIPTIC = 5
_MANY = 3
_BEFORE_NOW = 2


@dataclass(frozen=True)
class Intent:
    """The cues of a message. `asks`: whether something holds is asked; `asks_about_it`: of the consortium at hand;
    `asks_more`: more than a bare "is that enough?"; `lone`: so far there is one partner; `gathers`: a statement speaks
    of partners or of what is done together."""

    undo: bool = False
    restart: bool = False
    whole: bool = False
    what_if: bool = False
    asks: bool = False
    asks_about_it: bool = False
    asks_more: bool = False
    alone: bool = False
    lone: bool = False
    partners: bool = False
    gathers: bool = False


def intent_of(text: str, language: str, *, known: bool) -> Intent:
    """The intent of a message; `known`: a consortium has been described before."""
    talk = TalkWords.load(language)
    words = [word.folded for word in words_of(text)]
    sentences = [(s.group(), [w.folded for w in words_of(s.group())]) for s in _SENTENCE.finditer(text)]
    questions = [
        said
        for raw, said in sentences
        if raw.rstrip().endswith("?") or (said and talk.question_openings.at(said, 0)[1])
    ]
    unmarked = [said for _, said in sentences if said and talk.unmarked_questions.at(said, 0)[1]]
    asks = any(talk.asks_about.within(said) and not talk.about_call.at(said, 0)[1] for said in questions)
    about_it = known and any(_about_it(talk, said) for said in questions or [words])
    return Intent(
        undo=known and _undoes(talk, sentences),
        restart=known and _restarts(talk, words),
        whole=known and any(_tells_whole(talk, raw, said) for raw, said in sentences),
        what_if=known and any(supposes(said, talk) for _, said in sentences),
        asks=asks,
        asks_about_it=about_it,
        asks_more=any(said and not _bare(talk, said) for said in (*questions, *unmarked)),
        alone=talk.alone.within(words),
        lone=any(talk.lone.within(said) for raw, said in sentences if not raw.rstrip().endswith("?")),
        partners=talk.partners.within(words),
        gathers=any(talk.partners.within(said) for _, said in sentences if said not in questions),
    )


def _restarts(talk: TalkWords, words: list[str]) -> bool:
    """Whether the description starts again; "leaves us for another project" starts nothing."""
    elsewhere = {at + n for at in range(len(words)) for n in range(1, talk.restart_elsewhere.at(words, at)[1])}
    return any(at not in elsewhere and talk.restart.at(words, at)[1] for at in range(len(words)))


def _tells_whole(talk: TalkWords, raw: str, said: list[str]) -> bool:
    """Whether a sentence gives the composition anew; "the place of X is now taken by Y" changes it."""
    seat = talk.seats.within(said) and talk.seat_taking.within(said)
    other = seat or any(each.within(said) for each in (talk.exchanging, talk.renaming, talk.also_there))
    inside = [at for at in range(len(said)) if talk.whole.at(said, at)[1] and not _is_within(talk, said, at)]
    return (bool(inside) or _is_now(talk, said)) and not (raw.rstrip().endswith("?") or other)


def _is_within(talk: TalkWords, said: list[str], at: int) -> bool:
    """Whether what stands at `at` is only where somebody is: "every cluster in the consortium is registered"."""
    return at > 0 and bool(talk.within_whole.at(said, at - 1)[1])


def _is_now(talk: TalkWords, said: list[str]) -> bool:
    """Whether "the consortium is now …" stands there; "the cluster is now registered" is news of one."""
    before = [at for at in range(1, len(said)) if talk.now_whole.at(said, at)[1]]
    return any(talk.whole_subjects.within(said[max(0, at - _BEFORE_NOW) : at]) for at in before)


def _undoes(talk: TalkWords, sentences: list[tuple[str, list[str]]]) -> bool:
    """A short sentence that takes the last change back."""
    return any(
        len(said) <= _SHORT and talk.undo.within(said) and not (talk.undo_beside.within(said) or _goes_on(talk, said))
        for _, said in sentences
    )


def _goes_on(talk: TalkWords, said: list[str]) -> bool:
    """Whether "as before" only says that something goes on."""
    return talk.going_on.within(said) and talk.as_before.within(said)


def without_undoing(text: str, language: str) -> str:
    """The message without its sentences that take the last change back; "" if nothing else stands in it."""
    talk = TalkWords.load(language)
    sentences = [(s.group(), [w.folded for w in words_of(s.group())]) for s in _SENTENCE.finditer(text)]
    kept = [raw for raw, said in sentences if said and not _undoes(talk, [(raw, said)])]
    return "".join(kept).strip()


def says_us_again(text: str, language: str) -> bool:
    """Whether a message says that the writer's organisation takes part again."""
    talk = TalkWords.load(language)
    words = [word.folded for word in words_of(text)]
    return talk.us_again.within(words) and not talk.us_anew.within(words)


def _about_it(talk: TalkWords, said: list[str]) -> bool:
    """Whether a question is about the consortium at hand, not about the call."""
    if said and _bare(talk, said):
        return True  # "ready to submit?" is not about how to submit
    if not said or talk.about_call.within(said):
        return False
    return talk.asks_about.within(said) and talk.refers.within(said)


def _bare(talk: TalkWords, said: list[str]) -> bool:
    """ "Are we eligible?", "And now?", of nothing but the consortium at hand."""
    return len(said) <= _ELLIPTIC and talk.asks_about.within(said) and all(word in talk.elliptic for word in said)


def _told_of(partners: Sequence[Draft]) -> bool:
    """Whether more is said of organisations than that they exist: who is registered, or does what; or whether there
    are as many, with a cluster among them, as a consortium has."""
    clusters = any(draft.kind in CLUSTERS for draft in partners)
    return (clusters and len(partners) >= _MANY) or any(draft.roles or draft.eccp for draft in partners)


def is_described(reading: Reading, intent: Intent, text: str) -> bool:
    """Whether the partners read are a consortium: several of them, or one that the text calls a partner."""
    partners = reading.drafts.all
    others = [d for d in partners if d is not reading.writer]
    further = bool(reading.drafts.further)
    if intent.asks_more and not (intent.asks or intent.gathers or further or _told_of(partners)):
        return False  # "I have a firm in Porto, a cluster told me of vouchers. How large are they?"
    if not any(d.kind or d.roles or d.name for d in partners) and not intent.partners:
        return False
    if len(others) >= 2 or (others and reading.writer is not None):
        return True
    if reading.writer is not None and not others:
        return intent.alone or (further and intent.partners)
    # One partner and a question: the question is about a rule ("may a university from Hungary join us?").
    return bool(others) and (intent.lone or (not intent.asks_more and (intent.partners or further)))
