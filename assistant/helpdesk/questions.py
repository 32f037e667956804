"""The enquirer's text -> what is asked, in order: one entry for each item of a list, else for each question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.helpdesk.layout import Block, Item, ItemList, Paragraph, blocks
from assistant.helpdesk.words import AskingWords
from assistant.reading.text import fold, squeeze

SHORT_MAIL = 300  # characters; a mail without a question that is no longer is one as a whole
SIGN_OFF = 3  # words; "Thanks. Jo" behind the last item of a list in a line
_OPENING = re.compile(
    r"^(?:and|also|furthermore|moreover|in addition|additionally|finally|first|firstly|second|secondly|third|thirdly"
    r"|next|lastly|then|besides|but|so|well|now)[, ]+"
)


class Part(StrEnum):
    """What a run of the enquirer's text is. Closed list."""

    QUESTION = "question"
    CHECK = "check"  # asks whether the described consortium meets the conditions
    INSTRUCTION = "instruction"  # said to the machine; set aside and shown to the officer
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of the text, its words as they were found, and what it is."""

    text: str
    part: Part


def runs(text: str, words: tuple[AskingWords, ...]) -> list[Run]:
    """All runs of `text` in order. `words`: those of the mail's language first, then English."""
    reader = _Splitter(words)
    found = list(reader.read(blocks(text, reader.line_asks)))
    asked = [run for run in found if run.part in (Part.QUESTION, Part.CHECK)]
    if not asked and (listed := list(reader.read(blocks(text, reader.line_asks), bare=True))) != found:
        return listed
    if not asked and found and len(text) <= SHORT_MAIL:
        whole = " ".join(run.text for run in found if run.part is Part.STATEMENT and not reader.says(run.text))
        if re.search(r"\w", whole):
            return [Run(squeeze(whole), Part.QUESTION), *(run for run in found if run.part is Part.INSTRUCTION)]
    return found


@dataclass(frozen=True, slots=True)
class _Splitter:
    words: tuple[AskingWords, ...]

    def read(self, found: list[Block], *, bare: bool = False) -> Iterator[Run]:
        """`bare`: nothing else asks, so a list of things that names no partners is what is asked."""
        for number, block in enumerate(found):
            if isinstance(block, Paragraph):
                list_follows = number + 1 < len(found) and isinstance(found[number + 1], ItemList)
                yield from self._paragraph(block.text, list_follows=list_follows)
            else:
                before = found[number - 1] if number else None
                intro = before.text if isinstance(before, Paragraph) else ""
                yield from self._list(block, intro, asked=bare and self._is_bare(block, intro))

    def line_asks(self, line: str) -> bool:
        """Whether a line opens as a question and is none of a list."""
        tokens = re.findall(r"[\w'-]+", _opened(fold(line)))
        signed = re.match(r"\s*(?:[^\w\s¿¡\"'“‘«(]|\d)", line)
        return not signed and len(tokens) > 2 and any(tokens[0] in w.wh_words | w.auxiliaries for w in self.words)

    def is_courtesy(self, sentence: str) -> bool:
        _, colon, rest = sentence.partition(":")
        if colon and re.search(r"\w", rest):  # "I have a question: …"
            return self.is_courtesy(rest)
        folded = _opened(fold(sentence)).rstrip(" ?!.")
        return any(
            words.courtesies.fullmatch(folded) or words.embedded.courtesies.fullmatch(folded) for words in self.words
        )

    def says(self, sentence: str) -> bool:
        """Whether a sentence only says something: a courtesy, or one about "we", "that", "this"."""
        opening = re.findall(r"[^\W_]+", fold(sentence))[:1]
        return self.is_courtesy(sentence) or any(word in words.stating for words in self.words for word in opening)

    def _paragraph(self, text: str, *, list_follows: bool) -> Iterator[Run]:
        if "\t" in text or text.count("|") >= 4:  # a table
            yield Run(text, Part.STATEMENT)
            return
        pieces = [piece for sentence in sentences(text) for piece in _cut_unmarked(sentence, self.words)]
        for position, sentence in enumerate(pieces):
            announces = list_follows and position == len(pieces) - 1 and sentence.rstrip().endswith(":")
            yield Run(sentence, Part.STATEMENT if announces and not self._checks(sentence) else self.part_of(sentence))

    def _is_bare(self, block: ItemList, before: str) -> bool:
        """Whether a list only names things, and no partners."""
        items = [item.text for item in block.items]
        named = sum(any(words.consortium.search(fold(text)) for words in self.words) for text in [before, *items])
        return named * 2 < len(items) and all(len(text.split()) <= 14 and not text.endswith(".") for text in items)

    def _list(self, block: ItemList, before: str, *, asked: bool = False) -> Iterator[Run]:
        intro = (sentences(before) or [""])[-1]
        asking = [self._item_asks(item) for item in block.items]
        announced = asked or self._announces(intro)
        most_ask = sum(asking) * 2 >= len(asking) and any(asking)
        for number, (item, asks) in enumerate(zip(block.items, asking, strict=True), 1):
            below = block.items[number] if number < len(block.items) else item
            if self._instructs(item.whole):
                yield Run(item.whole, Part.INSTRUCTION)
            elif item.text.endswith(":") and below.kind != item.kind and not asks:
                yield Run(item.whole, Part.STATEMENT)  # the heading of what is asked below
            elif asks or ((announced or most_ask) and len(item.text.split()) <= 14 and not self.is_courtesy(item.text)):
                yield from self._item(item)
            else:
                yield Run(f"- {item.whole}", Part.STATEMENT)

    def _item(self, item: Item) -> Iterator[Run]:
        """A whole item, but what stands behind its last question in the same lines is none of it."""
        pieces = sentences(item.text)
        last = max(
            (n for n, piece in enumerate(pieces) if self.part_of(piece) in (Part.QUESTION, Part.CHECK)), default=None
        )
        last = _before_the_end(pieces) if last is None else last
        tail = [] if item.below else pieces[last + 1 :]
        courteous = [
            piece
            for piece in tail
            if self.is_courtesy(piece) or self._instructs(piece) or len(piece.split()) <= SIGN_OFF
        ]
        text = item.text if not courteous else squeeze(" ".join(pieces[: len(pieces) - len(tail)]))
        checks = any(self._checks(piece) for piece in pieces)
        yield Run("\n".join([text, *(f"- {line}" for line in item.below)]), Part.CHECK if checks else Part.QUESTION)
        for piece in tail if courteous else []:
            yield Run(piece, self.part_of(piece))

    def _item_asks(self, item: Item) -> bool:
        return any(self.part_of(piece) in (Part.QUESTION, Part.CHECK) for piece in sentences(item.text))

    def _announces(self, intro: str) -> bool:
        """Whether a line announces questions, and not the partners of a consortium."""
        folded = fold(intro).rstrip(" :")
        if any(words.consortium.search(folded) for words in self.words) and "question" not in folded:
            return False
        return any(words.list_intros.search(folded) for words in self.words)

    def part_of(self, sentence: str) -> Part:
        """What one sentence is."""
        if self._instructs(sentence):
            return Part.INSTRUCTION
        if self.is_courtesy(sentence) or not self._asks(sentence):
            return Part.STATEMENT
        return Part.CHECK if self._checks(sentence) else Part.QUESTION

    def _instructs(self, text: str) -> bool:
        folded = fold(text)
        return any(words.instructions.search(folded) for words in self.words)

    def _checks(self, sentence: str) -> bool:
        folded = _opened(fold(sentence))
        return any(words.checks.search(folded) for words in self.words)

    def _asks(self, sentence: str) -> bool:
        if sentence.rstrip(" \"'”’»)*_").endswith("?"):
            return True
        folded = _opened(fold(sentence))
        if any(words.embedded.tells(folded) for words in self.words):
            return False
        if any(words.requests.search(folded) or words.embedded.found(folded) for words in self.words):
            return True
        return self._opens_as_question(folded)

    def _opens_as_question(self, folded: str) -> bool:
        """A question whose mark was forgotten: it opens with an auxiliary, or with a question word and an auxiliary."""
        words, tokens = self.words[0], re.findall(r"[\w'-]+", folded)
        if len(tokens) < 3 or words.language != "en" or folded.endswith("!"):
            return False
        if tokens[0] in words.auxiliaries:
            return True
        if tokens[0] not in words.wh_words or "," in folded:
            return False
        later = tokens[1] not in words.stating and tokens[2] in words.auxiliaries  # "when exactly did"
        return tokens[1] in words.auxiliaries or tokens[0] == "how" or later


def _cut_unmarked(sentence: str, words: tuple[AskingWords, ...]) -> list[str]:
    """ "what is the deadline. can we join. is it 7 %": stops before question words part hasty questions."""
    openings = "|".join(
        sorted({re.escape(w) for each in words for w in each.wh_words | each.auxiliaries if w.isalpha()})
    )
    return re.split(rf"(?<=[^\W\d_]{{3}}\.)\s+(?=(?:{openings})\b)", sentence) if "." in sentence[:-1] else [sentence]


def sentences(text: str) -> list[str]:
    """The sentences of running text, white space squeezed."""
    from syntok import segmenter

    found: list[str] = []
    for paragraph in segmenter.analyze(text.replace("\t", " ")):
        for sentence in paragraph:
            joined = squeeze("".join(token.spacing + token.value for token in sentence))
            if found and found[-1].endswith(";"):  # what a semicolon joins is one sentence
                joined = f"{found.pop()} {joined}"
            found += [piece for part in re.split(r"(?<=\?)\s+", joined) if re.search(r"\w", piece := part.strip())]
    return found


def _before_the_end(pieces: list[str]) -> int:
    """The last of the sentences that is none of the few words with which people end."""
    return max((n for n, piece in enumerate(pieces) if n == 0 or len(piece.split()) > SIGN_OFF), default=0)


def _opened(folded: str) -> str:
    """Without signs and joining words at its head."""
    stripped = re.sub(r"^[\W_]+", "", folded)
    return _OPENING.sub("", stripped)
