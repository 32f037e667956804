"""Sentences that only say which partners are registered: "P1 and P3: yes, the Polish one has applied, the rest not".

Such a sentence is a row of partners and of words on their registration, in any order and without any verb if need be.
It is read here as a whole, where every phrase in it stands for a partner known or names one by kind and place; any
other is left to the grammar.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import Eccp
from assistant.eligibility.reader.grammar.elements import Bracket, Element
from assistant.eligibility.reader.grammar.predicate import says_only
from assistant.eligibility.reader.grammar.predicates import Predicates
from assistant.eligibility.reader.grammar.references import stands_alone
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Draft
from assistant.eligibility.reader.partners.phrases import NounPhrase, Pronoun, Scope
from assistant.eligibility.reader.registrations.remainder import left_over, only_holder
from assistant.eligibility.reader.registrations.roster_group import Group
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, key
from assistant.eligibility.reader.tokens.scan import Token

_JOINTS = (Tag.COMMA, Tag.AND, Tag.OR, Tag.DASH)
_ON_IT = (Eccp.REGISTERED, Eccp.SUBMITTED)
_WHOLE = (Scope.ALL, Scope.BOTH)
_MOST_WORDS = 16
_SEVERAL = 2
# Words of these kinds say something other than a registration.
_FOREIGN = (
    Tag.ROLE, Tag.ROLE_VERB, Tag.ROLE_BY, Tag.LEGAL, Tag.SEEKING, Tag.GROUP, Tag.CALLED, Tag.PERHAPS, Tag.NOT_PARTNERS,
)  # fmt: skip


class Roster(Predicates):
    """Reads sentences on registrations alone."""

    def _roster(self, elements: Sequence[Element], question: bool) -> bool:
        """Takes the registrations from a sentence that says nothing else; False if it is no such sentence."""
        elements = self._without_reason(elements)
        tokens = [element for element in elements if isinstance(element, Token)]
        if question or any(self._foreign(token) for token in tokens):
            return False
        if not self._status.speaks(tokens, self.context.eccp_topic) and not self._continues(tokens):
            return False
        lead, groups = self._groups(elements)
        if not groups or len(lead) > _MOST_WORDS or any(len(group.said) > _MOST_WORDS for group in groups):
            return False
        statuses = self._statuses(lead, groups)
        if statuses is None:
            return False
        spoken: list[Draft] = []
        for group, status in zip(groups, statuses, strict=True):
            spoken += self._take(group, status)
        self.context.eccp_topic = True
        self.context.eccp = next((status for status in reversed(statuses) if status in _ON_IT), self.context.eccp)
        self.context.last = list(dict.fromkeys(spoken)) or self.context.last
        self.accounted = True
        return True

    def _without_reason(self, elements: Sequence[Element]) -> Sequence[Element]:
        """The elements before "as it's no cluster", where the reason is no registration."""
        for at, element in enumerate(elements):
            if isinstance(element, Token) and element.small in ("reason", "since") and element.tag is Tag.BREAK and at:
                rest = [other for other in elements[at:] if isinstance(other, Token)]
                return elements if self._status.speaks(rest) else elements[:at]
        return elements

    def _foreign(self, token: Token) -> bool:
        return token.tag in _FOREIGN and not self._lexicon.same.within([*token.words, "for"])

    def _continues(self, tokens: Sequence[Token]) -> bool:
        """Whether a sentence without a word on registration goes on with it: "A yes, B no", "the Polish one not"."""
        words = [word for token in tokens for word in token.words]
        lexicon = self._lexicon
        if set(words) & set(lexicon.raw["other_matters"]):
            return False
        cues = (lexicon.yes, lexicon.no, lexicon.negations, lexicon.same, lexicon.hedges)
        return self.context.eccp_topic and any(cue.within(words) for cue in cues)

    # -- partners ----------------------------------------------------------------------------------------------------

    def _groups(self, elements: Sequence[Element]) -> tuple[list[Token], list[Group]]:
        """The words before the first partner, and the partners with the words after them; no groups where a phrase
        stands for nobody."""
        lead: list[Token] = []
        groups: list[Group] = []
        excepting = False
        for at, element in enumerate(elements):
            if isinstance(element, Bracket):
                return [], []
            said = groups[-1].said if groups else lead
            if groups and self._relates(element):
                # "… except Lublin, whose registration is pending": a statement on those named last.
                if _words(said[groups[-1].since :]):
                    return [], []
                if groups[-1].excepted:
                    groups.append(Group(named=[(NounPhrase(0, 0), list(groups[-1].excepted))]))
                continue
            if isinstance(element, Token):
                said.append(element)
                continue
            before = elements[at - 1] if at else None
            after = before.tag if isinstance(before, Token) else None
            if says_only(element) or (after is Tag.NOT and (element.other or element.scope is Scope.ONLY)):
                return [], []
            if groups and (
                self._adds_nothing(element, groups[-1], elements[at + 1 : at + 2]) or _is_part(element, before)
            ):
                continue
            if _stands_for_registration(element, before, first=not groups) or (element.group and not element.kind):
                said.append(self._as_token(element))
                continue
            denied = after is Tag.NOT and not _inverts(self._lexicon, said)
            if denied and element.scope in _WHOLE:
                # "Not all of them are": some are, but it is not said which.
                said.pop()
                groups.append(Group(open_=True))
            elif denied and not (groups and groups[-1].scoped(Scope.NONE) and said[-1].small == "joining_denied"):
                said.pop()
                groups.append(Group(carries=False))
            elif not denied:
                inverted = self._inverted(said)
                goes_on = bool(groups) and (element.scope is Scope.EXCEPT or _joined(said[groups[-1].since :]))
                if inverted is not None or not goes_on:
                    groups.append(Group(carries=inverted if groups else None))
                    excepting = False
            whole = bool(element.scope) or (element.pronoun is not None and element.plural)
            excepting = element.scope is Scope.EXCEPT or (excepting and not whole)
            if not self._add(groups, element, excepting):
                return [], []
        return lead, groups

    def _relates(self, element: Element) -> bool:
        """Whether an element is "which" or "whose"."""
        if isinstance(element, Token):
            return element.small == "whose"
        if isinstance(element, Bracket):
            return False
        said = self.text[element.start : element.end].lower()
        return element.pronoun is Pronoun.THEY and said in self._lexicon.raw["relatives"]

    def _inverted(self, said: list[Token]) -> bool | None:
        """Takes "so is" off the words before a partner: True, or False after "neither is"; None where none stands."""
        if not _inverts(self._lexicon, said):
            return None
        denies = said[-2].tag in (Tag.NOT, Tag.NONE)
        del said[-2:]
        return not denies

    def _adds_nothing(self, phrase: NounPhrase, group: Group, after: Sequence[Element]) -> bool:
        """ "They will do it", "A and B both are", ", every single one", "we will ask": no further partners."""
        bare = stands_alone(phrase) and not (phrase.places or phrase.count)
        if phrase.scope in _WHOLE and bare and all(t.tag in (Tag.COMMA, Tag.BE, Tag.HAVE) for t in group.said[-2:]):
            group.whole = True
            return True
        aside = not after or (isinstance(after[0], Token) and after[0].tag is Tag.COMMA)
        if phrase.scope in _WHOLE and bare and aside and group.said[-1].tag is Tag.COMMA:
            return True
        if phrase.pronoun is Pronoun.THEY and group.named and not group.said:
            # "In Ventspils they have …".
            return group.named[-1][0].bare_place
        if _joined(group.said):
            return False
        if phrase.pronoun is Pronoun.THEY and bare and not phrase.scope and _goes_on(group.said):
            return True  # "C and D are not and they do not plan to"
        if phrase.pronoun is Pronoun.WE:
            told = bool(after) and isinstance(after[0], Token) and after[0].tag in (Tag.NOT, Tag.BE)
            return self.writer is None and bool(group.said) and not phrase.scope and not told
        return phrase.pronoun is Pronoun.THEY and not phrase.plural

    def _add(self, groups: Sequence[Group], phrase: NounPhrase, excepting: bool) -> bool:
        """Adds those whom a phrase stands for to the last group; False if it stands for nobody."""
        group = groups[-1]
        group.since = len(group.said) if _words(group.said) else 0
        del group.said[group.since :]
        earlier = groups[:-1]
        found, sure = self._so_many(phrase, earlier) if _counts_back(phrase) else self._known(phrase, earlier)
        if not found and phrase.pronoun is Pronoun.WE and self.writer is None:
            group.named.append((phrase, []))  # whichever we are: nothing is said of those named before
            return bool(earlier)
        if not found:
            new = not excepting and self._introducible(phrase)
            if new:
                group.named.append((phrase, None))
            return new
        if not sure:
            group.unsure.extend(found)
        elif excepting:
            group.excepted.extend(found)
        else:
            group.named.append((phrase, found))
        return True

    def _introducible(self, phrase: NounPhrase) -> bool:
        """Whether a phrase names partners of its own by kind and place: "the Lublin cluster", "clusters in A and B"."""
        if not self.describing or phrase.pronoun is not None or phrase.scope or phrase.other or phrase.ordinals:
            return False
        if phrase.perhaps or phrase.several or phrase.at_least or phrase.up_to or phrase.more or phrase.roles:
            return False
        places = len(phrase.places) or len(phrase.attributive)
        fits = phrase.count in (None, places)
        return bool(phrase.kind and places and fits and not (phrase.each or phrase.label or phrase.remarks))

    def _known(self, phrase: NounPhrase, earlier: Sequence[Group]) -> tuple[list[Draft], bool]:
        """The partners known whom a phrase stands for, and whether there can be no doubt about it."""
        if phrase.part is not None or phrase.perhaps or phrase.more or phrase.several or phrase.legal is not None:
            return [], False
        if phrase.group or phrase.eccp is not None or not self.drafts.all:
            return [], False
        if phrase.roles:
            return only_holder(phrase, self.drafts.all), True
        if phrase.each and not phrase.definite:
            return [], False
        if phrase.label and (marked := self.drafts.labelled(phrase.label)):
            return marked, True
        if phrase.name and not phrase.label:
            named = self.drafts.named(phrase.name)
            return ([named], True) if named is not None else ([], False)
        if phrase.other:
            return self._rest(phrase, earlier), True
        if phrase.pronoun is Pronoun.THEY and phrase.plural and not phrase.scope:
            return [draft for draft in self._meant(phrase) if draft is not self.writer], True
        if phrase.pronoun is not None or phrase.scope in (*_WHOLE, Scope.NONE) or phrase.ordinals:
            return self._meant(phrase) or left_over(phrase, earlier, self.drafts, self.writer), True
        if phrase.scope is Scope.ONLY and not (phrase.definite or phrase.bare_place or phrase.attributive):
            return [], False
        return self._described(phrase)

    def _rest(self, phrase: NounPhrase, earlier: Sequence[Group]) -> list[Draft]:
        """ "The others", "the other two": those not named in the sentence so far; empty if their number differs."""
        if (self.drafts.total or 0) > len(self.drafts.all) or not (phrase.definite or phrase.plural):
            return []
        if any(drafts is None for group in earlier for _, drafts in group.named):
            return []
        named = {id(draft) for group in earlier for draft in (*group.known, *group.excepted)}
        named = named or {id(draft) for draft in self.context.last}
        rest = [draft for draft in self.drafts.matching(phrase) if id(draft) not in named]
        if phrase.count is None or len(rest) == phrase.count:
            return rest
        clusters = [draft for draft in rest if draft.kind in CLUSTERS]
        return clusters if len(clusters) == phrase.count else []

    def _so_many(self, phrase: NounPhrase, earlier: Sequence[Group]) -> tuple[list[Draft], bool]:
        """ "Those two": a group of that size named before."""
        clusters = [draft for draft in self.drafts.all if draft.kind in CLUSTERS]
        named = [drafts for group in reversed(earlier) for drafts in (group.excepted, group.known)]
        for drafts in (*named, self.context.excepted, self.context.last, clusters, self.drafts.all):
            if len(drafts) == phrase.count:
                return list(drafts), True
        return [], False

    def _described(self, phrase: NounPhrase) -> tuple[list[Draft], bool]:
        """The partners whom a description picks out: "the Polish cluster", "Porto", "the two SMEs"."""
        counted = phrase.count is not None and not phrase.definite
        if counted or phrase.article or not (phrase.definite or phrase.bare_place or phrase.plural):
            return [], False
        if phrase.generic and not (phrase.attributive or phrase.places or phrase.kind):
            return [], False
        found = self._placed(phrase) if phrase.bare_place else self.drafts.matching(phrase)
        if not phrase.kind and any(d.kind in CLUSTERS for d in found):
            found = [d for d in found if d.kind in CLUSTERS]
        if not found and (found := self._unplaced(phrase)):
            self._fill(found, NounPhrase(0, 0), self._places(phrase))
        places = len(phrase.attributive) or len(phrase.places)
        wanted = phrase.count if phrase.count is not None else max(1, places)
        if places and len(found) < wanted:
            return [], False
        if phrase.plural or phrase.bare_place or len(found) == wanted:
            return found, not phrase.bare_place or len(found) == wanted
        return found, False

    def _as_token(self, phrase: NounPhrase) -> Token:
        """A phrase that stands for no partner as a word on the registration: "none", "application"."""
        denied = phrase.scope is Scope.NONE
        words = ("none",) if denied else key(self.text[phrase.start : phrase.end])
        return Token(phrase.start, phrase.end, Tag.NOT if denied else Tag.WORD, words=words)

    # -- registrations -----------------------------------------------------------------------------------------------

    def _statuses(self, lead: Sequence[Token], groups: Sequence[Group]) -> list[Eccp] | None:
        """One status for each group: what follows it, or what stands before it; None where nothing is said of it."""
        words = [list(group.said) for group in groups]
        if not _words(words[-1]) and groups[-1].carries is None:
            words = [list(lead), *words[:-1]]
        if not _words(words[0]) and _words(words[-1]):
            words[0] = list(lead)
        if self._lexicon.same.within(_words(lead)) and not _words(words[0]):
            return [self.context.eccp] * len(groups) if self.context.eccp and len(groups) == 1 else None
        found: list[Eccp] = []
        last: Eccp | None = self.context.eccp if self.context.eccp in _ON_IT else None
        told = False
        for group, said in zip(groups, words, strict=True):
            status: Eccp | None
            if group.carries is not None and not _words(group.said):
                before = found[-1] if found else Eccp.REGISTERED
                status = before if group.carries else _opposite(before) if before in _ON_IT else Eccp.NO
            elif group.carries is False:
                return None
            else:
                status = self._status.beside(said, last)
            if status is None and not _words(said):
                return None
            told = told or status is not None
            found.append(status or Eccp.UNKNOWN)
            last = found[-1] if found[-1] in _ON_IT else last
        doubtful = any(group.whole for group in groups) and not all(self._status.beside(said, last) for said in words)
        return found if told and not doubtful else None

    def _planned(self, said: Sequence[Token]) -> bool:
        """Whether a plan follows a denial: "none is on it yet, but all four plan to register"."""
        cuts = [at for at, token in enumerate(said) if token.tag in (Tag.BREAK, Tag.COMMA)]
        return bool(cuts) and self._status.of(said[cuts[0] :], topic=True) is Eccp.UNKNOWN

    def _take(self, group: Group, status: Eccp) -> list[Draft]:
        """Gives the group its status, the excepted ones the opposite; who was spoken of."""
        if group.scoped(Scope.NONE):
            status = Eccp.UNKNOWN if self._planned(group.said) else Eccp.NO
        gone = {id(draft) for draft in group.excepted}
        meant = [d for phrase, drafts in group.named for d in (self.introduce(phrase) if drafts is None else drafts)]
        if group.excepted and not meant:
            meant = [d for d in self.drafts.all if d.kind in CLUSTERS] or self.drafts.all
        meant = [draft for draft in meant if id(draft) not in gone]
        for draft in meant:
            draft.eccp = Eccp.UNKNOWN if group.open_ else status
        for draft in group.excepted:
            draft.eccp = _opposite(status)
        for draft in group.unsure:
            draft.eccp = draft.eccp if draft.eccp is status else Eccp.UNKNOWN
        if group.scoped(Scope.ONLY) and not group.unsure:
            named = {id(draft) for draft in meant}
            for draft in self.drafts.all:
                if id(draft) not in named and not (status is Eccp.NO and draft.kind not in (None, *CLUSTERS)):
                    draft.eccp = _opposite(status)
        self.drafts.news = self.drafts.news or bool(meant)
        self.context.excepted = group.excepted or self.context.excepted
        return meant


def _opposite(status: Eccp) -> Eccp:
    """What holds for those excepted from a statement; of an application nothing follows for the others."""
    if status is Eccp.NO:
        return Eccp.REGISTERED
    return Eccp.NO if status is Eccp.REGISTERED else Eccp.UNKNOWN


def _counts_back(phrase: NounPhrase) -> bool:
    """Whether a phrase is only a definite number: "those two"."""
    bare = phrase.elliptic and not (phrase.attributive or phrase.places or phrase.ordinals or phrase.other)
    counted = phrase.definite and (phrase.count or 0) > 1 and phrase.part is None
    return bare and counted and phrase.pronoun is None and not phrase.scope


def _joined(said: Sequence[Token]) -> bool:
    signs = [token for token in said if token.tag in _JOINTS]
    return bool(signs) and all(token.tag in _JOINTS or token.small == "aside" for token in said)


def _goes_on(said: Sequence[Token]) -> bool:
    """Whether a statement is made and goes on with "and"."""
    return len(said) > 1 and said[-1].tag is Tag.AND and any(token.tag in (Tag.BE, Tag.HAVE) for token in said)


def _inverts(lexicon: Lexicon, said: Sequence[Token]) -> bool:
    """Whether the words before a partner carry the statement over: "so is", "neither has"."""
    if len(said) < _SEVERAL or said[-1].tag not in (Tag.BE, Tag.HAVE):
        return False
    return " ".join(said[-2].words) in lexicon.raw["inverting"]


def _words(said: Sequence[Token]) -> list[str]:
    signs = (Tag.COMMA, Tag.COLON, Tag.DASH, Tag.BREAK, Tag.AND, Tag.OR)
    return [word for token in said if token.tag not in signs and token.small != "aside" for word in token.words]


def _is_part(phrase: NounPhrase, before: Element | None) -> bool:
    """Whether a phrase only says of what: "the last one of the clusters"."""
    of = isinstance(before, Token) and (before.tag is Tag.IN or before.small in ("of", "of_the"))
    return of and phrase.plural and not (phrase.attributive or phrase.places or phrase.name or phrase.label)


def _stands_for_registration(phrase: NounPhrase, before: Element | None, *, first: bool) -> bool:
    """Whether "one" or "none" after a verb means a registration, not a partner."""
    if not isinstance(before, Token) or not stands_alone(phrase) or phrase.places or not phrase.elliptic:
        return False
    if phrase.scope is Scope.NONE:
        # "… have none and none is planned".
        return before.tag in (Tag.HAVE, Tag.BE) or (before.tag in _JOINTS and not first and phrase.pronoun is None)
    return phrase.count == 1 and phrase.pronoun in (None, Pronoun.ONE) and before.tag not in _JOINTS
