"""Links in answers, and what stands for them where nothing can be clicked."""

from __future__ import annotations

import pytest

from assistant.links import linked, unlinked


def test_a_link_is_its_label_and_its_address_in_plain_text() -> None:
    link = linked("The act › Annex", "https://example.org/act?a=1")
    assert link == "[The act › Annex](https://example.org/act?a=1)"
    assert unlinked(f"Related: {link}; {link}.") == "Related: {0}; {0}.".format(
        "The act › Annex (https://example.org/act?a=1)"
    )


@pytest.mark.parametrize(
    ("label", "address"),
    [("The act", None), ("The act", ""), ("The [old] act", "https://example.org"), ("The act", "https://a.org/x(1)"),
     ("The act", "javascript:alert(1)"), ("The act", "file:///etc/passwd"), ("Two\nlines", "https://example.org")],
)  # fmt: skip
def test_what_cannot_be_a_link_stays_text(label: str, address: str | None) -> None:
    assert linked(label, address) == label


@pytest.mark.parametrize("text", ["“42 months” [1](see there)", "[1] [2]", "[a](b)"])
def test_what_is_no_link_stays_as_it_is(text: str) -> None:
    assert unlinked(text) == text
