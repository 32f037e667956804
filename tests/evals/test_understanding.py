"""What the offline brain understood, read beside its answers."""

from __future__ import annotations

from assistant.service import Assistant
from evals.running.run import AS_OF
from evals.running.subject import ServiceSubject
from evals.understood import Route, confidence


def test_a_plain_question_is_read_as_a_point_and_a_greeting_as_none_of_the_call(assistant_of_call: Assistant) -> None:
    subject = ServiceSubject(assistant_of_call)
    (deadline,) = subject.understood(["When is the deadline for applications?"], as_of=AS_OF)
    (hello,) = subject.understood(["Hello"], as_of=AS_OF)
    assert (deadline.route, deadline.point, hello.route) == (Route.POINT, "deadline", Route.GUARD)
    assert deadline.ranked is not None
    assert 0.44 <= deadline.matched <= 1.0
    assert confidence([deadline, hello]) == min(deadline.matched, hello.matched)


def test_it_is_the_same_before_and_after_an_answer(assistant_of_call: Assistant) -> None:
    subject = ServiceSubject(assistant_of_call)
    turns = ["What is the budget? And how long may a project last?"]
    before = subject.understood(turns, as_of=AS_OF)
    subject.answer(turns, id="q", as_of=AS_OF)
    assert subject.understood(turns, as_of=AS_OF) == before
    assert len(before) == 2


def test_another_brain_tells_nothing(assistant_of_call: Assistant) -> None:
    subject = ServiceSubject(assistant_of_call)
    subject._understanding._brain = None
    assert subject.understood(["When is the deadline?"], as_of=AS_OF) == []
