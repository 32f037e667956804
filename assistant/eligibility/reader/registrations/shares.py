"""How many are registered, told as a share or loosely: "half of them", "most", "almost all", "among them two"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.eligibility.consortium import Eccp
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Drafts
from assistant.eligibility.reader.partners.witnesses import is_at
from assistant.eligibility.reader.tokens.cutting import cut_at
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.gazetteer.mentions import PlaceMention

_AFTER = (
    Tag.IN, Tag.PRONOUN, Tag.KIND, Tag.GENERIC, Tag.BE, Tag.HAVE, Tag.DEFINITE, Tag.OWN, Tag.ALL, Tag.ECCP, Tag.NOT,
    Tag.WE, Tag.NONE, Tag.COMMA, Tag.FUNCTION,
)  # fmt: skip
_TELLING = (Tag.ECCP, Tag.BE, Tag.HAVE, Tag.NOT, Tag.EXCEPT, Tag.ONLY)
_LISTING = (Tag.KIND, Tag.PLACE, Tag.NAME)
_MOST_BETWEEN = 3
_MOST_QUALIFYING = 4


def counted(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "…, among them two registered", "…, two registered" as "…, two of them registered"."""
    found: list[Token] = []
    spoken = listed = False
    at = 0
    while at < len(tokens):
        after = _past_among(tokens, at, lexicon)
        number = after if after is not None else at
        says = (Tag.ECCP, Tag.NOT) if spoken else (Tag.ECCP,)
        told = number + 1 < len(tokens) and tokens[number].tag is Tag.NUMBER and tokens[number + 1].tag in says
        told = told and not _describes_others(tokens, number + 2)
        apposed = bool(found) and found[-1].tag in (Tag.COMMA, Tag.DASH)
        if told and listed and (after is not None or apposed):
            count = tokens[number]
            of = Token(count.end, count.end, Tag.IN, words=("of",), small=lexicon.small[("of",)])
            them = Token(count.end, count.end, Tag.PRONOUN, plural=True, words=("them",))
            found += [*([] if apposed else [replace(of, tag=Tag.COMMA, words=(",",))]), count, of, them]
            at = number + 1
            continue
        following = [token.tag for token in tokens[at : at + 3]]
        if following == [Tag.IN, Tag.RELATIVE, Tag.PLACE] and apposed and listed:
            # "…, of which Graz is registered": of nobody else anything is said.
            found[-1] = replace(found[-1], tag=Tag.STOP, words=(), value=".")
            at += 2
            continue
        spoken = spoken or tokens[at].tag is Tag.ECCP
        listed = listed or tokens[at].tag in _LISTING
        found.append(tokens[at])
        at += 1
    return found


def _describes_others(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word before `at` belongs to partners named after it: "two registered (Italian) clusters"."""
    for token in tokens[at : at + _MOST_QUALIFYING]:
        if token.tag in (Tag.KIND, Tag.GENERIC):
            return True
        if token.tag not in (Tag.WORD, Tag.PLACE, Tag.EUROPEAN):
            return False
    return False


def _past_among(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int | None:
    """The token after "among them", "including", "thereof" at `at`; None where nothing such stands there."""
    words: list[str] = []
    for here in range(at, min(at + _MOST_BETWEEN, len(tokens))):
        words += tokens[here].words
        if " ".join(words) in lexicon.raw["among_them"]:
            return here + 1
    return None


class Shares:
    """Watches what sentences say of registrations, and opens it where they only tell a share of the partners."""

    def __init__(self, drafts: Drafts, lexicon: Lexicon) -> None:
        self._drafts = drafts
        self._lexicon = lexicon
        self._before: dict[int, Eccp | None] = {}
        self._loose = self._excepts_us = False

    def before(self, sentence: Sequence[Token]) -> None:
        """Notes what is known of registrations, where the sentence tells a share."""
        excepts = any(one.tag is Tag.EXCEPT and other.tag is Tag.WE for one, other in pairwise(sentence))
        self._loose = any(self._is_loose(sentence, at) for at in range(len(sentence)))
        self._excepts_us = excepts
        told = self._loose or excepts
        self._before = {id(draft): draft.eccp for draft in self._drafts.all} if told else {}

    def after(self, sentence: Sequence[Token], *, writer: bool) -> None:
        """Opens the registrations that the sentence told, save those of partners that it names.

        `writer`: whether it is known who "we" are. Exactly half of an even number of clusters is that number.
        """
        half = self._exact(sentence)
        spoken = half is not None or any(token.tag is Tag.ECCP for token in sentence)
        if not spoken or not (self._loose or (self._excepts_us and not writer)):
            return
        places = self._named(sentence)
        told = [d for d in self._drafts.all if d.eccp is not self._before.get(id(d)) and d.eccp is not None]
        told = [draft for draft in told if not any(is_at(draft, place) for place in places)]
        for draft in told:
            draft.eccp = Eccp.UNKNOWN
        if half is not None and told:
            self._drafts.registered = half

    def _named(self, sentence: Sequence[Token]) -> list[PlaceMention]:
        """The places in clauses of their own that tell of a registration: "most are registered, Bari is not"."""
        found: list[PlaceMention] = []
        for clause in cut_at(sentence, (Tag.COMMA, Tag.BREAK, Tag.DASH)):
            loose = any(self._is_loose(clause, at) for at in range(len(clause)))
            if not loose and any(token.tag in _TELLING for token in clause):
                found += [token.value for token in clause if token.tag is Tag.PLACE]
        return found

    def _is_loose(self, sentence: Sequence[Token], at: int) -> bool:
        words = " ".join(sentence[at].words)
        after = sentence[at + 1].tag if at + 1 < len(sentence) else Tag.ECCP
        of = at + 1 < len(sentence) and sentence[at + 1].small in ("of", "of_the")
        part = sentence[at].tag is Tag.ORDINAL and at > 0 and sentence[at - 1].tag is Tag.ARTICLE and of
        one_not = [Tag.NUMBER, Tag.IN, Tag.PRONOUN, Tag.NOT]  # "… and one of them not"
        denied = [token.tag for token in sentence[at : at + 4]] == one_not
        return part or denied or (words in self._lexicon.raw["loose_quantities"] and after in _AFTER)

    def _exact(self, sentence: Sequence[Token]) -> int | None:
        """How many clusters "half of the clusters" are; None where it is not said so, or where they are not all
        clusters, or odd in number."""
        halves = [at for at, token in enumerate(sentence) if " ".join(token.words) in self._lexicon.raw["halves"]]
        before = sentence[halves[0] - 1].tag if halves and halves[0] else Tag.COMMA
        if not halves or before not in (Tag.COMMA, Tag.BREAK, Tag.DEFINITE):
            return None
        clusters = [draft for draft in self._drafts.all if draft.kind in CLUSTERS]
        alone = len(clusters) == len(self._drafts.all)
        of_clusters = any(token.tag is Tag.KIND and token.value in CLUSTERS for token in sentence)
        even = bool(clusters) and len(clusters) % 2 == 0
        return len(clusters) // 2 if even and (alone or of_clusters) else None
