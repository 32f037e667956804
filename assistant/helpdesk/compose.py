"""Answers and verdict -> the lines of a reply in a helpdesk's manner, each with what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.answer import Answer, Citation
from assistant.calls import Call
from assistant.eligibility.consortium import Consortium
from assistant.eligibility.findings import Finding, Outcome, VerdictStatus
from assistant.helpdesk.frame import Frame, OwnWords
from assistant.helpdesk.lines import Line, Shape, Support
from assistant.helpdesk.reply import Asked
from assistant.links import unlinked
from assistant.reading.text import squeeze

LONGEST_QUESTION = 300  # characters of a question repeated above its answer
_MARKERS = re.compile(r"\[(\d{1,3})\]")
_AFTER_MARKERS = re.compile(r"(?<=\])\s+(?!\[)")
_HEADING = re.compile(r"\*\*(.+)\*\*")
_OUTCOMES = {Outcome.MET: "met", Outcome.FAILED: "failed_rule", Outcome.UNKNOWN: "unknown"}
_RESULTS = {
    VerdictStatus.ELIGIBLE: "check_eligible",
    VerdictStatus.NOT_ELIGIBLE: "check_not_eligible",
    VerdictStatus.UNDETERMINED: "check_undetermined",
}


# How the earlier verdict is called beside the one after a supposed change.
_BEFORE = {
    VerdictStatus.ELIGIBLE: "met",
    VerdictStatus.NOT_ELIGIBLE: "failed_rule",
    VerdictStatus.UNDETERMINED: "unknown",
}


@dataclass(slots=True)
class Sources:
    """Numbers the citations of all answers as one list; the same words of a document have one number."""

    numbered: dict[tuple[str, int, int], Citation] = field(default_factory=dict)

    def number(self, citation: Citation) -> int:
        key = (citation.document, citation.start, citation.end)
        if key not in self.numbered:
            self.numbered[key] = citation.model_copy(update={"n": len(self.numbered) + 1})
        return self.numbered[key].n

    def all(self) -> tuple[Citation, ...]:
        return tuple(self.numbered.values())


@dataclass(frozen=True, slots=True)
class Unjudged:
    """What the check leaves to the officer. `described`: a consortium that was not judged; `asked`: the answers to
    questions about it; `doubtful`: the verdict was given, but not all that is described was understood."""

    described: bool = False
    asked: tuple[Answer, ...] = ()
    doubtful: bool = False


NOTHING_UNJUDGED = Unjudged()


@dataclass(frozen=True, slots=True)
class Composer:
    """Writes replies about one call in one language."""

    call: Call
    frame: Frame
    own_words: OwnWords

    def compose(
        self, asked: Sequence[Asked], check: Answer | None, name: str, *, unjudged: Unjudged = NOTHING_UNJUDGED
    ) -> tuple[tuple[Line, ...], tuple[Citation, ...]]:
        """The lines of the reply and its sources. `check`: the answer that holds the verdict, shown where it is asked,
        else after the questions; `name` is "" where it is not sure."""
        sources = Sources()
        lines = [Line(self.frame.say("salutation_named", name=name) if name else self.frame.say("salutation"))]
        opening = "opening_none" if not asked and not check else "opening" if len(asked) > 1 else "opening_one"
        lines.append(Line(self.frame.say(opening, call=self._call_name())))
        for number, entry in enumerate(asked, 1):
            text = squeeze(entry.text)
            shown = text if len(text) <= LONGEST_QUESTION else f"{text[:LONGEST_QUESTION].rstrip()} …"
            lines.append(Line(f"{number}. {_plain(shown)}", Support.ENQUIRY, shape=Shape.HEADING))
            if entry.answer is check:
                lines += self._check(entry.answer, sources, doubtful=unjudged.doubtful)
            elif any(entry.answer is each for each in unjudged.asked):
                lines += self._unjudged()
            elif _supposes(entry.answer):
                lines += self._supposed(entry.answer, sources)
            else:
                lines += self._answer(entry.answer, sources)
        if check is not None and all(entry.answer is not check for entry in asked):
            lines.append(Line(self.frame.say("check_title"), shape=Shape.HEADING))
            lines += self._check(check, sources, doubtful=unjudged.doubtful)
        if unjudged.described and not unjudged.asked:
            lines.append(Line(self.frame.say("check_title"), shape=Shape.HEADING))
            lines += self._unjudged()
        if asked or check:
            lines.append(Line(self._decides()))
        lines += [Line(self.frame.say("closing")), Line(self.frame.say("sender"))]
        cited = sources.all()
        if cited:
            lines.append(Line(self.frame.say("sources"), shape=Shape.HEADING))
            lines += list(_sources(cited))
        return tuple(lines), cited

    def _call_name(self) -> str:
        return self.call.profile.title if self.call.profile else self.call.id

    def _decides(self) -> str:
        profile = self.call.profile
        if profile is None:
            return self.frame.say("decides_nobody")
        return self.frame.say("decides", authority=profile.granting_authority.short)

    def _answer(self, answer: Answer, sources: Sources) -> Iterator[Line]:
        """The answer's own lines with the reply's numbers; what it says in its own words in those of the frame."""
        numbers = {citation.n: sources.number(citation) for citation in answer.citations}
        if answer.claims and self.frame.say("lead_in"):
            yield Line(self.frame.say("lead_in"))
        for raw in unlinked(answer.answer).split("\n"):
            text = raw.strip()
            if not text:
                continue
            if own := self.own_words.match(text):
                support = Support.OPEN if own[0] == "failed" else Support.FRAME
                yield Line(self.frame.say(own[0], **{"call": self._call_name(), **own[1]}), support)
            elif heading := _HEADING.fullmatch(text):
                yield Line(heading[1], Support.ENQUIRY, shape=Shape.HEADING)
            elif text.startswith("- "):
                yield self._sentence(text[2:], numbers, Shape.ITEM, answer)
            else:
                for position, piece in enumerate(_AFTER_MARKERS.split(text)):
                    yield self._sentence(piece, numbers, Shape.RUNNING if position else Shape.PARAGRAPH, answer)

    def _sentence(self, text: str, numbers: dict[int, int], shape: Shape, answer: Answer) -> Line:
        cited = tuple(numbers[int(n)] for n in _MARKERS.findall(text) if int(n) in numbers)
        renumbered = _MARKERS.sub(lambda m: f"[{numbers[int(m[1])]}]" if int(m[1]) in numbers else "", text)
        if cited:
            return Line(renumbered.strip(), Support.QUOTED, cited, shape)
        # The assistant's fixed sentences carry no number and need none; others without a number rest on nothing.
        if self.own_words.holds(text) or not re.search(r"\d", text):
            return Line(renumbered.strip(), Support.FRAME, (), shape)
        judged = answer.verdict is not None and any(squeeze(text) == squeeze(each) for each in answer.questions)
        return Line(renumbered.strip(), Support.JUDGED if judged else Support.NONE, (), shape)

    def _check(self, answer: Answer, sources: Sources, *, doubtful: bool) -> Iterator[Line]:
        """The verdict "on the facts given", rule by rule, and the missing facts as polite questions. A doubtful one
        stands without support, so that the officer looks at it."""
        verdict = answer.verdict
        if verdict is None or answer.consortium is None:
            yield from self._answer(answer, sources)
            return
        cited = {citation.n: citation for citation in answer.citations}
        yield Line(self.frame.say(_RESULTS[verdict.status]), Support.NONE if doubtful else Support.JUDGED)
        for finding in verdict.findings:
            yield self._finding(finding, cited, sources)
        yield from self._understood(answer.consortium)
        yield from self._lists(answer)

    def _supposed(self, answer: Answer, sources: Sources) -> Iterator[Line]:
        """What a supposed change would do: the verdict with it and before it, the rules that it leaves unmet or turns,
        the partners with it, what is still to be told and what would help."""
        verdict = answer.verdict
        if verdict is None or verdict.before is None or answer.consortium is None:
            return
        cited = {citation.n: citation for citation in answer.citations}
        earlier = {finding.rule: finding.outcome for finding in verdict.before.findings}
        yield Line(self.frame.say("supposed"))
        yield Line(self.frame.say(_RESULTS[verdict.status]), Support.JUDGED)
        before = self.frame.say(_BEFORE[verdict.before.status])
        yield Line(self.frame.say("before_change", outcome=before), Support.JUDGED, shape=Shape.RUNNING)
        for finding in verdict.findings:
            if finding.outcome is not Outcome.MET or earlier.get(finding.rule) is not Outcome.MET:
                yield self._finding(finding, cited, sources)
        yield from self._understood(answer.consortium)
        yield from self._lists(answer, notes=False)

    def _unjudged(self) -> Iterator[Line]:
        """The gap where a consortium was not judged, and the facts that the enquirer is asked for."""
        yield Line(self.frame.say("unjudged"), Support.OPEN)
        yield Line(self.frame.say("unjudged_ask"))
        yield from (Line(fact, Support.FRAME, shape=Shape.ITEM) for fact in self.frame.texts["unjudged_facts"])

    def _understood(self, consortium: Consortium) -> Iterator[Line]:
        partners = [partner.source or partner.name or "?" for partner in consortium.partners]
        if partners:
            understood = "; ".join(f"“{_plain(squeeze(partner))}”" for partner in partners)
            yield Line(self.frame.say("understood", partners=understood), Support.ENQUIRY)

    def _lists(self, answer: Answer, *, notes: bool = True) -> Iterator[Line]:
        """Missing facts as polite questions, changes that would help, assumptions."""
        verdict = answer.verdict
        for key, entries, support in (
            ("missing", answer.questions, Support.FRAME),
            ("changes", verdict.smallest_changes if verdict else [], Support.JUDGED),
            ("notes", verdict.assumptions if verdict and notes else [], Support.JUDGED),
        ):
            if entries:
                yield Line(self.frame.say(key))
                yield from (Line(_plain(squeeze(entry)), support, shape=Shape.ITEM) for entry in entries)

    def _finding(self, finding: Finding, cited: dict[int, Citation], sources: Sources) -> Line:
        citation = cited.get(finding.citation) if finding.citation is not None else None
        number = sources.number(citation) if citation else None
        outcome = self.frame.say(_OUTCOMES[finding.outcome])
        text = f"{self.frame.rule(finding.rule)}: {outcome}. {_plain(squeeze(finding.reason))}"
        marked = f"{text} [{number}]" if number else text
        return Line(marked, Support.JUDGED, (number,) if number else (), Shape.ITEM)


def _supposes(answer: Answer) -> bool:
    """Whether an answer is but what a supposed change would do; one of several parts is shown part by part."""
    several = any(_HEADING.fullmatch(line.strip()) and "?" in line for line in answer.answer.split("\n"))
    return answer.verdict is not None and answer.verdict.before is not None and not several


def _sources(cited: Sequence[Citation]) -> Iterator[Line]:
    """One line for each source; a document's title and address stand with its first."""
    told: set[str] = set()
    for citation in cited:
        section = citation.section[-1] if citation.section and not citation.title.endswith(citation.section[-1]) else ""
        first = f"{citation.title} ({citation.url})" if citation.url else citation.title
        where = [section] if citation.title in told else [first, section]
        told.add(citation.title)
        place = " › ".join(piece for piece in where if piece) or citation.title
        text = f"[{citation.n}] {place}: “{squeeze(citation.quote)}”"
        yield Line(text, Support.QUOTED, (citation.n,), Shape.SOURCE)


def _plain(text: str) -> str:
    """The enquirer's words as text: no sign of them acts as Markdown or as a number of a source."""
    return re.sub(r"([\\*_`#<>\[\]|~])", r"\\\1", text)
