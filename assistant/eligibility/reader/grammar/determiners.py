"""What stands before a head: numbers, articles, "all", "none of", "perhaps", "the other"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.partners.phrases import NounPhrase, Pronoun, Scope
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

SCOPES = {
    Tag.ALL: Scope.ALL,
    Tag.BOTH: Scope.BOTH,
    Tag.NONE: Scope.NONE,
    Tag.ONLY: Scope.ONLY,
    Tag.EXCEPT: Scope.EXCEPT,
}


_FLAGS = {
    Tag.SEVERAL: ("several",),
    Tag.DEFINITE: ("definite",),
    Tag.OWN: ("definite", "own"),
    Tag.THEIR: ("definite",),
    Tag.MORE: ("more",),
    Tag.PERHAPS: ("perhaps",),
    Tag.SEEKING: ("perhaps",),
    Tag.AT_LEAST: ("at_least",),
    Tag.UP_TO: ("up_to",),
}
_COUNTED = (Tag.NUMBER, Tag.KIND, Tag.GENERIC, Tag.PLACE)
_PRONOUNS = (Tag.WE, Tag.PRONOUN, Tag.RELATIVE)


class TokenReader:
    """Looks at the tokens of one segment."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens

    def tag(self, at: int) -> Tag | None:
        return self._tokens[at].tag if 0 <= at < len(self._tokens) else None

    def small(self, at: int) -> str:
        """What a small word does in the grammar, "" for any other token."""
        return self._tokens[at].small if 0 <= at < len(self._tokens) else ""


class Determiners(TokenReader):
    """Reads what stands before the head of a noun phrase."""

    def _determiners(self, at: int, phrase: NounPhrase) -> int:
        """Reads determiners from token `at` into the phrase; the token after them."""
        while at < len(self._tokens):
            token = self._tokens[at]
            if token.tag in _FLAGS:
                for flag in _FLAGS[token.tag]:
                    setattr(phrase, flag, True)
            elif token.tag in SCOPES:
                phrase.scope = SCOPES[token.tag]
            elif token.tag is Tag.ORDINAL:
                phrase.ordinals.append(token.value)
            elif token.tag is Tag.ARTICLE and phrase.count is None:
                phrase.article, phrase.count = True, 1
            elif token.tag is Tag.NUMBER:
                at = self._number(at, phrase) - 1
                if phrase.part is not None and self.tag(at + 1) in _PRONOUNS:
                    return at + 1
            elif token.tag is Tag.OTHER:
                phrase.other = True
                if token.small == "standing":
                    phrase.pronoun, phrase.plural = Pronoun.ONE, True
                    return self._plain_of(at + 1)
            elif token.tag is Tag.PRONOUN and token.plural and self.tag(at + 1) in _COUNTED:
                phrase.definite = True
            elif token.tag in _PRONOUNS and self._may_be_pronoun(phrase):
                phrase.pronoun, phrase.plural = self._pronoun(token), token.plural or token.tag is Tag.RELATIVE
                return at + 1
            elif not self._passes(at, phrase):
                break
            at += 1
        return at

    def _pronoun(self, token: Token) -> Pronoun:
        if token.small == "theirs":
            return Pronoun.THEIRS
        if token.tag is not Tag.WE:
            return Pronoun.THEY
        return Pronoun.OURS if token.small == "ours" else Pronoun.WE

    def _passes(self, at: int, phrase: NounPhrase) -> bool:
        """Words that add nothing between determiners: "exactly three", "all of the", "perhaps also a"."""
        if self._tokens[at].tag is Tag.ABOUT:
            return self.tag(at + 1) is Tag.NUMBER
        return self._tokens[at].small in ("filler", "of") and at > phrase.first and self._goes_on(at)

    def _plain_of(self, at: int) -> int:
        """After "the rest": "of us", "of the partners" adds nothing."""
        if self.small(at) == "of":
            while self.tag(at + 1) in (Tag.DEFINITE, Tag.OWN, Tag.GENERIC, Tag.KIND, Tag.GROUP, Tag.PRONOUN, Tag.WE):
                at += 1
            return at + 1
        if self.small(at) == "of_the":
            while self.tag(at + 1) in (Tag.GENERIC, Tag.KIND, Tag.GROUP):
                at += 1
            return at + 1
        return at

    def _goes_on(self, at: int) -> bool:
        """Whether determiners go on after "of" or "also"."""
        return self.tag(at + 1) in (
            Tag.DEFINITE, Tag.OWN, Tag.THEIR, Tag.NUMBER, Tag.WE, Tag.PRONOUN, Tag.RELATIVE, Tag.ARTICLE, Tag.OTHER,
        )  # fmt: skip

    def _may_be_pronoun(self, phrase: NounPhrase) -> bool:
        return phrase.count is None and not phrase.article and not (phrase.definite and not phrase.scope)

    def _number(self, at: int, phrase: NounPhrase) -> int:
        """A number, a range ("two or three", "2-3") or a part of something ("two of the five")."""
        value = self._tokens[at].value
        if (self.tag(at + 1) in (Tag.OR, Tag.DASH) or self.small(at + 1) == "range") and self.tag(at + 2) is Tag.NUMBER:
            phrase.count, phrase.most = value, self._tokens[at + 2].value
            return at + 3
        after = at + 1
        if self.small(after) in ("of", "of_the"):
            follower = self.tag(after + 1)
            if self.small(after) == "of_the" or follower in (
                Tag.DEFINITE,
                Tag.OWN,
                Tag.THEIR,
                Tag.PRONOUN,
                Tag.WE,
                Tag.RELATIVE,
                Tag.NUMBER,
            ):
                phrase.part = value
                phrase.definite = True
                return after + 1
        phrase.count = value
        return after
