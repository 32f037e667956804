"""Whether a message takes back what was only supposed: "No, Lyon stays", "that was only to see", "then rather not".

After a supposition such words need not name what they reject. What else the message says is read afterwards.
"""

from __future__ import annotations

import re

from assistant.eligibility.conversation.state import Change, ConsortiumState, identity
from assistant.eligibility.reader.tokens.talk import TalkWords
from assistant.gazetteer.text import words_of

_SENTENCE = re.compile(r"[^.!?\n;]+[.!?\n;]*")
_NO = re.compile(r"(?P<no>[^\W\d_]+)\s*(?:[,.!;:–—-]|$)")


def rejected(state: ConsortiumState, text: str, language: str) -> str | None:
    """The rest of a message that rejects the supposition made just before; None if it does not."""
    if state.last_change is not Change.SUPPOSED or not state.history or state.history[-1] is None:
        return None
    talk = TalkWords.load(language)
    shrunk = state.consortium is not None and _missing(state)
    kept: list[str] = []
    rejects = False
    for match in _SENTENCE.finditer(text):
        sentence = match.group()
        words = [word.folded for word in words_of(sentence)]
        if not words:
            continue
        asks = sentence.rstrip().endswith("?")
        rest = _after_no(talk, sentence)
        if rest is not None and _refuses(talk, [word.folded for word in words_of(rest)]):
            rejects = True
            kept += [] if talk.undo.within(words) or not _tells_more(talk, rest) else [rest]
        elif not asks and (talk.rejecting.within(words) or (shrunk and _stays(talk, words))):
            rejects = True
            kept += [sentence] if _of_project(talk, sentence) else []
        elif talk.undo.within(words) and rejects:
            continue
        else:
            kept.append(sentence)
    return " ".join(part for part in kept if part).strip() if rejects else None


def _after_no(talk: TalkWords, sentence: str) -> str | None:
    """What follows a "no" that stands apart at the head of a sentence, behind "oh" or "well" or not; else None."""
    said = words_of(sentence)[:2]
    if said and sentence[: said[0].start].strip():
        return None
    if len(said) > 1 and said[0].folded in talk.interjections and _apart(sentence[said[0].end : said[1].start]):
        del said[0]
    found = _NO.match(sentence, said[0].start) if said else None
    return sentence[found.end() :].strip() if found is not None and found["no"].lower() in talk.refusal else None


def _apart(between: str) -> bool:
    return bool(between) and not between.strip(" \t,.!")


def _of_project(talk: TalkWords, text: str) -> bool:
    """Whether a figure, a length of time or a strand is told."""
    return any(char.isdigit() for char in text) or any(stem in text.lower() for stem in talk.project_stems)


def _refuses(talk: TalkWords, rest: list[str]) -> bool:
    """Whether "no" with these words after it refuses; "no, it isn't registered yet" answers a question."""
    if talk.rejecting.within(rest) or talk.undo.within(rest) or talk.staying_on.within(rest):
        return True
    return bool(rest) and not talk.answering_no.within(rest)


def _tells_more(talk: TalkWords, rest: str) -> bool:
    """Whether more is told after "no" than that it is rejected: "no, then leave it at 24 months"."""
    return _of_project(talk, rest) or not talk.rejecting.within([word.folded for word in words_of(rest)])


def _missing(state: ConsortiumState) -> bool:
    """Whether somebody went in the supposition."""
    before = state.history[-1]
    assert before is not None and state.consortium is not None
    here = {identity(partner) for partner in state.consortium.partners}
    return any(identity(partner) not in here for partner in before.partners)


def _stays(talk: TalkWords, words: list[str]) -> bool:
    return talk.staying_on.within(words) and not (talk.denials.within(words) or talk.agreeing.within(words))
