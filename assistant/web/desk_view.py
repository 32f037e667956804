"""An enquiry as the desk's page gets it: plain values for JSON, which the page shows as text, never as markup."""

from __future__ import annotations

from typing import Any

from assistant.helpdesk.lines import Support
from assistant.helpdesk.mail import Mail
from assistant.helpdesk.review import Opened
from assistant.helpdesk.store import Enquiry, Retention

Values = dict[str, Any]


def entry(enquiry: Enquiry, mail: Mail, stale: str, retention: Retention) -> Values:
    """An enquiry in the list."""
    return {
        "id": enquiry.id,
        "title": mail.subject or mail.body.strip().split("\n")[0][:80],
        "sender": mail.sender_name or mail.sender_address,
        "state": enquiry.state,
        "created": enquiry.created,
        "stale": bool(stale),
        "deleted_on": f"{(ends := retention.ends(enquiry)).day} {ends:%B %Y}",
    }


def whole(opened: Opened, labels: dict[str, str], retention: Retention) -> Values:
    """An open enquiry. `labels`: what each kind of support is called."""
    enquiry, mail, kept = opened.enquiry, opened.mail, opened.kept
    flagged = [each for each in opened.checks if each.problems]
    return {
        **entry(enquiry, mail, opened.stale, retention),
        "stale": opened.stale,
        "mail": {
            "from": " ".join(part for part in (mail.sender_name, mail.sender_address) if part),
            "date": mail.date,
            "subject": mail.subject,
            "body": mail.body,
            "attachments": [f"{each.name} ({each.kind}, {each.size:,} bytes)" for each in mail.attachments],
        },
        "draft": None
        if kept is None
        else {
            "text": enquiry.text,
            "language": kept.language,
            "status": kept.status.label,
            "verdict": kept.verdict,
            "questions": [{"text": each.text, "status": each.status.label} for each in kept.questions],
            "warnings": kept.warnings,
            "sources": [each.model_dump(mode="json") for each in kept.citations],
        },
        "checks": [
            {
                "text": each.text,
                "support": each.support,
                "label": labels[each.support],
                "citations": each.citations,
                "problems": each.problems or ((labels["none"],) if each.support is Support.NONE else ()),
            }
            for each in opened.checks
        ],
        "flagged": len(flagged),
        "changes": opened.changes,
        "approved_by": enquiry.approved_by,
        "approved_at": enquiry.approved_at,
    }
