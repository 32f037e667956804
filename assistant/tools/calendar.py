"""The call's dates held against the clock: is it open, closed, not yet open?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from assistant.calls import Call
from assistant.draft import Quotation, Sentence
from assistant.evidence import Found
from assistant.verification import find_run
from assistant.wording import Wording
from index import Index, Passage

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DATE = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?\s+({'|'.join(_MONTHS)})\s+(\d{{4}})|(\d{{4}})-(\d{{2}})-(\d{{2}})", re.IGNORECASE
)
_TIME = re.compile(r"\b(\d{1,2})[:.](\d{2})\b")


def calendar(call: Call, index: Index, now: datetime, wording: Wording, deadline_passages: Iterable[Passage]) -> Found:
    """Whether the call is open at `now` (with time zone). The deadline is the profile's, else the one that a passage
    on the deadline states; without either there is nothing to compare, and `data["deadline"]` is None."""
    profile = call.profile
    if profile and profile.deadline and profile.deadline_clause:
        for passage in index.passages:
            if run := find_run(passage.text, profile.deadline_clause):
                words = passage.text[slice(*run)]
                printed = profile.deadline_as_printed or _printed(profile.deadline, words)
                return _compared(passage, words, profile.deadline, printed, profile.opening, now, wording)
    for passage in deadline_passages:
        if (deadline := first_date(passage.text)) is not None:
            printed = _printed(deadline, passage.text)
            return _compared(passage, passage.text[:400], deadline, printed, None, now, wording)
    return Found(data={"deadline": None})


def first_date(text: str) -> datetime | None:
    """The first date of a text with the time beside it (end of day without one), as Central European winter time."""
    match = _DATE.search(text)
    if match is None:
        return None
    day, month, year, *iso = match.groups()
    try:
        found = date(int(year), _MONTHS.index(month.lower()) + 1, int(day)) if year else date(*map(int, iso))
        clock = _TIME.search(text[match.end() : match.end() + 40])
        hour = time(int(clock[1]), int(clock[2])) if clock else time(23, 59)
    except ValueError:
        return None
    return datetime.combine(found, hour, tzinfo=UTC) - timedelta(hours=1)


def _compared(
    passage: Passage,
    words: str,
    deadline: datetime,
    printed: str,
    opening: date | None,
    now: datetime,
    wording: Wording,
) -> Found:
    days = (deadline.date() - now.astimezone(deadline.tzinfo).date()).days
    today = _day(now.date())
    if now > deadline:
        state = "closed"
        text = (
            wording.say("closed", deadline=printed, days=-days, today=today)
            if days
            else wording.say("closed_today", deadline=printed)
        )
    elif opening and now.date() < opening:
        state, text = "not_open_yet", wording.say("not_open_yet", opening=_day(opening))
    else:
        state, text = "open", wording.say("open", deadline=printed, days=days, today=today)
    sentence = Sentence(text=text, quotations=(Quotation(passage=passage.id, words=words),))
    data = {"deadline": deadline.isoformat(), "today": now.date().isoformat(), "state": state, "days": days}
    return Found((passage,), sentences=(sentence,), data=data)


def _printed(deadline: datetime, source: str) -> str:
    """The deadline as the source prints it where it can be found there, else written out."""
    match = _DATE.search(source)
    return match.group() if match else _day(deadline.date())


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1].capitalize()} {day.year}"
