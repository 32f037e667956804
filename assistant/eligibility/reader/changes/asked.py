""" "Who coordinates? The cluster in Riga." as "coordinator: the cluster in Riga", and "our consortium: us, A and B"
with the writer last, where "us, a cluster" would be taken for what the writer is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assistant.eligibility.consortium import Role
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_LONGEST_QUESTION = 12
_LONGEST_ANSWER = 10
_SAYING = (Tag.BE, Tag.HAVE, Tag.ECCP, Tag.ROLE, Tag.ROLE_VERB, Tag.COLON, Tag.NOT, Tag.PERHAPS, Tag.ONLY, Tag.NONE)
_NAMING = (Tag.PLACE, Tag.NAME, Tag.KIND, Tag.ORDINAL, Tag.WE, Tag.OWN)


def answered(
    sentences: Iterable[tuple[list[Token], bool]], lexicon: Lexicon
) -> Iterator[tuple[list[Token], bool]]:  # fmt: skip
    """The sentences, each with whether it is a question; a question of who leads and its answer as one that tells."""
    asked: list[Token] | None = None
    for sentence, question in sentences:
        if asked is not None:
            if not question and _names_one(sentence):
                yield _led_by(asked, sentence), False
                asked = None
                continue
            yield asked, True
            asked = None
        if question and _asks_who_leads(sentence, lexicon):
            asked = sentence
        else:
            yield sentence, question
    if asked is not None:
        yield asked, True


def _asks_who_leads(sentence: Sequence[Token], lexicon: Lexicon) -> bool:
    if not sentence or len(sentence) > _LONGEST_QUESTION:
        return False
    return " ".join(word for token in sentence for word in token.words) in lexicon.raw["who_leads"]


def _names_one(sentence: Sequence[Token]) -> bool:
    """Whether a sentence is nothing but who somebody is."""
    if not 0 < len(sentence) <= _LONGEST_ANSWER or any(token.tag in _SAYING for token in sentence):
        return False
    return any(token.tag in _NAMING for token in sentence) and not any(token.tag is Tag.AND for token in sentence)


def _led_by(asked: Sequence[Token], answer: Sequence[Token]) -> list[Token]:
    at = asked[0].start
    lead = Token(at, asked[-1].end, Tag.ROLE, value=Role.COORDINATOR, words=(Role.COORDINATOR.value,))
    return [lead, Token(asked[-1].end, asked[-1].end, Tag.COLON, words=(":",)), *answer]


def writer_last(sentence: Sequence[Token], *, introduced: bool) -> list[Token]:
    """The sentence with the writer, told of before, at the end of the list that begins with it."""
    colon = next((at for at, token in enumerate(sentence) if token.tag is Tag.COLON), 0)
    ours = introduced and any(token.tag is Tag.GROUP for token in sentence[:colon])
    begins = [token.tag for token in sentence[colon + 1 : colon + 3]] == [Tag.WE, Tag.COMMA]
    joined = next((at for at in range(len(sentence) - 1, colon, -1) if sentence[at].tag is Tag.AND), 0)
    if not ours or not begins or not joined or any(token.tag is Tag.BREAK for token in sentence):
        return list(sentence)
    we, behind = sentence[colon + 1], sentence[-1]
    end = len(sentence) - (behind.tag is Tag.STOP)
    return [*sentence[: colon + 1], *sentence[colon + 3 : end], sentence[joined], we, *sentence[end:]]
