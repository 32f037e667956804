"""A known partner that goes by another name: "Lyon is now called Rhône Cluster", "CzechMeat renamed itself"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.eligibility.reader.partners.drafts import Draft, Drafts
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.eligibility.reader.tokens.talk import TalkWords

_Named = Callable[[Sequence[Token]], list[Draft]]
_MOST_WORDS = 5


def renamed(tokens: Sequence[Token], text: str, drafts: Drafts, named: _Named, talk: TalkWords) -> Draft | None:
    """The partner that a sentence gives another name, which it has from now on; None if it renames nobody."""
    for at, token in enumerate(tokens):
        words = [word for other in tokens[at : at + _MOST_WORDS] for word in other.words]
        length = talk.renaming.at(words, 0)[1] if token.words else 0
        if not length:
            continue
        new = next((other for other in tokens[at + 1 :] if other.tag is Tag.NAME), None)
        head = [other for other in tokens[:at] if other.tag is not Tag.COMMA]
        who = named(head) if head else []
        if any(other.tag in (Tag.KIND, Tag.PRONOUN) for other in head) and not who:
            return None
        called = text[new.start : new.end] if new is not None else ""
        if len(who) != 1 or (called and drafts.named(called) not in (None, who[0])):
            return None
        if called:
            who[0].name = called
            drafts.keep(list(drafts.all))
        return who[0]
    return None
