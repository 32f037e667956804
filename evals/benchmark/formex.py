"""Paragraphs of real acts from the Official Journal's XML (Formex 4), and more of them by variation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import count, islice
from pathlib import Path

from index.errors import UserProblem
from index.types import Passage

_PARAGRAPHS = ("PARAG", "CONSID", "NP", "P", "ALINEA")
_SHORTEST = 60
"""Characters below which a paragraph is a heading or a cell."""
_NUMBER = re.compile(r"\d+")


class BadAct(UserProblem):
    """A file is no XML that can be read safely."""


def paragraphs(file: Path) -> list[str]:
    """The texts of the innermost paragraphs of an act, in order, without doubles; entities are not resolved."""
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.parse(str(file), parser)
    except (OSError, etree.XMLSyntaxError) as error:
        raise BadAct(f"{file} cannot be read.", why=str(error), next="Give acts in Formex XML.") from error
    found: dict[str, None] = {}
    for element in tree.iter(*_PARAGRAPHS):
        if next(element.iterdescendants(*_PARAGRAPHS), None) is None:
            text = " ".join("".join(element.itertext()).split())
            if len(text) >= _SHORTEST:
                found[text] = None
    return list(found)


def varied(texts: Sequence[str]) -> Iterable[str]:
    """The texts, then again and again with their numbers moved, so that no two are the same."""
    for lap in count():
        for number, text in enumerate(texts):
            if lap == 0:
                yield text
            else:
                moved = _NUMBER.sub(lambda match, lap=lap: str(int(match[0]) + lap), text)  # type: ignore[misc]
                yield f"Annex {lap}, point {number}: {moved}"


def passages(files: Sequence[Path], size: int) -> list[Passage]:
    """So many passages from the paragraphs of the files."""
    texts = [text for file in files for text in paragraphs(file)]
    if not texts:
        raise BadAct("The files hold no paragraphs.", why="None is long enough.", next="Give acts in Formex XML.")
    return [Passage(f"p{number}", text, "acts") for number, text in enumerate(islice(varied(texts), size))]
