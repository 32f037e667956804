"""One message further: the state before it, the message, the state after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.consortium import Consortium, Eccp, Partner
from assistant.eligibility.conversation.confirmation import confirmed
from assistant.eligibility.conversation.detect import Intent, intent_of, is_described, says_us_again, without_undoing
from assistant.eligibility.conversation.likewise import LONGEST, likewise
from assistant.eligibility.conversation.rejection import rejected
from assistant.eligibility.conversation.state import Change, ConsortiumState, Turn, identity
from assistant.eligibility.reader import Listener, Reading
from assistant.eligibility.reader.build import partner
from assistant.eligibility.reader.partners.drafts import Draft, Drafts
from assistant.eligibility.reader.partners.phrases import Place
from assistant.gazetteer import Gazetteer

_MOST_HISTORY = 50
_SEVERAL = 2
_MOST_BACK = 6  # states to look back to for those who left


def read_turns(turns: Sequence[str], gazetteer: Gazetteer, language: str = "en") -> Turn:
    """The turn that the last of several messages makes, read one after the other."""
    turn = Turn(state=ConsortiumState())
    for text in turns:
        turn = advance(turn.state, text, gazetteer, language)
    return turn


def advance(state: ConsortiumState, text: str, gazetteer: Gazetteer, language: str = "en") -> Turn:
    """Reads a message in the light of `state`."""
    if state.last_change in (Change.CHANGED, Change.SUPPOSED):
        text = likewise(text, state.said, gazetteer, language)
    if (rest := confirmed(state, text, language)) is not None:
        return _keeping(state, rest, gazetteer, language)
    intent = intent_of(text, language, known=state.consortium is not None)
    if intent.undo and state.consortium is not None and _undoable(state):
        undone = _undone(state)
        rest = without_undoing(text, language)
        further = advance(undone.state, rest, gazetteer, language) if rest else undone
        return further if further.changed else undone
    more = None if intent.restart else rejected(state, text, language)
    if more is not None:
        undone = _undone(state)
        further = advance(undone.state, more, gazetteer, language) if more else undone
        return further if further.changed else undone
    reasons: list[str] = []
    if intent.restart and state.consortium is not None:
        writer = _writer_again(state, text, language)
        state = ConsortiumState(history=_kept(state), earlier_marks=_marks_kept(state), writer=writer)
        reasons.append("starts again")
    if state.consortium is None:
        return _first(state, text, gazetteer, language, intent, reasons)
    return _later(state, state.consortium, text, gazetteer, language, intent)


def _keeping(state: ConsortiumState, rest: str, gazetteer: Gazetteer, language: str) -> Turn:
    """The turn of a message that keeps what was supposed, and says `rest` besides."""
    state = state.model_copy(update={"last_change": Change.ASKED})
    further = advance(state, rest, gazetteer, language) if rest else None
    if further is not None and further.invoked:
        return further
    asks = True if further is None else further.check_asked
    return Turn(
        state=state, invoked=True, check_asked=asks, change=Change.ASKED, reasons=("keeps what was supposed",),
    )  # fmt: skip


def _first(
    state: ConsortiumState, text: str, gazetteer: Gazetteer, language: str, intent: Intent, reasons: list[str]
) -> Turn:
    drafts = Drafts()
    writer = _draft(state.writer) if state.writer is not None else None
    reading = Listener(text, gazetteer, language, drafts, writer).listen()
    restarted = bool(reasons)
    described = is_described(reading, intent, text)
    if described:
        if writer is not None and reading.writer is writer:
            _with_writer(reading, writer)
        consortium = reading.consortium(gazetteer)
        kept = Change.RESTARTED if restarted else Change.DESCRIBED
        at = _position(reading)
        new = ConsortiumState(
            consortium=consortium, writer=_writer(reading, gazetteer), writer_at=at, focus=_focus(reading),
            history=(*state.history, None), last_change=kept, marks=_marks(reading),
            earlier_marks=(*state.earlier_marks, ()),
        )  # fmt: skip
        return Turn(
            state=new, invoked=True, changed=True, check_asked=intent.asks, change=kept,
            reasons=(*reasons, f"describes {len(consortium.partners)} partners"),
        )  # fmt: skip
    itself = reading.writer if reading.writer is not None and reading.writer.writer else None
    known = partner(itself, gazetteer) if itself is not None else state.writer
    change = Change.RESTARTED if restarted else Change.INTRODUCED if itself is not None else Change.NOTHING
    new = state.model_copy(update={"writer": known, "writer_at": None, "last_change": change})
    return Turn(state=new, check_asked=intent.asks, changed=restarted, change=change, reasons=tuple(reasons))


def _later(
    state: ConsortiumState, before: Consortium, text: str, gazetteer: Gazetteer, language: str, intent: Intent
) -> Turn:
    drafts = Drafts()
    marks = state.marks if len(state.marks) == len(before.partners) else ("",) * len(before.partners)
    for known, mark in zip(before.partners, marks, strict=True):
        drafts.add(_draft(known)).mark = mark
    drafts.gone = _gone(state, before)
    drafts.further = list(before.further_partners or ())
    drafts.registered = before.eccp_clusters
    drafts.total = None
    writer = drafts.all[state.writer_at] if state.writer_at is not None and state.writer_at < len(drafts.all) else None
    if intent.whole:
        drafts, writer = Drafts(), None
    focus = [drafts.all[at] for at in state.focus if at < len(drafts.all)]
    listener = Listener(text, gazetteer, language, drafts, writer, focus)
    listener.strand = before.strand
    listener.asked_of_registration = state.registrations
    listener.months = before.duration_months if isinstance(before.duration_months, int) else None
    reading = listener.listen()
    after = reading.consortium(gazetteer)
    if intent.whole and len(after.partners) < _SEVERAL:
        # "Graz is now registered" gives no composition anew.
        return _later(state, before, text, gazetteer, language, replace(intent, whole=False))
    after = _project_kept(before, after)
    if after == before:
        asks = intent.asks_about_it or drafts.news
        change = Change.ASKED if asks else Change.NOTHING
        return Turn(
            state=state.model_copy(update={"last_change": change}), invoked=asks, check_asked=asks, change=change,
            reasons=("asks about the consortium described",) if asks else (),
        )  # fmt: skip
    supposed = reading.supposed or (intent.what_if and not reading.told)
    change = Change.SUPPOSED if supposed else Change.CHANGED
    new = ConsortiumState(
        consortium=after,
        writer=state.writer,
        writer_at=_position(reading),
        focus=_focus(reading),
        history=_kept(state),
        last_change=change,
        marks=_marks(reading),
        earlier_marks=_marks_kept(state),
        registrations=_unregistered(before) == _unregistered(after),
        said=text if len(text) <= LONGEST else "",
    )
    return Turn(
        state=new, invoked=True, changed=True, hypothetical=supposed, before=before, check_asked=intent.asks,
        change=change, reasons=("supposes a change" if supposed else "changes the consortium",),
    )  # fmt: skip


def _writer_again(state: ConsortiumState, text: str, language: str) -> Partner | None:
    """The writer's organisation as it was last, where a message that starts again takes it along ("us again, …")."""
    if state.consortium is None or state.writer_at is None or not says_us_again(text, language):
        return None
    partners = state.consortium.partners
    return partners[state.writer_at] if state.writer_at < len(partners) else None


def _undoable(state: ConsortiumState) -> bool:
    """Whether there is something to go back to; the first description is taken back only right after it."""
    described = state.last_change in (Change.DESCRIBED, Change.RESTARTED)
    return bool(state.history) and (state.history[-1] is not None or described)


def _undone(state: ConsortiumState) -> Turn:
    earlier = state.history[-1]
    paired = len(state.earlier_marks) == len(state.history)
    new = state.model_copy(
        update={
            "consortium": earlier,
            "history": state.history[:-1],
            "last_change": Change.UNDONE,
            "marks": state.earlier_marks[-1] if paired else (),
            "earlier_marks": state.earlier_marks[:-1],
        }
    )
    return Turn(
        state=new, invoked=earlier is not None, changed=True, before=state.consortium, change=Change.UNDONE,
        reasons=("goes back",),
    )  # fmt: skip


def _kept(state: ConsortiumState) -> tuple[Consortium | None, ...]:
    return (*state.history, state.consortium)[-_MOST_HISTORY:]


def _gone(state: ConsortiumState, now: Consortium) -> list[Draft]:
    """Partners of earlier states who take part no longer, each once, as they were last."""
    here = {identity(partner) for partner in now.partners}
    gone: dict[tuple[object, ...], Draft] = {}
    paired = len(state.earlier_marks) == len(state.history)
    for at in range(len(state.history) - 1, max(-1, len(state.history) - 1 - _MOST_BACK), -1):
        earlier = state.history[at]
        if earlier is None:
            break
        marks = state.earlier_marks[at] if paired else ()
        for number, known in enumerate(earlier.partners):
            if (same := identity(known)) not in here and same not in gone:
                gone[same] = _draft(known)
                gone[same].mark = marks[number] if len(marks) == len(earlier.partners) else ""
    return list(gone.values())


def _unregistered(consortium: Consortium) -> Consortium:
    """The consortium without what is known of registrations."""
    partners = [partner.model_copy(update={"eccp": Eccp.UNKNOWN}) for partner in consortium.partners]
    return consortium.model_copy(update={"partners": partners, "eccp_clusters": None})


def _marks(reading: Reading) -> tuple[str, ...]:
    return tuple(draft.mark for draft in reading.drafts.all)


def _marks_kept(state: ConsortiumState) -> tuple[tuple[str, ...], ...]:
    return (*state.earlier_marks, state.marks)[-_MOST_HISTORY:]


def _project_kept(before: Consortium, after: Consortium) -> Consortium:
    """Strand and duration stay as they were where the message says nothing of them."""
    update: dict[str, object] = {}
    if after.strand is None and after.strand_in is None:
        update["strand"], update["strand_in"] = before.strand, before.strand_in
    if after.duration_months is None:
        update["duration_months"] = before.duration_months
    return after.model_copy(update=update)


def _with_writer(reading: Reading, writer: Draft) -> None:
    """Puts the remembered writer among the partners: into one of the same kind and country, else first."""
    if any(d is writer for d in reading.drafts.all):
        return
    for draft in reading.drafts.all:
        same_place = draft.place and writer.place and set(draft.place.countries) & set(writer.place.countries)
        if draft.kind is writer.kind and same_place and draft.name in (None, writer.name):
            draft.locate(writer.place)
            draft.name = draft.name or writer.name
            draft.writer = True
            return
    reading.drafts.all.insert(0, writer)


def _position(reading: Reading) -> int | None:
    return next((at for at, d in enumerate(reading.drafts.all) if d is reading.writer or d.writer), None)


def _focus(reading: Reading) -> tuple[int, ...]:
    spoken = {id(d) for d in reading.last}
    return tuple(at for at, d in enumerate(reading.drafts.all) if id(d) in spoken)


def _writer(reading: Reading, gazetteer: Gazetteer) -> Partner | None:
    return partner(reading.writer, gazetteer) if reading.writer is not None else None


def _draft(known: Partner) -> Draft:
    """A partner of the conversation as draft again."""
    countries = (known.country,) if known.country else tuple(known.country_in or ()) if known.country_in != "EU" else ()
    regions = (known.region,) if known.region else tuple(known.region_in or ())
    place = Place(countries, regions, known.country_in == "EU")
    return Draft(
        known.source or "",
        name=known.name,
        kind=known.kind,
        place=None if place.empty else place,
        roles=[known.role] if known.role else list(known.role_in or ()),
        eccp=None if known.eccp is Eccp.UNKNOWN else known.eccp,
        legal=known.legal_entity,
    )
