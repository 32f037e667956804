"""Noun phrases from tokens, left to right: quantity and determiners, places and kinds, then what follows the head."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.grammar.determiners import Determiners
from assistant.eligibility.reader.grammar.place_lists import ADJECTIVAL, HEADS, MOST_QUALIFYING, PlaceLists
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.partners.phrases import Located, NounPhrase, Place, Pronoun, Scope, merged_places
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.names import NameSpan
from assistant.eligibility.reader.tokens.scan import Token
from assistant.gazetteer.names import How

_MODIFIERS = (Tag.WORD, Tag.PLACE, Tag.EUROPEAN)
_MOST_MODIFIERS = 7
_SIGNS = (Tag.AND, Tag.OR, Tag.COMMA)
_MOST_NAMES = 4
_MOST_BESIDE = 10
_MOST_PURPOSE = 5
_MOST_SHARED = 40
_MOST_BETWEEN = 3


class Grammar(Determiners, PlaceLists):
    """Reads noun phrases from the tokens of one segment."""

    def __init__(self, tokens: Sequence[Token], status: Status) -> None:
        super().__init__(tokens)
        self._status = status

    def noun_phrase(self, at: int) -> NounPhrase | None:
        """The noun phrase that starts at token `at`, or None."""
        phrase = NounPhrase(at, at)
        after = self._person(at, phrase)
        if after:
            phrase.last = self._following(after, phrase)
            phrase.start, phrase.end = _span(self._tokens[at : phrase.last])
            return phrase
        after = self._determiners(at, phrase)
        if phrase.part is not None and after is not None and self.tag(after) in (Tag.PRONOUN, Tag.RELATIVE, Tag.WE):
            phrase.pronoun = Pronoun.WE if self.tag(after) is Tag.WE else Pronoun.THEY
            after += 1
        elif phrase.pronoun is None:
            head = self._head(after, phrase)
            if head is None:
                head = self._headless(at, after, phrase)
            if head is None:
                return None
            after = head
        after = self._following(after, phrase)
        phrase.last = after
        phrase.start, phrase.end = _span(self._tokens[at : max(after, at + 1)])
        return phrase

    def _person(self, at: int, phrase: NounPhrase) -> int | None:
        """ "Dr Irene Vassallo", where the words after it say that a natural person takes part; the token after it."""
        if self.small(at) != "title":
            return None
        here = at + 1
        while here - at <= _MOST_NAMES and self.tag(here) is Tag.WORD and self._capital(here):
            here += 1
        close = self._tokens[here : here + _MOST_BESIDE]
        if here == at + 1 or not any(t.tag is Tag.KIND and t.value is Kind.NATURAL_PERSON for t in close):
            return None
        phrase.name = self._status.text[self._tokens[at + 1].start : self._tokens[here - 1].end]
        phrase.kind, phrase.sure = Kind.NATURAL_PERSON, True
        return here

    def _capital(self, at: int) -> bool:
        return self._status.text[self._tokens[at].start].isupper()

    def _head(self, at: int, phrase: NounPhrase) -> int | None:
        """Modifiers and the head from token `at`; the token after them, or None where no head comes."""
        mentions: list[Located] = []
        here, sign, most = at, "", at + _MOST_MODIFIERS
        eccp_from: int | None = None
        while here < len(self._tokens) and here <= most and not self._begins_head(here, here > at):
            token = self._tokens[here]
            registers = here == at or eccp_from is not None or self.tag(here - 1) is Tag.PLACE
            shared = self._places_before_head(here, phrase) if token.tag in _SIGNS and mentions else 0
            if shared:
                # "The Lyon, Porto and Graz clusters": all places belong to the head.
                mentions.extend(Located(t.value, "and") for t in self._tokens[here:shared] if t.tag is Tag.PLACE)
                here, most = shared, shared + _MOST_MODIFIERS
                continue
            if token.tag is Tag.PLACE:
                mentions.append(Located(token.value, sign))
                sign = ""
            elif token.tag is Tag.LEGAL and phrase.article:
                phrase.legal = token.value
            elif token.tag in (Tag.AND, Tag.OR, Tag.COMMA) and mentions and self._more_places(here):
                sign = "or" if "or" in (sign, token.tag) else "and"
            elif token.tag in (Tag.ECCP, Tag.NOT) and registers:
                eccp_from = here if eccp_from is None else eccp_from
            elif not self._modifies(here):
                return None
            here += 1
        if here >= len(self._tokens) or here > most or not self._fits(at, here, phrase):
            return None
        if eccp_from is not None and self.tag(here) not in (Tag.KIND, Tag.GENERIC):
            return None
        if any(token.small == "possessive" for token in self._tokens[at:here]):
            phrase.own = phrase.definite = False
        if mentions:
            phrase.attributive = merged_places(mentions)
        if any(token.tag is Tag.EUROPEAN for token in self._tokens[at:here]):
            phrase.attributive.append(Place(european=True))
        if eccp_from is not None:
            phrase.eccp = self._status.of(self._tokens[eccp_from:here])
            if self.small(eccp_from) == "denying" and eccp_from == at:
                phrase.scope = phrase.scope or Scope.NONE
        return self._heads(here, phrase)

    def _begins_head(self, at: int, modified: bool) -> bool:
        return self.tag(at) in HEADS or (self.small(at) in ("one", "ones") and (modified or self.tag(at) is Tag.WORD))

    def _modifies(self, at: int) -> bool:
        """Whether a token may stand between determiner and head: "a very small, Lyon-based cluster"."""
        token = self._tokens[at]
        if token.tag is Tag.COMMA:
            return self.tag(at + 1) is Tag.WORD and self.tag(at - 1) is Tag.WORD
        return token.tag in _MODIFIERS or token.small == "possessive"

    def _fits(self, at: int, head: int, phrase: NounPhrase) -> bool:
        """Whether words between the determiners and a head belong to it: a bare sentence beginning does not."""
        token = self._tokens[head]
        words = sum(1 for other in self._tokens[at:head] if other.tag is Tag.WORD)
        determined = phrase.count is not None or phrase.definite or phrase.scope or phrase.several or phrase.ordinals
        if words and not determined and not phrase.other and not phrase.more:
            # "Lyon textile cluster", "from the Rzeszów aviation cluster".
            after_the = self.tag(at - 1) is Tag.IN and self._tokens[at - 1].definite
            placed = self.tag(at) is Tag.PLACE and token.tag is Tag.KIND and words <= MOST_QUALIFYING
            return placed or (after_the and token.tag is Tag.KIND)
        return not (token.tag is Tag.NAME and words)

    def _more_places(self, at: int) -> bool:
        """After a comma, "and" or "or": whether another attributive place comes, not a new phrase."""
        while self.tag(at) in (Tag.AND, Tag.OR, Tag.COMMA):
            at += 1
        if self.tag(at) is not Tag.PLACE:
            return False
        value = self._tokens[at].value
        return value.how in ADJECTIVAL or value.how is How.CODE

    def _places_before_head(self, at: int, phrase: NounPhrase) -> int:
        """Where a list of places goes on from the sign at `at` to a plural head: the token after its last place."""
        here = last = at
        while here - at <= _MOST_SHARED and self.tag(here) in (*_SIGNS, Tag.DEFINITE, Tag.PLACE):
            last = here + 1 if self.tag(here) is Tag.PLACE else last
            here += 1
        while here - last < _MOST_BETWEEN and self.tag(here) in (Tag.WORD, Tag.ECCP):
            here += 1
        plural = here < len(self._tokens) and self._tokens[here].plural
        if last != here and self.tag(last) not in (Tag.WORD, Tag.ECCP):
            return 0
        return last if last > at and plural and self.tag(here) in (Tag.KIND, Tag.GENERIC) else 0

    def _heads(self, at: int, phrase: NounPhrase) -> int:
        """A run of heads: "cluster partners", "associated partner cluster", "the SME Alpha"."""
        while at < len(self._tokens):
            token = self._tokens[at]
            if token.tag is Tag.KIND:
                phrase.kind = token.value
                phrase.plural = phrase.plural or token.plural
            elif token.tag is Tag.GENERIC:
                phrase.generic = True
                phrase.plural = phrase.plural or token.plural
            elif token.tag is Tag.ROLE:
                if token.value not in phrase.roles:
                    phrase.roles.append(token.value)
                phrase.role_head = phrase.role_head or not (phrase.kind or phrase.name)
                phrase.plural = phrase.plural or token.plural
            elif token.tag is Tag.NAME:
                if phrase.name:
                    break
                span: NameSpan = token.value
                phrase.name = self._status.text[span.start : span.end]
                phrase.name_kind, phrase.name_place, phrase.sure = span.kind, span.place, span.sure
                phrase.label = span.label
                phrase.position = span.position
                phrase.plural = phrase.plural or "-" in span.label
            elif token.tag is Tag.GROUP:
                phrase.group = True
            elif token.tag is Tag.CROWD:
                phrase.group, phrase.generic, phrase.kind = True, True, None
                return at + 1
            elif token.tag in (Tag.NUMBER, Tag.WORD) and token.small in ("one", "ones") and self._is_pronoun_one(at):
                phrase.pronoun = Pronoun.ONE
                phrase.plural = phrase.plural or token.small == "ones"
            else:
                break
            at += 1
        return at

    def _is_pronoun_one(self, at: int) -> bool:
        before = self.tag(at - 1)
        return before in (Tag.PLACE, Tag.OTHER, Tag.ORDINAL, Tag.DEFINITE, Tag.WORD, Tag.KIND, Tag.MORE)

    def _headless(self, first: int, at: int, phrase: NounPhrase) -> int | None:
        """ "One Spanish", "two from Italy", "a fourth", "the Polish", "the other two"; a bare place in lists."""
        mentions: list[Located] = []
        here, sign = at, ""
        scoped = phrase.scope in (Scope.ALL, Scope.BOTH, Scope.NONE)
        determined = phrase.count is not None or phrase.definite or phrase.ordinals or phrase.other or scoped
        while self.tag(here) is Tag.PLACE and (self._tokens[here].value.how in ADJECTIVAL or not determined):
            if not determined and mentions:
                break
            mentions.append(Located(self._tokens[here].value, sign))
            here += 1
            if (
                self.tag(here) in (Tag.AND, Tag.OR)
                and self.tag(here + 1) is Tag.PLACE
                and determined
                and phrase.definite
            ):
                sign = "and" if self.tag(here) is Tag.AND else "or"
                here += 1
        if mentions:
            phrase.attributive = merged_places(mentions)
            phrase.bare_place = not determined
            return here
        if here == first:
            return None
        counted = phrase.count is not None and not (phrase.article and here - first == 1)
        picked = phrase.definite and phrase.ordinals and phrase.count == 1
        if counted and not picked and self.tag(here) in (Tag.WORD, Tag.FUNCTION):
            return None
        if (
            counted
            or phrase.ordinals
            or (phrase.scope in (Scope.ALL, Scope.BOTH, Scope.NONE) and not phrase.definite)
            or phrase.other
            or phrase.part is not None
        ):
            return here
        return None

    def _following(self, at: int, phrase: NounPhrase) -> int:
        """Places, names, brackets and roles that belong to the phrase; the token after them."""
        mentions: list[Located] = []
        while at < len(self._tokens):
            token = self._tokens[at]
            step = 0
            if token.tag is Tag.EACH:
                phrase.each, step = True, 1
            elif token.tag is Tag.IN or (token.small == "purpose" and phrase.kind and not mentions):
                step = self._located(at, phrase, mentions) if token.tag is Tag.IN else self._past_purpose(at)
            elif (
                token.tag in (Tag.COMMA, Tag.OR)
                and self.tag(at + 1) is Tag.IN
                and not mentions
                and (phrase.kind or (phrase.generic and not phrase.plural))
            ):
                step = self._located(at + 1, phrase, mentions)
                step += step > 0
            elif token.tag is Tag.PLACE and not phrase.bare_place:
                step = self._apposed_place(at, phrase, mentions)
            elif (
                token.tag in (Tag.COMMA, Tag.DASH)
                and self.tag(at + 1) is Tag.PLACE
                and not (phrase.bare_place or (phrase.each and not mentions))
            ):
                step = self._after_comma(at, phrase, mentions)
            elif token.tag is Tag.CALLED and self.tag(at + 1) is Tag.NAME:
                step = self._heads(at + 1, phrase) - at
            elif token.tag is Tag.NAME and phrase.name is None and phrase.kind is not None and not phrase.plural:
                step = self._heads(at, phrase) - at
            elif token.tag is Tag.COMMA and self.tag(at + 1) is Tag.NAME and phrase.kind and not phrase.name:
                step = self._apposed_name(at, phrase)
            elif token.tag is Tag.AS:
                step = self._as_role(at, phrase)
            elif token.tag is Tag.LEGAL:
                phrase.legal, step = token.value, 1
            elif (
                token.tag is Tag.OR
                and token.small == "choice"
                and self.tag(at + 1) in (Tag.ARTICLE, Tag.KIND, Tag.NUMBER)
            ):
                step = self._or_kind(at, phrase)
            if step == 0:
                break
            at += step
        if mentions:
            phrase.places.extend(merged_places(mentions))
        return at

    def _located(self, at: int, phrase: NounPhrase, mentions: list[Located]) -> int:
        """ "from Italy, Spain and Portugal", "from an EU country", "from each of …": the tokens used."""
        here = at + 1
        while self.tag(here) in (Tag.IN, Tag.DEFINITE, Tag.BOTH, Tag.EACH, Tag.OR, Tag.ORDINAL) or (
            self.tag(here) in (Tag.WORD, Tag.ARTICLE, Tag.OTHER, Tag.NUMBER, Tag.MORE, Tag.AND, Tag.CROWD)
            and self.tag(here + 1) in (Tag.PLACE, Tag.EUROPEAN, Tag.LESS_DEVELOPED, Tag.IN)
        ):
            phrase.each = phrase.each or self.tag(here) is Tag.EACH
            here += 1
        if self.tag(here) is Tag.EUROPEAN or (
            self.tag(here) in (Tag.WORD, Tag.OTHER, Tag.NUMBER) and self.tag(here + 1) is Tag.EUROPEAN
        ):
            while self.tag(here) is not Tag.EUROPEAN:
                here += 1
            phrase.places.append(Place(european=True))
            return here + 1 - at
        if self.tag(here) is Tag.LESS_DEVELOPED:
            phrase.places.append(Place(less_developed=True))
            step = here + 1 - at
            if self.tag(here + 1) is Tag.IN:
                step += self._located(here + 1, phrase, mentions)
            return step
        if self.tag(here) is Tag.NAME and not self._tokens[here].value.sure:
            # A town that the gazetteer does not know.
            return here + 1 - at
        if self.tag(here) is not Tag.PLACE:
            return 0
        if phrase.group and not phrase.kind and (self.tag(here + 1) is Tag.KIND or self._qualifies(here)):
            # "A team of the Vilnius laser cluster and …": the place is that of its first member.
            return 0
        if phrase.bare_place:
            # "Kozani in Western Macedonia, Bilbao and …": only the wider place is its own.
            mentions.append(Located(self._tokens[here].value, ","))
            return here + 1 - at
        return self._place_list(here, mentions) - at

    def _past_purpose(self, at: int) -> int:
        """ "The agency for innovation in Funchal": the tokens before "in"; 0 where organisations are served."""
        here = at + 1
        while here - at <= _MOST_PURPOSE and self.tag(here) in (Tag.WORD, Tag.AND, Tag.FUNCTION):
            here += 1
        return here - at if here > at + 1 and self.tag(here) is Tag.IN and self.tag(here + 1) is Tag.PLACE else 0

    def _apposed_place(self, at: int, phrase: NounPhrase, mentions: list[Located]) -> int:
        """A place right after the head ("cluster Lyon"), unless it begins the next phrase."""
        if self._tokens[at].value.how in ADJECTIVAL or self.tag(at + 1) is Tag.COLON:
            return 0
        return self._place_list(at, mentions) - at

    def _after_comma(self, at: int, phrase: NounPhrase, mentions: list[Located]) -> int:
        """ ", Portugal": a place after a comma or dash is the phrase's own unless it begins a new one."""
        place = self._tokens[at + 1].value
        new = place.how in ADJECTIVAL or self._new_phrase(at + 1, "and") or self.tag(at + 2) is Tag.OPEN
        if new or (phrase.group and not phrase.kind):
            return 0
        if phrase.plural and not mentions:
            return self._place_list(at + 1, mentions) - at
        if mentions and not {c for c, _ in mentions[-1].mention.candidates} & {c for c, _ in place.candidates}:
            return 0
        mentions.append(Located(place, ","))
        if self.tag(at + 2) is Tag.OR and self.tag(at + 3) is Tag.PLACE and self.small(at + 2) == "choice":
            mentions.append(Located(self._tokens[at + 3].value, "or"))
            return 4
        return 2

    def _apposed_name(self, at: int, phrase: NounPhrase) -> int:
        """A name after a comma: "our cluster, Minalogic," is one organisation."""
        if phrase.plural or (phrase.count or 1) > 1 or not phrase.definite:
            return 0
        return self._heads(at + 1, phrase) - at

    def _as_role(self, at: int, phrase: NounPhrase) -> int:
        """ "as coordinator", "as an associated partner", "as beneficiary or associated partner"."""
        here = at + 1
        while self.tag(here) in (Tag.ARTICLE, Tag.DEFINITE, Tag.OWN, Tag.WORD, Tag.ONLY, Tag.OR):
            here += 1
        if self.tag(here) is not Tag.ROLE:
            return 0
        phrase.roles.append(self._tokens[here].value)
        phrase.as_role = True
        phrase.roles_shared = self._tokens[here].plural and not phrase.plural
        while self.tag(here + 1) is Tag.OR:
            ahead = here + 2
            while self.tag(ahead) in (Tag.AS, Tag.ARTICLE):
                ahead += 1
            if self.tag(ahead) is not Tag.ROLE:
                break
            phrase.roles.append(self._tokens[ahead].value)
            here = ahead
        if self.small(here + 1) == "partner":
            here += 1
        return here + 1 - at

    def _or_kind(self, at: int, phrase: NounPhrase) -> int:
        """ "an SME or a university": one partner whose kind is open."""
        here = at + 1 + (self.tag(at + 1) is Tag.ARTICLE)
        while self.tag(here) is Tag.WORD:
            here += 1
        if phrase.kind is None or self.tag(here) is not Tag.KIND:
            return 0
        value: Kind = self._tokens[here].value
        if value is not phrase.kind:
            phrase.kinds = [*(phrase.kinds or [phrase.kind]), value]
        return here + 1 - at


def _span(tokens: Sequence[Token]) -> tuple[int, int]:
    """From where to where the tokens reach in the text; they may stand in another order than there."""
    return min(token.start for token in tokens), max(token.end for token in tokens)
