"""Strand and duration of the project, from the words of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.eligibility.consortium import Strand
from assistant.eligibility.reader.project_dates import ProjectDates
from assistant.eligibility.reader.tokens.lexicon import Lexicon

_SINGLE = ("1", "2")
_TEN = 10
_LONGEST = 120


@dataclass(frozen=True)
class Project:
    """What a text says of the project as a whole; None where it says nothing."""

    strand: Strand | None = None
    strand_in: tuple[Strand, ...] | None = None
    months: int | tuple[int, int] | None = None


class ProjectReader:
    """Patterns for strand and duration, made from the word lists of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, duration = lexicon.raw["strand"], lexicon.raw["duration"]
        self._strands = {name: _any(patterns) for name, patterns in words.items()}
        self._numbers: dict[str, float] = {w: int(n) for n, items in lexicon.raw["numbers"].items() for w in items}
        digits = {word: value for word, value in self._numbers.items() if value < _TEN and word.isalpha()}
        self._numbers.update(duration["tens"])
        for ten, value in duration["tens"].items():
            # "thirty-eight", "thirty eight"
            self._numbers.update({f"{ten}{sign}{word}": value + one for word, one in digits.items() for sign in "- "})
        self._numbers.update(duration["less_than_one"])
        self._fractions: dict[str, float] = duration["fractions"]
        number = "|".join(sorted(map(re.escape, self._numbers), key=len, reverse=True))
        number = rf"\d{{1,3}}(?:[.,]\d)?|{number}"
        half, link = "|".join(self._fractions), "|".join(duration["range"])
        unit = rf"(?:(?P<months>{'|'.join(duration['months'])})|(?P<years>{'|'.join(duration['years'])}))"
        self._duration = re.compile(
            rf"(?<![\w.,])(?:(?P<low>{number})\s?(?:{link})\s?)?(?P<number>{number})"
            rf"(?P<half>\s(?:{half}))?[\s-]?{unit}\b(?P<after>\s(?:{half}))?",
            re.IGNORECASE,
        )
        more = "|".join((*duration["counted_on"], *duration["counted_off"]))
        self._relative = re.compile(rf"(?<![\w.,])(?P<by>{number})[\s-]?{unit}\s(?:{more})\b", re.IGNORECASE)
        self._less = re.compile(rf"\b(?:{'|'.join(duration['counted_off'])})$", re.IGNORECASE)
        self._joins = re.compile(rf"\s*(?:(?:,|{'|'.join(duration['joins'])})\s*){{0,2}}", re.IGNORECASE)
        self._changes, self._not = _any(duration["changes"]), _any(duration["not"])
        self._bounds = {name: _any(patterns) for name, patterns in duration["bounds"].items()}
        self._undecided = _any(lexicon.raw["strand"]["undecided"])
        self._too = _any(words["too"])
        joins, further = "|".join(duration["joins"]), "|".join(duration["further"])
        self._adds = re.compile(rf"(?:{joins})\s+(?:(?:{further}) )?(?:$|(?=\d|{number}))", re.IGNORECASE)
        self._more = re.compile(rf"\s(?:{'|'.join(duration['more'])})\b", re.IGNORECASE)
        self._extra = re.compile(rf"\b(?:{'|'.join(duration['extra'])})\s$", re.IGNORECASE)
        self._figure = re.compile(r"(?<![\w.,])(\d{2})(?![\w%])(?![.,]\d)")
        self._chosen = _any(duration["chosen"])
        self._on_top, self._follows = _any(duration["on_top"]), _any(duration["follows"])
        self._parts = _any(duration["parts"])
        self._total = _any(duration["total"])
        self._short = re.compile(rf"(?:{'|'.join(duration['short'])})", re.IGNORECASE)
        self._dates = ProjectDates(duration)
        self._bare = _any(duration["bare"])
        self._corrected = re.compile(rf"\W*(?:(?:{'|'.join(duration['corrected'])})\W+)+(\d{{2,3}})\W*", re.IGNORECASE)
        self._cues, self._elsewhere = _any(duration["cues"]), _any(duration["not_project"])

    def told(
        self, message: str, sentences: Sequence[str], aside: Sequence[str], strand: Strand | None, months: int | None
    ) -> Project:
        """What a message tells of the project in `sentences` on the consortium, and in those `aside`; `strand` and
        `months` are known from earlier ones."""
        project = self.read(sentences, strand, months)
        project = self.corrected(message, project) if months is not None else project
        return self.left_open(aside, project, months)

    def read(
        self, sentences: Sequence[str], known_strand: Strand | None = None, known_months: int | None = None
    ) -> Project:
        """The last strand and the last duration that the sentences state; all strands named where none is chosen. The
        known ones are those of earlier messages, which "as well" and "one month more" speak of."""
        strand: Strand | None = None
        strand_in: tuple[Strand, ...] | None = None
        named: list[Strand] = []
        months: int | tuple[int, int] | None = None
        for sentence in sentences:
            stated = self._strand(sentence)
            named.extend(s for s in stated if s not in named)
            if not stated and len(named) > 1 and self._undecided.search(sentence):
                stated = tuple(sorted(named))
            other = strand or known_strand
            stated = stated or self._left_of(other, sentence)
            if other in _SINGLE and stated in (("1",), ("2",)) and stated != (other,) and self._too.search(sentence):
                stated = ("both",)
            if stated:
                strand, strand_in = (stated[0], None) if len(stated) == 1 else (None, stated)
            stated_months = self._counted_from(sentence, known_months) or self._months(sentence)
            if stated_months and months and not (self._chosen.search(sentence) or self._undecided.search(sentence)):
                # Two sentences that disagree: nothing says which of the two is meant.
                months = _between([months, stated_months])
            else:
                months = stated_months or months
        return Project(strand, strand_in, months)

    def corrected(self, message: str, project: Project) -> Project:
        """The project with the length that a message of hardly more than a number corrects: "No, sorry, 36."."""
        match = self._corrected.fullmatch(message)
        return replace(project, months=int(match[1])) if match is not None and project.months is None else project

    def left_open(self, sentences: Sequence[str], project: Project, known: int | None) -> Project:
        """The project with an open length where `sentences` that tell nothing of it name one all the same: "our chart
        came out at 42 months, is that a problem?", "she says it must be four years". `known`: the length so far."""
        if project.months is not None:
            return project
        told = [months for sentence in sentences for months in self._named_in(sentence, known)]
        if not told or max(told) == known:
            return project
        low, high = min([*told, known or 1]), max([*told, known or 1])
        return replace(project, months=(low, high))

    def _named_in(self, sentence: str, known: int | None) -> list[int]:
        """The lengths named in a sentence; those in years only where the talk has been of the length before."""
        if self._elsewhere.search(sentence):
            return []
        return [
            round((self._value(match["number"]) + self._fraction(match)) * (12 if match["years"] else 1))
            for match in self._duration.finditer(sentence)
            if (known is not None or not match["years"]) and not self._of_part(sentence, match)
        ]

    def _counted_from(self, sentence: str, known: int | None) -> int | None:
        """ "One month more", "two months shorter": counted from the length known."""
        match = self._relative.search(sentence)
        if match is None or known is None or self._elsewhere.search(sentence):
            return None
        change = round(self._value(match["by"]) * (12 if match["years"] else 1))
        less = bool(self._less.search(match.group()))
        return max(1, known - change) if less else known + change

    def _strand(self, sentence: str) -> tuple[Strand, ...]:
        if self._strands["asked"].search(sentence):
            return ()
        if self._strands["open_both"].search(sentence):
            one: Strand = "2" if self._strands["2"].search(sentence) else "1"
            return (one, "both")
        if self._strands["open"].search(sentence):
            return ("1", "2")
        both = next((m for m in self._strands["both"].finditer(sentence) if not self._denied(sentence, m)), None)
        found: list[tuple[int, Strand]] = []
        names: tuple[Strand, ...] = ("1", "2")
        for name in names:
            for match in self._strands[name].finditer(sentence):
                inside = both is not None and both.start() <= match.start() < both.end()
                if not inside and not self._denied(sentence, match):
                    found.append((match.start(), name))
        if both is None:
            chosen = {name for _, name in found}
            if len(chosen) > 1 and self._strands["together"].search(sentence) and not self._undecided.search(sentence):
                return ("both",)
            open_ = self._strands["unsettled"].search(sentence) or not self._strands["chosen"].search(sentence)
            if len(chosen) > 1 and open_:
                # Two strands side by side, and nothing says which.
                return (*names, "both")
            return (max(found)[1],) if found else ()
        singles = sorted({name for _, name in found})
        last = bool(found) and min(found)[0] > both.start()
        if len(singles) == 1 and last and self._strands["settled"].search(sentence):
            return () if self._undecided.search(sentence) else (max(found)[1],)
        if found or self._undecided.search(sentence):
            return (*(singles or names), "both")
        return ("both",)

    def _left_of(self, known: Strand | None, sentence: str) -> tuple[Strand, ...]:
        """The strand that stays where one of both is given up: "we drop strand 1"."""
        if known != "both" or self._strands["kept"].search(sentence):
            return ()
        given_up = [name for name in _SINGLE if self._strands[name].search(sentence)]
        return (("2",) if given_up == ["1"] else ("1",)) if len(given_up) == 1 else ()

    def _denied(self, sentence: str, match: re.Match[str]) -> bool:
        before, after = sentence[max(0, match.start() - 30) : match.start()], sentence[match.end() : match.end() + 30]
        return bool(self._strands["not"].search(before) or self._strands["not_after"].match(after))

    def _months(self, sentence: str) -> int | tuple[int, int] | None:
        if self._elsewhere.search(sentence):
            return None
        spans: list[tuple[int, int]] = []
        stated: list[tuple[int, int]] = []
        bracketed = _bracketed(sentence)
        years_end, years, last_end = -1, 0, 0
        parts: list[int] = []
        first = self._duration.search(sentence)
        # "Three and a half years, because …": nothing else of which a sentence could begin like this.
        of_project = bool(self._cues.search(sentence)) or (first is not None and not sentence[: first.start()].strip())
        strands = {found.end() for name in _SINGLE for found in self._strands[name].finditer(sentence)}
        for match in self._duration.finditer(sentence):
            if match["years"] and not of_project:
                continue
            low_said = match["low"] if match.end("low") not in strands else None  # "strand 1 and 36 months"
            before = sentence[max(0, match.start() - 16) : match.start()]
            if match["months"] and years and self._joins.fullmatch(sentence, years_end, match.start()):
                # "three years and one month" is one span of time.
                whole = years + round(self._value(match["number"]))
                spans[-1:], years = [(whole, whole)], 0
                stated = stated and spans[-1:]
                continue
            if self._not.search(before):
                continue
            if self._more.match(sentence, match.end()) or self._extra.search(before):
                # "One month more, 37?": only the figure beside it, if any, is a length.
                figure = self._figure.search(sentence, match.end())
                spans.append((int(figure[1]), int(figure[1])) if figure else (1, _LONGEST))
                last_end = match.end()
                continue
            if self._of_part(sentence, match) or (spans and self._on_top.search(before)):
                last_end = self._add_part(sentence, match, last_end, spans, parts)
                continue
            per = 12 if match["years"] else 1
            high = round((self._value(match["number"]) + self._fraction(match)) * per)
            low = round(self._value(low_said) * per) if low_said else high
            if high < _TEN <= low and low_said and not low_said.isdigit():
                high = low = low + high  # "thirty-eight"
            if low >= high or self._changes.search(before):
                low = high
            if not spans and parts and self._follows.search(sentence, last_end, match.start()):
                # "12 months of preparation plus 30 months": the parts may make up the whole.
                high += sum(parts)
            spans.append(self._bounded(before, low, high))
            if self._is_total(sentence, match):
                stated = spans[-1:]
            elif bracketed[match.start()] and len(spans) > 1:
                # "37 months (36 + one month)": a bracket only explains what stands before it.
                spans.pop()
                continue
            last_end = match.end()
            years_end, years = match.end(), high if match["years"] and low == high else 0
        if not spans and len(parts) > 1:
            spans.append((max(parts), sum(parts)))
        return self._settled(sentence, stated or spans) if spans else self._unusual(sentence)

    def _settled(self, sentence: str, spans: Sequence[tuple[int, int]]) -> int | tuple[int, int]:
        """The last of several lengths where the words choose it, else everything from the least to the most."""
        low, high = spans[-1]
        if len(spans) > 1 and (self._undecided.search(sentence) or not self._chosen.search(sentence)):
            low, high = min(low for low, _ in spans), max(high for _, high in spans)
        return high if low == high else (low, high)

    def _unusual(self, sentence: str) -> int | None:
        """A length without its unit, or from the dates of beginning and end."""
        if bare := self._bare.search(sentence):
            return int(bare["bare"])
        short = self._short.search(sentence)
        return int(short[1]) if short else self._dates.months(sentence)

    def _add_part(
        self, sentence: str, match: re.Match[str], last_end: int, spans: list[tuple[int, int]], parts: list[int]
    ) -> int:
        """Takes the length of a part of the project, or of what comes on top of it; where the last one read ends."""
        length = round((self._value(match["number"]) + self._fraction(match)) * (12 if match["years"] else 1))
        before = sentence[max(0, match.start() - 16) : match.start()]
        if spans:
            # "36 months plus one month of reporting", "… to be extended by 4 months": it may come on top.
            if self._on_top.search(before) or self._adds.fullmatch(sentence[last_end : match.start()].lstrip()):
                spans[-1] = (spans[-1][0], spans[-1][1] + length)
            return last_end
        if parts and not self._follows.search(sentence, last_end, match.start()):
            # "36 months with a pilot phase of 12 months": the first was the whole.
            spans.append((parts[0], parts[0]))
            parts.clear()
            return last_end
        parts.append(length)
        return match.end()

    def _of_part(self, sentence: str, match: re.Match[str]) -> bool:
        """Whether a span is that of a phase or work package: "a pilot phase of 12 months", "2 months of training"."""
        before, after = sentence[max(0, match.start() - 30) : match.start()], sentence[match.end() : match.end() + 30]
        near = before[max(map(before.rfind, ",;:()")) + 1 :], self._adds.split(re.split(r"[,;:()]", after)[0])[0]
        return any(self._parts.search(words) for words in near) and not any(self._total.search(words) for words in near)

    def _is_total(self, sentence: str, match: re.Match[str]) -> bool:
        """Whether "in total" stands beside a span."""
        before, after = sentence[max(0, match.start() - 20) : match.start()], sentence[match.end() : match.end() + 16]
        return bool(self._total.search(before) or self._total.search(re.split(r"[,;:()]", after)[0]))

    def _bounded(self, before: str, low: int, high: int) -> tuple[int, int]:
        """ "Up to 40 months", "more than 36 months": what is left open."""
        for name, (least, most) in (
            ("above", (high + 1, _LONGEST)),
            ("least", (low, _LONGEST)),
            ("below", (1, high - 1)),
            ("most", (1, high)),
        ):
            if self._bounds[name].search(before) and least <= most:
                return least, most
        return low, high

    def _fraction(self, match: re.Match[str]) -> float:
        """The part of a year in "three and a half years"."""
        said = match["half"] or match["after"]
        return self._fractions[said.strip().lower()] if said else 0

    def _value(self, number: str) -> float:
        return self._numbers.get(number.lower()) or float(number.replace(",", "."))


def _bracketed(text: str) -> list[bool]:
    """For each letter whether it stands in round brackets."""
    found, depth = [], 0
    for letter in text:
        depth = max(0, depth + (letter == "(") - (letter == ")"))
        found.append(depth > 0)
    return found


def _between(stated: Sequence[int | tuple[int, int]]) -> int | tuple[int, int]:
    """The span of time from the least to the most of what is stated."""
    ends = [end for months in stated for end in ((months, months) if isinstance(months, int) else months)]
    return min(ends) if min(ends) == max(ends) else (min(ends), max(ends))


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


@lru_cache(maxsize=8)
def project_reader(language: str) -> ProjectReader:
    return ProjectReader(Lexicon.load(language))
