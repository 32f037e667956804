"""Lists of places: "from Lyon (FR), Porto in Portugal and Milan"."""

from __future__ import annotations

from assistant.eligibility.reader.grammar.determiners import TokenReader
from assistant.eligibility.reader.partners.phrases import Located
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.gazetteer.names import How

HEADS = (Tag.KIND, Tag.GENERIC, Tag.ROLE, Tag.NAME, Tag.GROUP, Tag.CROWD)
MOST_QUALIFYING = 2
_LONGEST_REMARK = 12
ADJECTIVAL = (How.ADJECTIVE, How.DEMONYM)


class PlaceLists(TokenReader):
    """Reads places in a row."""

    def _place_list(self, at: int, mentions: list[Located]) -> int:
        """Places joined by commas, "and" and "or", a bracket after each; stops where a place begins a new phrase."""
        sign = ""
        while self.tag(at) is Tag.PLACE:
            mention = self._tokens[at].value
            if not (mention.excluded and self._is_country(at)):
                mentions.append(Located(mention, sign))
            at += 1
            single = self.tag(at + 1) if self.tag(at) is Tag.OPEN and self.tag(at + 2) is Tag.CLOSE else None
            if single is Tag.PLACE and mentions:
                mentions.append(Located(self._tokens[at + 1].value, ""))
                at += 3
            elif single is Tag.NUMBER and mentions:
                mentions[-1].weight = self._tokens[at + 1].value
                at += 3
            elif self.tag(at) is Tag.OPEN and mentions and (after := self._past_remark(at)):
                mentions[-1].beside = (at + 1, after - 1)
                at = after
            used, sign = self._joiner(at)
            if not used or self.tag(at + used) is not Tag.PLACE or self._new_phrase(at + used, sign):
                break
            at += used
        return at

    def _past_remark(self, at: int) -> int:
        """The token after a bracket on one place of a list that goes on ("Graz (coordinator), Brno and Győr"), or 0."""
        for here in range(at + 1, min(at + _LONGEST_REMARK, len(self._tokens))):
            if self.tag(here) is Tag.CLOSE:
                used, sign = self._joiner(here + 1)
                then = here + 1 + used
                return here + 1 if used and self.tag(then) is Tag.PLACE and not self._new_phrase(then, sign) else 0
            if self.tag(here) in (Tag.KIND, Tag.NAME, Tag.OPEN, Tag.NUMBER):
                return 0
        return 0

    def _is_country(self, at: int) -> bool:
        return self._tokens[at].value.how not in (How.CITY, How.REGION)

    def _joiner(self, at: int) -> tuple[int, str]:
        """The signs between two places of a list: how many tokens, and how they join."""
        used, sign = 0, ""
        while used < 4:
            token = self._tokens[at + used] if at + used < len(self._tokens) else None
            if token is not None and token.tag is Tag.COMMA:
                if sign == "and":
                    # "… and, from Chemnitz, an SME": what follows is put in between.
                    return 0, ""
                sign = sign or ","
            elif token is not None and token.tag is Tag.AND:
                sign = "and"
            elif token is not None and token.tag is Tag.OR:
                sign = "and" if token.words == ("/",) else "or"
            elif token is None or token.tag not in (Tag.IN, Tag.DEFINITE):
                break
            used += 1
        return used, sign

    def _new_phrase(self, at: int, sign: str) -> bool:
        """Whether the place at `at` begins a partner of its own: "Spanish SME", "Spain: cluster", "Italy (SME)"."""
        if self._tokens[at].value.how in ADJECTIVAL:
            return True
        if self.tag(at - 1) is Tag.DEFINITE and self.tag(at + 1) is Tag.KIND and not self._tokens[at + 1].plural:
            return True  # "clusters from Graz and Bari, the Graz university"
        if (self.tag(at + 1) is Tag.KIND and sign == "and") or self._qualifies(at):
            return True
        if self.tag(at + 1) is Tag.WORD and self.tag(at + 2) in (Tag.ARTICLE, Tag.NUMBER):
            return True
        if self.small(at + 1) == "possessive" or self.tag(at + 1) in (Tag.ARTICLE, Tag.NUMBER):
            return True
        return self.tag(at + 1) is Tag.COLON

    def _qualifies(self, at: int) -> bool:
        """Whether the place at `at` begins a phrase like "Porto wood cluster"."""
        here = at + 1
        while here - at <= MOST_QUALIFYING and self.tag(here) is Tag.WORD:
            here += 1
        return here > at + 1 and self.tag(here) is Tag.KIND
