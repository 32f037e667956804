"""The salutation names the enquirer only where the name is sure."""

from __future__ import annotations

import pytest

from assistant.helpdesk.mail import Mail
from assistant.helpdesk.naming import sure_name
from assistant.helpdesk.sections import Sections
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("shown", "signed", "address", "name"),
    [
        ("Maria Rossi", "Maria Rossi", "m@example.org", "Maria Rossi"),
        ("Rossi, Maria", "Maria Rossi", "m@example.org", "Maria Rossi"),
        ("MARIA ROSSI", "", "m@example.org", "Maria Rossi"),
        ("Dr. Jan van der Berg", "Jan", "j@example.org", "Jan van der Berg"),
        ("", "Dr. Erika Mustermann", "", "Erika Mustermann"),
        ("Example Cluster Office", "Erika Mustermann", "erika.mustermann@example.org", "Erika Mustermann"),
        ("Maria Rossi", "Jan Kowalski", "m@example.org", ""),
        ("Info", "", "info@example.org", ""),
        ("Project Team", "The Team", "team@example.org", ""),
        ("Maria", "Maria", "m@example.org", ""),
        ("Maria Rossi", "Sam", "m@example.org", ""),
        ("Example Ltd", "Kind wishes to all", "x@example.org", ""),
    ],
)
def test_a_name_is_given_where_it_is_sure(shown: str, signed: str, address: str, name: str) -> None:
    mail = Mail(id="x", body="", sender_name=shown, sender_address=address)
    assert sure_name(mail, Sections("", name=signed), ROOT / "corpus") == name


def test_a_forwarded_mail_has_no_sure_name() -> None:
    mail = Mail(id="x", body="", sender_name="Maria Rossi", forwarded=True)
    assert sure_name(mail, Sections(""), ROOT / "corpus") == ""
