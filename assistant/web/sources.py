"""A section of a stored document with the quoted words marked: what a citation opens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from assistant.calls import CallProfile
from assistant.web.html import MAIL, Html, element, join, link, text
from assistant.web.texts import PageTexts
from index.types import Block, BlockKind, Document


def source_panel(document: Document, start: int, end: int, texts: PageTexts) -> Html:
    """The section that holds `document.text[start:end]`, those characters in <mark>, under title, path and dates."""
    target = _block_at(document, start)
    path = _path(document, target) if target else ()
    below_title = [heading for heading in path if not document.title.endswith(heading)]
    shown = [block for block in document.blocks if _path(document, block) == path]
    return join(
        [
            _head(document, target, texts),
            element("p", " › ".join(below_title), class_="path") if below_title else text(""),
            _facts(document, target, texts),
            element("div", *_blocks(document, shown, start, end, texts), class_="section-text", lang=document.language),
        ]
    )


def official_addresses(document: Document) -> frozenset[str]:
    """The exact addresses that the corpus gives for a document and its items."""
    found = {document.url, *(block.metadata.get("url") for block in document.blocks)}
    return frozenset(address for address in found if isinstance(address, str))


def contact_addresses(profile: CallProfile | None) -> frozenset[str]:
    """The mail address of the call's contact, as a link's address."""
    return frozenset({f"{MAIL}{profile.contact.email}"} if profile and profile.contact else ())


def _block_at(document: Document, position: int) -> Block | None:
    return next((block for block in document.blocks if block.start <= position < block.end), None)


def _path(document: Document, block: Block) -> tuple[str, ...]:
    """The section a block belongs to; a heading opens its own."""
    if block.kind is BlockKind.HEADING:
        return (*block.section, document.text[block.start : block.end])
    return block.section


def _head(document: Document, target: Block | None, texts: PageTexts) -> Html:
    """Title and official address."""
    address = (target.metadata if target else {}).get("url", document.url)
    official = link(texts.source_official, address, official_addresses(document)) if address else text("")
    return element(
        "div",
        element("h2", document.title, id="source-title", tabindex="-1"),
        element("p", official, class_="official") if address else text(""),
        class_="source-head",
    )


def _facts(document: Document, target: Block | None, texts: PageTexts) -> Html:
    metadata = target.metadata if target else {}
    since, until = metadata.get("valid_from", document.valid_from), metadata.get("valid_to", document.valid_to)
    article = metadata.get("article")
    origin = [str(part) for part in (document.act, article) if part]
    rows = [
        (texts.source_origin, ", ".join(origin)),
        (texts.source_date, _day(document.date)),
        (texts.source_valid, _period(since, until, texts)),
        (texts.source_standing, texts.standings.get(str(metadata.get("confidence", document.confidence)), "")),
    ]
    listed = [element("div", element("dt", name), element("dd", value)) for name, value in rows if value]
    return element("dl", *listed)


def _blocks(document: Document, blocks: list[Block], start: int, end: int, texts: PageTexts) -> Iterator[Html]:
    for kind, run in groupby(blocks, key=lambda block: block.kind):
        marked = [(block, _marked(document, block, start, end, texts)) for block in run]
        if kind is BlockKind.LIST_ITEM:
            yield element("ul", *[element("li", content, class_=f"level-{max(b.level, 1)}") for b, content in marked])
        elif kind is BlockKind.HEADING:
            yield from (element("h3", content) for _, content in marked)
        else:
            name = "footnote" if kind is BlockKind.FOOTNOTE else None
            yield from (element("p", content, class_=name) for _, content in marked)


def _marked(document: Document, block: Block, start: int, end: int, texts: PageTexts) -> Html:
    low, high = max(block.start, start), min(block.end, end)
    if low >= high:
        return text(document.text[block.start : block.end])
    return join(
        [
            text(document.text[block.start : low]),
            element("mark", document.text[low:high], tabindex="-1", title=texts.source_quoted),
            text(document.text[high : block.end]),
        ]
    )


def _day(value: date | str | None) -> str:
    if isinstance(value, str):
        value = date.fromisoformat(value)
    return f"{value.day} {value:%B %Y}" if value else ""


def _period(since: date | str | None, until: date | str | None, texts: PageTexts) -> str:
    form = texts.period_both if since and until else texts.period_since if since else texts.period_until
    return form.format(since=_day(since), until=_day(until)) if since or until else ""
