"""Who goes because it is said who stays: "everyone but the university stays", "it's just the three clusters now"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.eligibility.reader.partners.drafts import Draft, Drafts
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.eligibility.reader.tokens.talk import TalkWords

_FOREIGN = (Tag.ECCP, Tag.ROLE, Tag.ROLE_VERB, Tag.LEGAL, Tag.PERHAPS, Tag.SEEKING, Tag.OR)
_BEFORE_ONLY = (Tag.WE, Tag.PRONOUN, Tag.BE, Tag.FUNCTION, Tag.BREAK, Tag.COMMA, Tag.WORD)


def leaving_the_rest(
    tokens: Sequence[Token], drafts: Drafts, named: Callable[[Sequence[Token]], list[Draft]], talk: TalkWords
) -> list[Draft]:
    """Those of whom a sentence says that they stay no longer; nobody if it says nothing of who stays."""
    words = [word for token in tokens for word in token.words]
    if any(token.tag in (*_FOREIGN, Tag.NOT) for token in tokens) or talk.doubting.within(words):
        return []
    if len(drafts.all) < 2 or talk.add.within(words):
        return []
    everybody = next((at for at, token in enumerate(tokens) if token.tag is Tag.ALL), None)
    out = next((at for at, token in enumerate(tokens) if token.tag is Tag.EXCEPT or token.small == "but"), None)
    everyone = any(token.tag in (Tag.ALL, Tag.EXCEPT) for token in tokens[: (out or 0) + 1])
    whole = everyone and (out == 0 or everybody == (out or 0) - 1)
    if out is not None and whole and talk.stays.within(words):
        gone = named(tokens[out + 1 :])
        return gone if len(gone) < len(drafts.all) else []
    only = next((at for at, token in enumerate(tokens) if token.tag is Tag.ONLY), None)
    if only is None or any(token.tag not in _BEFORE_ONLY for token in tokens[:only]):
        return []
    if not (talk.stays.within(words[1:]) or talk.by_now.within(words)):
        return []
    stay = {id(draft) for draft in named(tokens[only + 1 :])}
    return [draft for draft in drafts.all if id(draft) not in stay] if stay else []
