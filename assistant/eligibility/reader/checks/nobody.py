"""Words that look like partners but name none: a title, a person who writes, a plain statement about a region."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.tokens.lexicon import Phrases, Tag
from assistant.eligibility.reader.tokens.scan import Token

_CUTS = (Tag.COMMA, Tag.BREAK, Tag.DASH, Tag.COLON)
# With one of these beside it, a name or place may well be a partner.
_OF_PARTNERS = (
    Tag.KIND, Tag.GENERIC, Tag.ROLE, Tag.ROLE_VERB, Tag.ROLE_BY, Tag.ECCP, Tag.LEGAL, Tag.GROUP, Tag.WE, Tag.OWN,
    Tag.PRONOUN, Tag.NUMBER, Tag.ORDINAL, Tag.OTHER, Tag.MORE, Tag.SEEKING, Tag.OPEN, Tag.CALLED, Tag.ALL, Tag.BOTH,
    Tag.NONE, Tag.EXCEPT, Tag.SEVERAL, Tag.RELATIVE,
)  # fmt: skip
_SHORTEST = 3
# Without one of these nothing can be said of anybody who takes part.
_OF_ANYBODY = frozenset((Tag.PLACE, Tag.NAME, Tag.KIND, Tag.GENERIC, Tag.ROLE, Tag.LEGAL, Tag.WE, Tag.OWN))
_OF_SEVERAL = frozenset((Tag.NUMBER, Tag.WE, Tag.OWN, Tag.GROUP, Tag.BOTH, Tag.SEVERAL))
_APART = frozenset((Tag.STOP, Tag.BREAK, Tag.COLON, Tag.OPEN))  # signs with which a message says more than one thing


def may_describe(tokens: Sequence[Token]) -> bool:
    """Whether a first message may tell of partners at all; "when is the deadline?" does not, and neither does a single
    question that counts nobody, names one place or name at most and does not speak of its writer."""
    tags = [token.tag for token in tokens]
    if _OF_ANYBODY.isdisjoint(tags):
        return False
    lone = tokens[-1].tag is Tag.STOP and tokens[-1].value == "?" and _APART.isdisjoint(tags[:-1])
    return not lone or not _OF_SEVERAL.isdisjoint(tags) or tags.count(Tag.PLACE) + tags.count(Tag.NAME) > 1


def on_places(tokens: Sequence[Token]) -> bool:
    """Whether words only say what a region or country is: "Silesia is surely less developed"."""
    if len(tokens) < _SHORTEST or any(token.tag in (*_OF_PARTNERS, Tag.NAME) for token in tokens):
        return False
    place = next((at for at, token in enumerate(tokens) if token.tag is Tag.PLACE), None)
    if place is None:
        return False
    rest = tokens[place + 1 :]
    said = next((at for at, token in enumerate(rest) if token.tag in (Tag.LESS_DEVELOPED, Tag.CROWD)), None)
    return said is not None and any(token.tag in (Tag.BE, Tag.HAVE, Tag.WORD, Tag.FUNCTION) for token in rest[:said])


def without_places_described(tokens: Sequence[Token]) -> list[Token]:
    """A sentence without its parts on what a region or country is."""
    parts: list[list[Token]] = [[]]
    for at, token in enumerate(tokens):
        goes_on = token.tag is Tag.AND and at + 1 < len(tokens) and tokens[at + 1].tag is Tag.PLACE
        if token.tag in _CUTS or goes_on:
            parts.append([token])
        else:
            parts[-1].append(token)
    kept = [part for part in parts if not on_places([t for t in part if t.tag not in (*_CUTS, Tag.AND)])]
    if not any(on_places([t for t in part if t.tag not in (*_CUTS, Tag.AND)]) for part in parts):
        return list(tokens)
    return [token for part in kept for token in part]


def names_nobody(tokens: Sequence[Token]) -> bool:
    """Whether a sentence has a name that nothing calls an organisation: "Greater Region again!", "as Katrin wrote"."""
    names = [token for token in tokens if token.tag is Tag.NAME]
    if not names or any(token.value.sure or token.value.label or token.value.position for token in names):
        return False
    if any(token.tag in (*_OF_PARTNERS, Tag.PLACE, Tag.BE, Tag.HAVE) for token in tokens):
        return False
    return any(token.tag not in (*_CUTS, Tag.NAME, Tag.AND) for token in tokens)


def without_preface(tokens: Sequence[Token]) -> Sequence[Token]:
    """A sentence without what only announces a list: "I would be grateful for a check: …"."""
    at = next((n for n, token in enumerate(tokens) if token.tag is Tag.COLON), 0)
    before = tokens[:at]
    ours = (Tag.WE, Tag.OWN, Tag.PRONOUN, Tag.RELATIVE, Tag.OTHER, Tag.MORE)
    partners = [tag for tag in (*_OF_PARTNERS, Tag.PLACE, Tag.NAME, Tag.LESS_DEVELOPED, Tag.IN) if tag not in ours]
    told = any(token.tag in partners for token in before)
    announces = before and before[-1].tag not in (Tag.BE, Tag.HAVE) and any(t.tag in (Tag.BE, Tag.HAVE) for t in before)
    listed = any(token.tag in (Tag.KIND, Tag.GENERIC) for token in tokens[at:])
    return tokens[at + 1 :] if announces and listed and not told else tokens


def names_one(tokens: Sequence[Token]) -> bool:
    """Whether a question in a list begins with a partner: "FI: cluster in Oulu; on the ECCP?"."""
    first = tokens[0].tag if tokens else None
    named = any(token.tag in (Tag.KIND, Tag.NAME) for token in tokens)
    return named and first in (Tag.PLACE, Tag.NAME, Tag.KIND, Tag.ARTICLE, Tag.NUMBER)


def without_which(tokens: Sequence[Token], unknown: Phrases) -> list[Token]:
    """A sentence without its end "… but I don't know which": the number before it says all."""
    words: list[str] = []
    owner: list[int] = []
    for at, token in enumerate(tokens):
        words.extend(token.words)
        owner.extend([at] * len(token.words))
    for n in range(len(words)):
        if unknown.at(words, n)[1]:
            before = [at for at, token in enumerate(tokens[: owner[n]]) if token.tag in _CUTS]
            kept = list(tokens[: before[-1]] if before else ())
            after = tokens[owner[n + unknown.at(words, n)[1] - 1] + 1 :]
            if kept and len(after) > 1 and after[0].tag is Tag.COMMA and after[1].tag in (Tag.BE, Tag.HAVE):
                return [*kept, *after[1:]]  # "two of them, I don't know which, are registered"
            while kept and kept[-1].tag in (*_CUTS, Tag.AND):
                kept.pop()
            return kept if kept or before == [] else list(tokens)
    return list(tokens)


def without_whole(tokens: Sequence[Token]) -> list[Token]:
    """A sentence without "of the consortium" after a word for partners: it says nothing of its own."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        after = tokens[at + 1 : at + 3]
        of = tokens[at].tag is Tag.IN and bool(found) and found[-1].tag in (Tag.KIND, Tag.GENERIC) and found[-1].plural
        if of and after and after[0].tag is Tag.GROUP and (len(after) == 1 or after[1].tag is not Tag.NAME):
            at += 2
            continue
        found.append(tokens[at])
        at += 1
    return found


def closes(tokens: Sequence[Token], phrases: Phrases) -> bool:
    """Whether a sentence only says that there is nobody else."""
    words = [word for token in tokens for word in token.words]
    told = any(token.tag in (Tag.KIND, Tag.PLACE, Tag.NAME, Tag.ECCP, Tag.ROLE) for token in tokens)
    return not told and phrases.within(words)


def judges(tokens: Sequence[Token], judging: Phrases) -> bool:
    """Whether a sentence only judges what was said: "too many without registration, then"."""
    named = any(token.tag in (Tag.PLACE, Tag.NAME, Tag.NUMBER, Tag.WE, Tag.OWN, Tag.ORDINAL) for token in tokens)
    return not named and judging.within([word for token in tokens for word in token.words])
