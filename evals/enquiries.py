"""Mails of enquirers: are they split, answered and judged as expected?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from assistant.helpdesk.drafting import Desk
from assistant.helpdesk.intake import read_bytes
from assistant.helpdesk.reply import Asked, ReplyDraft
from evals.casebook.models import EnquiryCase, MailQuestion
from evals.text.matching import find
from index.errors import UserProblem

MAIL_BYTES = 1_000_000
MEASURES = ("split F1", "facts", "statuses", "verdicts", "not said")


class Judged(NamedTuple):
    """One mail: right and all of each measure; `split` counts true positives, found and expected questions."""

    case: str
    split: tuple[int, int, int]
    counts: dict[str, tuple[int, int]]
    faults: list[str]


def judge(case: EnquiryCase, reply: ReplyDraft | None) -> Judged:
    """The reply held against what the case expects; None (the mail was refused) counts as no question found."""
    asked = reply.questions if reply else []
    pairs = _paired(asked, case.expect.questions)
    faults = [f"missed: {q.text}" for q in case.expect.questions if all(q is not wanted for _, wanted in pairs)]
    faults += [f"not asked: {each.text}" for each in asked if all(each is not found for found, _ in pairs)]
    facts = [(found, fact) for found, wanted in pairs for fact in wanted.facts]
    said = [any(find(spelling, found.answer.answer) for spelling in fact) for found, fact in facts]
    faults += [f"fact missing: {fact[0]}" for (_, fact), right in zip(facts, said, strict=True) if not right]
    statuses = [found.answer.status == wanted.status for found, wanted in pairs]
    faults += [f"{f.answer.status}, not {w.status}: {w.text}" for f, w in pairs if f.answer.status != w.status]
    verdict = reply.verdict.status if reply and reply.verdict else None
    faults += [] if verdict == case.expect.verdict else [f"verdict {verdict}, not {case.expect.verdict}"]
    forbidden = [(found, spelling) for found, wanted in pairs for spelling in wanted.not_said]
    unsaid = [find(spelling, found.answer.answer) is None for found, spelling in forbidden]
    expected_facts = sum(len(question.facts) for question in case.expect.questions)
    counts = {
        "facts": (sum(said), expected_facts),
        "statuses": (sum(statuses), len(case.expect.questions)),
        "verdicts": (int(verdict == case.expect.verdict), 1),
        "not said": (sum(unsaid), len(forbidden)),
    }
    return Judged(case.id, (len(pairs), len(asked), len(case.expect.questions)), counts, faults)


def _paired(asked: Sequence[Asked], expected: Sequence[MailQuestion]) -> list[tuple[Asked, MailQuestion]]:
    """Found and expected questions of the same words, each once."""
    left = list(asked)
    pairs: list[tuple[Asked, MailQuestion]] = []
    for question in expected:
        match = next((each for each in left if _words(each.text) == _words(question.text)), None)
        if match is not None:
            left.remove(match)
            pairs.append((match, question))
    return pairs


def _words(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(" .?!:;")


def run(desk: Desk, cases: Iterable[EnquiryCase], as_of: date) -> list[Judged]:
    """Every case drafted and judged."""
    judged: list[Judged] = []
    for case in cases:
        try:
            reply = desk.draft(read_bytes(case.mail.encode(), f"{case.id}.eml", MAIL_BYTES), as_of=as_of).reply
        except UserProblem:
            reply = None
        judged.append(judge(case, reply))
    return judged


def figures(judged: Sequence[Judged]) -> dict[str, tuple[float, str]]:
    """Each measure over all mails with its fraction in words."""
    right, found, expected = (sum(each.split[n] for each in judged) for n in range(3))
    shown = {"split F1": (2 * right / (found + expected or 1), f"{right} of {expected}, {found} found")}
    for measure in MEASURES[1:]:
        good = sum(each.counts[measure][0] for each in judged)
        all_of = sum(each.counts[measure][1] for each in judged)
        shown[measure] = (good / all_of if all_of else 1.0, f"{good} of {all_of}")
    return shown
