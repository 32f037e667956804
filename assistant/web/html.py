"""HTML made from a closed set of elements, everything else escaped: the only way by which markup reaches the page.

The page hands it to `gr.Markdown`, which leaves a block of HTML alone up to the first blank line. Line ends are
therefore written as character references, so that no text can leave its block.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

# What answers may hold, and beside it what frames them. No img, form, style, script, iframe, svg.
ANSWER_ELEMENTS = frozenset({"p", "ul", "ol", "li", "strong", "em", "blockquote", "button", "mark", "a"})
FRAME_ELEMENTS = frozenset({"header", "section", "article", "aside", "div", "span", "h1", "h2", "h3", "dl", "dt", "dd"})
FRAME_ELEMENTS |= {"details", "summary"}
TABLE_ELEMENTS = frozenset({"table", "caption", "thead", "tbody", "tr", "th", "td", "select", "option"})
ELEMENTS = ANSWER_ELEMENTS | FRAME_ELEMENTS | TABLE_ELEMENTS
ATTRIBUTES = frozenset(
    {"class", "colspan", "href", "id", "lang", "rel", "role", "scope", "selected", "tabindex", "target", "title"}
    | {"type", "value"}
)
_PREFIXES = ("aria-", "data-")

MAIL = "mailto:"

# C0 and C1 controls but tab and line feed, bidirectional overrides that make text read other than it is, surrogates.
_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Html(str):
    """Markup made here. Any other string is text."""

    __slots__ = ()


class MarkupError(ValueError):
    """Code asked for an element, attribute or address outside the closed set: a mistake in the program."""


def text(value: str) -> Html:
    """`value` as inert text: markup characters, quotation marks and line ends become character references."""
    plain = _REFUSED.sub("\ufffd", value.replace("\r\n", "\n").replace("\r", "\n"))
    return Html(html.escape(plain, quote=True).replace("\n", "&#10;").replace("\t", "&#9;"))


def join(parts: Iterable[str], separator: str = "") -> Html:
    """Parts one after another; those that are not `Html` are escaped."""
    return Html(text(separator).join(part if isinstance(part, Html) else text(part) for part in parts))


def element(name: str, *children: str, **attributes: str | None) -> Html:
    """One element. Attribute names as in Python (`class_`, `data_quote`); None leaves an attribute out.

    Raises MarkupError for a name outside the closed set.
    """
    if name not in ELEMENTS:
        raise MarkupError(f"element {name}")
    written = []
    for key, value in attributes.items():
        attribute = key.rstrip("_").replace("_", "-")
        if attribute not in ATTRIBUTES and not attribute.startswith(_PREFIXES):
            raise MarkupError(f"attribute {attribute}")
        if value is not None:
            written.append(f' {attribute}="{text(value)}"')
    return Html(f"<{name}{''.join(written)}>{join(children)}</{name}>")


def link(label: str, address: str | None, official: frozenset[str]) -> Html:
    """A link if `address` is, to the letter, one of the `official` addresses; else the label as text."""
    if address is None or address not in official or not address.startswith(("https://", MAIL)):
        return join([label])
    if address.startswith(MAIL):
        return element("a", label, href=address)
    return element("a", label, href=address, target="_blank", rel="noopener noreferrer")
