"""The clauses of a sentence on registrations, of who and what: "Graz is on the ECCP, Bari not, Brno applied"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.eligibility.consortium import Eccp
from assistant.eligibility.reader.composed.accounted import Unclear
from assistant.eligibility.reader.partners.drafts import Draft
from assistant.eligibility.reader.standing.turns import commented, only_one, relative, reported
from assistant.eligibility.reader.standing.who import Finder, Who
from assistant.eligibility.reader.standing.words import Predicates
from assistant.eligibility.reader.tokens.lexicon import EccpWord, Lexicon, Tag, phrases
from assistant.eligibility.reader.tokens.scan import Token

_AHEAD = 5
_JOINS = (Tag.COMMA, Tag.AND)
_BREAKS = (Tag.COMMA, Tag.AND, Tag.BREAK, Tag.DASH, Tag.OR)
_TELLING = (Tag.PLACE, Tag.NAME, Tag.ORDINAL, Tag.OTHER, Tag.KIND, Tag.PERHAPS, Tag.NOT, Tag.ALL, Tag.NUMBER, Tag.ONLY)
_PREDICATES = (Tag.BE, Tag.HAVE, Tag.NOT, Tag.ECCP, Tag.OPEN, Tag.PERHAPS)
_OPPOSITE = {Eccp.REGISTERED: Eccp.NO, Eccp.SUBMITTED: Eccp.NO, Eccp.NO: Eccp.REGISTERED}


class Clauses:
    """The clauses of one sentence."""

    def __init__(
        self, tokens: Sequence[Token], finder: Finder, predicates: Predicates, lexicon: Lexicon, *, spoken: bool,
        carried: Eccp | None,
    ) -> None:  # fmt: skip
        self._tokens, self._finder, self._predicates, self._spoken = tokens, finder, predicates, spoken
        self._raw = lexicon.raw["standing"]
        self._openers, self._unlike = phrases(self._raw["openers"]), phrases(lexicon.raw["unlike"])
        self._wondering = phrases(self._raw["wondering"])
        self._separating, self._joining = self._raw["breaks"], self._raw["joining"]
        self._reporting = self._raw["reporting"]
        self._wonders = False  # whether the sentence only asks itself, or supposes, what it goes on to say
        self._asks = False  # the first, which holds for one clause
        self._answered: Eccp | None = None  # by a "yes" or "no" in front
        self._certain = any(token.is_one_of(self._raw["certain"]) for token in tokens)
        self._told: dict[int, tuple[Draft, Eccp]] = {}
        self._carried = carried

    def read(self) -> dict[int, tuple[Draft, Eccp]]:
        """Whose registration is which; raises Unclear."""
        at = self._opening()
        while at < len(self._tokens):
            try:
                at = self._over(self._clause(at))
                self._wonders = self._wonders and not self._asks
            except Unclear:
                if self._wonders and self._told:
                    break  # "we think that Bari is, but nobody has checked"
                raise
        if not self._told:
            raise Unclear
        return self._told

    def _tag(self, at: int) -> Tag | None:
        return self._tokens[at].tag if 0 <= at < len(self._tokens) else None

    def _status(self, at: int, end: int) -> Eccp:
        """What the words from `at` to `end` say."""
        return self._predicates.status(self._tokens[at:end], self._carried, spoken=self._spoken)

    def _over(self, at: int) -> int:
        """After the signs and small words between two clauses."""
        while at < len(self._tokens):
            token = self._tokens[at]
            if self._is_break(token) or self._opens(at):
                at += 1
            else:
                break
        return at

    def _is_break(self, token: Token) -> bool:
        """Whether a token may stand between two clauses."""
        if token.tag is Tag.BREAK:
            return " ".join(token.words) in self._separating
        return token.tag in _BREAKS

    def _opens(self, at: int) -> bool:
        token = self._tokens[at]
        return " ".join(token.words) in self._openers and self._finder.find(at + 1) is not None

    def _opening(self) -> int:
        """After what only leads to the first clause: "ECCP:", "As to the platform,", "I can confirm that"."""
        for at, token in enumerate(self._tokens):
            if token.tag is Tag.COLON:
                before = self._tokens[:at]
                named = self._finder.find(0)
                names = any(t.tag in _TELLING for t in before) or (named is not None and named.end == at)
                if not names and not self._is_status(before):
                    return at + 1
                break
        if self._inverted(0):
            return 0
        yes, no = (self._tokens[0].is_one_of(self._raw["answers"][word]) for word in ("yes", "no"))
        if (yes or no) and self._tag(1) is Tag.COMMA:
            self._carried = self._answered = Eccp.REGISTERED if yes else Eccp.NO
            return 2
        words = [token.words for token in self._tokens]
        flat = [(word, n) for n, each in enumerate(words) for word in each]
        spelt = [word for word, _ in flat] or [""]
        wonders = self._wondering.at(spelt, 0)[1]
        length = wonders or self._openers.at(spelt, 0)[1]
        if length and (length == len(flat) or flat[length][1] != flat[length - 1][1]):
            self._wonders = bool(wonders)
            self._asks = spelt[length - 1] in self._raw["asking"]
            return flat[length][1] if length < len(flat) else len(words)
        return self._after_reason(0, within=(Tag.COMMA,)) + 1 if self._tokens[0].small == "reason" else 0

    def _is_status(self, tokens: Sequence[Token]) -> bool:
        """Whether a heading says a status ("not registered: …") rather than only names the platform."""
        return any(t.tag is Tag.ECCP and t.value is not EccpWord.TOPIC for t in tokens)

    def _clause(self, at: int) -> int:
        """Takes one clause; where it ends."""
        excepted: list[Draft] = []
        if self._carried is not None and self._only_at_end(at):
            return len(self._tokens)
        if self._contrast_length(at):
            who, at = self._several(at + self._contrast_length(at))
            excepted = [draft for each in who for draft in each.drafts]
            at = self._over(at)
        if self._inverted(at):
            return self._same(at)
        at += self._tag(at) is Tag.BOTH and self._finder.find(at) is None  # "both we and the Italian cluster"
        anybody = self._anybody(at)
        first = anybody or self._finder.find(at)
        if first is None:
            return self._status_first(at)
        if first.some is not None:
            return self._some(first, first.end)
        who, at = ([anybody], anybody.end) if anybody is not None else self._several(at)
        self._finder.named += [draft for each in who for draft in each.drafts]
        beside, at = self._excepted(at)
        excepted += beside
        while self._tag(at) in (Tag.ALL, Tag.BOTH, Tag.EACH) and len(who) > 1:
            at += 1  # "Graz and Bari both …"
        at = reported(self._tokens, at, self._reporting)
        end, after = self._end(at)
        only = only_one(self._tokens, at, end)
        if only:
            who, at = [replace(each, only=True) for each in who], only
        answered = self._answered if end == at else None
        if answered is Eccp.NO and all(each.denied for each in who):
            answered = Eccp.REGISTERED  # "no, nobody"
        status = answered or self._status(at, end)
        beside, after = self._excepted(after)
        told = relative(self._tokens, after) if beside else 0
        self._take(who, status, excepted if told else [*excepted, *beside], apart=beside)
        if told:
            said, after = commented(self._tokens, told, self._status, self._end)
            self._note(beside, said)  # "… except Bari, which has applied"
        return self._alike(after, status)

    def _alike(self, at: int, status: Eccp) -> int:
        """After "like us", "together with Bari" behind a predicate: the same is told of them."""
        if at >= len(self._tokens) or " ".join(self._tokens[at].words) not in self._joining:
            return at
        who, after = self._several(at + 1)
        self._take(who, status, [])
        end, next_clause = self._end(after)
        if not self._predicates.covered(self._tokens[after:end]):
            raise Unclear
        return next_clause

    def _anybody(self, at: int) -> Who | None:
        """ "(I don't know) who of us", "whether anyone"."""
        asked = self._tokens[at].words[:1] if self._wonders and at < len(self._tokens) else ()
        if not asked or asked[0] not in self._raw["anybody"]:
            return None
        end = next((n for n in range(at, len(self._tokens)) if self._tag(n) in _PREDICATES), len(self._tokens))
        return Who(tuple(self._finder.clusters), end)

    def _only_at_end(self, at: int) -> bool:
        """ "…, only us", after what the others are not."""
        who = self._finder.find(at)
        if who is None or not who.only or who.end < len(self._tokens) or self._carried is None:
            return False
        self._contrast(who.drafts, self._carried)
        return True

    def _contrast_length(self, at: int) -> int:
        """How many tokens "except", "unlike", "in contrast to" take; 0 if none stands there."""
        if self._tag(at) is Tag.EXCEPT:
            return 1
        words = ""
        for length, token in enumerate(self._tokens[at : at + 3], 1):
            words = " ".join((words, *token.words)).strip()
            if words in self._unlike:
                return length
        return 0

    def _excepted(self, at: int) -> tuple[list[Draft], int]:
        """Those whom "except Bari", "but us", "unlike Brno" takes out, and where that ends."""
        here = at + (self._tag(at) is Tag.COMMA)
        but = self._tag(here) is Tag.BREAK and self._tokens[here].is_one_of(self._raw["excepting"])
        length = self._contrast_length(here) or int(but and self._verb_after(here + 1))
        if not length or self._finder.find(here + length) is None:
            return [], at
        who, end = self._several(here + length)
        return [draft for each in who for draft in each.drafts], end

    def _verb_after(self, at: int) -> bool:
        """Whether a verb follows the partner at `at`, and before it whom it is taken from: "all but Graz are"."""
        who = self._finder.find(at)
        before = self._tag(at - 2)
        verb = who is not None and self._tag(who.end) in (Tag.BE, Tag.HAVE, Tag.ECCP)
        return verb and before in (Tag.ALL, Tag.NONE, Tag.EACH, Tag.NUMBER, Tag.WE, Tag.KIND, Tag.GENERIC)

    def _several(self, at: int, *, leads: bool = False) -> tuple[list[Who], int]:
        """ "Graz, Bari and the Czech one". `leads`: what is said of them stands before, so that who has a predicate
        behind them is none of them."""
        found: list[Who] = []
        while (who := self._finder.find(at)) is not None:
            found.append(who)
            at = who.end
            possessive = self._tag(at) is Tag.BE and self._tokens[at].small == "possessive"
            at += possessive
            here = at
            while self._tag(here) in _JOINS:
                here += 1
            following = self._finder.find(here) if here > at else None
            if following is None or following.all_ or (leads and self._tag(following.end) in _PREDICATES):
                break
            at = here
        if len(found) > 1 and found[0].all_:
            found = found[1:]  # "of us three, Bari alone"
        if not found or any(who.all_ for who in found[1:]):
            raise Unclear
        return found, at

    def _end(self, at: int) -> tuple[int, int]:
        """Where the predicate that begins at `at` ends, and where the next clause may begin."""
        if self._tag(at) is Tag.OPEN:
            shut = next((n for n in range(at, len(self._tokens)) if self._tag(n) is Tag.CLOSE), 0)
            if not shut:
                raise Unclear
            return shut + 1, shut + 1
        for here in range(at, len(self._tokens)):
            token = self._tokens[here]
            if token.small == "reason" or token.tag is Tag.RELATIVE:
                return self._before_reason(at, here), self._after_reason(here)
            joins = " ".join(token.words) in self._joining or self._begins_line(here)
            if here > at and joins and self._finder.find(here + (not self._begins_line(here))) is not None:
                return here, here
            if not self._is_break(token) and token.tag is not Tag.EXCEPT:
                continue
            following = self._over(here)
            begins = self._contrast_length(following) or self._inverted(following)
            named = self._tag(following) is Tag.CALLED or self._finder.find(following) is not None
            if token.tag is Tag.EXCEPT or begins or named:
                return here, here
            if self._begins_status(following):
                return here, following
        return len(self._tokens), len(self._tokens)

    def _leads(self, at: int) -> bool:
        """Whether a token ends with "for", "about", which leads to whom something is said of."""
        return not set(self._tokens[at].words[-1:]).isdisjoint(self._raw["leading"])

    def _begins_line(self, at: int) -> bool:
        return "\n" in self._finder.text[self._tokens[at - 1].end : self._tokens[at].start]

    def _begins_status(self, at: int) -> bool:
        """ "… / not registered: Brno", "…, no idea about the others"."""
        if at < len(self._tokens) and self._tokens[at].small == "reason":
            return False
        for here in range(at + 1, min(at + _AHEAD, len(self._tokens))):
            leads = self._tag(here) is Tag.COLON or self._leads(here)
            if leads and self._finder.find(here + 1) is not None:
                return self._predicates.covered(self._tokens[at:here])
        return False

    def _before_reason(self, at: int, here: int) -> int:
        return here - 1 if here - 1 > at and self._tag(here - 1) is Tag.COMMA else here

    def _after_reason(self, at: int, within: Sequence[Tag] = ()) -> int:
        """After a reason or an aside, which must say nothing of partners or registrations; to one of the signs in
        `within`, or to where a clause on a partner begins."""
        signs = range(at + 1, len(self._tokens))
        end = next((n for n in signs if self._tag(n) in within or self._begins_clause(n)), len(self._tokens))
        for token in self._tokens[at:end]:
            if token.tag in (Tag.PLACE, Tag.NAME, Tag.ECCP, Tag.OTHER, Tag.ALL, Tag.KIND, Tag.ROLE):
                raise Unclear
        return end

    def _begins_clause(self, at: int) -> bool:
        sign = self._tag(at) in (Tag.COMMA, Tag.BREAK) and self._is_break(self._tokens[at])
        return sign and self._finder.find(self._over(at)) is not None

    def _inverted(self, at: int) -> bool:
        """ "So is Bari", "nor is Brno", "as are we"."""
        lead = at < len(self._tokens) and " ".join(self._tokens[at].words) in self._raw["inverting"]
        return lead and self._tag(at + 1) in (Tag.BE, Tag.HAVE) and self._finder.find(at + 2) is not None

    def _same(self, at: int) -> int:
        if self._carried is None:
            raise Unclear
        denied = self._tokens[at].is_one_of(self._raw["inverting_denied"]) and self._carried is Eccp.REGISTERED
        who, end = self._several(at + 2)
        self._take(who, Eccp.NO if denied else self._carried, [])
        return end

    def _some(self, first: Who, at: int) -> int:
        """ "Two of the three, Graz and Brno, are …"; "one of us is not registered, namely Bari"."""
        apposed = at + 1 if self._tag(at) in (Tag.COMMA, Tag.OPEN, Tag.DASH) else at
        if apposed > at and self._finder.find(apposed) is not None:
            who, end = self._several(apposed)
            end += self._tag(end) in (Tag.COMMA, Tag.CLOSE, Tag.DASH)
            last, after = self._end(end)
            status = self._status(end, last)
        else:
            last, after = self._end(at)
            status = self._status(at, last)
            here = self._over(after)
            if self._tag(here) in (Tag.CALLED, Tag.COLON):
                here += 1
            if here == after or self._finder.find(here) is None:
                raise Unclear
            who, after = self._several(here)
            if self._tag(after) in (Tag.BE, Tag.HAVE):
                raise Unclear  # "two of us are on it, Bari is not": who the two are is not said
        if sum(len(each.drafts) for each in who) != first.some:
            raise Unclear
        self._finder.named += [draft for each in who for draft in each.drafts]
        self._take(who, status, [])
        return after

    def _status_first(self, at: int) -> int:
        """ "Registered: Graz, Bari", "on the ECCP are Graz and Brno", "yes for us and for Brno"."""
        for here in range(at, len(self._tokens)):
            verb = self._tag(here) is Tag.BE and self._tokens[here].value != "not"
            leads = self._tag(here) in (Tag.COLON, Tag.OPEN) or verb or self._leads(here)
            after = here + 1
            while verb and self._tag(after) is Tag.WORD and self._predicates.covered(self._tokens[after : after + 1]):
                after += 1
            said = not verb or any(token.tag is Tag.ECCP for token in self._tokens[at:here])
            if leads and said and here > at and self._finder.find(after) is not None:
                status = self._status(at, here)
                who, end = self._several_for(after, leads=True)
                end += self._tag(here) is Tag.OPEN and self._tag(end) is Tag.CLOSE
                excepted, end = self._excepted(end)
                if self._tag(end) in _PREDICATES:
                    raise Unclear
                self._take(who, status, excepted)
                return end
        raise Unclear

    def _several_for(self, at: int, *, leads: bool = False) -> tuple[list[Who], int]:
        """ "Us and for Brno"."""
        who, end = self._several(at, leads=leads)
        here = end
        while self._tag(here) in _JOINS:
            here += 1
        if here > end and here < len(self._tokens) and self._tokens[here].is_one_of(self._raw["for_each"]):
            more, end = self._several_for(here + 1, leads=leads)
            who = [*who, *more]
        return who, end

    def _take(
        self, who: Sequence[Who], status: Eccp, excepted: Sequence[Draft], apart: Sequence[Draft] = ()
    ) -> None:  # fmt: skip
        """Notes a status for those it is said of; the opposite for whom it leaves out; none for those `apart`."""
        if self._wonders:
            status, excepted = Eccp.UNKNOWN, ()
            who = [replace(each, denied=False, only=False) for each in who]
        denied = any(each.denied for each in who)
        only = any(each.only for each in who)
        if denied and status in (Eccp.NO, Eccp.UNKNOWN):
            raise Unclear  # "nobody is not registered"
        said = Eccp.NO if denied else status
        meant = [draft for each in who for draft in each.drafts if draft not in (*excepted, *apart)]
        self._note(meant, said)
        self._finder.last = meant
        if excepted:
            self._contrast(excepted, said)
        if only:
            others = [draft for draft in self._finder.clusters if draft not in meant]
            if self._certain:
                self._note(others, Eccp.UNKNOWN)  # "only Graz is sure to be on it"
            else:
                self._contrast(others, said)
        self._carried = said

    def _contrast(self, drafts: Sequence[Draft], status: Eccp) -> None:
        if drafts and status not in _OPPOSITE:
            raise Unclear
        self._note(drafts, _OPPOSITE.get(status, Eccp.UNKNOWN))
        self._finder.named += drafts

    def _note(self, drafts: Iterable[Draft], status: Eccp) -> None:
        for draft in drafts:
            before = self._told.setdefault(id(draft), (draft, status))[1]
            if before is not status:
                raise Unclear
