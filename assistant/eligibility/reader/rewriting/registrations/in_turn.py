"""Registrations told one after the other: "…, on the ECCP registered, registered and submitted, in this order"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token

_PARTING = (Tag.COMMA, Tag.AND, Tag.OR, Tag.BREAK, Tag.DASH)
_SMALL = (Tag.WORD, Tag.FUNCTION, Tag.IN, Tag.DEFINITE)
_LEFT = (Tag.COMMA, Tag.DASH, Tag.BREAK, Tag.AND, Tag.COLON, Tag.RELATIVE, Tag.BE, Tag.OPEN)
_PARTNERS = (Tag.PLACE, Tag.NAME)
_FEWEST = 2
_LONGEST_CELL = 4
_MOST_TOPIC = 5


def told_in_turn(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with a row of registrations as a sentence of its own: "ECCP: registered, registered, submitted"."""
    if not any(token.tag is Tag.ECCP for token in tokens):
        return list(tokens)
    rest, ordered = _without_order(tokens, lexicon)
    end = len(rest) - (bool(rest) and rest[-1].tag is Tag.CLOSE)
    cells, begin = _cells(rest[:end], lexicon)
    if len(cells) < _FEWEST:
        return list(tokens)
    head = list(rest[:begin])
    if head and head[-1].tag is Tag.COLON:
        topic = len(head) - 1
        while topic and len(head) - topic <= _MOST_TOPIC and head[topic].tag is not Tag.ECCP:
            topic -= 1
        if head[topic].tag is not Tag.ECCP or any(t.tag not in _SMALL for t in head[topic + 1 : -1]):
            return list(tokens)
        head = head[:topic]
        while ordered and head and head[-1].tag in (Tag.OWN, Tag.DEFINITE, Tag.THEIR):
            head.pop()
    elif not ordered:
        return list(tokens)
    while head and head[-1].tag in _LEFT:
        head.pop()
    if not ordered and sum(token.tag in _PARTNERS for token in head) < (len(cells) if head else 0):
        return list(tokens)
    start = cells[0][0]
    row = [
        Token(start.start, start.start, Tag.ECCP, words=("eccp",)),
        Token(start.start, start.start, Tag.COLON, words=(":",)),
    ]
    for at, cell in enumerate(cells):
        row += [Token(cell[0].start, cell[0].start, Tag.COMMA, words=(",",))] if at else []
        row += cell
    stop = [Token(start.start, start.start, Tag.STOP, value=".")] if head else []
    return [*head, *stop, *row]


def _without_order(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[list[Token], bool]:
    """The tokens without "in this order" or "respectively", and whether it stood there."""
    order = phrases(lexicon.raw["in_order"])
    words = [(word, at) for at, token in enumerate(tokens) for word in token.words]
    said = [word for word, _ in words]
    for n in range(len(words)):
        length = order.at(said, n)[1]
        if length:
            first, last = words[n][1], words[n + length - 1][1]
            before, after = list(tokens[:first]), list(tokens[last + 1 :])
            if before and before[-1].tag is Tag.OPEN and after and after[0].tag is Tag.CLOSE:
                before, after = before[:-1], after[1:]
            if after and after[0].tag is Tag.COMMA:
                after = after[1:]
            if not after and before and before[-1].tag is Tag.COMMA:
                before = before[:-1]
            return [*before, *after], True
    return list(tokens), False


def _cells(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[list[list[Token]], int]:
    """The registrations told one by one at the end of the tokens, and where they begin."""
    begin = len(tokens)
    while begin and (tokens[begin - 1].tag in _PARTING or _is_answer(tokens[begin - 1], lexicon)):
        begin -= 1
    while begin < len(tokens) and tokens[begin].tag in _PARTING:
        begin += 1
    cells: list[list[Token]] = [[]]
    for token in tokens[begin:]:
        if token.tag not in _PARTING:
            cells[-1].append(token)
        elif cells[-1]:
            cells.append([])
    return ([], begin) if any(not 0 < len(cell) <= _LONGEST_CELL for cell in cells) else (cells, begin)


def _is_answer(token: Token, lexicon: Lexicon) -> bool:
    """Whether a token may stand for a registration, or its lack, alone: "registered", "yes", "not yet"."""
    if token.tag in (Tag.ECCP, Tag.NOT, Tag.NONE):
        return True
    words = list(token.words)
    lists = (lexicon.yes, lexicon.no, lexicon.unknown)
    return bool(words) and (words == ["yet"] or any(list_.at(words, 0)[1] == len(words) for list_ in lists))
