"""Partners known by a word of their name or of the words they were read from: "Calcestruzzo Sannio", "the Genoese"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.partners.drafts import Draft, Drafts
from assistant.eligibility.reader.partners.witnesses import is_at, is_of
from assistant.eligibility.reader.tokens.articles import parted
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.names import NameSpan
from assistant.eligibility.reader.tokens.scan import Token
from assistant.gazetteer.text import fold, words_of

_SHORTEST = 4
_STEM = 4
_MOST_PARTNERS = 200


def recalled(tokens: Sequence[Token], text: str, drafts: Drafts, lexicon: Lexicon) -> list[Token]:
    """The tokens with words and names that can only mean one known partner as labels of it."""
    if len(drafts.all) > _MOST_PARTNERS:
        return list(tokens)
    owners = _owners(drafts.all, lexicon)
    found: list[Token] = []
    for at, token in enumerate(tokens):
        if _merged_the(tokens, at):
            found += parted(token, lexicon)
            continue
        if token.tag is Tag.IN and len(token.words) > 1 and token.words[0] in lexicon.raw["is_words"]:
            middle = token.start + len(token.words[0])
            found.append(Token(token.start, middle, Tag.BE, words=token.words[:1]))
            found.append(Token(middle, token.end, Tag.IN, words=token.words[1:], definite=token.definite))
            continue
        if _companions(tokens, at, lexicon):
            found.append(replace(token, tag=Tag.GENERIC, plural=True))
            continue
        draft = _meant(tokens, at, text, drafts, owners, lexicon)
        if draft is None:
            found.append(token)
            continue
        drafts.recalled[text[token.start : token.end]] = draft
        name = NameSpan(token.start, token.end, None, None, sure=True, position=True)
        found.append(Token(token.start, token.end, Tag.NAME, name, words=token.words))
    return found


def _merged_the(tokens: Sequence[Token], at: int) -> bool:
    """Whether "the" of "from the second one" stands in the token of the preposition."""
    token, after = tokens[at], tokens[at + 1].tag if at + 1 < len(tokens) else None
    return token.tag is Tag.IN and len(token.words) > 1 and token.definite and after is Tag.ORDINAL


def _companions(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a word stands for a partner's people: "our Polish friends", "the people from Gdańsk"."""
    if tokens[at].tag is not Tag.CROWD or tokens[at].words[0] not in lexicon.raw["companions"]:
        return False
    after = tokens[at + 1].tag if at + 1 < len(tokens) else None
    return (at > 0 and tokens[at - 1].tag is Tag.PLACE) or after is Tag.IN


def _owners(drafts: Iterable[Draft], lexicon: Lexicon) -> dict[str, list[Draft]]:
    """Words that tell partners apart, with the partners that have them."""
    owners: dict[str, list[Draft]] = {}
    for draft in drafts:
        for word in {word.folded for word in words_of(f"{draft.name or ''} {draft.source}")}:
            ordinary = lexicon.senses.at((word,), 0)[1] or lexicon.name_kinds.at((word,), 0)[1]
            if len(word) >= _SHORTEST and not ordinary and not word.isdigit():
                owners.setdefault(word, []).append(draft)
    return owners


def _meant(
    tokens: Sequence[Token], at: int, text: str, drafts: Drafts, owners: dict[str, list[Draft]], lexicon: Lexicon
) -> Draft | None:
    token = tokens[at]
    if token.tag is Tag.NAME:
        said = text[token.start : token.end]
        if token.value.position or token.value.label or drafts.named(said) is not None:
            return None
        words = [word for word in token.words if len(word) >= _SHORTEST]
        ordinary = lexicon.name_kinds
        sets = [{id(d): d for d in owners.get(word, ())} for word in words if not ordinary.at((word,), 0)[1]]
        shared = [d for key, d in sets[0].items() if all(key in other for other in sets)] if sets else []
        if len(shared) == 1:
            return None if _of_another_kind(token, shared[0], lexicon) else shared[0]
        return _demonym(tokens, at, owners) if len(token.words) == 1 else _described(token.value, drafts)
    if token.tag is not Tag.WORD or len(token.words) != 1 or _of_somebody_new(tokens, at):
        return None
    own = owners.get(token.words[0], ())
    if len(own) == 1 and (_proper(token.words[0], own[0]) or _picks(tokens, at)):
        return own[0]
    return _demonym(tokens, at, owners) if text[token.start].isupper() else None


def _of_somebody_new(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is the theme of somebody new: "a textile cluster from France" beside the Textile Cluster Braga."""
    before, after = at - 1, at + 1
    while before > 0 and tokens[before].tag is Tag.WORD:
        before -= 1
    while after < len(tokens) and tokens[after].tag is Tag.WORD:
        after += 1
    kind = after < len(tokens) and tokens[after].tag is Tag.KIND
    return kind and before >= 0 and tokens[before].tag in (Tag.ARTICLE, Tag.NUMBER, Tag.MORE)


def _of_another_kind(token: Token, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether a name says by itself that it is not the partner that shares its other words: "the University of Évora"
    beside a cluster in Évora."""
    kind: Kind | None = token.value.kind
    telling = any(lexicon.name_kinds.at((word,), 0)[1] for word in token.words)
    return telling and kind is not None and draft.kind is not None and not is_of(draft, kind)


def _described(name: NameSpan, drafts: Drafts) -> Draft | None:
    """ "University Udine" of the university in Udine, whose name is not known: the only one of its kind there."""
    kind, place = name.kind, name.place
    if kind is None or place is None:
        return None
    there = [draft for draft in drafts.all if draft.name is None and is_of(draft, kind) and is_at(draft, place)]
    return there[0] if len(there) == 1 else None


def _proper(word: str, draft: Draft) -> bool:
    """Whether a word is a name in what is known of the partner, not "aerospace": capital, or no capitals at all."""
    source = draft.source[:1].lower() + draft.source[1:]  # a sentence's first letter
    said = f"{draft.name or ''} {source}"
    return said.islower() or any(fold(each) == word and each[:1].isupper() for each in re.findall(r"\w+", said))


def _picks(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word tells one partner from others of its kind: "the aerospace cluster", without a place after it."""
    before = tokens[at - 1].tag if at else None
    after = [token.tag for token in tokens[at + 1 : at + 3]]
    told = after[1:] == [Tag.IN] and len(tokens[at + 2].words) > 1  # "comes from"
    return before is Tag.DEFINITE and after[:1] == [Tag.KIND] and (told or after[1:] not in ([Tag.IN], [Tag.PLACE]))


def _demonym(tokens: Sequence[Token], at: int, owners: dict[str, list[Draft]]) -> Draft | None:
    """ "The Genoese": the only partner with a word that begins alike."""
    if not at or tokens[at - 1].tag is not Tag.DEFINITE:
        return None
    stem = tokens[at].words[0][:_STEM]
    near = {id(d): d for word, own in owners.items() if word[:_STEM] == stem and len(stem) == _STEM for d in own}
    return next(iter(near.values())) if len(near) == 1 else None
