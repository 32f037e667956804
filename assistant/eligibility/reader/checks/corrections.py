"""Writers who correct themselves: "all three are registered … wait, that is not true: only we are".

The words of correction part a sentence. What was said last before them of the same matter, a registration or a place,
no longer holds; what follows is read in its stead, and what nobody tells afterwards is open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.eligibility.consortium import Eccp
from assistant.eligibility.reader.grammar.references import References
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.later.departures import leave_open
from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.registrations.votes import Votes
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token

_SIGNS = (Tag.COMMA, Tag.BREAK, Tag.DASH, Tag.COLON)
_NAMING = (Tag.KIND, Tag.GENERIC, Tag.PLACE, Tag.NAME)
_LONGEST = 8


def replaced(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "A cluster in Porto, sorry, in Braga" as "a cluster in Braga"; the same of a kind."""
    beside = frozenset(lexicon.raw["corrections"]["beside"])
    meant = frozenset(lexicon.raw["corrections"]["meant"])
    plain = {word for phrase in beside for word in phrase.split()}
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        if tokens[at].tag not in (Tag.COMMA, Tag.DASH, Tag.OPEN):
            found.append(tokens[at])
            at += 1
            continue
        here = at
        words: list[str] = []
        while here < min(len(tokens), at + _LONGEST) and (
            tokens[here].tag in _SIGNS or _of(tokens[here], beside | meant)
        ):
            words += tokens[here].words if tokens[here].tag not in _SIGNS else ()
            here += 1
        said = f" {' '.join(words)} "
        if words and (plain >= set(words) or any(f" {word} " in said for word in meant)):
            begin, end = _instead(found, tokens, here)
            if end:
                del found[begin:]
                found += tokens[here:end]
                at = end + (end < len(tokens) and tokens[end].tag is Tag.COMMA and _goes_on(tokens, end))
                continue
        found.append(tokens[at])
        at += 1
    return found


def _of(token: Token, words: frozenset[str]) -> bool:
    said = " ".join(token.words)
    return said in words or any(phrase.startswith(f"{said} ") or phrase.endswith(f" {said}") for phrase in words)


def _instead(found: Sequence[Token], tokens: Sequence[Token], here: int) -> tuple[int, int]:
    """Where what is corrected begins in `found`, and where what replaces it ends in `tokens`; 0 if nothing does."""
    last = found[-1].tag if found else None
    seats = here + (here < len(tokens) and tokens[here].tag is Tag.IN)
    if last is Tag.PLACE and seats < len(tokens) and tokens[seats].tag is Tag.PLACE:
        begin = len(found) - 1
        return begin - (begin > 0 and seats > here and found[begin - 1].tag is Tag.IN), seats + 1
    kind = here + (here < len(tokens) and tokens[here].tag in (Tag.ARTICLE, Tag.DEFINITE))
    if last is Tag.KIND and kind < len(tokens) and tokens[kind].tag is Tag.KIND:
        begin = len(found) - 1
        return begin - (begin > 0 and kind > here and found[begin - 1].tag is tokens[here].tag), kind + 1
    return 0, 0


def _goes_on(tokens: Sequence[Token], end: int) -> bool:
    """Whether after a replacement and its comma the phrase goes on: "…, I mean a cluster, in Lyon"."""
    return [token.tag for token in tokens[end + 1 : end + 2]] == [Tag.IN]


class Corrections:
    """Watches a first description for words that take back what stands before them."""

    def __init__(self, statements: References, votes: Votes, status: Status, *, describing: bool) -> None:
        lexicon = status.lexicon
        self._statements = statements
        self._drafts = statements.drafts
        self._votes = votes
        self._status = status
        self._describing = describing
        raw = lexicon.raw["corrections"]
        self._back, self._beside = phrases(raw["taken_back"]), frozenset(raw["beside"])
        self._before: dict[int, Eccp | None] = {}
        self._told: list[tuple[Draft, Eccp | None]] = []
        self._new: list[Draft] = []
        self._counted = self._counts = 0
        self._corrected: list[Draft] = []

    def spoken(self, sentence: Sequence[Token], question: bool) -> Iterator[list[Token]]:
        """The parts of a sentence to be read one after the other; what a part corrects is taken back before it."""
        for part, corrects in self.parts(replaced(sentence, self._status.lexicon), question):
            if corrects:
                self.take_back(part)
            self.before()
            if part:
                yield part
            self.after()

    def parts(self, sentence: Sequence[Token], question: bool) -> list[tuple[list[Token], bool]]:
        """The sentence cut at its words of correction; whether each part corrects what was said before it."""
        for at in range(len(sentence)) if self._describing and not question else ():
            length = self._length(sentence, at)
            if not length:
                continue
            here = at + length
            while here < len(sentence) and (further := self._further(sentence, here)):
                here += further
            rest = list(sentence[here:])
            before = list(sentence[:at])
            while before and (before[-1].tag in (*_SIGNS, Tag.AND, Tag.NOT) or self._is_beside(before[-1])):
                before.pop()
            if not any(token.tag in (*_NAMING, Tag.ECCP, Tag.ALL, Tag.BOTH, Tag.NONE) for token in before):
                before = []
            return [*([(before, False)] if before else []), (rest, True)]
        return [(list(sentence), False)]

    def _further(self, sentence: Sequence[Token], at: int) -> int:
        """How many tokens at `at` still belong to the words of correction."""
        plain = sentence[at].tag in (*_SIGNS, Tag.AND) or self._is_beside(sentence[at])
        return self._length(sentence, at) or int(plain)

    def _is_beside(self, token: Token) -> bool:
        return " ".join(token.words) in self._beside

    def _length(self, sentence: Sequence[Token], at: int) -> int:
        """How many tokens the words of correction at `at` take; 0 if none stand there."""
        if sentence[at].tag in _SIGNS:
            return 0
        ahead = sentence[at : at + _LONGEST]
        words = [word for token in ahead if token.tag is not Tag.COMMA for word in token.words]
        length = self._back.at(words, 0)[1] if words else 0
        used = 0
        while length > 0 and used < len(ahead):
            length -= len(ahead[used].words) if ahead[used].tag is not Tag.COMMA else 0
            used += 1
        return used

    def take_back(self, rest: Sequence[Token]) -> None:
        """Takes back what was said last, of registrations or of new partners; `rest` is what is said instead."""
        told = [(draft, before) for draft, before in self._told if draft in self._drafts.all]
        if told and not any(token.tag is Tag.KIND and _introduces(rest, at) for at, token in enumerate(rest)):
            self._votes.forget()
            del self._statements.partial[self._counts :]
            if self._excepts(rest, {draft.eccp for draft, _ in told}):
                return
            for draft, _ in told:
                draft.eccp = None
            self._corrected += [draft for draft, _ in told]
        elif self._new:
            leave_open([draft for draft in self._new if draft in self._drafts.all])

    def _excepts(self, rest: Sequence[Token], told: set[Eccp | None]) -> bool:
        """Whether what follows only takes some out of what was said of all: "… – not true, Lyon is not"."""
        if not rest or any(token.tag in (Tag.ONLY, Tag.ALL, Tag.NONE, Tag.BOTH) for token in rest):
            return False
        denied = any(token.tag is Tag.NOT or token.value == "not" for token in rest)
        named = any(token.tag in (*_NAMING, Tag.WE, Tag.ORDINAL) for token in rest)
        return named and denied is not (told == {Eccp.NO})

    def before(self) -> None:
        """Notes how things stand before a part of a sentence."""
        self._before = {id(draft): draft.eccp for draft in self._drafts.all}
        self._counted = len(self._statements.partial)

    def after(self) -> None:
        """Notes what the part has told."""
        there = self._drafts.all
        told = [(d, self._before.get(id(d))) for d in there if d.eccp and self._before.get(id(d)) is not d.eccp]
        new = [draft for draft in there if id(draft) not in self._before]
        if told or new or len(self._statements.partial) > self._counted:
            self._told, self._new, self._counts = told, new, self._counted

    def settle(self) -> None:
        """Leaves open what was taken back and not told again."""
        for draft in self._corrected:
            draft.eccp = draft.eccp or Eccp.UNKNOWN


def _introduces(tokens: Sequence[Token], at: int) -> bool:
    """Whether a kind is that of somebody new: "a cluster in Braga"."""
    return at > 0 and tokens[at - 1].tag in (Tag.ARTICLE, Tag.NUMBER)
