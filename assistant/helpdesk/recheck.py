"""An edited reply held against what its first draft rests on: quotations, figures and turning words, by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from assistant.answer import Citation
from assistant.helpdesk.figures import Figures, quotations
from assistant.helpdesk.lines import Line, Support, markdown
from assistant.helpdesk.questions import sentences
from assistant.helpdesk.turns import Turns
from assistant.reading.text import squeeze
from assistant.verification import find_run

NEAR = 60.0  # per cent; an edited sentence less like every one of the draft is a new one
_MARKER = re.compile(r"\[(\d{1,3})\]")
_SOURCE = re.compile(r"^\[(\d{1,3})\]\s")
_AFTER_MARKER = re.compile(r"(?<=\d\])\s+(?=[“\"„«]|[^\W\d_])(?![a-z])")
_GAP = re.compile(r"\[(?!\d{1,3}\])")
_UNEDITED = {
    Support.NONE: ("This sentence rests on no quoted words.",),
    Support.OPEN: ("The answer is missing here: write it, or delete the sentence.",),
}
_SIGNS = re.compile(r"[*\\]|^\s*(?:[-•]|\d{1,2}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Checked:
    """One sentence of the edited text, what it rests on, and what is wrong with it (nothing: empty)."""

    text: str
    support: Support
    citations: tuple[int, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the first draft rests on. `documents`: texts by id; `enquiry`: the mail, which may be repeated."""

    lines: Sequence[Line]
    citations: Sequence[Citation]
    documents: Mapping[str, str]
    enquiry: str


class Rechecker:
    """Holds edited text against the evidence of its draft. A few milliseconds for a reply."""

    def __init__(self, evidence: Evidence, figures: Figures, turns: Turns) -> None:
        self._evidence, self._figures, self._turns = evidence, figures, turns
        self._quotes = {citation.n: citation for citation in evidence.citations}
        self._pieces = [
            (key, line) for line in evidence.lines for piece in _pieces(markdown([line])) if (key := _plain(piece))
        ]
        self._same = {key: line for key, line in self._pieces}

    def check(self, text: str) -> list[Checked]:
        """Each sentence of `text` in order."""
        return [self._sentence(piece) for piece in _pieces(text)]

    def _sentence(self, piece: str) -> Checked:
        plain = _plain(piece)
        cited = tuple(int(number) for number in _MARKER.findall(piece))
        if line := self._same.get(plain):
            return Checked(piece, line.support, line.citations, _UNEDITED.get(line.support, ()))
        near = process.extractOne(plain, [key for key, _ in self._pieces], scorer=fuzz.ratio, score_cutoff=NEAR)
        before, line = self._pieces[near[2]] if near else ("", None)
        if line is not None and line.support is Support.OPEN:
            if _GAP.search(plain):
                return Checked(piece, Support.OPEN, (), _UNEDITED[Support.OPEN])
            line = None
        rests_on = tuple(dict.fromkeys([*cited, *(line.citations if line and not cited else ())]))
        problems = [
            *self._markers(cited),
            *self._quotations(piece, rests_on),
            *self._numbers(piece, rests_on, line),
            *(self._words(before, piece, rests_on, line) if line else self._claims(piece, rests_on)),
        ]
        support = self._support(rests_on, line, piece)
        return Checked(piece, support, rests_on, tuple(dict.fromkeys(problems)))

    def _support(self, rests_on: tuple[int, ...], line: Line | None, piece: str) -> Support:
        if rests_on and all(number in self._quotes for number in rests_on):
            if line and line.support in (Support.JUDGED, Support.QUOTED):
                return line.support
            return Support.QUOTED if quotations(piece) else Support.OFFICER
        if self._figures.of(piece) or quotations(piece):
            return Support.NONE
        return line.support if line and line.support is not Support.NONE else Support.OFFICER

    def _markers(self, cited: Iterable[int]) -> Iterable[str]:
        for number in cited:
            if number not in self._quotes:
                yield f"There is no source [{number}]."

    def _quotations(self, piece: str, rests_on: tuple[int, ...]) -> Iterable[str]:
        """Quoted words must stand in a source named here; the enquirer's own may be repeated."""
        named = [self._quotes[number] for number in rests_on if number in self._quotes]
        for words in quotations(piece):
            inner = _unescaped(words).strip(" .,;…")
            if not inner or find_run(squeeze(self._evidence.enquiry), inner):
                continue
            if any(find_run(citation.quote, inner) for citation in named):
                continue
            if any(find_run(self._evidence.documents.get(c.document, ""), inner) for c in self._quotes.values()):
                if not named:
                    yield f"The quotation “{_short(inner)}” names no source."
            else:
                yield f"The quotation “{_short(inner)}” stands in no source of this reply."

    def _words(self, before: str, piece: str, rests_on: tuple[int, ...], line: Line) -> Iterable[str]:
        """Words that turn the meaning may not be exchanged, put in or taken out of a sentence of the draft unseen."""
        if line.support is Support.ENQUIRY:
            return
        yield from self._turns.changed(before, piece)
        if line.support in (Support.QUOTED, Support.JUDGED):
            held = self._held(rests_on)
            yield from self._turns.changed_places(line.text, piece, held)
            yield from self._turns.unheld(before, piece, f"{held} {self._evidence.enquiry}")

    def _claims(self, piece: str, rests_on: tuple[int, ...]) -> Iterable[str]:
        """The officer's own sentence: what it says of the call should stand in a source that it names."""
        if quotations(piece):
            return  # its proof, which is checked
        words = self._turns.claims(piece, self._held(rests_on))
        if words:
            shown = ", ".join(f"“{word}”" for word in words)
            where = (
                "does not stand in the source named here" if rests_on else "says something of the call, without source"
            )
            yield f"Your own sentence: {shown} {where}."

    def _held(self, rests_on: tuple[int, ...]) -> str:
        """The words of the sources named."""
        return " ".join(self._quotes[number].quote for number in rests_on if number in self._quotes)

    def _numbers(self, piece: str, rests_on: tuple[int, ...], line: Line | None) -> Iterable[str]:
        """Numbers and dates must stand in the sources named here, in the sentence that this one was made from if it
        rests on the tool, or in the enquiry."""
        held = set(self._figures.of(self._evidence.enquiry))
        for number in rests_on:
            if citation := self._quotes.get(number):
                held |= set(self._figures.of(citation.quote))
        if line is not None:
            held |= set(self._figures.of(line.text))
        for figure in self._figures.of(piece):
            if not _holds(held, figure):
                where = (
                    "in its sources" if rests_on else "in the draft or the enquiry, and the sentence names no source"
                )
                yield f"{_shown(figure)} does not stand {where}."


def _holds(held: set[str], figure: str) -> bool:
    """A date without its year or day is held by a fuller one."""
    if figure in held:
        return True
    if figure.startswith("--"):
        return any(other.endswith(figure[1:]) for other in held)
    return bool(re.fullmatch(r"\d{4}(?:-\d\d)?", figure)) and any(other.startswith(f"{figure}-") for other in held)


def _shown(figure: str) -> str:
    return f"The date {figure.lstrip('-')}" if "-" in figure else f"The number {figure}"


def _pieces(text: str) -> list[str]:
    """Sentences of the reply; headings, items and sources are one each, whatever stops stand in them."""
    found: list[str] = []
    for line in text.split("\n"):
        stripped = line.strip()
        if not stripped:
            continue
        if _SOURCE.match(stripped) or stripped.startswith(("**", "- ")):
            found.append(stripped)
        else:
            found += _joined([piece for run in _AFTER_MARKER.split(stripped) for piece in sentences(run)])
    return found


def _joined(pieces: list[str]) -> list[str]:
    """A marker that was cut off belongs to the sentence before it."""
    found: list[str] = []
    for piece in pieces:
        lead = re.match(r"(?:\[\d{1,3}\]\s*)+", piece)
        if lead and found:
            found[-1] = f"{found[-1]} {lead.group().strip()}"
            piece = piece[lead.end() :]
        if re.search(r"\w", piece):
            found.append(piece)
    return found


def _plain(text: str) -> str:
    return squeeze(_SIGNS.sub("", text)).casefold()


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80].rstrip()} …"
