"""What is denied twice, put as it is meant: "none of them isn't registered" as "all of them are registered", "Bari is
not without a profile" as "Bari has a profile", "it is not true that Bari isn't registered"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.reader.tokens.lexicon import EccpWord, Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token

_SIGNS = (Tag.COMMA, Tag.BREAK, Tag.DASH, Tag.COLON, Tag.OPEN)
_HEADS = (Tag.KIND, Tag.GENERIC)
_VERBS = (Tag.BE, Tag.HAVE)
_TO_IT = (Tag.IN, Tag.DEFINITE, Tag.ARTICLE, Tag.FUNCTION)
_OF_THEM = (Tag.IN, Tag.DEFINITE, Tag.PRONOUN, Tag.WE, Tag.KIND, Tag.GENERIC)
_FEWEST = 2
_MOST_BETWEEN = 8
_FRAME = 8


def affirmed_twice(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of a statement on registrations without the two denials that undo each other."""
    if not any(token.tag is Tag.ECCP for token in tokens):
        return list(tokens)
    behind = _platform_behind(tokens)
    affirmed = _Denials(behind, lexicon).affirmed() if behind else []
    return affirmed if affirmed != behind else _Denials(tokens, lexicon).affirmed()


def _platform_behind(tokens: Sequence[Token]) -> list[Token]:
    """ "On the ECCP none of them is missing" with the platform at its end; nothing where it does not stand in front."""
    at = next((n for n, token in enumerate(tokens) if token.tag not in (*_TO_IT, Tag.ECCP)), 0)
    fronted = at > 0 and tokens[at - 1].tag is Tag.ECCP
    return [*tokens[at:], *tokens[:at]] if fronted else []


class _Denials:
    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self._tokens, self._raw = list(tokens), lexicon.raw["twice_denied"]
        self._lacking = frozenset(lexicon.raw["lacking"])

    def affirmed(self) -> list[Token]:
        whole = self._framed() or self._inverted()
        if whole is not None:
            return whole
        tokens = self._tokens
        for at in range(len(tokens)):
            begin, everybody, after = self._nobody(at)
            affirmed = self._verb(after) if everybody else None
            if affirmed is not None:
                return [*tokens[:begin], *everybody, *affirmed]
        for at in range(len(tokens)):
            denied = self._verb_denied(at)
            lack = self._lack(at, at + denied) if denied else None
            if lack is not None:
                return [*tokens[:at], *lack]
        return tokens

    def _tag(self, at: int) -> Tag | None:
        return self._tokens[at].tag if 0 <= at < len(self._tokens) else None

    def _nobody(self, at: int) -> tuple[int, list[Token], int]:
        """Where "none of them", "no cluster", "there is nobody who" begins, the same as everybody, and where its verb
        may stand; nobody where it does not stand at `at`."""
        token, after, begin = self._tokens[at], at + 1, at
        head: list[Token] = []
        has_no = token.tag in _VERBS and token.words[-1:] and token.words[-1] in self._raw["no"]
        if has_no or " ".join(token.words) in self._raw["no"]:
            if self._tag(after) not in _HEADS:
                return at, [], at
            head, after = [replace(self._tokens[after], plural=True)], after + 1
        elif token.tag is not Tag.NONE:
            return at, [], at
        while begin and self._introduces(self._tokens[begin - 1]):
            begin -= 1
        introduced = has_no or begin < at
        relative = self._tag(after) in (Tag.RELATIVE, Tag.DEFINITE)
        if introduced and not (relative or self._tag(after) is Tag.CALLED):
            return (begin, [self._all(token), *head], after) if self._said_there(begin, at) else (at, [], at)
        return begin, [self._all(token), *head], after + (introduced and relative)

    def _introduces(self, token: Token) -> bool:
        return token.tag is Tag.WE or " ".join(token.words) in self._raw["there_is"]

    def _said_there(self, begin: int, at: int) -> bool:
        """Whether "there is", not "we have", introduces nobody: "there is none without a profile"."""
        return begin < at and not any(token.tag is Tag.WE for token in self._tokens[begin:at])

    def _all(self, token: Token) -> Token:
        return replace(token, tag=Tag.ALL, value=None, words=tuple(self._raw["all"]), small="", plural=True)

    def _verb(self, after: int) -> list[Token] | None:
        """The tokens from `after` on with their verb affirmed, where it denies something or says that it is lacking."""
        for at in range(after, min(after + _MOST_BETWEEN, len(self._tokens))):
            tag = self._tag(at)
            if tag in _SIGNS or tag in (Tag.RELATIVE, Tag.AND):
                return None
            denied = self._verb_denied(at)
            if denied:
                return [*self._tokens[after:at], self._plain(at), *self._tokens[at + denied :]]
            if tag in _VERBS:
                lack = self._lack(at, at + 1)
                return None if lack is None else [*self._tokens[after:at], *lack]
        return None

    def _verb_denied(self, at: int) -> int:
        """How many tokens at `at` are a verb that is denied; 0 if there is none."""
        if self._tag(at) is Tag.CALLED or (self._tag(at) in _VERBS and self._tokens[at].value != "not"):
            return 2 * (self._tag(at + 1) is Tag.NOT and self._tokens[at + 1].is_one_of(self._raw["not"]))
        return int(self._tag(at) in _VERBS)

    def _plain(self, at: int, *, has: bool = False) -> Token:
        has = has or self._tag(at) is Tag.HAVE
        words = tuple(self._raw["have" if has else "be"])
        return replace(self._tokens[at], tag=Tag.HAVE if has else Tag.BE, value=None, words=words, plural=True)

    def _lack(self, verb: int, at: int) -> list[Token] | None:
        """The tokens from the verb on where "unregistered" or "without a profile" stands at `at`, as the contrary."""
        if at >= len(self._tokens) or not self._tokens[at].is_one_of(self._lacking):
            return None
        token, rest = self._tokens[at], self._tokens[at + 1 :]
        if token.tag is Tag.ECCP:
            words = tuple(self._raw["registered"])
            return [self._plain(verb), replace(token, value=EccpWord.REGISTERED, words=words), *rest]
        spoken = next((n for n, each in enumerate(rest) if each.tag is Tag.ECCP), None)
        if spoken is None:
            return None
        if not token.is_one_of(self._raw["away"]):
            return [self._plain(verb, has=True), *rest]
        # "missing from the platform": on it
        if any(each.tag not in _TO_IT for each in rest[:spoken]):
            return None
        there = replace(rest[spoken], value=EccpWord.REGISTERED, words=tuple(self._raw["registered"]))
        return [self._plain(verb), there, *rest[spoken + 1 :]]

    def _inverted(self) -> list[Token] | None:
        """ "Not registered: none", "missing on the platform is nobody" as "all are registered"."""
        tokens = self._tokens[: len(self._tokens) - (self._tag(len(self._tokens) - 1) is Tag.STOP)]
        at = next((n for n, token in enumerate(tokens) if token.tag is Tag.NONE), 0)
        who = tokens[at + 1 :]
        if at < _FEWEST or tokens[at - 1].tag not in (Tag.COLON, Tag.BE) or any(t.tag not in _OF_THEM for t in who):
            return None
        said = [token for token in tokens[: at - 1] if token.tag not in _TO_IT]
        denies = said and (said[0].tag is Tag.NOT or said[0].is_one_of(self._lacking))
        if not denies or any(token.tag is not Tag.ECCP for token in said[1:]) or tokens[at - 1].value == "not":
            return None
        told = [t for t in said if t.tag is Tag.ECCP and not t.is_one_of(self._lacking)]
        be = replace(tokens[at - 1], tag=Tag.BE, value=None, words=tuple(self._raw["be"]), plural=True)
        gone = replace(said[0], tag=Tag.ECCP, value=EccpWord.REGISTERED, words=tuple(self._raw["registered"]))
        return [self._all(tokens[at]), be, *(told or [gone])]

    def _framed(self) -> list[Token] | None:
        """ "It is not true that X is not registered" as "X is registered"; None where it does not begin so, or says
        more than one thing."""
        words: list[str] = []
        frames = phrases(self._raw["not_true"])
        for at, token in enumerate(self._tokens[:_FRAME], 1):
            words += token.words
            if not words or frames.at(words, 0)[1] != len(words):
                continue
            rest = self._tokens[at:]
            verbs = [here for here, each in enumerate(rest, at) if each.tag in _VERBS]
            everybody = any(t.tag in (Tag.ALL, Tag.BOTH, Tag.EACH) for t in rest)
            if len(verbs) != 1 or any(t.tag in (*_SIGNS, Tag.NONE) for t in rest):
                return None
            if everybody:
                return None if self._verb_denied(verbs[0]) else [self._not(), *rest]
            denied = self._verb_denied(verbs[0])
            if not denied:
                return self._denying(at, verbs[0])
            return [*self._tokens[at : verbs[0]], self._plain(verbs[0]), *self._tokens[verbs[0] + denied :]]
        return None

    def _denying(self, at: int, verb: int) -> list[Token] | None:
        """The tokens from `at` on, of which it is said that they are not true: "X is not registered"."""
        if self._tag(verb + 1) is not Tag.ECCP:
            return None
        said = self._tokens[verb]
        return [
            *self._tokens[at:verb],
            replace(said, value="not", words=(*said.words, "not")),
            *self._tokens[verb + 1 :],
        ]

    def _not(self) -> Token:
        return replace(self._tokens[0], tag=Tag.NOT, value=None, words=tuple(self._raw["not"]), small="")
