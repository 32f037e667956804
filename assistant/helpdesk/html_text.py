"""HTML of a mail -> the text that a reader sees, and apart from it the text that is hidden from him."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

_BLOCKS = frozenset(
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    )
)
_SKIPPED = frozenset(
    (
        "head",
        "script",
        "style",
        "template",
        "title",
        "noscript",
        "object",
        "svg",
        "math",
        "textarea",
        "select",
        "option",
    )
)
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|(?<![\w-])opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)"
    r"|font-size\s*:\s*0|(?:max-)?(?:height|width)\s*:\s*0(?:px)?\s*(?:;|$)"
    r"|(?<![\w-])color\s*:\s*(?:#fff(?:fff)?|white|transparent)\b|text-indent\s*:\s*-\d{3,}|left\s*:\s*-\d{3,}",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Open:
    """An element that is still open. `counter`: of an ordered list."""

    tag: str
    skipped: bool
    hidden: bool
    quoted: bool
    counter: int = 0


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.hidden: list[str] = []
        self._stack: list[_Open] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        above = self._stack[-1] if self._stack else _Open("", False, False, False)
        given = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS or tag in ("br", "li"):
            self._line()
        if tag in _VOID:
            return
        quote = tag == "blockquote" or "gmail_quote" in given.get("class", "").split()
        if quote and not above.quoted:
            self._line()
        self._stack.append(
            _Open(
                tag,
                above.skipped or tag in _SKIPPED,
                above.hidden or "hidden" in given or bool(_HIDING.search(given.get("style", ""))),
                above.quoted or quote,
            )
        )
        if tag == "li":
            self._write(self._marker())
        elif tag in ("td", "th") and self.lines[-1].strip(" >"):
            self._write("\t")

    def handle_endtag(self, tag: str) -> None:
        if not any(entry.tag == tag for entry in self._stack):
            return
        while self._stack.pop().tag != tag:
            continue
        if tag in _BLOCKS or tag == "li":
            self._line()
        if tag in ("p", "table", "ul", "ol", "blockquote"):
            self._line(blank=True)

    def handle_data(self, data: str) -> None:
        above = self._stack[-1] if self._stack else None
        if above and above.skipped:
            return
        if above and above.hidden:
            self.hidden.append(" ".join(data.split()))
            return
        preformatted = any(entry.tag == "pre" for entry in self._stack)
        if preformatted:
            for number, line in enumerate(data.split("\n")):
                if number:
                    self._line()
                self._write(line)
        else:
            self._write(re.sub(r"\s+", " ", data))

    def _marker(self) -> str:
        lists = [entry for entry in self._stack if entry.tag in ("ol", "ul")]
        if lists and lists[-1].tag == "ol":
            lists[-1].counter += 1
            return f"{lists[-1].counter}. "
        return "- "

    def _write(self, text: str) -> None:
        if not self.lines[-1]:
            text = text.lstrip(" ")
            if text and self._stack and self._stack[-1].quoted:
                text = f"> {text}"
        self.lines[-1] += text

    def _line(self, *, blank: bool = False) -> None:
        self.lines[-1] = self.lines[-1].rstrip()
        if self.lines[-1] or (blank and self.lines[-2:-1] != [""]):
            self.lines.append("")


def html_text(markup: str) -> tuple[str, tuple[str, ...]]:
    """The visible text, lists as "- " and "1. ", cells apart by tabs, quotations as "> "; and the hidden runs."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    lines: list[str] = []
    for line in reader.lines:
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip(), tuple(run for run in reader.hidden if re.search(r"\w", run))
