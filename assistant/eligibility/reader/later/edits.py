"""Changes to a consortium already described: partners dropped, replaced, added, namesakes corrected."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.eligibility.reader.grammar.elements import Bracket, Element, elements_of
from assistant.eligibility.reader.later.arrivals import arrival
from assistant.eligibility.reader.later.departures import doubted, leave_open
from assistant.eligibility.reader.later.exchange import Exchanges, with_kind
from assistant.eligibility.reader.later.indexes import read_in_order, read_numbered
from assistant.eligibility.reader.later.moves import Moves
from assistant.eligibility.reader.later.operations import Operations, rest_after
from assistant.eligibility.reader.later.pointing import begins_with, beyond, picked, unsure_which
from assistant.eligibility.reader.later.remaining import leaving_the_rest
from assistant.eligibility.reader.later.renaming import renamed
from assistant.eligibility.reader.later.returns import returning
from assistant.eligibility.reader.later.writers import writer_after_post
from assistant.eligibility.reader.partners.drafts import Draft, Drafts
from assistant.eligibility.reader.partners.phrases import Located, NounPhrase, Pronoun, merged_places
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.eligibility.reader.tokens.talk import TalkWords

_OPENING = 9
_SEVERAL = 2
_ANYBODY = (Tag.KIND, Tag.GENERIC, Tag.PLACE, Tag.NAME, Tag.PRONOUN, Tag.ORDINAL, Tag.OTHER)
_NAMING = (None, Pronoun.ONE)


class Editor(Moves):
    """Reads sentences that change the partners of `drafts`; all others as statements."""

    def __init__(self, text: str, lexicon: Lexicon, talk: TalkWords, drafts: Drafts) -> None:
        super().__init__(text, lexicon, drafts)
        self._talk = talk
        self._operations = Operations(talk)
        self._exchanges = Exchanges(lexicon, talk, self._status)
        self._departed = self._one_of_them = self._gone = False  # `_gone`: somebody has, in this message
        self._subject: list[Draft] = []
        self._again = {(str(word),) for word in lexicon.raw["staying_words"]}

    def sentence(self, tokens: Sequence[Token], *, item: bool = False, question: bool = False) -> None:
        """Reads a sentence; "I work for a university in Aachen" names the writer's own organisation."""
        post = writer_after_post(tokens, self._talk) if self.describing and not self.drafts.all else 0
        for at in range(min(len(tokens), _OPENING)):
            length = post - at if post else self._operations.length(self._talk.own_organisation, tokens, at)
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
        after_leaving = self._departed and self._carries_over(sentence)
        if self._one_of_them and not self.speaks_of_registration(sentence):
            return False
        stays = bool(leaving_the_rest(sentence, self.drafts, self.named, self._talk))
        if (self.changes(sentence) or after_leaving or stays) and not self.speaks_of_registration(sentence):
            return False
        return super().answer(sentence)

    def changes(self, sentence: Sequence[Token]) -> bool:
        """Whether the sentence speaks of somebody who leaves, is replaced or steps in."""
        return any(self._operations.changing(sentence, at) for at in range(len(sentence)))

    def leaves(self, sentence: Sequence[Token]) -> bool:
        """Whether the sentence speaks of somebody who leaves or does not come."""
        return any(self._operations.leaving(sentence, at) for at in range(len(sentence)))

    def named(self, sentence: Sequence[Token]) -> list[Draft]:
        """The known partners that a sentence points at by more than a pronoun."""
        elements = [
            e for e in elements_of(sentence, self._status) if isinstance(e, NounPhrase) and e.pronoun in _NAMING
        ]
        pointing = [e for e in elements if e.bare_place or e.definite or e.position or e.name or e.label]
        beyond = {
            e.last for e in pointing if e.ordinals and e.elliptic and not e.count
        }  # "the first strand" is no partner
        beyond = {at for at in beyond if at < len(sentence) and sentence[at].tag is Tag.WORD}
        pointing = [e for e in pointing if not (e.ordinals and not e.count and e.last in beyond)]
        return list(dict.fromkeys(draft for phrase in pointing for draft in self._targets_of(phrase)))

    def numbered(self, sentence: Sequence[Token]) -> bool:
        """Reads registrations stated of partners by number or in their order; False if it states none."""
        numbering = self._lexicon.raw["numbering"]
        return read_in_order(sentence, self.text, self.drafts, self._status) or read_numbered(
            sentence, self.text, self.drafts, self._status, numbering
        )

    def edit(self, sentence: Sequence[Token]) -> bool:
        """Reads the sentence as a change, part by part; whether it changed or stated anything of the consortium."""
        before = self._snapshot()
        if (same := renamed(sentence, self.text, self.drafts, self.named, self._talk)) is not None:
            self.context.last = [same]
            return True
        exchange = self._exchanges.find(sentence, self._known_by)
        if exchange is not None:
            self.put_for(exchange.gone, exchange.new)
            return True
        if self._one_of_them and (gone := picked(sentence, self._status, self.named)):
            self._one_of_them = False
            self.remove(gone)
            return True
        self._subject = []
        for part in self._operations.parts(sentence, self._again):
            self._edit(part)
            self._subject = begins_with(part, self._status, self.named)
        return self._snapshot() != before

    def turned(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """As `Facts.turned`; "the place of the Lithuanians is taken by …" is no fact of theirs."""
        return tokens if self._exchanges.said(tokens) else super().turned(tokens)

    def _snapshot(self) -> list[tuple[object, ...]]:
        state: list[tuple[object, ...]] = [
            (id(d), d.name, d.kind, str(d.place), tuple(d.roles), d.eccp, d.legal) for d in self.drafts.all
        ]
        return [*state, (len(self.drafts.further), len(self.partial))]

    def _edit(self, part: Sequence[Token]) -> None:
        if back := returning(part, self.drafts, self._status, self._talk):
            for draft in back:
                self.drafts.add(draft)
                self.drafts.gone.remove(draft)
            self.context.last = back
            return
        if away := leaving_the_rest(part, self.drafts, self.named, self._talk):
            self.remove(away)
            return
        if self._follows(part) or (not self._loses_lead(part) and self.move(part)):
            return
        operations, talk = self._operations, self._talk
        for at in range(len(part)):
            if length := operations.length(talk.replaced_by, part, at):
                self._replace(part[:at], part[at + length :])
                return
            if at and part[at].is_one_of(self._lexicon.particles.swapped) and self._swapped(part[:at], part[at + 1 :]):
                return
            if length := operations.length(talk.instead, part, at):
                rest = rest_after(part, at + length)
                if at and self._names(part[:at]):
                    self._replace(*with_kind(rest, part[:at]))
                    return
                first = next((e for e in elements_of(rest, self._status) if isinstance(e, NounPhrase)), None)
                if first is not None:
                    self._replace(rest[: first.last], rest[first.last :])
                    return
            if (length := operations.length(talk.replace, part, at)) and self._exchange(rest_after(part, at + length)):
                return
            if length := operations.leaving(part, at):
                self._leave(part, at, rest_after(part, at + length))
                return
        if not self._arrives(part) and not self._namesake(part) and not self.fact(part):
            self.sentence(part)

    def _arrives(self, part: Sequence[Token]) -> bool:
        """Takes in somebody who comes from a place where no partner is known."""
        coming = arrival(part, self._status, self._talk)
        place = [coming.place] if coming is not None and coming.place is not None else []
        if coming is None or self.drafts.matching(NounPhrase(0, 0, attributive=place)):
            return False
        self.context.last = [self.drafts.add(coming)]
        return True

    def _swaps(self, tokens: Sequence[Token]) -> bool:
        lists = (self._talk.replaced_by, self._talk.instead)
        return any(self._operations.length(phrases, tokens, at) for phrases in lists for at in range(len(tokens)))

    def _follows(self, part: Sequence[Token]) -> bool:
        """ "And so does the Polish cluster", after somebody has left."""
        gone = self._leavers(part) if self._departed and self._carries_over(part) else []
        if not gone:
            return False
        self.remove(gone)
        return True

    def _carries_over(self, part: Sequence[Token]) -> bool:
        """Whether a sentence only says that the same holds for somebody else."""
        words = [word for e in elements_of(part, self._status) if isinstance(e, Token) for word in e.words]
        like = {*self._lexicon.raw["so"], *self._lexicon.raw["likewise"], "goes", "holds"}
        return bool(like & set(words)) and all(word in self._lexicon.raw["carrying"] for word in words)

    def _loses_lead(self, part: Sequence[Token]) -> bool:
        """Whether a role with "the" is that of somebody who leaves: "we lose the coordinator"."""
        leaves = any(self._operations.leaving(part, at) for at in range(len(part)))
        return leaves and any(b.tag is Tag.ROLE and a.tag is Tag.DEFINITE for a, b in pairwise(part))

    def _exchange(self, rest: Sequence[Token]) -> bool:
        """ "Replace the Serbian SME by a Croatian one", "… and the Pole by a Czech": each pair; False without one."""
        cuts = [at for at, t in enumerate(rest) if at and t.words and self._talk.replacement_by.at(t.words, 0)[1]]
        cuts = [at for at in cuts if self._targets(rest[:at])] or cuts
        if not cuts:
            return False
        cut, after = cuts[0], cuts[1] if len(cuts) > 1 else len(rest)
        joint = next((at for at in range(after - 1, cut, -1) if rest[at].tag in (Tag.AND, Tag.COMMA)), None)
        if len(cuts) < _SEVERAL or joint is None or not self._targets(rest[joint + 1 : after]):
            self._replace(rest[:cut], rest[cut + 1 :])
            return True
        self._replace(rest[:cut], rest[cut + 1 : joint])
        self._exchange(rest[joint + 1 :])
        return True

    def _leave(self, part: Sequence[Token], at: int, after: Sequence[Token]) -> None:
        """Takes out those who leave: the subject before the words of leaving or, of "we drop …", those after them."""
        behind = self._staying_cut(after)
        gone, others = self._leavers(part[:at]), self._leavers(behind)
        if len(gone) == len(self.drafts.all) > 1 and not any(t.tag in (Tag.ALL, Tag.BOTH) for t in part[:at]):
            gone = []  # "they" of nobody in particular
        if gone and others and self._only_pronouns(part[:at]) and not self._only_pronouns(behind):
            gone = []
        if not (gone or others or any(t.tag in _ANYBODY for t in part)) and at == 0:
            gone = self._subject  # "Graz cannot pay and leaves"
        self.remove(gone or others or self._no_further(part))
        self._departed = bool(gone or others)
        self._one_of_them = not self._departed and any(t.tag is Tag.NUMBER and t.value == 1 for t in part[:at])
        if gone and after and not self._arrives(after):
            self.sentence(after)

    def _only_pronouns(self, tokens: Sequence[Token]) -> bool:
        phrases = [element for element in elements_of(tokens, self._status) if isinstance(element, NounPhrase)]
        return all(phrase.pronoun in (Pronoun.WE, Pronoun.THEY) for phrase in phrases)

    def _staying_cut(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """The tokens up to a clause that says who stays: "…, the others stay"."""
        stays = next((at for at, t in enumerate(tokens) if self._operations.length(self._talk.stays, tokens, at)), None)
        if stays is None:
            return tokens
        signs = [at for at in range(stays) if tokens[at].tag in (Tag.COMMA, Tag.AND, Tag.BREAK, Tag.DASH)]
        return tokens[: signs[-1]] if signs else tokens

    def _leavers(self, tokens: Sequence[Token]) -> list[Draft]:
        """The partners that the tokens name; "we" and "they" only where nobody is named."""
        others = beyond(tokens, self.drafts, self._lexicon)
        if others is not None:
            return others
        elements = [e for e in elements_of(tokens, self._status) if isinstance(e, NounPhrase)]
        # "We drop the first strand": a word follows that is no partner.
        elements = [
            e
            for e in elements
            if not (e.ordinals and e.elliptic and not e.count and _is_word(tokens[e.last : e.last + 1]))
        ]
        plain = [e for e in elements if e.pronoun not in (Pronoun.WE, Pronoun.THEY)]
        groups = [unsure_which(e, self.drafts, self.context.last) for e in plain if not _anybody(e)]
        several = [there for there in groups if len(there) > 1]
        leave_open([draft for there in several for draft in there])
        if several:
            return []
        found = [draft for e in plain for draft in self._targets_of(e)]
        found = found or [draft for e in elements if e.pronoun is Pronoun.THEY for draft in self._targets_of(e)]
        found = found or [draft for e in elements if e.pronoun is Pronoun.WE for draft in self._targets_of(e)]
        return list(dict.fromkeys(found))

    def _targets(self, tokens: Sequence[Token]) -> list[Draft]:
        """The known partners that the phrases in `tokens` stand for."""
        phrases = [element for element in elements_of(tokens, self._status) if isinstance(element, NounPhrase)]
        return list(dict.fromkeys(draft for phrase in phrases for draft in self._targets_of(phrase)))

    def _targets_of(self, phrase: NounPhrase) -> list[Draft]:
        if (phrase.group and not phrase.kind) or _anybody(phrase):
            return []
        meant = self._meant(phrase)
        if not meant and not phrase.pronoun:
            meant = self.drafts.matching(phrase)
            meant = meant if phrase.plural else meant[-(phrase.count or 1) :]
        if phrase.part is None or phrase.part >= len(meant):
            return meant
        alike = len({(d.name, d.kind, str(d.place), d.eccp, tuple(d.roles)) for d in meant}) == 1
        return meant[-phrase.part :] if alike else []

    def _swapped(self, before: Sequence[Token], after: Sequence[Token]) -> bool:
        """ "What if the Slovenian one was the cluster of Maribor instead": one partner for another."""
        verb = next((at for at, token in enumerate(before) if token.tag is Tag.BE), None)
        if verb is None or verb + 1 >= len(before) or len(self._targets(before[:verb])) != 1:
            return False
        new = next((e for e in elements_of(before[verb + 1 :], self._status) if isinstance(e, NounPhrase)), None)
        if (
            new is None
            or not (new.kind or new.name or new.pronoun is Pronoun.ONE)
            or not (new.places or new.attributive or new.name)
        ):
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

    def remove(self, gone: Sequence[Draft]) -> None:
        marked = {id(d) for d in gone}
        self.drafts.keep([d for d in self.drafts.all if id(d) not in marked])
        self.context.last, self._gone = [], True
        if self.writer is not None and id(self.writer) in marked:
            self.writer = None

    def _replace(self, old: Sequence[Token], new: Sequence[Token]) -> None:
        targets = self._targets(old)
        pronouns = self._only_pronouns(old)
        targets = [] if pronouns and self._gone else doubted(targets) if pronouns else targets
        if targets:
            self.put_for(targets, new)
        else:
            self.sentence(new)

    def _known_by(self, phrase: NounPhrase) -> list[Draft]:
        """The known partners that a phrase stands for; nobody for "a Polish cluster", whoever is known in Poland."""
        return [] if phrase.article and not (phrase.definite or phrase.label) else self._targets_of(phrase)

    def put_for(self, targets: Sequence[Draft], new: Sequence[Token]) -> None:
        """The new partners take the place in the list of the old ones, and nothing else."""
        count = len(self.drafts.all)
        place = next((at for at, d in enumerate(self.drafts.all) if d is targets[0]), count)
        kind = targets[0].kind
        self.context.slots, self.context.kind, self.context.listing = [], kind, False
        coming = arrival(new, self._status, self._talk, placed=True)
        if coming is not None:
            self.drafts.add(coming)
        else:
            self.sentence(new)
        added = self.drafts.all[count:]
        if not added:
            return
        if len(targets) == len(added) == 1:
            added[0].mark = targets[0].mark
        self.remove(targets)
        rest = [d for d in self.drafts.all if all(d is not other for other in added)]
        self.drafts.keep([*rest[:place], *added, *rest[place:]])
        self.context.last = list(added)

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


def _is_word(tokens: Sequence[Token]) -> bool:
    return any(token.tag is Tag.WORD for token in tokens)


def _anybody(phrase: NounPhrase) -> bool:
    """Whether a phrase means no partner in particular: "a partner", "one cluster"."""
    counted = phrase.count is not None and not (phrase.definite or phrase.ordinals or phrase.scope or phrase.pronoun)
    bare = phrase.generic and not (phrase.plural or phrase.definite or phrase.ordinals or phrase.roles or phrase.scope)
    named = phrase.places or phrase.attributive or phrase.name or phrase.label or phrase.kind
    return (counted and phrase.part is None and not (named and not phrase.kind)) or (bare and not named)


def _plainly(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a phrase without "the", which would make it one already known."""
    return list(tokens[1:] if tokens and tokens[0].tag is Tag.DEFINITE else tokens)
