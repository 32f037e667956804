"""The small Markdown that answers are written in, as HTML: paragraphs, bold, emphasis, lists, quotations, [n], links.

Everything else, HTML, images, reference links and bare addresses but the official contact's, stays text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.web.html import MAIL, Html, element, join, link, text

_INLINE = re.compile(
    r"\\(?P<escaped>[\\*_\[\]>#.+-])"
    r"|\*\*(?P<strong>[^*\n](?:[^*]*[^*\s])?)\*\*"
    r"|(?<![\w*])\*(?P<em>[^*\s](?:[^*\n]*[^*\s])?)\*(?![\w*])"
    r"|\[(?P<n>\d{1,3})\](?!\()"
    r"|(?<![\w.@-])(?P<mail>[\w.+-]{1,64}@[A-Za-z0-9.-]{1,100}[A-Za-z])(?![\w@-])"
    r"|(?<!!)\[(?P<label>[^\[\]\n]{1,300})\]\((?P<address>[^()\s]{1,500})\)"
)
_ITEM = re.compile(r"^(?P<indent>\s*)(?:[-*•]|(?P<number>\d{1,3})[.)])\s+(?P<text>.*)$")
_HEADING = re.compile(r"^#{1,6}\s+(?P<text>.*?)\s*#*$")
_ALL_BOLD = re.compile(r"^\*\*[^*\n]+\*\*$")  # a heading too
_QUOTE = re.compile(r"^>\s?")

Marker = Callable[[int], Html]


def render(markdown: str, marker: Marker, official: frozenset[str]) -> Html:
    """`markdown` as HTML. `marker` makes what stands for [n]; links go to `official` addresses only."""
    lines = markdown.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return _blocks(lines, marker, official)


def _blocks(lines: list[str], marker: Marker, official: frozenset[str]) -> Html:
    def inline(value: str) -> Html:
        return _inline(value, marker, official)

    parts: list[Html] = []
    for kind, group in _groups(lines):
        if kind == "quote":
            # One level only: what is quoted inside a quotation stays text.
            parts.append(element("blockquote", *[element("p", inline(p)) for p in _paragraphs(group)]))
        elif kind == "list":
            parts.append(_list(group, inline))
        elif kind == "heading":
            parts.append(element("p", element("strong", inline(group[0])), class_="part"))
        else:
            words = "\n".join(group).strip()
            parts.append(element("p", inline(words), class_="part" if _ALL_BOLD.match(words) else None))
    return join(parts)


def _groups(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Consecutive lines of one kind: quote (signs taken off), list, heading (its text), paragraph."""
    kind, group = "", list[str]()
    for line in lines:
        heading = _HEADING.match(line)
        if _QUOTE.match(line):
            new, content = "quote", _QUOTE.sub("", line)
        elif heading:
            new, content = "heading", heading["text"]
        elif _ITEM.match(line) or (kind == "list" and line.strip()):
            new, content = "list", line
        else:
            new, content = ("paragraph", line) if line.strip() else ("", "")
        if group and (new != kind or kind == "heading"):
            yield kind, group
            group = []
        kind = new
        if kind:
            group.append(content)
    if group:
        yield kind, group


def _paragraphs(lines: list[str]) -> list[str]:
    return [p.strip() for p in re.split(r"\n\s*\n", "\n".join(lines)) if p.strip()]


def _list(lines: list[str], inline: Callable[[str], Html]) -> Html:
    """A list; indented items become a list inside the item above (one level, which is all that answers use)."""
    items: list[tuple[Html, list[Html]]] = []
    ordered = bool((first := _ITEM.match(lines[0])) and first["number"])
    for line in lines:
        match = _ITEM.match(line)
        if match is None:
            content, nested = inline(line.strip()), list[Html]()
            if items:
                above, nested = items.pop()
                content = join([above, text(" "), content])
            items.append((content, nested))
        elif match["indent"] and items:
            items[-1][1].append(element("li", inline(match["text"])))
        else:
            items.append((inline(match["text"]), []))
    rendered = [element("li", content, element("ul", *nested) if nested else text("")) for content, nested in items]
    return element("ol" if ordered else "ul", *rendered)


def _inline(value: str, marker: Marker, official: frozenset[str]) -> Html:
    parts: list[Html] = []
    position = 0
    for match in _INLINE.finditer(value):
        parts.append(text(value[position : match.start()]))
        position = match.end()
        if match["escaped"]:
            parts.append(text(match["escaped"]))
        elif match["strong"]:
            parts.append(element("strong", _inline(match["strong"], marker, official)))
        elif match["em"]:
            parts.append(element("em", _inline(match["em"], marker, official)))
        elif match["n"]:
            parts.append(marker(int(match["n"])))
        elif match["mail"]:
            parts.append(link(match["mail"], f"{MAIL}{match['mail']}", official))
        else:
            parts.append(link(match["label"], match["address"], official))
    parts.append(text(value[position:]))
    return join(parts)
