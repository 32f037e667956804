"""Partners meant by their number or letter in the list: "1 and 3", "P2", "partner B", "(ii)", "row C"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.partners.marks import ROMAN, number_of
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.names import NameSpan
from assistant.eligibility.reader.tokens.scan import Token
from assistant.eligibility.reader.tokens.talk import TalkWords
from assistant.gazetteer.text import fold, words_of

_JOINS = re.compile(r"[\s,;&+/]*")
_BRACKET = re.compile(r"^ ?\([^()]*\)")
_AHEAD = 6
_MOST = 200
_FEWEST = 2
_SAYING = (
    Tag.BE, Tag.HAVE, Tag.NOT, Tag.NONE, Tag.ECCP, Tag.AND, Tag.ROLE_VERB, Tag.ONLY, Tag.BREAK, Tag.AS, Tag.FUNCTION,
    Tag.PERHAPS, Tag.BOTH, Tag.EXCEPT, Tag.ALL, Tag.SEEKING, Tag.LEGAL, Tag.OR, Tag.NOT_PARTNERS,
)  # fmt: skip
_DESCRIBING = (Tag.KIND, Tag.GENERIC, Tag.ARTICLE)


@dataclass(frozen=True, slots=True)
class Position:
    """`text[start:end]` stands for partner `number` (1 for the first). `marked`: by a word or bracket with it."""

    start: int
    end: int
    number: int
    marked: bool
    letter: bool


class Positions:
    """Finds the labels of partners already known in a later message."""

    def __init__(self, lexicon: Lexicon, talk: TalkWords) -> None:
        self._lexicon = lexicon
        self._talk = talk
        words = "|".join(sorted(map(re.escape, lexicon.raw["position_words"]), key=len, reverse=True))
        numbering = rf"(?:(?:{'|'.join(map(re.escape, lexicon.raw['number_signs']))})\.? ?)?"
        self._pattern = re.compile(
            rf"(?<![\w.,/%#(\[-])(?:(?P<word>(?i:{words}))(?<=[\w.])[ ]?{numbering}|(?P<sign>#|[Pp](?=\d)))?"
            r"(?P<open>[(\[])?(?P<index>\d{1,2}|[A-H]|[ivx]{2,4}|[IVX]{2,4}|(?<=[(\[])[a-hivx](?=[)\]])|[a-hivx](?=\)))"
            r"(?P<close>[)\]]|(?<=^.)\.(?=[ \t])|(?<=\n.)\.(?=[ \t]))?"
            r"(?![\w%€$/]|[.,]\d)(?(word)|(?(sign)|(?!['’]s\b)))"
        )

    def find(self, text: str, drafts: Sequence[Draft]) -> list[Position]:
        """The labels in `text` of a consortium of these partners, in order."""
        if len(drafts) < _FEWEST:
            return []
        found = [label for match in self._pattern.finditer(text) if (label := _label(match, drafts))]
        if len(found) > _MOST:
            return []
        answered = [each for each in found if not each.marked and not each.letter and self._answers(text, each)]
        if [each.number for each in answered] != sorted({each.number for each in answered}):
            found = [each for each in found if each not in answered]  # "2 yes, 1 no" may as well count partners
        kept: list[Position] = []
        listed = False
        for label, after in pairwise([*found, None]):
            assert label is not None
            joined = after is not None and self._joined(text, label.end, after.start)
            marked = label.marked or listed
            if joined and after is not None:
                assert after is not None
                last = self._last_of_list(found, found.index(label), text)
                fits = self._fits(text, last, marked, True) and (marked or self._begins(text, label))
            else:
                fits = self._fits(text, label, marked, listed) and (marked or listed or self._begins(text, label))
            listed = bool(joined and fits)
            if fits:
                kept.append(label)
        return kept

    def _last_of_list(self, found: Sequence[Position], at: int, text: str) -> Position:
        while at + 1 < len(found) and self._joined(text, found[at].end, found[at + 1].start):
            at += 1
        return found[at]

    def _joined(self, text: str, end: int, start: int) -> bool:
        between = text[end:start]
        words = [word.folded for word in words_of(between)]
        plain = re.sub(r"\w+", " ", between)
        return bool(_JOINS.fullmatch(plain)) and (
            not words or (len(words) == 1 and self._tag(words, 0) in (Tag.AND, Tag.OR))
        )

    def _tag(self, words: Sequence[str], at: int) -> Tag | None:
        sense, _ = self._lexicon.senses.at(words, at) if at < len(words) else (None, 0)
        return sense.tag if sense is not None else None

    def _begins(self, text: str, label: Position) -> bool:
        """Whether a bare figure or letter may stand for a partner after the word before it ("for 2", not "all 2")."""
        line = text[max(0, label.start - 40) : label.start]
        part = re.split(r"[.,;:!?\n(]", line)[-1]
        words = [word.folded for word in words_of(part)]
        if not words:
            return True
        return words[-1] in self._lexicon.raw["before_positions"] or bool(self._talk.drop.at(words, len(words) - 1)[1])

    def _answers(self, text: str, label: Position) -> bool:
        """Whether only an answer follows a label, without a verb: "2 yes"."""
        words = [word.folded for word in words_of(text[label.end : label.end + 20])]
        return bool(words) and (self._lexicon.yes.at(words, 0)[1] > 0 or self._lexicon.no.at(words, 0)[1] > 0)

    def _fits(self, text: str, label: Position, marked: bool, listed: bool) -> bool:
        """Whether what follows says something of a partner instead of describing one or counting something."""
        rest = re.split(r"[\n;]|\.\s", _BRACKET.sub("", text[label.end : label.end + 120]))[0]
        sign = rest.lstrip()[:1]
        words = words_of(rest)[:_AHEAD]
        plain = [word.folded for word in words]
        if not words or sign in ".!?;,)":
            return sign != "." or not (words and rest.lstrip()[1:2] == " ") or marked or listed or not label.letter
        if not marked and not listed and not label.letter and plain[0] in self._lexicon.raw["plural_verbs"]:
            return False
        if sign in ":–—-=":
            return not any(self._tag(plain, at) in _DESCRIBING for at in range(len(plain)))
        tag = self._tag(plain, 0)
        if tag in _SAYING or self._talk.drop.at(plain, 0)[1] or self._talk.replacement_by.at(plain, 0)[1]:
            return True
        if label.letter and tag is Tag.WE and label.number > 1:
            return True
        capital = rest[words[0].start].isupper()
        return marked and not capital and tag not in (*_DESCRIBING, Tag.CROWD, Tag.NUMBER)


def _label(match: re.Match[str], drafts: Sequence[Draft]) -> Position | None:
    said = match["index"]
    closed = bool(match["close"])
    if bool(match["open"]) and not closed:
        return None
    if len(said) > 1 and not said.isdigit() and said.lower() not in ROMAN:
        return None
    number = number_of(said, drafts)
    if number is None:
        return None
    marked = bool(match["word"] or match["sign"] or closed)
    return Position(match.start(), match.end(), number, marked, not said.isdigit())


def masked(text: str, labels: Sequence[Position]) -> str:
    """The text with its labels as a word without any meaning, of the same length."""
    pieces, at = [], 0
    for label in labels:
        pieces += [text[at : label.start], "q" * (label.end - label.start)]
        at = label.end
    return "".join([*pieces, text[at:]])


def as_names(tokens: Sequence[Token], text: str, labels: Sequence[Position]) -> list[Token]:
    """The tokens of the masked text with labels as names; one that begins a line begins a sentence."""
    spans = {label.start: label for label in labels}
    found: list[Token] = []
    for token in tokens:
        label = spans.get(token.start)
        if label is None:
            found.append(token)
            continue
        before = text[: label.start].rstrip(" \t-*•")
        if found and before.endswith("\n") and found[-1].tag is not Tag.STOP:
            found.append(Token(label.start, label.start, Tag.STOP, "."))
        name = NameSpan(label.start, label.end, None, None, sure=True, position=True)
        found.append(Token(label.start, label.end, Tag.NAME, name, words=(fold(text[label.start : label.end]),)))
    return found
