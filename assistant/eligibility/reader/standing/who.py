"""Who is meant, among the partners known: "Bari", "the Czech one", "our partners", "the other two", "none of us"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.eligibility.reader.partners.drafts import CLUSTERS, Draft, Drafts
from assistant.eligibility.reader.standing.among import is_there, of_size, sole_network
from assistant.eligibility.reader.tokens.lexicon import EccpWord, Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.gazetteer.mentions import PlaceMention

_PAIR = 2
_HEADS = (Tag.KIND, Tag.GENERIC, Tag.CROWD)
_MOST_WORDS = 3  # of a theme: "the sustainable food cluster"
_LAST = -1
_FORMER = 0


@dataclass(frozen=True)
class Who:
    """Some partners, and where the words for them end. `denied`: none of them; `only`: nobody else; `all_`: everybody;
    `some`: so many of them, which are not said."""

    drafts: tuple[Draft, ...]
    end: int
    denied: bool = False
    only: bool = False
    all_: bool = False
    some: int | None = None


class Finder:
    """Finds who is meant by the words of one sentence. `writer`: whose organisation is a partner; `last`: who was
    spoken of before."""

    def __init__(
        self, tokens: Sequence[Token], text: str, lexicon: Lexicon, drafts: Drafts, writer: Draft | None,
        last: Sequence[Draft],
    ) -> None:  # fmt: skip
        self._tokens, self.text, self._lexicon, self._drafts = tokens, text, lexicon, drafts
        self._raw = lexicon.raw["standing"]
        away = writer is not None and all(draft is not writer for draft in drafts.all)
        self._all = [*drafts.all, *([writer] if away and writer is not None else [])]
        self.clusters = [draft for draft in self._all if draft.kind in (None, *CLUSTERS)]
        self._writer = writer if writer in self.clusters else None
        self.last = [draft for draft in last if draft in self.clusters]
        self._before = list(self.last)
        self.named: list[Draft] = []  # by the sentence so far
        self.listed = False  # whether "the first" counts partners of whom it is not said what they are

    def keep_to(self, group: list[Draft]) -> None:
        """Looks among some of the partners alone."""
        self.clusters = self._all = self.last = self._before = group

    def find(self, at: int) -> Who | None:
        """Those whom the words at `at` mean; None if they mean nobody, or somebody who is not known."""
        tag = self._tag(at)
        if (held := self._held(at)) is not None:
            return self.find(held)
        if tag is Tag.ONLY:
            inner = self.find(at + 1)
            return replace(inner, only=True) if inner and not (inner.all_ or inner.denied or inner.some) else None
        who = self._of_number(at) or self._rest(at) or self._scoped(at) or self._us(at) or self._ordinal(at)
        who = who or self._plural(at) or self._one(at) or self._they(at)
        if who is None and (network := sole_network(self._tokens, at, self.clusters)):
            return Who(network, at + _PAIR)
        if who is None or not who.drafts:
            return None
        alone = self._says(who.end, "alone") and not (who.all_ or who.denied or who.some)
        return replace(who, end=who.end + 1, only=True) if alone else who

    def _held(self, at: int) -> int | None:
        """After "those of", "the registration of" at `at`: who holds it is meant."""
        those = self._tag(at) in (Tag.PRONOUN, Tag.DEFINITE) and self._is_of(at + 1)
        if those and self._tokens[at].words[-1] in self._lexicon.raw["definite"]:
            return at + 2
        thing = self._tokens[at + 1] if self._tag(at) is Tag.DEFINITE and self._tag(at + 1) else None
        held = thing is not None and (thing.value is EccpWord.REGISTERED or thing.is_one_of(self._raw["held"]))
        return at + 3 if held and self._is_of(at + 2) else None

    def _tag(self, at: int) -> Tag | None:
        return self._tokens[at].tag if 0 <= at < len(self._tokens) else None

    def _number(self, at: int) -> int | None:
        token = self._tokens[at] if self._tag(at) is Tag.NUMBER else None
        return token.value if token is not None and isinstance(token.value, int) else None

    def _says(self, at: int, name: str) -> bool:
        """Whether the token at `at` is a word of the list of that name."""
        return 0 <= at < len(self._tokens) and self._tokens[at].is_one_of(self._raw[name])

    def _head(self, at: int) -> int:
        """After "(of) clusters", "one", "of us", "of them" at `at`, which may all be left out."""
        kind = self._tag(at) in (Tag.KIND, Tag.GENERIC) and self._fits(self._tokens[at])
        at += kind or self._is_one(at)
        if self._is_of(at) and self._tag(at + 1) in (Tag.WE, Tag.PRONOUN):
            at += 2
        return at

    def _is_one(self, at: int) -> bool:
        return self._tag(at) is Tag.NUMBER and self._tokens[at].small == "one"

    def _fits(self, token: Token) -> bool:
        return token.tag is not Tag.KIND or token.value in CLUSTERS

    def _is_of(self, at: int) -> bool:
        return self._tag(at) is Tag.IN and self._tokens[at].small in ("of", "of_the")

    def _group(self, at: int) -> tuple[list[Draft], int]:
        """The group after "all (of)", "two of": "us", "our partners", "the three clusters"; nobody if it is none."""
        definite = self._tag(at) in (Tag.DEFINITE, Tag.OWN)
        own = self._tag(at) is Tag.OWN
        number = self._number(at + definite)
        head = at + definite + (number is not None)
        if self._tag(at) is Tag.WE:
            number = self._number(at + 1)
            return of_size(self.clusters, number), at + 1 + (number is not None)
        if self._tag(at) is Tag.PRONOUN and self._tokens[at].plural:
            return (self.last if len(self.last) == len(self.clusters) else []), at + 1
        other = self._tag(head) is Tag.OTHER
        plural = self._tag(head) in _HEADS and self._tokens[head].plural
        if plural and self._fits(self._tokens[head]) and self._tag(head + 1) not in (Tag.IN, Tag.PLACE):
            members = self._tokens[head].tag is Tag.GENERIC and own
            group = self._besides_writer() if members else self.clusters
            sized = of_size(group, number, self._tokens[head])
            if not sized and number is not None and self._tokens[head].tag is Tag.GENERIC:
                sized = of_size(self._besides_writer(), number)  # "the two partners" of the three that we are
            return sized, self._head(head)
        if self._tag(head) is Tag.GROUP and " ".join(self._tokens[head].words) in self._raw["groups"]:
            return self.clusters, head + 1
        if number is not None and definite and not other and not plural:
            return of_size(self.clusters, number), self._head(head)
        return [], at

    def _besides_writer(self) -> list[Draft]:
        return [draft for draft in self.clusters if draft is not self._writer] if self._writer is not None else []

    def _of_number(self, at: int) -> Who | None:
        """ "One of us", "two of the three": so many, whom other words may name."""
        number = self._number(at)
        if number is None or not self._is_of(at + 1):
            return None
        if self._tokens[at + 1].small == "of_the" and self._tag(at + 2) is Tag.NUMBER:
            group, end = of_size(self.clusters, self._number(at + 2)), self._head(at + 3)
            group = group or (of_size(self._besides_writer(), self._number(at + 2)))
        else:
            group, end = self._group(at + 2)
        return Who(tuple(group), end, some=number) if len(group) > number else None

    def _scoped(self, at: int) -> Who | None:
        """ "All of us", "everybody", "both partners", "none of the three", "nobody"."""
        tag = self._tag(at)
        if tag is Tag.BOTH:
            return self._pair(at)
        if tag is Tag.EACH and self._number(at + 1) == 1:
            return Who(tuple(self.clusters), self._head(at + 1), all_=True)
        if tag not in (Tag.ALL, Tag.EACH, Tag.NONE):
            return None
        words = self._tokens[at].words
        denied, of = tag is Tag.NONE, words[-1] in self._raw["of"]
        number = self._number(at + 1)
        if words[0] in self._raw["two_denied"] and not of:
            return None
        if self._says(at + 1, "else") or (self._tag(at + 1) is Tag.OTHER and not of):
            rest = next(iter(self._unnamed()), [])
            return Who(tuple(rest), at + 2, denied=denied)
        group, end = self._group(at + 1)
        if not of and (self._tag(at + 1) is Tag.OWN or number is not None) and group:
            pass  # "all our partners", "all three"
        elif of and not group:
            return self._rest_of(at + 1, denied=denied)
        if not group and not of:
            group, end = self.clusters, at + 1
            if number is not None:
                group, end = of_size(self.clusters, number, self._tokens[min(at + 2, len(self._tokens) - 1)]), at + 2
            if self._tag(end) in (Tag.KIND, Tag.GENERIC, Tag.GROUP):  # "every partner", "all clusters"
                if not self._fits(self._tokens[end]):
                    return None
                end += 1
            elif self._is_of(end) and self._tag(end + 1) in (Tag.WE, Tag.PRONOUN):
                end += 2
        if words[0] in self._raw["two_denied"] and len(group) != _PAIR:
            return None
        everybody = len(group) == len(self.clusters)
        kinds = any(self._tag(here) is Tag.KIND for here in range(at, end))
        if everybody and number is None and not kinds:
            group = self._all  # companies too: "nobody is on the ECCP"
        return Who(tuple(group), end, denied=denied, all_=everybody)

    def _rest_of(self, at: int, *, denied: bool) -> Who | None:
        """After "neither of": "the other two"."""
        rest = self._rest(at)
        return replace(rest, denied=denied) if rest is not None else None

    def _pair(self, at: int) -> Who | None:
        """ "Both", "both partners", "both of them", "both of us", "both Croatian ones"."""
        if self._tag(at + 1) is Tag.PLACE:
            named = self._one(at + 1)
            return named if named is not None and len(named.drafts) == _PAIR else None
        of = self._tokens[at].words[-1] in self._raw["of"]
        group, end = self._group(at + 1)
        if of or self._tag(at + 1) in (Tag.OWN, Tag.WE):
            return Who(tuple(group), end) if len(group) == _PAIR else None
        found = self.last if len(self.last) == _PAIR else self._besides_writer()
        found = found if len(found) == _PAIR else self.clusters
        end = self._head(at + 1)
        return Who(tuple(found), end) if len(found) == _PAIR else None

    def _us(self, at: int) -> Who | None:
        """ "We", "we all", "we three", "our cluster", "our own"."""
        if self._tag(at) is Tag.WE:
            after = at + 1
            while self._tag(after) is Tag.WE:
                after += 1  # "we ourselves"
            number = self._number(after)
            if self._says(after, "all") or (number or 0) > 1:
                both = self._says(after, "all")
                numbered = self._number(after + both)
                group = of_size(self.clusters, numbered)
                return Who(tuple(group), after + both + (numbered is not None), all_=True)
            if (
                self._tag(after) is Tag.KIND
                and self._fits(self._tokens[after])
                and self._tokens[at].words[0] in self._raw["our"]
            ):
                after += 1
            return Who((self._writer,), after) if self._writer is not None else None
        if self._tag(at) is not Tag.OWN or self._writer is None:
            return None
        head = at + 1
        while self._tag(head) is Tag.WORD and head < at + _MOST_WORDS and self._in_source(head, self._writer):
            head += 1
        if self._tag(head) is Tag.KIND and self._fits(self._tokens[head]) and not self._tokens[head].plural:
            placed = self._tag(head + 1) in (Tag.IN, Tag.PLACE)
            return None if placed else Who((self._writer,), head + 1)
        of_ours = self._tokens[head].value in (EccpWord.TOPIC, EccpWord.REGISTERED) if self._tag(head) else False
        return Who((self._writer,), at + 1) if head == at + 1 and (of_ours or self._tag(head) is Tag.GROUP) else None

    def _rest(self, at: int) -> Who | None:
        """ "The others", "the other two", "the two other partners", "the rest of us", "the other one"."""
        here = at + (self._tag(at) in (Tag.DEFINITE, Tag.OWN))
        number = self._number(here)
        here += number is not None
        if self._tag(here) is not Tag.OTHER:
            return None
        plural = self._tokens[here].words[-1] in self._raw["rest"]
        after = here + 1
        if number is None and (number := self._number(after)) is not None and self._tokens[after].small != "one":
            after += 1
        number = None if plural and number == 1 else number
        plural = plural or (self._tag(after) in _HEADS and self._tokens[after].plural) or (number or 0) > 1
        for rest in self._unnamed():
            if len(rest) == number if number is not None else len(rest) > 1 if plural else len(rest) == 1:
                return Who(tuple(rest), self._head(after))
        return None

    def _unnamed(self) -> list[list[Draft]]:
        """Those who were not named: by this sentence; or else by those before, or the writer's partners."""
        writer = [self._writer] if self._writer is not None else []
        groups = [self.named] if self.named else [self.last, writer]
        rests = [[draft for draft in self.clusters if draft not in group] for group in groups if group]
        return [rest for rest in rests if rest]

    def _ordinal(self, at: int) -> Who | None:
        """ "The first", "the last two", "the second cluster"; "the former"."""
        here = at + (self._tag(at) is Tag.DEFINITE)
        if here == at or self._tag(here) is not Tag.ORDINAL:
            return None
        first = self._tokens[here].value
        number = self._number(here + 1) or 1
        several = number > 1
        unnamed = [draft for draft in self.clusters if draft not in self.named]
        if first == len(self.clusters) and number == len(unnamed) == 1:
            return Who(tuple(unnamed), self._head(here + 1))  # "Graz and Brno are, the third is not"
        if not self.listed and any(draft.kind is None for draft in self.clusters):
            return None
        end = self._head(here + 1 + several)
        among, after = self._group(end + 1) if self._is_of(end) else ([], end)
        listed = (
            among or self._named_pair()
            if self._tokens[here].words[0] in self._raw["of_pair"]
            else among or self.clusters
        )
        found = listed[:1] if first == _FORMER else listed[first - 1 : first - 1 + number]
        found = listed[-number:] if first == _LAST else found
        end = after if among else end
        return None if self._placed(end) or len(found) != number else Who(tuple(found), end)

    def _placed(self, at: int) -> bool:
        """Whether a place follows that tells which one is meant ("the first from Bari"), not where it sits."""
        inside = self._tag(at) is Tag.IN and self._tokens[at].words[0] not in self._lexicon.raw["is_words"]
        return self._tag(at + inside + (inside and self._tag(at + 1) is Tag.DEFINITE)) is Tag.PLACE

    def _named_pair(self) -> list[Draft]:
        others = [draft for draft in self._before if draft is not self._writer]
        return next((group for group in (self._before, self.last, self.named, others) if len(group) == _PAIR), [])

    def _plural(self, at: int) -> Who | None:
        """ "The three clusters", "our (two) partners", "the partners", "the Italian clusters"."""
        group, end = self._group(at)
        if not group or self._tag(at) not in (Tag.DEFINITE, Tag.OWN):
            return None
        return Who(tuple(group), end, all_=len(group) == len(self.clusters))

    def _one(self, at: int) -> Who | None:
        """ "Bari", "the Czech one", "our partner from Lyon", "the wood cluster in Graz (Austria)", "the Italians"."""
        token = self._tokens[at] if at < len(self._tokens) else None
        if token is None:
            return None
        if token.tag is Tag.NAME:
            return self._by_name(at)
        here = at + (token.tag in (Tag.DEFINITE, Tag.OWN, Tag.ARTICLE))
        places: list[PlaceMention] = []
        words: list[int] = []
        headed = plural = False
        while here < len(self._tokens):
            tag, this = self._tag(here), self._tokens[here]
            if tag is Tag.PLACE and not (places and not headed):
                places.append(this.value)
                headed = headed or here == at
            elif tag in _HEADS and self._fits(this) and not (headed and here > at + 1):
                headed, plural = True, this.plural
            elif this.small == "ones" and places and (not headed or here == at + 1):
                headed = plural = True
            elif self._is_one(here) and (not headed if places else self._tag(here + 1) is Tag.IN):
                headed = True
            elif tag is Tag.WORD and not headed and len(words) < _MOST_WORDS and self._tag(here + 1) in _THEMED:
                words.append(here)
            elif not (tag is Tag.IN and headed and self._tag(here + 1) is Tag.PLACE and not places):
                break
            here += 1
        themed = bool(words) and headed and not plural and token.tag in (Tag.DEFINITE, Tag.OWN)
        if not (places or themed) or (token.tag is Tag.ARTICLE and token.words != ("the",)):
            return None
        if places and not headed and token.tag is not Tag.DEFINITE:
            return None
        found = [d for d in self.clusters if all(is_there(place, d) for place in places)]
        found = [d for d in found if all(self._in_source(word, d) for word in words)]
        exact = [d for d in found if any(place.text in d.source for place in places)]
        found = exact if len(exact) == 1 and not plural else found
        several = plural or (places and places[0].text.endswith("s") and token.tag is Tag.DEFINITE and not headed)
        here = self._bracketed(here, found)
        return Who(tuple(found), here) if len(found) == 1 or (several and found) else None

    def _bracketed(self, at: int, found: Sequence[Draft]) -> int:
        """After the country in brackets or behind a comma, if it is where they are: "Graz (Austria)"."""
        shut = self._tag(at) is Tag.OPEN and self._tag(at + 2) is Tag.CLOSE
        if shut and self._tag(at + 1) is Tag.PLACE and all(is_there(self._tokens[at + 1].value, d) for d in found):
            return at + 3
        return at

    def _by_name(self, at: int) -> Who | None:
        token = self._tokens[at]
        known = self._drafts.named(self.text[token.start : token.end])
        if known is not None:
            return Who((known,), self._bracketed(at + 1, [known])) if known in self.clusters else None
        inside = token.value.place
        if inside is None or token.words != tuple(inside.text.lower().split()):
            return None
        found = [draft for draft in self.clusters if is_there(inside, draft)]
        return Who(tuple(found), at + 1) if len(found) == 1 else None

    def _in_source(self, at: int, draft: Draft) -> bool:
        token = self._tokens[at]
        word = re.escape(self.text[token.start : token.end])
        return re.search(rf"(?i)(?<!\w){word}(?!\w)", draft.source) is not None

    def _they(self, at: int) -> Who | None:
        """ "They (both)", "it", of those whom the clause before named."""
        if self._tag(at) is not Tag.PRONOUN:
            return None
        both = self._tag(at + 1) is Tag.BOTH
        last = self.last
        if both:
            last = last if len(last) == _PAIR else self._besides_writer()
            return Who(tuple(last), at + 2) if len(last) == _PAIR else None
        if self._tokens[at].plural:
            if last == [self._writer] and not set(map(id, self._before)) & set(map(id, self.named)):
                last = self._before  # "we are, they aren't"
            alone = len(last) == 1 and not self.named  # "they" of one organisation, named in the same sentence
            return Who(tuple(last), at + 1) if last and not alone else None
        return Who(tuple(last), at + 1) if len(last) == 1 else None


_THEMED = (Tag.KIND, Tag.WORD)
