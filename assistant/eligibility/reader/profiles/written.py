"""The text with what it tells of organisations beside their names, where they are named first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.eligibility.reader.partners.drafts import Drafts
from assistant.eligibility.reader.profiles.forms import Forms, forms_of
from assistant.eligibility.reader.profiles.names import Mention, Repeated
from assistant.eligibility.reader.profiles.plainly import plain_forms_of, plainly
from assistant.eligibility.reader.profiles.signs import SignWriter
from assistant.eligibility.reader.profiles.told import Clauses, Facts
from assistant.eligibility.reader.tokens.labels import Label
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Scanner, Token
from assistant.gazetteer import Gazetteer
from assistant.gazetteer.mentions import find_places
from assistant.gazetteer.text import words_of

_MOST_NAMES = 60
_VERBS = (Tag.BE, Tag.HAVE, Tag.IN)
_NEAR = 3
_SEAT = 8
_BULLETS = "-*•·–>1234567890.) \t"


@dataclass(frozen=True, slots=True)
class Described:
    """A text, and the names of organisations that stand in it, as they are written there. `anew`: it is not as told."""

    text: str
    names: tuple[str, ...] = ()
    anew: bool = False


def described(text: str, gazetteer: Gazetteer, lexicon: Lexicon, drafts: Drafts | None = None) -> Described:
    """The text with the kinds and places that its later sentences tell behind the names, and without those sentences.

    As it is where it names nobody twice or tells of nobody so, and where `drafts` were described before.
    """
    if drafts is not None and drafts.all:
        return Described(text)
    told, text = text, plainly(text, plain_forms_of(lexicon.language))
    words = list(words_of(text))
    mentions = Repeated(text, words, find_places(text, gazetteer, lexicon.language), lexicon).mentions()
    names = list(dict.fromkeys(mention.name for mention in mentions))
    if not names or len(names) > _MOST_NAMES:
        return Described(text, anew=text != told)
    numbers = {name: number for number, name in enumerate(names)}
    labels = [Label(mention.start, mention.end, str(numbers[mention.name])) for mention in mentions]
    tokens = Scanner(lexicon, gazetteer).scan(text, labels)
    telling = _Telling(text, tokens, lexicon, {numbers[m.name]: m for m in reversed(mentions)})
    return telling.written(names)


def quoted(drafts: Drafts, written: Described, text: str) -> Drafts:
    """The partners, known by words of the text as it was told where it was written anew."""
    for draft in drafts.all if written.anew else ():
        if draft.source not in text:
            at = text.lower().find(draft.source.lower())
            draft.source = (
                text[at : at + len(draft.source)] if at >= 0 else draft.name or _beginning(draft.source, text)
            )
    return drafts


def _beginning(source: str, text: str) -> str:
    """As many of the first words as stand in the text."""
    words = source.split(" ")
    return next((said for end in range(len(words), 0, -1) if (said := " ".join(words[:end])) in text), "")


class _Telling:
    """Takes one text apart into what names, what tells and all else."""

    def __init__(self, text: str, tokens: Sequence[Token], lexicon: Lexicon, first: dict[int, Mention]) -> None:
        self._text, self._first = text, first
        self._forms: Forms = forms_of(lexicon.language)
        self._signs = SignWriter(text, lexicon)
        self._sentences = list(_sentences(text, tokens))
        self._facts = Facts()
        self._cut: list[tuple[int, int]] = []
        self._known: set[int] = set()
        self._announced: list[int] = []
        self._block = False

    def written(self, names: Sequence[str]) -> Described:
        """The text, written anew."""
        for sentence in self._sentences:
            if not self._tells(sentence):
                self._announce(sentence)
        told = set(self._facts.kinds) | set(self._facts.places)
        if not told or not all(self._fits(who) for who in told):
            return Described(self._text, anew=True)
        changes = [(start, end, "") for start, end in self._cut]
        changes += [self._beside(who) for who in told]
        parts: list[str] = []
        at = 0
        for start, end, words in sorted(changes):
            parts += [self._text[at:start], words]
            at = end
        return Described("".join([*parts, self._text[at:]]), tuple(names[who] for who in sorted(told)), anew=True)

    def _tells(self, sentence: Sequence[Token]) -> bool:
        """Takes what a sentence, or parts of it between semicolons, tell of those known; whether that is all of it."""
        if not self._known or not any(token.tag in (Tag.KIND, Tag.PLACE) for token in sentence):
            return False
        if self._take(sentence):
            return True
        parts = list(_parts(sentence))
        whole = len(parts) > 1 and all(any(token.tag in _VERBS for token in part) for part in parts)
        taken = [self._take(part) for part in parts] if whole else []
        return bool(taken) and all(taken)

    def _take(self, tokens: Sequence[Token]) -> bool:
        said = [token for token in tokens if token.tag is not Tag.STOP]
        facts = Clauses(self._signs.write(said), self._forms, self._announced, self._known).facts()
        if facts is None or not self._facts.take(facts):
            return False
        start = tokens[0].start
        line = self._text.rfind("\n", 0, start) + 1
        if not self._text[line:start].strip(_BULLETS):
            start = line
        end = tokens[-1].end
        while self._text[end : end + 1] == " ":
            end += 1
        self._cut.append((start, end))
        return True

    def _announce(self, sentence: Sequence[Token]) -> None:
        """Takes those whom a sentence names first as named together; those of lines below each other likewise."""
        named = [int(t.value.label) for t in sentence if t.tag is Tag.NAME and t.value.label]
        new = [who for who in dict.fromkeys(named) if who not in self._known]
        self._known.update(new)
        item = len(new) == 1 and self._listed(sentence[0].start)
        if item and self._block:
            self._announced += new
        elif new:
            self._announced = new
        self._block = item

    def _listed(self, start: int) -> bool:
        """Whether a sentence begins in a line of a list, with nothing or a sign before it."""
        line = self._text.rfind("\n", 0, start) + 1
        return bool(line) and not self._text[line:start].strip(_BULLETS)

    def _fits(self, who: int) -> bool:
        """Whether nothing else is told of somebody where they are named first."""
        first = self._first[who]
        sentence = next(s for s in self._sentences if s[0].start <= first.start < s[-1].end)
        kinds = any(token.tag is Tag.KIND for token in sentence)
        if kinds and who in self._facts.kinds:
            return False
        depth = 0
        for token in sentence:
            depth += (token.tag is Tag.OPEN) - (token.tag is Tag.CLOSE)
            if token.tag is Tag.PLACE and who in self._facts.places and depth == 0:
                return False
        return who not in self._facts.places or not self._bracket(first.end)

    def _behind(self, end: int) -> list[Token]:
        """The next tokens of the sentence in which a name ends at `end`."""
        sentence = next(s for s in self._sentences if s[0].start < end <= s[-1].end)
        return [token for token in sentence if token.start >= end][:_SEAT]

    def _bracket(self, end: int) -> int:
        """Where the words in brackets behind a name begin; 0 where none stand there."""
        opened = self._text[end : end + 2] == " ("
        return end + 2 if opened else 0

    def _beside(self, who: int) -> tuple[int, int, str]:
        """What to write where for somebody."""
        kind, place = self._facts.kinds.get(who), self._facts.places.get(who)
        words = ", ".join(filter(None, (kind.said if kind else "", place)))
        if kind is not None and place == kind.place:
            words = f"{place} {kind.said}" if place else words
        end = self._first[who].end
        inside = self._bracket(end)
        seat, after = ("", 0) if place else self._signs.seat(self._behind(end))
        if seat:
            return end, after, f" ({words}, {seat})"
        following = self._text[end : end + _NEAR].lstrip(" ")[:1]
        if self._text[end - 1] == "." and (not following or following.isupper() or following == "\n"):
            return end, end, f" ({words})."  # its full stop ends the sentence, too
        return (inside, inside, f"{words}, ") if inside else (end, end, f" ({words})")


def _sentences(text: str, tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens of each sentence or line, with its full stop."""
    sentence: list[Token] = []
    for token in tokens:
        if sentence and (_ends(text, sentence[-1], token) or "\n" in text[sentence[-1].end : token.start]):
            yield sentence
            sentence = []
        sentence.append(token)
    if sentence:
        yield sentence


def _ends(text: str, last: Token, following: Token) -> bool:
    """Whether a sentence ends between two tokens: with its full stop, or with that of a name ("Nova S.r.l. We …")."""
    named = last.tag is Tag.NAME and text[last.end - 1] == "."
    return last.tag is Tag.STOP or (named and text[following.start].isupper())


def _parts(sentence: Sequence[Token]) -> Iterator[list[Token]]:
    """The parts of a sentence between semicolons, each with the sign behind it."""
    part: list[Token] = []
    for token in sentence:
        part.append(token)
        if token.words == (";",):
            yield part
            part = []
    if part:
        yield part
