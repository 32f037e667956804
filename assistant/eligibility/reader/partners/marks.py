"""The marks that a description gives its partners ("1.", "b)", "(iii)", "P4"), kept when others leave.

A later message means the partner of that mark, not the one that has moved up to its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.tokens.lexicon import Lexicon

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_BEFORE = re.compile(r"(?:^|\n)[ \t]*[(\[]?(?P<mark>\d{1,2}|[a-z]|[ivx]{2,4})[.):\]][)\]]?[ \t]*$", re.IGNORECASE)
_MOST_BEFORE = 12


class Marks:
    """Collects the marks of one description."""

    def __init__(self, text: str, lexicon: Lexicon, *, known: bool) -> None:
        self._text = text
        signs = "|".join(map(re.escape, lexicon.raw["cell_signs"]))
        self._cell = re.compile(rf"(?:(?:{signs})[. ]{{0,2}})?(?P<mark>\d{{1,2}}|[a-z])\.?", re.IGNORECASE)
        self._known = known
        self._given: list[tuple[Draft, str]] = []

    def item(self, label: str, start: int, drafts: Sequence[Draft]) -> None:
        """Notes the mark before a list item, if it tells of one partner."""
        found = _BEFORE.search(self._text[max(0, start - _MOST_BEFORE) : start])
        mark = label or (found["mark"].lower() if found else "")
        if mark and len(drafts) == 1:
            self._given.append((drafts[0], mark))

    def row(self, first_cell: str, drafts: Sequence[Draft]) -> None:
        """Notes the number or letter in the first cell of a row."""
        found = self._cell.fullmatch(first_cell.strip())
        if found and len(drafts) == 1:
            self._given.append((drafts[0], found["mark"].lower()))

    def settle(self, drafts: Sequence[Draft]) -> None:
        """Gives the partners their marks, where no two have the same; new ones only where the others have marks."""
        taken = {draft.mark for draft in drafts if draft.mark}
        if self._known and not taken:
            return
        for draft in drafts:
            if draft.name and len(draft.name) == 1 and draft.name.isupper():
                self._given.append((draft, draft.name.lower()))
        marks = [_plain(mark, [other for _, other in self._given]) for _, mark in self._given]
        for (draft, _), mark in zip(self._given, marks, strict=True):
            if not draft.mark and mark not in taken:
                draft.mark = mark
                taken.add(mark)


def _plain(mark: str, others: Sequence[str]) -> str:
    """A mark as figure or letter; "i" is the first of those with "ii", else the letter."""
    roman = mark in ROMAN and (len(mark) > 1 or ("i" in others and any(len(o) > 1 and o in ROMAN for o in others)))
    return str(ROMAN.index(mark) + 1) if roman else mark


def number_of(said: str, drafts: Sequence[Draft]) -> int | None:
    """The place in the list, from 1, of the partner that a number, letter or Roman figure means; None if none."""
    said = said.lower()
    marks = [draft.mark for draft in drafts]
    given = [mark for mark in marks if mark]
    figure = int(said) if said.isdigit() else ROMAN.index(said) + 1 if said in ROMAN else 0
    if not given:
        letter = _LETTERS.index(said) + 1 if len(said) == 1 and said in _LETTERS[:8] else 0
        number = int(said) if said.isdigit() else letter or figure
        return number if 1 <= number <= len(drafts) else None
    figures = given[0].isdigit()
    wanted = str(figure) if figures and figure else said
    if wanted in marks:
        return marks.index(wanted) + 1
    if figures == said.isdigit() or len(given) < len(drafts):
        return None
    place = _LETTERS.find(said) if figures else int(said) - 1 if said.isdigit() else -1
    whole = [_order(mark) for mark in marks] == list(range(len(marks)))
    return place + 1 if whole and 0 <= place < len(drafts) else None


def _order(mark: str) -> int:
    return int(mark) - 1 if mark.isdigit() else _LETTERS.index(mark)
