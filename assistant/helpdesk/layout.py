"""The enquirer's text as blocks: paragraphs, and lists with their items, numbered inside a line included."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.reading.text import squeeze

_BULLET = re.compile(
    r"^(?P<indent>\s*)(?P<sign>(?:[-*•–—―▪·◦‣●○■□➢✓✔➤►▸→+»~\uf0a7\uf0b7\uf0d8]|[-=]+>|o(?=\t|\s{2}))\s+|[→•▪●]\s*)(?P<text>\S.*)$"
)
_TIGHT_DASH = re.compile(r"^(?P<indent>\s*)(?P<sign>[-–*])(?P<text>[^\W\d_]|[¿¡\"'«].*\w)(?P<rest>.*)$")
_NUMBER = re.compile(
    r"^(?P<indent>\s*)(?P<sign>[\[(#*_]{0,2}(?P<number>\d{1,2})"
    r"(?:[.)/\]][-)*_]{0,2}(?:(?=\s|$)|(?<=[.)])(?=(?-i:[^\W\d_a-z])|¿))|\s?[°ºª][.)]?|\ufe0f?\u20e3|\s?[-–:](?=\s))"
    r"|[(\[#](?P<hashed>\d{1,2})(?=\s)"
    r"|(?:Q|Question|Frage|Pregunta|Domanda|Pytanie|Pergunta|Vraag)\s*(?:n[°º]\s*)?(?P<named>\d{1,2})\s?[.:)–-]?)"
    r"(?:\s*(?P<text>\S.*)|\s*)$",
    re.IGNORECASE,
)
_LETTER = re.compile(r"^(?P<indent>\s*)[(\[]?(?P<letter>[a-hA-H])[.)\]/]\s+(?P<text>\S.*)$")
_ROMAN = re.compile(r"^(?P<indent>\s*)\(?(?P<roman>i{1,3}|iv|vi{0,3}|ix|x)[.)]\s+(?P<text>\S.*)$", re.IGNORECASE)
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_INLINE = re.compile(
    r"(?:(?<=^)|(?<=[\s;,:.?]))\(?(?P<number>\d{1,2}|[a-h]|i{1,3}|iv|v)\)\s+|(?<=[:.?;]\s)(?P<dotted>\d{1,2})\.\s+"
)


WRAPPED = 45  # characters; a shorter line was not wrapped, what stands below it is something new


@dataclass(slots=True)
class Item:
    """One item of a list. `below` are the lines of a list inside it."""

    text: str
    kind: str
    below: list[str] = field(default_factory=list)

    @property
    def whole(self) -> str:
        return "\n".join([self.text, *(f"- {line}" for line in self.below)])


@dataclass(slots=True)
class Paragraph:
    text: str


@dataclass(slots=True)
class ItemList:
    items: list[Item]


Block = Paragraph | ItemList


def _asks_nothing(line: str) -> bool:
    return False


def blocks(text: str, asks: Callable[[str], bool] = _asks_nothing) -> list[Block]:
    """The blocks in their order. Wrapped lines are joined; rows of a table (tabs, bars) keep their lines, and so do
    questions that stand one in a line: `asks` tells whether a line opens as one."""
    found: list[Block] = []
    last_number, last_letter, open_text, blank = 0, "", False, True
    lines = [line for paragraph in _paragraphs(text) for line in _apart(paragraph, asks)]
    tight = sum(bool(_TIGHT_DASH.match(line)) for line in lines) > 1  # "-What is it?": one alone is a dash
    for line in lines:
        if not line.strip():
            open_text, blank = open_text and isinstance(_last(found), ItemList), True
            continue
        marked = _marked(line, last_number, last_letter, tight=tight)
        if marked is None:
            _continue(found, line, open_text=open_text, blank=blank)
        else:
            kind, sign, content = marked
            if kind == "number":
                last_number, last_letter = int(sign), ""
            elif kind == "letter":
                last_letter = sign
            _add_item(found, Item(squeeze(content), kind), nested=bool(line[:1].isspace()))
        open_text, blank = True, False
    return [piece for block in found for piece in _inline_lists(block)]


def _paragraphs(text: str) -> list[list[str]]:
    """The lines of each paragraph, the empty lines between them as paragraphs of their own."""
    found: list[list[str]] = []
    for line in text.split("\n"):
        if found and line.strip() and found[-1][-1].strip():
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _apart(paragraph: list[str], asks: Callable[[str], bool]) -> list[str]:
    """The lines of a paragraph, parted by empty lines where each is a question, what announces them excepted."""
    questions = paragraph if asks(paragraph[0]) else paragraph[1:]
    if len(questions) < 2 or (len(questions) == 2 and questions is not paragraph) or not all(map(asks, questions)):
        return paragraph
    return [each for line in paragraph for each in (line, "")]


def _marked(line: str, last_number: int, last_letter: str, *, tight: bool) -> tuple[str, str, str] | None:
    """Kind, sign and text of an item; a number must count on, else it is a date or an amount."""
    if match := _NUMBER.match(line):
        number = int(match["number"] or match["named"] or match["hashed"])
        if number in (1, last_number + 1):
            return "number", str(number), match["text"] or ""
    if match := _LETTER.match(line):
        letter = match["letter"].lower()
        if letter == "a" or (last_letter and ord(letter) == ord(last_letter) + 1):
            return "letter", letter, match["text"]
    if match := _ROMAN.match(line):
        number = _ROMANS.index(match["roman"].lower()) + 1
        if number in (1, last_number + 1):
            return "number", str(number), match["text"]
    if match := _BULLET.match(line):
        return "bullet", "", match["text"]
    if tight and (match := _TIGHT_DASH.match(line)):
        return "bullet", "", f"{match['text']}{match['rest']}"
    return None


def _last(found: list[Block]) -> Block | None:
    return found[-1] if found else None


def _add_item(found: list[Block], item: Item, *, nested: bool) -> None:
    last = _last(found)
    if not isinstance(last, ItemList):
        found.append(ItemList([item]))
        return
    above = last.items[-1]
    deeper = item.kind != above.kind and item.kind != last.items[0].kind
    inside = deeper and item.kind != "number" and (nested or above.text.endswith((":", "?", ".")))
    beside_inner = bool(above.below) and item.kind == "bullet" and last.items[0].kind != "bullet"
    if (inside or beside_inner) and "?" not in item.text:
        above.below.append(item.text)
    else:
        last.items.append(item)


def _continue(found: list[Block], line: str, *, open_text: bool, blank: bool) -> None:
    last = _last(found)
    table = "\t" in line.strip() or line.count("|") >= 2
    if isinstance(last, ItemList) and open_text:
        item = last.items[-1]
        wrapped = len(item.text) >= WRAPPED or line.strip()[:1].islower()
        ended = item.text.endswith((".", "?", "!", ":"))
        if not item.text or (not blank and (line[:1].isspace() or (wrapped and not ended))):
            item.text = squeeze(f"{item.text} {line}")
            return
    elif isinstance(last, Paragraph) and open_text and not blank and not _announces(last.text, line):
        last.text = f"{last.text}\n{line.strip()}" if table else f"{last.text} {line.strip()}".strip()
        return
    found.append(Paragraph(line.strip()))


def _announces(above: str, line: str) -> bool:
    """Whether a line ends with a colon and the next begins a sentence of its own."""
    return above.rstrip().endswith(":") and line.lstrip()[:1] in {*"¿¡"} | {line.lstrip()[:1].upper()}


def _inline_lists(block: Block) -> list[Block]:
    """ "Two questions: 1) When …? 2) Who …?" holds a list, if its signs count on from the first."""
    if not isinstance(block, Paragraph):
        return [ItemList([piece for item in block.items for piece in _inline_items(item)])]
    marks: list[re.Match[str]] = []
    for match in _INLINE.finditer(block.text):
        sign = match["number"] or match["dotted"]
        if sign in _ROMANS and (not marks or marks[0].group("number") == "i"):
            sign = str(_ROMANS.index(sign) + 1)
        expected = str(len(marks) + 1) if not marks or marks[0].group("number") != "a" else chr(ord("a") + len(marks))
        if sign == expected or (not marks and sign == "a"):
            marks.append(match)
    if len(marks) < 2:
        return [block]
    ends = [*(mark.start() for mark in marks[1:]), len(block.text)]
    items = [
        Item(squeeze(block.text[mark.end() : end]).strip(" ;,"), "number")
        for mark, end in zip(marks, ends, strict=True)
    ]
    before = block.text[: marks[0].start()].strip()
    return [*([Paragraph(before)] if before else []), ItemList(items)]


def _inline_items(item: Item) -> list[Item]:
    """ "1) When …? 2) Who …?" on one line are several items."""
    first = "a" if item.kind == "letter" else "1"
    found = _inline_lists(Paragraph(f"{first}) {item.text}")) if item.kind != "bullet" and not item.below else []
    return found[0].items if len(found) == 1 and isinstance(found[0], ItemList) else [item]
