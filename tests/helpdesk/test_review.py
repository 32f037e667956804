"""The desk's work: draft, edit, approve, export, forget; the store keeps it and nothing else does."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

import pytest

from assistant.cli.main import main
from assistant.helpdesk.drafting import Desk
from assistant.helpdesk.export import Format
from assistant.helpdesk.intake import MailRefused
from assistant.helpdesk.review import NotYet, Review
from assistant.helpdesk.store import EnquiryUnknown, State, Store
from assistant.service import Assistant
from assistant.settings import Settings
from tests.helpdesk.canaries import CANARIES, canary_mail
from tests.helpdesk.conftest import Clock
from tests.helpdesk.mails import mail

MAIL = mail("Dear helpdesk,\n\nWhat is the budget of the call?\n\nKind regards\nAlex Example")


def test_the_states_follow_the_work(review: Review) -> None:
    id = review.add(MAIL, "a.eml")
    assert review.open(id).enquiry.state is State.NEW
    drafted = review.draft(id)
    assert drafted.enquiry.state is State.DRAFTED
    with pytest.raises(NotYet):
        review.export(id, Format.MAIL)
    assert review.approve(id, " A.  Officer ", despite=False).enquiry.approved_by == "A. Officer"
    name, data = review.export(id, Format.MAIL)
    assert name.endswith(".eml") and data
    assert review.open(id).enquiry.state is State.EXPORTED


def test_an_edited_number_is_flagged_and_withdraws_the_approval(review: Review) -> None:
    id = review.add(MAIL, "a.eml")
    text = review.draft(id).enquiry.text
    review.approve(id, "A. Officer", despite=False)
    opened = review.edit(id, text.replace("42 000 000", "43 000 000", 1))
    assert opened.enquiry.state is State.DRAFTED and not opened.enquiry.approved_by
    assert any("43000000" in problem for each in opened.checks for problem in each.problems)
    assert {sign for sign, _ in opened.changes} == {"+", "-"}
    with pytest.raises(NotYet, match="flagged"):
        review.approve(id, "A. Officer", despite=False)
    assert review.approve(id, "A. Officer", despite=True).enquiry.state is State.APPROVED


def test_a_draft_is_stale_when_the_mail_or_the_index_has_changed(review: Review, store: Store) -> None:
    id = review.add(MAIL, "a.eml")
    assert not review.draft(id).stale
    assert "enquiry has changed" in review.change_mail(id, "When is the deadline?").stale
    with pytest.raises(NotYet, match="out of date"):
        review.approve(id, "A. Officer", despite=True)
    assert not review.draft(id).stale
    with store.change(id) as enquiry:
        enquiry.drafted_index = "another"
    assert "documents of the call" in review.open(id).stale


def test_the_work_survives_the_process(
    review: Review, assistant_of_call: Assistant, desk: Desk, store: Store, tmp_path: Path
) -> None:
    id = review.add(MAIL, "a.eml")
    review.edit(id, review.draft(id).enquiry.text + "\nWe wish you success.\n")
    again = Review(assistant_of_call, desk, Store(tmp_path / "desk"))  # as after kill -9: nothing was closed
    assert again.open(id).enquiry.text.endswith("We wish you success.\n")


def test_a_refused_mail_is_not_kept(review: Review) -> None:
    for hostile in (b"", b"\x00\x01" * 100, b"x" * 1_000_001):
        with pytest.raises(MailRefused):
            review.add(hostile, "a.eml")
    assert review.list() == []


def test_closed_enquiries_are_deleted_after_their_time_and_open_ones_are_not(review: Review, clock: Clock) -> None:
    closed, unfinished = review.add(MAIL, "a.eml"), review.add(MAIL, "b.eml")
    review.draft(closed)
    review.approve(closed, "A. Officer", despite=False)
    review.export(closed, Format.MARKDOWN)
    clock.forward(30)
    assert len(review.list()) == 2
    clock.forward(1)
    assert [entry.id for entry, _, _ in review.list()] == [unfinished]
    with pytest.raises(EnquiryUnknown):
        review.open(closed)


def test_what_was_never_closed_is_deleted_after_its_own_time_from_the_last_change(
    review: Review, store: Store, clock: Clock
) -> None:
    forgotten, touched = review.add(MAIL, "a.eml"), review.add(MAIL, "b.eml")
    text = review.draft(touched).enquiry.text
    clock.forward(60)
    review.edit(touched, f"{text} We wish you success.")
    clock.forward(31)
    due = store.purge(review.retention, only_show=True)
    assert [(each.id, each.state) for each in due] == [(forgotten, State.NEW)]
    assert len(store.all()) == 2  # only shown
    assert [entry.id for entry, _, _ in review.list()] == [touched]
    clock.forward(60)
    assert review.list() == []


def test_an_exported_reply_that_is_taken_up_again_is_open_again(review: Review, store: Store, clock: Clock) -> None:
    id = review.add(MAIL, "a.eml")
    text = review.draft(id).enquiry.text
    review.approve(id, "A. Officer", despite=False)
    review.export(id, Format.MARKDOWN)
    clock.forward(29)
    review.edit(id, f"{text} We wish you success.")
    clock.forward(40)
    assert store.purge(review.retention) == []


def test_the_purge_command_lists_what_it_deletes_without_a_word_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path))
    clock = Clock()
    clock.forward(-5_000)
    old = Store(tmp_path / "desk", clock)
    id = old.add(canary_mail(), "zyxq_secret_token.eml")
    old.close()
    for arguments, left in (["--dry-run"], 1), ([], 0):
        assert main(["desk", "purge", *arguments]) == 0
        said = "".join(capsys.readouterr())
        assert id in said and "last changed" in said and "1 enquiry" in said
        assert not [canary for canary in CANARIES if canary in said]
        assert len(Store(tmp_path / "desk").all()) == left


def test_only_the_owner_can_read_the_store(store: Store, tmp_path: Path) -> None:
    assert (tmp_path / "desk").stat().st_mode & 0o077 == 0
    assert (tmp_path / "desk" / "desk.sqlite").stat().st_mode & 0o077 == 0


def test_nothing_of_a_mail_is_found_outside_the_store_nor_in_it_once_erased(
    assistant_of_call: Assistant,
    desk: Desk,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    assert len(CANARIES) >= 30
    folder = settings.data_dir / "desk"
    store = Store(folder)
    review = Review(assistant_of_call, desk, store)
    with caplog.at_level(logging.DEBUG):
        id = review.add(canary_mail(), "zyxq_secret_token.eml")
        text = review.draft(id).enquiry.text
        review.edit(id, f"{text}\nzyxq_secret_token")
        review.approve(id, "A. Officer", despite=True)
        for form in Format:
            review.export(id, form)
        for hostile in (b"\x00zyxq_secret_token", b"zyxq_secret_token" * 100_000):
            with pytest.raises(MailRefused):
                review.add(hostile, "a.txt")
    said = caplog.text + "".join(capfd.readouterr())
    outside = [path for area in (settings.data_dir, scratch) for path in area.rglob("*") if path.is_file()]
    outside = [path for path in outside if folder not in path.parents]
    assert len(outside) > 3
    for canary in CANARIES:
        assert canary not in said, canary
    for path in outside:
        data = path.read_bytes()
        assert not [canary for canary in CANARIES if canary.encode() in data], path
    assert any(CANARIES[2].encode() in path.read_bytes() for path in folder.iterdir())
    review.erase(id)
    store.close()
    for path in folder.iterdir():
        data = path.read_bytes()
        assert not [canary for canary in CANARIES if canary.encode() in data], path
