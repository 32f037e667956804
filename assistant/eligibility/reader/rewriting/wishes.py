"""Who wants to lead: "we want to be coordinator", "we do the coordinator" as "we coordinate"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.consortium import Role
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_MOST_BEFORE = 4
_MOST_DESCRIBED = 24
_AFTER = (Tag.COMMA, Tag.AND, Tag.BREAK, Tag.DASH, Tag.STOP, Tag.COLON, Tag.NOT_PARTNERS, Tag.OPEN)


def we_lead(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with the writer's wish or task to coordinate as the verb of a statement."""
    for at, token in enumerate(tokens):
        if token.tag is not Tag.ROLE or token.value != Role.COORDINATOR or token.plural:
            continue
        verb = at - 1 - (tokens[at - 1].tag in (Tag.DEFINITE, Tag.ARTICLE)) if at else -1
        begin = _verb_before(tokens, verb, lexicon)
        rest = _without_group(tokens[at + 1 :])
        ends = not rest or rest[0].tag in _AFTER
        if begin is not None and ends and _ours(tokens[max(0, begin - _MOST_DESCRIBED) : begin]):
            leads = replace(token, tag=Tag.ROLE_VERB, value=None)
            return [*_subject(tokens[:begin]), leads, *rest]
    return list(tokens)


def _verb_before(tokens: Sequence[Token], verb: int, lexicon: Lexicon) -> int | None:
    """Where "want to be", "do" or "would like to act as" begins that ends at `verb`; None where none stands there."""
    for begin in range(max(0, verb - _MOST_BEFORE), verb + 1):
        words = [word for token in tokens[begin : verb + 1] for word in token.words]
        if " ".join(words) in lexicon.raw["wishing_to_lead"]:
            return begin
    return None


def _ours(before: Sequence[Token]) -> bool:
    """Whether the subject is "we", also of "we are a cluster and …"."""
    we = next((at for at, token in enumerate(before) if token.tag is Tag.WE), None)
    if we is None:
        return False
    if we + 1 == len(before):
        return True
    described = before[we + 1].tag is Tag.COMMA or (before[we + 1].tag is Tag.BE and before[we + 1].value != "not")
    return described and before[-1].tag in (Tag.AND, Tag.COMMA) and not any(t.tag is Tag.WE for t in before[we + 1 :])


def _subject(before: Sequence[Token]) -> list[Token]:
    """What stands before the verb; "we are a cluster and …" as a sentence of its own before "we"."""
    if before[-1].tag is not Tag.AND:
        return list(before)
    joint = before[-1]
    stop = replace(joint, tag=Tag.STOP, words=(), value=".", small="")
    return [*before[:-1], stop, Token(joint.start, joint.end, Tag.WE, words=("we",))]


def _without_group(after: Sequence[Token]) -> Sequence[Token]:
    """The tokens without "of a project" behind the role."""
    if after and after[0].small == "of":
        at = 1 + (len(after) > 1 and after[1].tag in (Tag.ARTICLE, Tag.DEFINITE))
        if at < len(after) and after[at].tag is Tag.GROUP:
            return after[at + 1 :]
    if after and after[0].small == "of_the" and len(after) > 1 and after[1].tag is Tag.GROUP:
        return after[2:]
    return after
