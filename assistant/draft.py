"""What a brain hands over: sentences with the words they rest on, unverified. Its JSON is the last model message."""

from __future__ import annotations

import json
import re

from pydantic import BaseModel, ConfigDict, ValidationError


class _Model(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Quotation(_Model):
    """Words said to stand in a passage that a tool returned in this turn."""

    passage: str
    words: str


class Sentence(_Model):
    """One sentence and its quotations; `bullet`: an item of a list."""

    text: str
    quotations: tuple[Quotation, ...] = ()
    bullet: bool = False


class Part(_Model):
    """The answer to one question of the message; `question` counts from 1."""

    question: int
    sentences: tuple[Sentence, ...] = ()


class Draft(_Model):
    parts: tuple[Part, ...] = ()

    @staticmethod
    def parse(content: str) -> Draft | None:
        """The draft in a model's message, also inside a code fence; None if there is none."""
        match = re.search(r"\{.*\}", content, re.DOTALL)
        if not match:
            return None
        try:
            return Draft.model_validate(json.loads(match.group()))
        except (ValidationError, json.JSONDecodeError, RecursionError):
            return None
