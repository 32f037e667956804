"""What is put plainly in a first description only: names, kinds and ideas where the grammar looks for them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.rewriting.affiliates import without_bringer
from assistant.eligibility.reader.rewriting.first.as_one_of_us import as_one_of_us
from assistant.eligibility.reader.rewriting.first.asked_preface import without_asked_preface
from assistant.eligibility.reader.rewriting.first.company_kinds import with_kinds_before
from assistant.eligibility.reader.rewriting.first.described_shortly import described_shortly
from assistant.eligibility.reader.rewriting.first.dropped_ideas import without_dropped_ideas
from assistant.eligibility.reader.rewriting.first.each_of_them import one_of_each
from assistant.eligibility.reader.rewriting.first.fourth_perhaps import named_perhaps
from assistant.eligibility.reader.rewriting.first.long_names import with_long_names
from assistant.eligibility.reader.rewriting.first.next_ones import with_next_ones
from assistant.eligibility.reader.rewriting.first.nobodys_names import without_nobodys_names
from assistant.eligibility.reader.rewriting.first.own_name import with_own_name
from assistant.eligibility.reader.rewriting.first.said_what import with_names_behind
from assistant.eligibility.reader.rewriting.first.same_town import with_same_town
from assistant.eligibility.reader.rewriting.first.towns_named import with_towns_named
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token


def first_told(tokens: Sequence[Token], lexicon: Lexicon, known: int) -> list[Token]:
    """The tokens of a sentence of a first description in the forms that the other rewritings know. `known`: how many
    partners were named before."""
    tokens = with_kinds_before(_without_itself(_without_then(without_asked_preface(tokens, lexicon)), lexicon))
    tokens = named_perhaps(without_nobodys_names(without_dropped_ideas(tokens, lexicon), lexicon))
    tokens = without_bringer(with_own_name(with_long_names(tokens, lexicon)), lexicon)
    tokens = with_next_ones(with_same_town(with_towns_named(tokens, lexicon), lexicon), known)
    tokens = as_one_of_us(one_of_each(tokens)) if known else as_one_of_us(tokens)
    return with_names_behind(described_shortly(tokens, lexicon), lexicon)


def _without_itself(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "The cluster is itself listed on the ECCP" without "itself"."""
    themselves = lexicon.raw["themselves"]
    around = zip([None, *tokens], tokens, [*tokens[1:], None], strict=False)
    return [
        token
        for before, token, after in around
        if not (before and after and before.tag is Tag.BE and after.tag is Tag.ECCP and token.is_one_of(themselves))
    ]


def _without_then(tokens: Sequence[Token]) -> list[Token]:
    """ "Partners: a cluster which is not registered, then a university" without "then"."""
    colon = next((at for at, token in enumerate(tokens) if token.tag is Tag.COLON), len(tokens))
    return [
        token
        for at, token in enumerate(tokens)
        if not (
            colon < at < len(tokens) - 1
            and token.tag is Tag.FUNCTION
            and token.small == "filler"
            and tokens[at - 1].tag in (Tag.COMMA, Tag.AND, Tag.BREAK)
            and tokens[at + 1].tag in (Tag.ARTICLE, Tag.DEFINITE, Tag.NUMBER, Tag.KIND, Tag.NAME)
        )
    ]
