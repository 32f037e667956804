"""The closed list of answer statuses: one place for label and description, used by page, records and evals."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """How a turn ended. A turn with several parts takes the first that holds, in the order of `PRECEDENCE`."""

    label: str
    description: str

    def __new__(cls, value: str, label: str, description: str) -> Status:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.description = description
        return member

    ANSWERED = (
        "answered",
        "Answered",
        "Every sentence rests on quoted words of the documents, or on the rule-by-rule check.",
    )
    NEEDS_FACTS = (
        "needs_facts",
        "More facts needed",
        "A consortium cannot be judged yet; the answer asks for the facts.",
    )
    NOT_IN_DOCUMENTS = (
        "not_in_documents",
        "Not in the documents",
        "The question is in scope, but the documents do not say or leave it open; the answer names whom to ask.",
    )
    DECLINED = (
        "declined",
        "Declined",
        "The message asks to break rules or to promise what only the granting authority can decide.",
    )
    OUT_OF_SCOPE = ("out_of_scope", "Out of scope", "The message is not about this call.")
    FAILED = ("failed", "Failed", "The answer could not be made; the text says what the user can do.")


PRECEDENCE: tuple[Status, ...] = (
    Status.ANSWERED,
    Status.NEEDS_FACTS,
    Status.NOT_IN_DOCUMENTS,
    Status.DECLINED,
    Status.OUT_OF_SCOPE,
    Status.FAILED,
)


def combined(statuses: list[Status]) -> Status:
    """The status of a turn from those of its parts; no parts at all is a failure."""
    return min(statuses, key=PRECEDENCE.index, default=Status.FAILED)
