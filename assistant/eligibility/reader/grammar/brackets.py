"""What stands in brackets or loosely beside partners: their kind, place, role, registration, or each in turn."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.consortium import Eccp, Role
from assistant.eligibility.reader.grammar.elements import Bracket, Element
from assistant.eligibility.reader.grammar.introductions import MOST_PARTNERS
from assistant.eligibility.reader.grammar.references import References
from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.partners.phrases import NounPhrase, Pronoun
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_PAIR = ("role", "partner")
_DENIAL = (Tag.NOT, Tag.FUNCTION, Tag.PRONOUN, Tag.DEFINITE, Tag.WORD, Tag.BREAK)


def denies(tokens: Sequence[Token]) -> bool:
    """Whether a bracket ends in a bare denial: "(not)", "(of course not)", "(cluster, not on it)"."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.tag is Tag.COMMA:
            parts.append([])
        else:
            parts[-1].append(token)
    last = parts[-1]
    words = sum(1 for token in last if token.tag is Tag.WORD)
    return words == 0 and any(token.tag is Tag.NOT for token in last) and all(token.tag in _DENIAL for token in last)


class Brackets(References, ABC):
    """Applies brackets and loose words to the partners before them."""

    def _describe(self, drafts: Sequence[Draft], phrase: NounPhrase) -> None:
        places = [*phrase.places, *phrase.attributive]
        for draft in drafts:
            draft.fill(phrase, places[0] if places else None)
            if phrase.name_place is not None and not places:
                draft.locate(self._places(phrase)[0])
            self.drafts.rename(draft)

    def _shortened(self, bracket: Bracket, last: Sequence[Draft]) -> bool:
        """Takes "(BFC)" behind the name of one partner as its short name, by which the text calls it later."""
        said = self.text[bracket.tokens[0].start : bracket.tokens[-1].end] if bracket.tokens else ""
        short = said.isalnum() and said.isupper() and len(bracket.tokens) == 1
        if not short or len(last) != 1 or not last[0].name:
            return False
        initials = "".join(word[0] for word in last[0].name.split() if word[0].isupper())
        if bracket.tokens[0].tag not in (Tag.NAME, Tag.WORD) and said != initials:
            return False
        self.drafts.also_call(last[0], said)
        return True

    def _bracket(self, bracket: Bracket, last: list[Draft], question: bool) -> None:
        """A bracket describes the partners before it, or lists them one by one."""
        phrases = [e for e in bracket.elements if isinstance(e, NounPhrase)]
        if self.writer is None and len(last) == 1 and any(p.pronoun is Pronoun.OURS and not p.scope for p in phrases):
            # "(that's us)", "(ours)"
            self.writer = last[0]
            self.writer.writer = True
        if not last or self._role_of(bracket, phrases, last) or self._shortened(bracket, last):
            return
        if self.context.eccp_topic and denies(bracket.tokens):
            for draft in last:
                draft.eccp = Eccp.NO
        if len(bracket.tokens) == 1 and bracket.tokens[0].tag is Tag.NUMBER and len(last) == 1:
            self._repeat(last[0], bracket.tokens[0].value)
            return
        if len(last) == 1 and len(phrases) == 1 and self._elsewhere(phrases[0], last[0]):
            # "… our colleagues (the Luxembourg WoodCluster, registered)": another one than the partner named last.
            self._attach([e for e in bracket.elements if isinstance(e, Token)], self.introduce(phrases[0]))
            return
        if self._one_by_one(bracket, phrases, last):
            return
        if len(last) == 1:
            self._named_before(phrases, last[0])
        several = len(last) > 1
        if several:
            self.context.slots = [d for d in last if d.place is None and d.name is None]
        counted = [
            p
            for p in phrases
            if not p.group and ((p.count is not None and (several or not p.article)) or p.scope or p.part)
        ]
        bare = [p for p in phrases if p.bare_place or p.name]
        context = self.context
        if counted or (len(last) > 1 and len(bare) > 1):
            kept = context.listing, context.last
            context.listing = True
            self._list(bracket.elements, False, question)
            context.listing, context.last = kept[0], last
            return
        for phrase in phrases:
            places = [*phrase.places, *phrase.attributive]
            if places and all(self.drafts.owns(place, draft) for place in places for draft in last):
                continue
            if places:
                self._fill(last, phrase, places, corrects=not several)
            else:
                self._describe(last, phrase)
        loose = [e for e in bracket.tokens]
        self._attach(loose, last)

    def _named_before(self, phrases: Sequence[NounPhrase], draft: Draft) -> None:
        """Joins "our cluster (Distretto X, Salerno)" with the Distretto X of which so far only the name was said."""
        for phrase in phrases:
            known = self.drafts.named(phrase.name) if phrase.name and draft.name is None else None
            if known is None or known is draft or known.kind not in (None, draft.kind) or known.place or known.roles:
                continue
            draft.eccp, draft.writer = draft.eccp or known.eccp, draft.writer or known.writer
            self.writer = draft if self.writer is known else self.writer
            self.drafts.keep([other for other in self.drafts.all if other is not known])

    def _elsewhere(self, phrase: NounPhrase, draft: Draft) -> bool:
        """Whether a name in a bracket is that of somebody in another country than the partner before it."""
        there = phrase.name_place.candidates if phrase.name_place is not None and phrase.sure else ()
        here = draft.place.countries if draft.place is not None else ()
        return bool(there and here and draft.kind) and not {country for country, _ in there} & set(here)

    def _one_by_one(self, bracket: Bracket, phrases: Sequence[NounPhrase], last: Sequence[Draft]) -> bool:
        """ "Two German clusters (Aachen and Rostock)": a place for each of them."""
        places = [place for phrase in phrases for place in (phrase.places or phrase.attributive)]
        bare = all(phrase.bare_place for phrase in phrases)
        wide = all(d.place is not None and not d.place.regions and len(d.place.countries) == 1 for d in last)
        if len(last) == 1 or not bare or not wide or len(places) != len(last):
            return False
        if not all(d.place and set(p.countries) & set(d.place.countries) for d, p in zip(last, places, strict=True)):
            return False
        for draft, place in zip(last, places, strict=True):
            draft.locate(place)
        self._attach([element for element in bracket.elements if isinstance(element, Token)], list(last))
        return True

    def _role_of(self, bracket: Bracket, phrases: Sequence[NounPhrase], last: Sequence[Draft]) -> bool:
        """ "(lead: Turin)", "(Turin coordinates)" after several: the role of one of them."""
        heads = [phrase for phrase in phrases if phrase.role_head and not phrase.kind]
        named = [phrase for phrase in phrases if phrase.bare_place or phrase.name]
        leads = any(token.tag is Tag.ROLE_VERB for token in bracket.tokens)
        if len(last) == 1 or len(heads) + leads != 1 or len(named) != 1 or len(phrases) > len(_PAIR):
            return False
        roles = heads[0].roles if heads else [Role.COORDINATOR]
        meant = self.drafts.matching(named[0], list(last))
        for draft in meant if len(meant) == 1 else ():
            draft.take_role(roles[0], roles)
        return len(meant) == 1

    def _repeat(self, draft: Draft, times: int) -> None:
        """ "Germany (2)": as many partners of the same description."""
        for _ in range(min(times, MOST_PARTNERS) - 1):
            copy = replace(draft, roles=list(draft.roles))
            self.drafts.add(copy)
            self.context.sentence.append(copy)

    def _attach(
        self,
        loose: Sequence[Token],
        drafts: Sequence[Draft],
        *,
        none: bool = False,
        doubt: bool = False,
        part: int | None = None,
    ) -> None:
        """Words after a phrase that state its registration. `part`: only of so many of them."""
        loose = self._status.core(loose)
        if drafts and self._status.speaks(loose, self.context.eccp_topic):
            status = self._status.of(loose, self.context.eccp_topic)
            if status is None:
                return
            self.context.eccp_topic, self.context.eccp = True, status
            if part is not None and part < len(drafts):
                # "… from Graz, Brno and Lyon, two of them on the ECCP"
                self.partial.append((part, list(drafts), Eccp.UNKNOWN if doubt else status))
                return
            for draft in drafts:
                draft.eccp = Eccp.UNKNOWN if doubt else Eccp.NO if none else status

    @abstractmethod
    def _list(self, elements: Sequence[Element], item: bool, question: bool) -> None:
        """Reads phrases in a row."""
