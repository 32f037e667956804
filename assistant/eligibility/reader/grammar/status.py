"""What words say of a registration on the ECCP."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from itertools import pairwise

from assistant.eligibility.consortium import Eccp
from assistant.eligibility.reader.tokens.lexicon import EccpWord, Lexicon, Tag, key
from assistant.eligibility.reader.tokens.scan import Token

_SPLIT = (Tag.BREAK,)
_LONG, _ALIKE = 7, 0.85  # letters, likeness of a word that is another misspelt
_NEAR = 4  # "nothing has yet been sent"
_SIGNS = (Tag.COMMA, Tag.COLON, Tag.DASH, Tag.BREAK, Tag.AND, Tag.OR)
# The more telling part of a sentence wins: "not registered yet but has applied" is an application.
_WEIGHT = {None: 0, Eccp.REGISTERED: 1, Eccp.NO: 2, Eccp.UNKNOWN: 3, Eccp.SUBMITTED: 4}


class Status:
    """Reads registration statuses from the tokens of one text."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon

    def speaks(self, tokens: Sequence[Token], topic: bool = False) -> bool:
        """Whether the tokens are about a registration. `topic`: the text has spoken of it just before."""
        said = self._said(self._words(tokens))
        return bool(said & {EccpWord.TOPIC, EccpWord.REGISTERED}) or (topic and bool(said))

    def answers(self, token: Token) -> bool:
        """Whether a token is a "yes" or "no"."""
        words = list(token.words)
        return bool(words) and any(list_.at(words, 0)[1] for list_ in (self.lexicon.yes, self.lexicon.no))

    def uncertain(self, tokens: Sequence[Token]) -> bool:
        """Whether the tokens hedge without ruling a registration out ("does not know", but not "does not want to")."""
        words = self._words(tokens)
        return self._hedged(words) and not self.lexicon.no_plan.within(words)

    def core(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens without the parts, between commas, before and after those that speak of a registration."""
        parts: list[list[Token]] = [[]]
        for token in tokens:
            parts[-1].append(token)
            if token.tag is Tag.COMMA:
                parts.append([])
        words = [self._words(part) for part in parts]
        said = [at for at, part in enumerate(words) if self._said(part) or self._late(part)]
        return [token for part in parts[said[0] : said[-1] + 1] for token in part] if said else list(tokens)

    def of(self, tokens: Sequence[Token], topic: bool = False) -> Eccp | None:
        """The status that the tokens state; None if they state none. `topic`: the talk already is of registration."""
        parts: list[list[Token]] = [[]]
        for token in tokens:
            if token.tag in _SPLIT and parts[-1]:
                parts.append([])
            else:
                parts[-1].append(token)
        found = [self._part(self._words(part), topic or index > 0) for index, part in enumerate(parts)]
        if any(status is Eccp.NO and self._gone(self._words(part)) for status, part in zip(found, parts, strict=True)):
            return self._after_removal([word for part in parts for word in self._words(part)])
        return max(found, key=lambda status: _WEIGHT[status], default=None)

    def beside(self, tokens: Sequence[Token], carried: Eccp | None = None) -> Eccp | None:
        """What words beside a partner say once the talk is of registrations: "yes", "not", "is", "is too", "pending";
        None if nothing. `carried`: what was said of the partners before."""
        words = [word for token in tokens if token.tag not in _SIGNS for word in token.words]
        if not words:
            return None
        status = self.of(tokens, topic=True)
        if status is not None:
            return status
        lexicon = self.lexicon
        if carried is not None and lexicon.same.within(words):
            return carried
        denied = any(cue.within(words) for cue in (lexicon.negations, lexicon.absent, lexicon.no_plan)) or any(
            token.value == "not" for token in tokens
        )
        if denied and self._hedged(words) and not lexicon.no_plan.within(words):
            return Eccp.UNKNOWN  # "has not told us", "is not, I think"
        if denied or (lexicon.no.within(words) and not lexicon.yes.within(words)):
            return Eccp.NO
        if lexicon.unknown.within(words):
            return Eccp.UNKNOWN
        if lexicon.yes.within(words):
            return Eccp.REGISTERED
        if all(
            t.tag in (Tag.BE, Tag.HAVE, Tag.AS, *_SIGNS) or t.small in ("carry", "filler") or self._is_there(t)
            for t in tokens
        ):
            present = any(set(token.words) & set(lexicon.raw["eccp"]["present"]) for token in tokens)
            return Eccp.REGISTERED if present else carried or Eccp.REGISTERED
        return None

    def _is_there(self, token: Token) -> bool:
        return self.lexicon.there.within(token.words)

    def cell(self, text: str) -> Eccp | None:
        """The status in a table cell or after "ECCP:": yes, no, pending, a question mark."""
        words = list(key(text))
        if not words:
            return None
        joined = " ".join(words)
        if joined in self.lexicon.no:
            return Eccp.NO
        if joined in self.lexicon.unknown:
            return Eccp.UNKNOWN
        status = self._part(words, True)
        if status is not None:
            return status
        if self.lexicon.yes.at(words, 0)[1]:
            return Eccp.REGISTERED
        return Eccp.NO if self.lexicon.no.at(words, 0)[1] else Eccp.UNKNOWN

    def _part(self, words: Sequence[str], topic: bool) -> Eccp | None:
        words = _without_not_only(words)
        said = self._said(words)
        if not (said & {EccpWord.TOPIC, EccpWord.REGISTERED}) and not (topic and (said or self._hedged(words))):
            return None
        if EccpWord.GONE in said:
            return self._after_removal(words)
        if self._late(words) or self._elsewhere(words):
            # Whether it was in time depends on the deadline, which a reader does not know.
            return Eccp.UNKNOWN
        if self.lexicon.no_plan.within(words) and EccpWord.SUBMITTED not in said:
            return Eccp.NO
        before = words[: self._first_submitted(words)]
        unsent = EccpWord.SUBMITTED in said and (
            bool(set(before[-_NEAR:]) & set(self.lexicon.raw["nothing"]))
            or self.lexicon.no.within(words[len(before) + 1 : len(before) + 2])  # "sent no proof"
        )
        if (
            EccpWord.SUBMITTED in said
            and not unsent
            and not self._hedged(before)
            and not self.lexicon.negations.within(before)
        ):
            return Eccp.SUBMITTED
        if EccpWord.SUBMITTED not in said and self._awaits(words):
            # Who waits to be validated has applied.
            validated = bool(set(words) & set(self.lexicon.raw["awaiting"]["validation"]))
            return Eccp.SUBMITTED if validated and not self._hedged(words) else Eccp.UNKNOWN
        if unsent or self._hedged(words):  # a plan may stand in the part before: "… plan to, but nothing was sent"
            return Eccp.UNKNOWN
        if self.lexicon.negations.within(words) or self.lexicon.absent.within(words):
            return Eccp.NO
        return Eccp.REGISTERED if EccpWord.REGISTERED in said or self._plainly_there(words) else Eccp.UNKNOWN

    def _plainly_there(self, words: Sequence[str]) -> bool:
        """Whether no word beside the platform's name can mean another thing than being on it: "ECCP: waiting",
        "ECCP to be clarified" name it and say nothing of the kind. The words that cannot are a closed list."""
        part: list[str] = []
        for word in (*words, ","):
            if any(sign.isalnum() for sign in word):
                part.append(word)
                continue
            if EccpWord.TOPIC in self._said(part) and not all(map(self._turns_nothing, self._outside_phrases(part))):
                return False
            part = []
        return True

    def _turns_nothing(self, word: str) -> bool:
        """Whether a word is one of those, a number, or "registered" with a slip of the fingers."""
        registered = [*self.lexicon.raw["registered_for"]["said"], *self.lexicon.raw["registered_for"]["fits"]]
        alike = len(word) >= _LONG and bool(get_close_matches(word, registered, n=1, cutoff=_ALIKE))
        return word.isdigit() or word in self.lexicon.raw["beside_platform"] or alike

    def _outside_phrases(self, words: Sequence[str]) -> list[str]:
        """The words that are no part of a phrase on the registration."""
        found: list[str] = []
        at = 0
        while at < len(words):
            length = self.lexicon.eccp.at(words, at)[1]
            if not length:
                found.append(words[at])
            at += max(1, length)
        return found

    def _awaits(self, words: Sequence[str]) -> bool:
        """Whether an answer of the platform is waited for, not one of the reader: what was asked of it is not said."""
        raw = self.lexicon.raw["awaiting"]
        waits = next((at for at, word in enumerate(words) if word in raw["waiting"]), None)
        if waits is None or set(words[waits:]) & set(raw["of_reader"]):
            return False
        return EccpWord.TOPIC in self._said(words[waits:])

    def _late(self, words: Sequence[str]) -> bool:
        """Whether a registration may have come too late: "sent only on 12 February", "after the deadline"."""
        late, only = self.lexicon.raw["late"], self.lexicon.raw["late_before_date"]
        joined = f" {' '.join(words)} "
        dated = any(f" {cue} {word} " in joined for cue in only for word in words if word.isdigit())
        return dated or any(f" {cue} " in joined for cue in late)

    def _elsewhere(self, words: Sequence[str]) -> bool:
        """Whether somebody is "registered for the brokerage event"."""
        raw = self.lexicon.raw["registered_for"]
        for at, (word, after) in enumerate(pairwise(words)):
            if after == "for" and word in raw["said"] and words[at + 2 :]:
                said = next((w for w in words[at + 2 :] if w not in raw["skipped"]), "")
                if said and said not in raw["fits"] and not said.isdigit():
                    return True
        return False

    def _after_removal(self, words: Sequence[str]) -> Eccp:
        """The status of one who was removed: applied for again afterwards, or open where an application follows."""
        gone = [at for at in range(len(words)) if self.lexicon.eccp.at(words, at)[0] == (EccpWord.GONE,)]
        rest = words[gone[-1] + 1 :] if gone else words
        later = [value[0] for at in range(len(rest)) if (value := self.lexicon.eccp.at(rest, at)[0])]
        if EccpWord.SUBMITTED not in later or self.lexicon.negations.within(rest):
            return Eccp.NO
        return Eccp.SUBMITTED if self.lexicon.again.within(rest) else Eccp.UNKNOWN

    def _first_submitted(self, words: Sequence[str]) -> int:
        for at in range(len(words)):
            value, length = self.lexicon.eccp.at(words, at)
            if length and value[0] is EccpWord.SUBMITTED:
                return at
        return len(words)

    def _hedged(self, words: Sequence[str]) -> bool:
        return self.lexicon.hedges.within(words)

    def _gone(self, words: Sequence[str]) -> bool:
        return EccpWord.GONE in self._said(words)

    def _said(self, words: Sequence[str]) -> set[EccpWord]:
        found = set()
        at = 0
        while at < len(words):
            value, length = self.lexicon.eccp.at(words, at)
            if length:
                found.add(value[0])
            at += max(1, length)
        return found

    def _words(self, tokens: Sequence[Token]) -> list[str]:
        return [
            word
            for token in tokens
            if token.tag not in (Tag.PLACE, Tag.NAME, Tag.KIND, Tag.LEGAL) and not self._is_seat(token)
            for word in token.words
        ]

    def _is_seat(self, token: Token) -> bool:
        """Whether "registered in" speaks of a seat, not of the platform."""
        return token.tag is Tag.IN and token.words[0] not in self.lexicon.particles.inside and len(token.words) > 1


def _without_not_only(words: Sequence[str]) -> Sequence[str]:
    """ "Is not only registered …" as "is registered"."""
    if "only" not in words:
        return words
    pairs = {at for at, pair in enumerate(pairwise(words)) if pair == ("not", "only")}
    return [word for at, word in enumerate(words) if at not in pairs and at - 1 not in pairs]
