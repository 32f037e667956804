"""A sentence that only names members of the consortium, as a plain list of them: "Next to our cluster in Graz stand a
cluster in Bari and one in Brno" as "partners: our cluster in Graz, a cluster in Bari and a cluster in Brno"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.consortium import Kind, Role
from assistant.eligibility.reader.composed.accounted import Unclear
from assistant.eligibility.reader.composed.members import Group, Head, Member, Seat, Words
from assistant.eligibility.reader.composed.pointing import numbered, only_kind, points_back, stands_for_one
from assistant.eligibility.reader.composed.roles import good, partner_behind, role_before, role_behind
from assistant.eligibility.reader.composed.written import written
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.gazetteer.names import How

_SIGNS = (Tag.COMMA, Tag.AND, Tag.OPEN, Tag.CLOSE, Tag.DASH, Tag.COLON)
_HEADS = (Tag.DEFINITE, Tag.OWN, Tag.OTHER, Tag.NUMBER, Tag.MORE, Tag.ARTICLE)
_NEVER = (Tag.NOT, Tag.NONE, Tag.PERHAPS, Tag.SEEKING, Tag.AT_LEAST, Tag.UP_TO, Tag.ABOUT, Tag.LESS_DEVELOPED, Tag.NAME)
_FEWEST = 2


def composed(tokens: Sequence[Token], lexicon: Lexicon, kinds: Sequence[Kind | None]) -> list[Token]:
    """The tokens of such a sentence as a plain list; as they are where a word is not accounted for. `kinds`:
    those of the partners named before."""
    if not any(token.tag in (Tag.KIND, Tag.CROWD) for token in tokens) or points_back(tokens, kinds):
        return list(tokens)
    sentence = Sentence(tokens, lexicon, kinds)
    try:
        return sentence.listed()
    except Unclear:
        return list(tokens)


class Sentence:
    """The members that one sentence names, read from its first word to its last."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, kinds: Sequence[Kind | None]) -> None:
        self._words = Words(tokens, lexicon)
        self._named = len(kinds)
        self._at = 0
        self._found: list[Member] = []
        self._group: Group | None = None
        self._kind: Member | Group | None = only_kind(kinds, tokens)
        self._before: list[Seat] = []
        self._own = False
        self._we_are_several = False
        self._placed_first = False
        self._joins = self._alone = self._plain = False
        self._plain_end = 0
        self._each_in: list[Seat] = []
        self._total: int | None = None
        self._role: Token | None = None
        self._heads: list[Head] = []

    def listed(self) -> list[Token]:
        """The sentence as a plain list. Raises Unclear."""
        steps = (
            self._us, self._roles, self._one_of, self._ellipsis, self._numbered, self._member, self._several,
            self._open_seats, self._heading, self._place_first, self._linked,
        )  # fmt: skip
        while self._at < len(self._words.tokens):
            if not self._sign() and not any(step() for step in steps):
                raise Unclear
        self._close_group()
        self._check()
        return written(self._found, self._words.tokens)

    def _is_added(self) -> bool:
        """Whether a sentence adds one partner to those named before: "…, seat in Ghent, is our fourth beneficiary"."""
        head = self._found[0].head
        new = self._joins or (bool(head) and head[0].tag is Tag.ARTICLE)
        return bool(self._named) and new and not self._found[0].own and not (head and head[0].tag is Tag.OWN)

    def _sign(self) -> bool:
        token = self._words.tokens[self._at]
        if self._words.us_after(self._at) > self._at and self._found and not self._group:
            return False
        here = token.tag in _SIGNS or token.words == (";",)
        if here and self._words.tags(self._at, 3) == [Tag.OPEN, Tag.ROLE, Tag.CLOSE]:
            return False
        self._at += here
        return here

    def _us(self) -> bool:
        """ "…, that's us": the member named last is the writer's own."""
        end = self._words.us_after(self._at)
        if end == self._at or not self._found:
            return False
        self._found[-1].own = True
        self._at = end
        return True

    def _roles(self) -> bool:
        """ "The coordinator is", "under the lead of"; "(lead)", "leads", "is our fourth partner" behind a member."""
        words, at = self._words, self._at
        last = self._found[-1] if self._found and not self._group else None
        role, end = role_behind(words, at) if last is not None else (None, at)
        if end == at and last is not None:
            role, end = partner_behind(words, at)
            self._joins = self._joins or end > at
        if end > at and last is not None:
            if role is not None and last.role is not None:
                raise Unclear
            last.role = role or last.role
        elif self._role is None:
            self._role, end = role_before(words, at)
        self._at, before = end, at
        return end > before

    def _one_of(self) -> bool:
        """ "One of the three clusters has its seat in Graz"."""
        words, at = self._words, self._at
        one = words.tag(at) is Tag.NUMBER and words.tokens[at].value == 1 and words.tag(at + 1) is Tag.IN
        if not one or self._total is not None or self._found:
            return False
        group, end = words.several(at + 2)
        if group is None or group.number is None:
            return False
        seat, after = words.seat(end)
        if seat is None:
            return False
        self._total = group.number
        self._kind = group
        self._add(Member([words.tokens[at], *group.head], group.kind, seat))
        self._at = after
        return True

    def _ellipsis(self) -> bool:
        """ "One in Bari", "another in Brno", "the third in Gdańsk", of a kind named before."""
        words, at = self._words, self._at
        if self._kind is None or not stands_for_one(words, at):
            return False
        end = at
        while words.tag(end) is not Tag.IN and not words.phrase(end, words.seated):
            end += 1
        seat, after = words.seat(end)
        if seat is None:
            return False
        us = words.us_after(after)
        seat.own = us > after
        if self._group is not None:
            self._group.seats.append(seat)
        else:
            kind = self._kind
            head = [t for t in kind.head if t.tag in (Tag.WORD, Tag.EUROPEAN)]
            article = Token(words.tokens[at].start, words.tokens[at].end, Tag.ARTICLE, 1, words=("a",))
            place = seat.place.start
            self._add(Member([article, *head], replace(kind.kind, start=place, end=place), seat, own=seat.own))
        self._at = us
        return True

    def _numbered(self) -> bool:
        """ "Partner number two is", "the second partner is", "the first is" before a member."""
        here = numbered(self._words, self._at)
        member, end = self._words.one(here, own=False) if here > self._at else (None, 0)
        if member is None or member.seat is None:
            return False
        self._joins = True
        self._add(member)
        self._at = end
        return True

    def _member(self) -> bool:
        member, end = self._words.one(self._at, own=self._own)
        if member is None or self._group is not None:
            return False
        if member.seat is None and self._words.tag(end) is Tag.EACH and len(self._before) > 1 and self._role is None:
            self._kind = self._group = Group(member.head[1:], member.kind, len(self._before))
            self._each_in, self._before = self._before, []
            self._at = end + 1
            return True
        self._seated(member)
        us = self._words.us_after(end)
        member.own = member.own or us > end
        self._own = False
        self._add(member)
        self._kind = member
        self._at = us
        return True

    def _seated(self, member: Member) -> None:
        """Gives a member the place that was named before it: "in Graz we run a cluster", "from Italy the one in …"."""
        if not self._before:
            if member.seat is None:
                raise Unclear
            return
        if len(self._before) > 1:
            raise Unclear
        place = self._before[0]
        if member.seat is None:
            member.seat = place
        elif member.seat.country is None and self._words.within(member.seat.place, place.place):
            member.seat.country = place.place
        else:
            raise Unclear
        self._before = []

    def _add(self, member: Member) -> None:
        member.role = self._role
        self._role = None
        self._found.append(member)

    def _several(self) -> bool:
        words = self._words
        group, end = words.several(self._at)
        if group is None or self._group is not None or self._role is not None:
            return False
        self._we_are_several, self._own = self._we_are_several or self._own, False
        if self._we_are_several and group.number is None:
            raise Unclear
        self._kind = self._group = group
        group.seats, self._before = self._before, []
        self._at = end
        if not group.seats:
            self._at = self._seats_behind(end)
        return True

    def _seats_behind(self, end: int) -> int:
        """Takes the seats told behind a group: "… in Bari and Brno", "… are in", "(Bari, Brno)", ", namely in"."""
        words, group = self._words, self._group
        assert group is not None
        here = words.connected(end)
        opened = words.tag(end) is Tag.OPEN
        if not here and words.is_verb(end):
            here = end + 1 + (words.tag(end + 1) is Tag.IN)
        elif not here and opened:
            here = end + 1
        elif not here and words.tags(end, 2) == [Tag.COMMA, Tag.CALLED]:
            here = end + 2
            here += here < len(words.tokens) and words.tokens[here].is_one_of(words.those)
        if not here:
            return end
        seats, after = words.seats(here)
        if not seats or (opened and words.tag(after) is not Tag.CLOSE):
            return end
        group.seats = seats
        self._plain = not self._found and words.tag(end) is Tag.IN
        self._close_group()
        self._plain_end = len(self._found)
        return after + opened

    def _open_seats(self) -> bool:
        """ "…, from Bari in Italy and from Brno" of a group named before; "us in Graz" among them."""
        words, at = self._words, self._at
        if self._group is None:
            return False
        if words.tag(at) is Tag.WE and (words.tag(at + 1) is Tag.IN or words.noun(at + 1)):
            seat, end = words.place(at + 1 + (words.tag(at + 1) is Tag.IN))
            if seat is None or not self._we_are_several:
                return False
            seat.own = True
            self._group.seats.append(seat)
            self._at = end
            return True
        seats, end = words.seats(at)
        if seats:
            self._group.seats += seats
            self._at = end
            return True
        return self._role_of_seat()

    def _role_of_seat(self) -> bool:
        """ "Graz being the coordinator, Bari and Brno the two beneficiaries" of a group."""
        words, at, group = self._words, self._at, self._group
        if group is None or not group.seats:
            return False
        at += words.is_verb(at)
        at += words.tag(at) in (Tag.DEFINITE, Tag.ARTICLE)
        number = words.tokens[at].value if words.tag(at) is Tag.NUMBER else 1
        at += words.tag(at) is Tag.NUMBER
        if words.tag(at) is not Tag.ROLE or number > len(group.seats):
            return False
        for seat in group.seats[-number:]:
            if seat.role is not None:
                raise Unclear
            seat.role = good(words.tokens[at])
        self._at = at + 1
        return True

    def _close_group(self) -> None:
        """Makes members of a group whose seats are known; there must be as many as the number says."""
        group, self._group = self._group, None
        if group is None:
            return
        if self._each_in and not group.seats:
            group.seats = self._each_in
        elif self._each_in:
            for seat, country in zip(group.seats, self._each_in, strict=False):
                if seat.country is not None or not self._words.within(seat.place, country.place):
                    raise Unclear
                seat.country = country.place
        self._each_in = []
        towns = all(seat.place.value.how is How.CITY for seat in group.seats)
        whole = len(group.seats) == group.number if group.number is not None else towns
        if len(group.seats) < _FEWEST or not whole:
            raise Unclear
        for seat in group.seats:
            place = seat.place.start
            article = Token(place, place, Tag.ARTICLE, 1, words=("a",))
            kind = replace(group.kind, start=place, end=place)
            self._add(Member([article, *group.head], kind, seat, own=seat.own))
            self._found[-1].role = seat.role or self._found[-1].role

    def _heading(self) -> bool:
        """ "The two beneficiaries are", "our partners come" before those who are meant."""
        words, at = self._words, self._at
        while words.tag(at) in _HEADS:
            at += 1
        noun = words.tokens[at] if at < len(words.tokens) else None
        if noun is None or noun.tag not in (Tag.GENERIC, Tag.ROLE) or self._group is not None:
            return False
        if not noun.plural:
            announced = noun.tag is Tag.GENERIC and words.tag(at + 1) is Tag.COLON and not (self._found or self._joins)
            self._joins = self._joins or announced  # "one more partner:"
            self._at = at + 2 if announced else self._at
            return announced
        if at > self._at and words.tokens[self._at].tag is Tag.OWN and words.tag(self._at + 1) is Tag.WE:
            return False
        numbers = [token.value for token in words.tokens[self._at : at] if token.tag is Tag.NUMBER]
        listed = words.is_verb(at + 1) or words.tag(at + 1) is Tag.COLON
        if not listed and not (words.tag(at + 1) is Tag.IN and words.noun(at + 2)):
            return False
        role = good(noun) if noun.tag is Tag.ROLE else None
        if role is not None and role.value is not Role.BENEFICIARY:
            return False
        self._heads.append(Head(numbers[0] if numbers else None, len(self._found), role))
        self._at = at + 1 + listed
        return True

    def _place_first(self) -> bool:
        """ "In Graz" before "we run a wood cluster"; "Graz is where", "Austria brings in" before who sits there."""
        words, at = self._words, self._at
        if self._before or self._group is not None:
            return False
        seats, end = words.possessed(at)
        if not seats:
            seats, end = words.seats(at)
            self._placed_first = self._placed_first or bool(seats)
        if end > at and words.tag(at) is not Tag.IN and words.tokens[end - 1].tag is Tag.PLACE:
            length = words.phrase(end, words.where) or words.phrase(end, words.bringing)
            seats = seats if length else []
            end += length
        self._before = seats
        self._at = end if seats else at
        return bool(seats)

    def _linked(self) -> bool:
        """Words that only link members to each other and to the consortium; "we are", "I manage" before our own."""
        words, at = self._words, self._at
        own, glue = words.phrase(at, words.own), words.phrase(at, words.glue) or words.by_the_way(at)
        if words.tag(at) is Tag.WE and own >= glue and own <= 1:
            own = 1 + (words.tag(at + 1) in (Tag.COMMA, Tag.OPEN, Tag.DASH))
            own += words.tag(at + own) is Tag.CALLED
            own += words.tag(at + own) is Tag.IN and not words.noun(at + own + 1)
            beside = bool(at) and words.tokens[at - 1].is_one_of(words.lexicon.particles.beside)
            own = own if own > 1 and not beside else 0
        here = words.phrase(at, words.own_here)
        if here and here > glue and words.has_here(at + here) and not self._found:
            own, self._alone = here, True
        if own and own >= glue:
            member, _ = words.one(at + own, own=True)
            group, _ = words.several(at + own)
            if self._own or not (member or group):
                raise Unclear
            self._own = True
        elif not glue or any(t.tag in _NEVER or t.value == "not" for t in words.tokens[at : at + glue]):
            return False
        self._at += max(own, glue)
        return True

    def _check(self) -> None:
        """Raises Unclear where a number or a place is left over, or where more than one is ours."""
        ours = sum(member.own for member in self._found)
        trailing = self._words.tag(len(self._words.tokens) - 1) is Tag.BE and not self._placed_first
        if self._plain and self._plain_end == len(self._found):
            raise Unclear  # "clusters from Bari and Brno": the grammar reads that, and takes corrections of it
        if trailing or (len(self._found) == 1 and self._found[0].own and self._found[0].role is not None):
            raise Unclear  # "the two clusters, Lille and Kraków, are"
        if self._before or self._own or self._role is not None or ours > 1 or not self._found:
            raise Unclear
        if (self._we_are_several and ours != 1) or (self._alone and len(self._found) > 1):
            raise Unclear
        if self._total is not None and self._total != len(self._found):
            raise Unclear
        if len(self._found) < _FEWEST and not (ours and not self._named) and not self._is_added():
            raise Unclear
        for number, head in enumerate(self._heads):
            end = self._heads[number + 1].begin if number + 1 < len(self._heads) else len(self._found)
            told = [member for member in self._found[head.begin : end] if not member.own]
            if head.number is not None and head.number != len(told):
                raise Unclear
            for member in told:
                member.role = member.role or head.role
