"""What the officer reads beside a draft: what was set aside, warnings, and the support of each sentence."""

from __future__ import annotations

from typing import Any

from assistant.helpdesk.lines import Shape, Support
from assistant.helpdesk.reply import Drafted


def check_sheet(drafted: Drafted, texts: dict[str, Any]) -> str:
    """Markdown, not to be sent. `texts`: those of helpdesk_officer.yaml."""
    labels, sheet = texts["support"], texts["sheet"]
    reply, parts = drafted.reply, drafted.sections
    lines = [f"# {sheet['title'].format(id=reply.id)}", "", sheet["status"].format(status=reply.status.label)]
    lines += ["", f"## {sheet['warnings']}", "", *(f"- {warning}" for warning in reply.warnings or [sheet["none"]])]
    lines += ["", f"## {sheet['support']}", ""]
    for line in drafted.lines:
        if line.shape in (Shape.SOURCE, Shape.HEADING):
            continue
        numbers = "".join(f"[{number}]" for number in line.citations)
        mark = "**!** " if line.support in (Support.NONE, Support.OPEN) else ""
        lines.append(f"- {mark}{line.text} — *{labels[line.support]}* {numbers}".rstrip())
    aside = [
        (sheet["greeting"], parts.greeting),
        (sheet["signature"], parts.signature),
        (sheet["disclaimer"], parts.disclaimer),
        (sheet["history"], parts.quoted),
    ]
    for title, text in aside:
        if text:
            lines += ["", f"## {title}", "", *(f"> {line}" for line in text.split("\n"))]
    return "\n".join(lines) + "\n"
