"""What partners known are, told in a sentence of its own: "Nova is a university, the others are clusters"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.composed.accounted import Unclear
from assistant.eligibility.reader.grammar.statements import Statements
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Draft
from assistant.eligibility.reader.standing.who import Finder, Who
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token

_LONGEST = 60
_FEWEST = 2
_MOST_PARTNERS = 50
_MOST_WORDS = 2  # before a kind: "environmental", "small"
_JOINS = (Tag.COMMA, Tag.AND)
_BETWEEN = (Tag.COMMA, Tag.AND, Tag.BREAK, Tag.DASH)
_EVERYBODY = (Tag.ALL, Tag.BOTH, Tag.EACH)
_BEFORE_KIND = (Tag.ARTICLE, Tag.WORD)


class StandingKinds:
    """Takes what a first description tells of partners that it has named without saying what they are."""

    def __init__(self, statements: Statements, lexicon: Lexicon, text: str) -> None:
        self._statements, self._lexicon, self._text = statements, lexicon, text
        self._told: list[Draft] = []

    def tell(self, sentence: Sequence[Token]) -> bool:
        """Gives the partners their kinds. False, and nothing changed, if the sentence holds anything else, or if it may
        speak of others than those whose kind is open."""
        writer, drafts = self._statements.writer, self._statements.drafts
        others = [draft for draft in drafts.all if draft is not writer]
        fits = _FEWEST <= len(sentence) <= _LONGEST and _FEWEST <= len(others) <= _MOST_PARTNERS
        untold = [draft for draft in others if draft.kind is None and not draft.kind_open]
        known = all(draft in untold or draft in self._told for draft in others)
        if not fits or not untold or not known or not any(token.tag is Tag.KIND for token in sentence):
            return False
        if writer is not None and writer.kind is None:
            return False
        finder = Finder(sentence, self._text, self._lexicon, drafts, writer, untold)
        finder.clusters, finder.last, finder.listed = untold, untold, True
        finder.named = list(self._told)
        try:
            told = _Clauses(sentence, finder, untold, self._lexicon).read()
        except Unclear:
            return False
        for draft, kind in told.values():
            draft.kind = kind
            self._told.append(draft)
        self._statements.context.last = [draft for draft, _ in told.values()]
        return True


class _Clauses:
    """The clauses of one sentence; every word of them is accounted for."""

    def __init__(self, tokens: Sequence[Token], finder: Finder, untold: list[Draft], lexicon: Lexicon) -> None:
        end = len(tokens) - (tokens[-1].tag is Tag.STOP)
        self._tokens, self._finder, self._untold = tokens[:end], finder, untold
        self._raw = lexicon.raw["standing"]
        self._kinds: dict[int, tuple[Draft, Kind]] = {}
        self._counted: list[tuple[int, Kind]] = []  # "three are clusters", which are not said
        self._apart: list[Draft] = []  # of whom it is said next what they are

    def read(self) -> dict[int, tuple[Draft, Kind]]:
        """Who is what; raises Unclear."""
        at = 0
        while self._tag(at) is Tag.AND or self._is_filler(at):
            at += 1
        while at < len(self._tokens):
            after = self._over(self._clause(at))
            if after <= at:
                raise Unclear
            at = after
        if self._apart:
            raise Unclear  # "all but Nova are clusters", and nothing of what Nova is
        self._count_off()
        return self._kinds

    def _tag(self, at: int) -> Tag | None:
        return self._tokens[at].tag if 0 <= at < len(self._tokens) else None

    def _is_filler(self, at: int) -> bool:
        return 0 <= at < len(self._tokens) and self._tokens[at].small == "filler"

    def _says(self, at: int, name: str) -> bool:
        return 0 <= at < len(self._tokens) and " ".join(self._tokens[at].words) in self._raw[name]

    def _over(self, at: int) -> int:
        while self._tag(at) in _BETWEEN and not self._excepts(at):
            at += 1
        return at

    def _excepts(self, at: int) -> bool:
        """ "Except", or "but" before a partner: "all of them but Nova"."""
        if self._tag(at) is Tag.EXCEPT:
            return True
        return self._says(at, "excepting") and self._tag(at - 1) not in (Tag.KIND, Tag.COMMA)

    def _clause(self, at: int) -> int:
        if self._excepts(at):  # "apart from Nova (a university) they are all clusters"
            excepted, at = self._excepted(at)
            return self._statement(self._over(at), excepted)
        if self._tag(at) is Tag.ONLY:
            return self._only(at)
        if self._apart and (self._tag(at) in (Tag.RELATIVE, Tag.PRONOUN) or self._says(at, "this_one")):
            return self._of_those_apart(at + 1)
        return self._statement(at, [])

    def _statement(self, at: int, excepted: list[Draft]) -> int:
        """ "X and Y are clusters", "they are all clusters except Z", "three of them are clusters"."""
        who, at, number = self._subject(at)
        if self._excepts(at):
            more, at = self._excepted(at)
            excepted = [*excepted, *more]
            at += self._tag(at) is Tag.COMMA
        at, be = self._be(at)
        if not be and (len(who) != 1 or not self._kinds):
            raise Unclear  # "X is a university, Y an NGO"
        everybody = self._tag(at) in _EVERYBODY
        kind, plural, at = self._kind(at + everybody)
        at += self._tag(at) is Tag.ALL and self._tokens[at].words[-1] not in self._raw["of"]  # "without exception"
        if number is not None:
            self._counted.append((number, kind))
            return at
        if self._excepts(at) or (self._tag(at) is Tag.COMMA and self._excepts(at + 1)):
            more, at = self._excepted(at + (self._tag(at) is Tag.COMMA))
            excepted = [*excepted, *more]
        told = [draft for draft in who if draft not in excepted]
        if not told or any(draft not in who for draft in excepted) or (plural and len(told) < _FEWEST):
            raise Unclear
        for draft in told:
            self._note(draft, kind)
        return at

    def _subject(self, at: int) -> tuple[list[Draft], int, int | None]:
        """Who is told of, where that ends, and the number of those who are only counted."""
        number = self._tokens[at].value if self._tag(at) is Tag.NUMBER else None
        if isinstance(number, int):
            end = at + 1
            if self._tag(end) is Tag.IN and self._tag(end + 1) is Tag.PRONOUN:
                end += 2
            opens = self._tag(end) in (Tag.COMMA, Tag.OPEN, Tag.DASH)
            named = self._finder.find(end + 1) if opens and number == 1 else None
            if named is not None and len(named.drafts) == 1:  # "one, X, is a university"
                shut = self._tag(named.end) in (Tag.COMMA, Tag.CLOSE, Tag.DASH)
                self._finder.named += named.drafts
                return list(named.drafts), named.end + shut, None
            if self._tag(end) is Tag.BE:
                return [], end, number
        found: list[Draft] = []
        several: list[Who] = []
        while (who := self._find(at)) is not None:
            several.append(who)
            found += who.drafts
            self._finder.named += who.drafts
            at = who.end
            here = at
            while self._tag(here) in _JOINS:
                here += 1
            if here == at or self._find(here) is None:
                break
            at = here
        alone = not any(who.all_ for who in several[1:]) and len(several) > 0
        if not alone or any(who.only or who.denied or who.some for who in several):
            raise Unclear
        return found, at, None

    def _find(self, at: int) -> Who | None:
        if self._tag(at) in (Tag.ALL, Tag.BOTH, Tag.EACH) and self._tag(at + 1) is Tag.BE:
            both = self._tag(at) is not Tag.BOTH or len(self._untold) == _FEWEST
            return Who(tuple(self._untold), at + 1, all_=True) if both and not self._kinds else None
        who = self._finder.find(at)
        return who if who is None or all(draft in self._untold for draft in who.drafts) else None

    def _be(self, at: int) -> tuple[int, bool]:
        be = self._tag(at) is Tag.BE and self._tokens[at].value != "not"
        return at + be, be

    def _kind(self, at: int) -> tuple[Kind, bool, int]:
        """A kind at `at`, whether of several, and where it ends."""
        begin = at
        while self._tag(at) in _BEFORE_KIND or (self._tag(at) is Tag.OTHER and self._says(at, "likewise")):
            at += 1
        token = self._tokens[at] if self._tag(at) is Tag.KIND else None
        if token is None or not isinstance(token.value, Kind) or at - begin > _MOST_WORDS:
            raise Unclear
        return token.value, token.plural, at + 1

    def _excepted(self, at: int) -> tuple[list[Draft], int]:
        """After "except X, which is a university", "except X (a university)": who is left out."""
        who = self._finder.find(at + 1)
        if who is None or len(who.drafts) != 1 or who.only or who.denied or who.drafts[0] not in self._untold:
            raise Unclear
        self._finder.named += who.drafts
        self._apart, at = list(who.drafts), who.end
        opened = self._tag(at) is Tag.OPEN
        here = at + (self._tag(at) in (Tag.COMMA, Tag.OPEN, Tag.COLON, Tag.DASH))
        if self._tag(here) is Tag.RELATIVE or (here > at and self._tag(here) is Tag.PRONOUN):
            here = self._be_there(here + 1)
        if here > at and self._tag(here) in (*_BEFORE_KIND, Tag.KIND):
            end = self._of_those_apart(here)
            return list(who.drafts), end + (opened and self._tag(end) is Tag.CLOSE)
        return list(who.drafts), at

    def _be_there(self, at: int) -> int:
        after, be = self._be(at)
        if not be:
            raise Unclear
        return after

    def _of_those_apart(self, at: int) -> int:
        """ "… is a university", of who was left out before."""
        after, _ = self._be(at)
        kind, plural, end = self._kind(after)
        if plural or kind in CLUSTERS:
            raise Unclear
        for draft in self._apart:
            self._note(draft, kind)
        self._apart = []
        return end

    def _only(self, at: int) -> int:
        """ "Only X is not a cluster but a university"; "only X is a university"."""
        who = self._finder.find(at + 1)
        if who is None or len(who.drafts) != 1 or who.denied or who.drafts[0] not in self._untold:
            raise Unclear
        draft = who.drafts[0]
        self._finder.named.append(draft)
        at = who.end
        if self._tag(at) is not Tag.BE:
            raise Unclear
        if self._tokens[at].value != "not":
            kind, plural, at = self._kind(at + 1)
            if plural or kind in CLUSTERS:
                raise Unclear
            self._note(draft, kind)
            return at
        kind, _, at = self._kind(at + 1)
        if kind is not Kind.CLUSTER:
            raise Unclear
        self._apart = [draft]
        at += self._tag(at) is Tag.COMMA
        if self._says(at, "excepting"):
            return self._of_those_apart(at + 1)
        return at

    def _count_off(self) -> None:
        """Takes those who were only counted as the ones of whom nothing else was said."""
        if not self._counted:
            return
        rest = [draft for draft in self._untold if id(draft) not in self._kinds]
        number, kind = self._counted[0]
        if len(self._counted) > 1 or number != len(rest):
            raise Unclear
        for draft in rest:
            self._note(draft, kind)

    def _note(self, draft: Draft, kind: Kind) -> None:
        if self._kinds.setdefault(id(draft), (draft, kind))[1] is not kind:
            raise Unclear
