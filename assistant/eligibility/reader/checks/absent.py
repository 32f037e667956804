"""Organisations that a description names only to say that they are not, or perhaps not, among the partners."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import FurtherPartners, Kind, Role
from assistant.eligibility.reader.checks.askers import without_office
from assistant.eligibility.reader.grammar.elements import elements_of
from assistant.eligibility.reader.grammar.references import References
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Draft
from assistant.eligibility.reader.partners.phrases import NounPhrase, Pronoun
from assistant.eligibility.reader.tokens.lexicon import Phrases, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token

_BOUNDARIES = (Tag.COMMA, Tag.BREAK, Tag.COLON, Tag.DASH)
_NAMING = (Tag.KIND, Tag.GENERIC, Tag.PLACE, Tag.NAME, Tag.PRONOUN, Tag.WE, Tag.OWN, Tag.OTHER, Tag.ORDINAL)
_ADVISERS = (Kind.SME, Kind.NATURAL_PERSON, Kind.OTHER, None)
_OFFICES = (Kind.PUBLIC_BODY, Kind.INTERNATIONAL_ORGANISATION, Kind.NGO)  # "… of which we are no part ourselves"
_LONGEST = 8


class Absent:
    """Takes those who stay away out of the sentences of a first description."""

    def __init__(self, statements: References, status: Status, raw: dict[str, list[str]]) -> None:
        self._statements = statements
        self._status = status
        self._gone, self._unsure = phrases(raw["gone"]), phrases(raw["unsure"])
        self._outsiders = phrases(raw["outsiders"])
        self._ambiguous = phrases(raw["ambiguous"])
        self._asks = phrases(raw["asks"])
        self.outsider = self._stays_away = False
        self._pending: list[tuple[NounPhrase, bool]] = []
        self._away: list[Draft] = []
        self._not_known_yet: list[NounPhrase] = []

    def cut(self, sentence: Sequence[Token]) -> Sequence[Token]:
        """The sentence without the clauses on those who are not, or perhaps not, partners."""
        words = [word for token in sentence for word in token.words]
        ours = any(token.tag in (Tag.WE, Tag.OWN) for token in sentence)
        self.outsider = self.outsider or (ours and self._outsiders.within(words))
        sentence = without_office(self._without_asker(sentence, words), self._asks, self._gone)
        if not (self._gone.within(words) or self._unsure.within(words)):
            return sentence
        platform = _Platform(sentence, self._status) if self._status.speaks(sentence) else None
        kept: list[Token] = []
        at = begin = earlier = 0
        while at < len(sentence):
            gone, unsure = _length(self._gone, sentence, at), _length(self._unsure, sentence, at)
            said = sentence[at : at + max(gone, unsure)]
            if said and platform is not None and (platform.spoken_of(begin, at) or self._is_ambiguous(said)):
                gone = unsure = 0
            if (gone or unsure) and _names_nobody(sentence[begin:at]) and sentence[begin - 1].tag is Tag.BREAK:
                # "… was asked but said no"
                begin = earlier
            if (gone or unsure) and self._leave(sentence[begin:at], sentence[:begin], sure=gone >= unsure):
                kept = kept[: len(kept) - (at - begin)]
                at = begin = earlier = at + max(gone, unsure)
                continue
            kept.append(sentence[at])
            at += 1
            if sentence[at - 1].tag in _BOUNDARIES:
                begin, earlier = at, begin
        return kept

    def _without_asker(self, sentence: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
        """The sentence without "the Ministry would like to know": an office that asks for others."""
        if not self._asks.within(words):
            return sentence
        begin = 0
        for at, token in enumerate(sentence):
            begin = at + 1 if token.tag in _BOUNDARIES else begin
            length = _length(self._asks, sentence, at)
            if length and _is_office(sentence[begin:at]):
                return [*sentence[:begin], *sentence[at + length :]]
        return sentence

    def _is_ambiguous(self, said: Sequence[Token]) -> bool:
        """Whether words of leaving may also mean that somebody left the platform."""
        return self._ambiguous.within([word for token in said for word in token.words])

    def settle(self) -> Sequence[Draft]:
        """Takes the writer's organisation out where the writer only advises the partners; who is away in the end."""
        statements = self._statements
        writer = statements.writer
        for phrase in self._not_known_yet if statements.drafts.all else ():
            # "Basel went out" above the list that still names Basel.
            for draft in statements.drafts.matching(phrase) if phrase.places or phrase.attributive else ():
                draft.roles = [*(draft.roles or [Role.BENEFICIARY]), Role.ASSOCIATED]
        if not self.outsider or writer is None or len(statements.drafts.all) < 2:
            return self._away
        if writer.kind not in (*_ADVISERS, *(_OFFICES if self._stays_away else ())):
            return self._away
        statements.drafts.keep([d for d in statements.drafts.all if d is not writer])
        statements.writer = None
        return [*self._away, writer]

    def _leave(self, subject: Sequence[Token], before: Sequence[Token], *, sure: bool) -> bool:
        """Notes that the organisations of a subject are away, or perhaps; False if it names none. `before`: what
        stands in front of it, for "we asked the cluster in Basel, but they declined"."""
        named = [e for e in elements_of(subject, self._status) if isinstance(e, NounPhrase)]
        if not named or any(phrase.scope for phrase in named):
            return False
        if all(_is_they(phrase) for phrase in named):
            # "The SME will not take part, they declined": the same once more.
            return bool(self._pending) or self._leave_named_last(before, sure=sure)
        self._pending.extend((phrase, sure) for phrase in named if not _is_they(phrase))
        return True

    def _leave_named_last(self, before: Sequence[Token], *, sure: bool) -> bool:
        named = [e for e in elements_of(before, self._status) if isinstance(e, NounPhrase) and not e.pronoun]
        if named and (named[-1].kind or named[-1].places or named[-1].attributive or named[-1].name):
            self._pending.append((named[-1], sure))
        return bool(self._pending)

    def after(self) -> None:
        """Takes out those whom the sentence just read says to be away."""
        statements = self._statements
        for phrase, sure in self._pending:
            if phrase.pronoun is Pronoun.WE or (phrase.own and not phrase.places):
                self.outsider = self.outsider or sure
                self._stays_away = self._stays_away or sure
                continue
            meant = statements.meant(phrase) or self._just_named(phrase)
            if not sure:
                self._open(phrase, meant)
            elif not meant and (phrase.bare_place or phrase.definite or phrase.pronoun):
                self._not_known_yet.append(phrase)
            gone = {id(d) for d in meant}
            self._away.extend(meant)
            if gone:
                statements.drafts.keep([d for d in statements.drafts.all if id(d) not in gone])
        self._pending = []

    def _just_named(self, phrase: NounPhrase) -> list[Draft]:
        """The partner that the sentence itself introduced by this phrase, or by this place."""
        drafts = self._statements.drafts
        if phrase.bare_place:
            return drafts.matching(phrase)
        said = self._status.text[phrase.start : phrase.end]
        return [draft for draft in drafts.all if draft.source == said]

    def _open(self, phrase: NounPhrase, meant: Sequence[Draft]) -> None:
        drafts = self._statements.drafts
        if not meant:
            place = next(iter([*phrase.places, *phrase.attributive]), None)
            meant = [Draft("", kind=phrase.kind or phrase.name_kind, place=place)] if phrase.kind or place else []
        for draft in meant:
            countries = list(draft.place.countries) if draft.place is not None else []
            drafts.further.append(FurtherPartners(kind=draft.kind, country_in=countries or None, least=0, most=1))


class _Platform:
    """Which clauses of a sentence speak of the platform; each is looked at once, however many ask."""

    def __init__(self, sentence: Sequence[Token], status: Status) -> None:
        self._sentence = sentence
        self._status = status
        self._spoken: dict[tuple[int, int], bool] = {}
        self._ends: list[int] = []
        end = len(sentence)
        for at in range(len(sentence) - 1, -1, -1):
            end = at if sentence[at].tag in _BOUNDARIES else end
            self._ends.append(end)
        self._ends.reverse()

    def spoken_of(self, begin: int, at: int) -> bool:
        """Whether the tokens from `begin` to the end of the clause in which token `at` stands speak of it."""
        clause = begin, self._ends[at]
        if clause not in self._spoken:
            self._spoken[clause] = self._status.speaks(self._sentence[slice(*clause)])
        return self._spoken[clause]


def _is_they(phrase: NounPhrase) -> bool:
    """Whether a phrase is but a pronoun; "since she wrote it Basel …" names a place."""
    return phrase.pronoun is Pronoun.THEY and not (phrase.places or phrase.attributive)


def _is_office(subject: Sequence[Token]) -> bool:
    """Whether a subject is one organisation that is no cluster, known by "the" or its place: "the Ministry"."""
    tags = [token.tag for token in subject]
    if tags[:1] not in ([Tag.DEFINITE], [Tag.PLACE]) or {Tag.WE, Tag.NAME, Tag.IN} & set(tags):
        return False
    return any(token.tag is Tag.KIND and token.value not in CLUSTERS for token in subject)


def _names_nobody(tokens: Sequence[Token]) -> bool:
    return not any(token.tag in _NAMING for token in tokens)


def _length(wanted: Phrases, tokens: Sequence[Token], at: int) -> int:
    """How many tokens the longest phrase at token `at` takes; 0 if none stands there."""
    words: list[str] = []
    ends: list[int] = []
    for token in tokens[at : at + _LONGEST]:
        words.extend(token.words)
        ends.append(len(words))
    length = wanted.at(words, 0)[1] if words else 0
    return next((used for used, end in enumerate(ends, 1) if end >= length), 0) if length else 0
