"""Changes to a consortium already described: partners dropped, replaced, added, namesakes corrected."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.drafts import Draft, Drafts
from assistant.eligibility.reader.elements import Bracket, Element, elements_of
from assistant.eligibility.reader.indexes import read_in_order, read_numbered
from assistant.eligibility.reader.lexicon import Lexicon, Phrases, Tag
from assistant.eligibility.reader.moves import Moves
from assistant.eligibility.reader.phrases import Located, NounPhrase, merged_places
from assistant.eligibility.reader.scan import Token
from assistant.eligibility.reader.talk import TalkWords
from assistant.eligibility.reader.writers import writer_after_post

_OPENING = 9


class Editor(Moves):
    """Reads sentences that change the partners of `drafts`; all others as statements."""

    def __init__(self, text: str, lexicon: Lexicon, talk: TalkWords, drafts: Drafts) -> None:
        super().__init__(text, lexicon, drafts)
        self._talk = talk
        self._again = {(word,) for word in lexicon.raw["staying_words"]}

    def sentence(self, tokens: Sequence[Token], *, item: bool = False, question: bool = False) -> None:
        """Reads a sentence; "I work for a university in Aachen" names the writer's own organisation."""
        post = writer_after_post(tokens, self._talk) if self.describing and not self.drafts.all else 0
        for at in range(min(len(tokens), _OPENING)):
            length = post - at if post else self._length(self._talk.own_organisation, tokens, at)
            if length > 0 and self.writer is None:
                elements = elements_of(tokens[at + length :], self._status, item)
                phrase = elements[0] if elements and isinstance(elements[0], NounPhrase) else None
                if phrase is not None and (phrase.kind or phrase.name) and phrase.quantity == 1:
                    introduced = self.introduce(phrase)
                    self.writer = introduced[0] if introduced else None
                    for draft in introduced:
                        draft.writer = True
                    last = self._described_beside(elements, introduced)
                    super().sentence(tokens[at + length + last :], item=item, question=question)
                    return
        super().sentence(tokens, item=item, question=question)

    def _described_beside(self, elements: Sequence[Element], introduced: Sequence[Draft]) -> int:
        """Takes ", a cluster in Lyon," after the name of the writer's organisation; where the rest begins."""
        first = elements[0]
        assert isinstance(first, NounPhrase)
        bracket = elements[1] if len(elements) > 1 else None
        if isinstance(bracket, Bracket):
            for phrase in bracket.elements:
                if isinstance(phrase, NounPhrase) and phrase.count is None and not phrase.name:
                    self._fill(introduced, phrase, [*phrase.places, *phrase.attributive])
            return first.last + len(bracket.tokens) + 2
        beside = elements[2] if len(elements) > 2 else None
        sign = elements[1] if beside is not None else None
        if not (isinstance(sign, Token) and sign.tag is Tag.COMMA and isinstance(beside, NounPhrase) and first.name):
            return first.last
        if not (beside.article and beside.kind and not beside.name and introduced):
            return first.last
        introduced[0].kind = beside.kind
        self._fill(introduced, beside, self._places(beside))
        return beside.last

    def answer(self, sentence: Sequence[Token]) -> bool:
        """Reads an answer on registration; who leaves or is replaced says nothing of one."""
        edits = any(self._found((self._talk.drop, self._talk.replace), sentence, at) for at in range(len(sentence)))
        if edits and not self.speaks_of_registration(sentence):
            return False
        return super().answer(sentence)

    def numbered(self, sentence: Sequence[Token]) -> bool:
        """Reads registrations stated of partners by number or in their order; False if it states none."""
        numbering = self._lexicon.raw["numbering"]
        return read_in_order(sentence, self.text, self.drafts, self._status) or read_numbered(
            sentence, self.text, self.drafts, self._status, numbering
        )

    def edit(self, sentence: Sequence[Token]) -> bool:
        """Reads the sentence as a change, part by part; whether it changed or stated anything of the consortium."""
        before = self._snapshot()
        for part in self._parts(sentence):
            self._edit(part)
        return self._snapshot() != before

    def _snapshot(self) -> list[tuple[object, ...]]:
        state: list[tuple[object, ...]] = [
            (id(d), d.name, d.kind, str(d.place), tuple(d.roles), d.eccp, d.legal) for d in self.drafts.all
        ]
        return [*state, (len(self.drafts.further), len(self.partial))]

    def _parts(self, sentence: Sequence[Token]) -> list[list[Token]]:
        """The sentence cut before each further change ("drop the university and add …")."""
        parts: list[list[Token]] = [[]]
        for at, token in enumerate(sentence):
            before = at - 1 if at > 1 and sentence[at - 1].tag is Tag.WE else at
            joined = before and sentence[before - 1].tag in (Tag.AND, Tag.COMMA, Tag.BREAK)
            again = token.words in self._again and sentence[at - 1].tag is Tag.AND
            if again or (joined and self._found((self._talk.add, self._talk.drop, self._talk.replace), sentence, at)):
                parts.append([])
            parts[-1].append(token)
        return parts

    def _edit(self, part: Sequence[Token]) -> None:
        if self.move(part):
            return
        for at in range(len(part)):
            if self._found((self._talk.replaced_by,), part, at):
                self._replace(part[:at], part[at + self._length(self._talk.replaced_by, part, at) :])
                return
            if at and part[at].words == ("instead",) and self._swapped(part[:at], part[at + 1 :]):
                return
            if at and self._found((self._talk.instead,), part, at) and self._names(part[:at]):
                self._replace(part[at + self._length(self._talk.instead, part, at) :], part[:at])
                return
            if self._found((self._talk.instead,), part, at):
                rest = part[self._length(self._talk.instead, part, at) :]
                first = next((e for e in elements_of(rest, self._status) if isinstance(e, NounPhrase)), None)
                if first is not None:
                    self._replace(rest[: first.last], rest[first.last :])
                    return
            if self._found((self._talk.replace,), part, at):
                rest = part[at + 1 :]
                for cut, token in enumerate(rest):
                    if cut and token.words and self._talk.replacement_by.at(token.words, 0)[1]:
                        self._replace(rest[:cut], rest[cut + 1 :])
                        return
            if self._found((self._talk.drop,), part, at):
                after = part[at + self._length(self._talk.drop, part, at) :]
                gone = self._targets(part[:at])
                self._remove(gone or self._targets(after) or self._no_further(part))
                if gone and after:
                    self.sentence(after)
                return
        if not self._namesake(part) and not self._answer(part):
            self.sentence(part)

    def _found(self, lists: Sequence[Phrases], tokens: Sequence[Token], at: int) -> bool:
        return any(self._length(phrases, tokens, at) for phrases in lists)

    def _length(self, phrases: Phrases, tokens: Sequence[Token], at: int) -> int:
        """How many tokens the longest phrase at token `at` takes; 0 if none stands there."""
        words: list[str] = []
        ends: list[int] = []
        for token in tokens[at : at + 6]:
            if token.tag in (Tag.PLACE, Tag.NAME):
                break
            words.extend(token.words)
            ends.append(len(words))
        length = phrases.at(words, 0)[1] if words else 0
        # A token may hold one word more ("of the"): it belongs to the phrase as a whole.
        return next((at + 1 for at, end in enumerate(ends) if end >= length), 0) if length else 0

    def _targets(self, tokens: Sequence[Token]) -> list[Draft]:
        """The known partners that the phrases in `tokens` stand for."""
        found: list[Draft] = []
        for element in elements_of(tokens, self._status):
            if isinstance(element, NounPhrase):
                if element.group and not element.kind:
                    continue
                meant = self._meant(element)
                if not meant and not element.pronoun:
                    meant = self.drafts.matching(element)
                    meant = meant if element.plural else meant[-(element.count or 1) :]
                found.extend(d for d in meant if d not in found)
        return found

    def _swapped(self, before: Sequence[Token], after: Sequence[Token]) -> bool:
        """ "What if the Slovenian one was the cluster of Maribor instead": one partner for another."""
        verb = next((at for at, token in enumerate(before) if token.tag is Tag.BE), None)
        if verb is None or verb + 1 >= len(before) or len(self._targets(before[:verb])) != 1:
            return False
        new = next((e for e in elements_of(before[verb + 1 :], self._status) if isinstance(e, NounPhrase)), None)
        if new is None or not (new.kind or new.name) or not (new.places or new.attributive or new.name):
            return False
        self._replace(before[:verb], [*_plainly(before[verb + 1 :]), *after])
        return True

    def _names(self, tokens: Sequence[Token]) -> bool:
        return any(isinstance(element, NounPhrase) for element in elements_of(tokens, self._status))

    def _no_further(self, tokens: Sequence[Token]) -> list[Draft]:
        """Takes back an open end: "the Swiss don't come" of a fourth partner that might have."""
        phrases = [e for e in elements_of(tokens, self._status) if isinstance(e, NounPhrase)]
        codes = {code for e in phrases for place in (*e.attributive, *e.places) for code in place.countries}
        kinds = {e.kind for e in phrases if e.kind}
        for further in self.drafts.further:
            near = codes & set(further.country_in or ()) if codes and further.country_in != "EU" else kinds
            if near and (not kinds or further.kind in kinds):
                self.drafts.further.remove(further)
                break
        return []

    def _remove(self, gone: Sequence[Draft]) -> None:
        marked = {id(d) for d in gone}
        self.drafts.keep([d for d in self.drafts.all if id(d) not in marked])
        self.context.last = []
        if self.writer is not None and id(self.writer) in marked:
            self.writer = None

    def _replace(self, old: Sequence[Token], new: Sequence[Token]) -> None:
        """The new partners take the place in the list of the old ones, and nothing else."""
        targets = self._targets(old)
        if not targets:
            self.sentence(new)
            return
        place = next(at for at, d in enumerate(self.drafts.all) if d is targets[0])
        count = len(self.drafts.all)
        kind = targets[0].kind
        self.context.slots, self.context.kind, self.context.listing = [], kind, False
        self.sentence(new)
        added = self.drafts.all[count:]
        if not added:
            return
        self._remove(targets)
        rest = [d for d in self.drafts.all if all(d is not other for other in added)]
        self.drafts.keep([*rest[:place], *added, *rest[place:]])
        self.context.last = list(added)

    def _answer(self, part: Sequence[Token]) -> bool:
        """ "Italy: Basilicata": where the one partner of a country is."""
        if len(part) != 3 or [token.tag for token in part] != [Tag.PLACE, Tag.COLON, Tag.PLACE]:
            return False
        country, where = (merged_places([Located(part[at].value, "")]) for at in (0, 2))
        meant = self.drafts.matching(NounPhrase(0, 0, attributive=country))
        if len(meant) != 1 or country[0].regions or not set(where[0].countries) & set(country[0].countries):
            return False
        self._fill(meant, NounPhrase(0, 0), where, corrects=True)
        return True

    def _namesake(self, part: Sequence[Token]) -> bool:
        """ "Slovenia, not Slovakia": partners said to be in the one are in the other."""
        mentions = [token.value for token in part if token.tag is Tag.PLACE]
        heads = any(token.tag in (Tag.KIND, Tag.NAME, Tag.GENERIC, Tag.WE) for token in part)
        wrong = [m for m in mentions if m.excluded]
        right = [m for m in mentions if not m.excluded]
        if heads or len(wrong) != 1 or len(right) != 1:
            return False
        probe = NounPhrase(0, 0, attributive=merged_places([Located(wrong[0], "")]))
        for draft in self.drafts.matching(probe):
            draft.place = merged_places([Located(right[0], "")])[0]
        return True


def _plainly(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a phrase without "the", which would make it one already known."""
    return list(tokens[1:] if tokens and tokens[0].tag is Tag.DEFINITE else tokens)
