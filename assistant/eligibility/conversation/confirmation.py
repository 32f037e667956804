"""Whether a message keeps what was only supposed: "fine, we do it like that", "it is out, we agreed on that today".

After a supposition such sentences name nobody and tell nothing new; what else the message says is read afterwards.
"""

from __future__ import annotations

import re

from assistant.eligibility.conversation.state import Change, ConsortiumState, identity
from assistant.eligibility.reader.tokens.talk import TalkWords
from assistant.gazetteer.text import words_of

_SENTENCE = re.compile(r"[^.!?\n;]+[.!?\n;]*")


def confirmed(state: ConsortiumState, text: str, language: str) -> str | None:
    """The rest of a message that keeps the supposition made just before; None if it does not."""
    if state.last_change is not Change.SUPPOSED or not state.history or state.history[-1] is None:
        return None
    talk = TalkWords.load(language)
    patterns = [*talk.keeping, *(talk.keeping_gone if _only_shrunk(state) else ())]
    kept: list[str] = []
    keeps = False
    for match in _SENTENCE.finditer(text):
        said = " ".join(word.folded for word in words_of(match.group()))
        told = not match.group().rstrip().endswith("?")
        if told and any(re.fullmatch(pattern, said) for pattern in patterns):
            keeps = True
        else:
            kept.append(match.group())
    return " ".join(part.strip() for part in kept if part.strip()) if keeps else None


def _only_shrunk(state: ConsortiumState) -> bool:
    """Whether somebody went in the supposition, and nobody came."""
    before = state.history[-1]
    assert before is not None and state.consortium is not None
    here = {identity(partner) for partner in state.consortium.partners}
    there = {identity(partner) for partner in before.partners}
    return len(state.consortium.partners) < len(before.partners) and here <= there
