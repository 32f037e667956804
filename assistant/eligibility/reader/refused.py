"""A sentence on registrations without what adds nothing to it: "… is not on it, nor do they want to be".

That somebody who is not registered refuses, or uses another platform instead, says again what has been said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.lexicon import EccpWord, Lexicon, Tag
from assistant.eligibility.reader.scan import Token

_SIGNS = (Tag.COMMA, Tag.BREAK, Tag.DASH, Tag.STOP)
_OPENS = (*_SIGNS, Tag.AND)
_NAMING = (Tag.PLACE, Tag.NAME, Tag.KIND, Tag.GENERIC, Tag.ORDINAL, Tag.ALL, Tag.BOTH, Tag.ROLE, Tag.EXCEPT, Tag.ONLY)
_POINTING = (Tag.OTHER, Tag.ORDINAL)


def prepared(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens without refusals behind a denial, and with the article of "of the others" by itself."""
    return _articles_apart(without_refused(tokens, lexicon), lexicon)


def without_refused(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens without the clauses behind a denial that only say that those denied do not want to."""
    found: list[Token] = []
    denied = False
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if denied and token.tag in _OPENS:
            end = next((n for n in range(at + 1, len(tokens)) if tokens[n].tag in _SIGNS), len(tokens))
            if token.small == "reason" and _is_of_another(tokens[at + 1 :], lexicon):
                return found
            if _refuses(tokens[at + 1 : end], lexicon):
                at = end
                continue
        found.append(token)
        denied = (denied and token.tag not in (Tag.BREAK, Tag.STOP)) or _denies(token)
        at += 1
    return found


def _denies(token: Token) -> bool:
    return token.tag in (Tag.NOT, Tag.NONE) or token.value == "not"


def _refuses(clause: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a clause says nothing but that those named before do not want to, either."""
    said = " ".join(word for token in clause for word in token.words)
    return any(re.fullmatch(pattern, said) for pattern in lexicon.raw["standing"]["refusing"])


def _is_of_another(reason: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a reason tells of another platform alone, and names nobody: "because we use a different platform"."""
    another = frozenset(lexicon.raw["standing"]["another"])
    if any(token.tag in _NAMING for token in reason):
        return False
    told = [at for at, token in enumerate(reason) if token.tag is Tag.ECCP]
    others = [token for token in reason if token.tag is Tag.OTHER]
    plain = all(
        at and reason[at].value is EccpWord.TOPIC and not another.isdisjoint(reason[at - 1].words) for at in told
    )
    return plain and all(not another.isdisjoint(token.words) for token in others)


def _articles_apart(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "…, of the other two I know nothing" as "…, the other two I know nothing"."""
    found: list[Token] = []
    openers = lexicon.raw["standing"]["openers"]
    for at, token in enumerate(tokens):
        begins = not at or tokens[at - 1].tag in _OPENS
        ahead = at + 1 < len(tokens) and tokens[at + 1].tag in _POINTING
        joined = len(token.words) == 2 and token.words[0] in openers and token.definite
        if begins and ahead and joined and token.tag is Tag.IN:
            token = replace(token, tag=Tag.DEFINITE, words=token.words[1:], small="", value=None)
        found.append(token)
    return found
