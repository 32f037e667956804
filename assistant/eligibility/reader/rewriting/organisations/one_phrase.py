"""Organisations that a sentence tells beside their people, names or work, each in one phrase."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.rewriting.organisations.companions import with_organisations
from assistant.eligibility.reader.rewriting.organisations.kinds_of_others import with_kinds_of_others
from assistant.eligibility.reader.rewriting.organisations.listed_names import with_kinds_beside_names
from assistant.eligibility.reader.rewriting.organisations.one_of_a_kind_each import with_kind_of_each
from assistant.eligibility.reader.rewriting.organisations.our_name import described_as_ours
from assistant.eligibility.reader.rewriting.organisations.possessives import without_possessives
from assistant.eligibility.reader.rewriting.organisations.role_headings import plainly_headed
from assistant.eligibility.reader.rewriting.organisations.subcontracting import with_subcontractors
from assistant.eligibility.reader.rewriting.organisations.talking_of import listed_at_once
from assistant.eligibility.reader.rewriting.organisations.unknown_towns import with_unknown_towns
from assistant.eligibility.reader.tokens.lexicon import Lexicon
from assistant.eligibility.reader.tokens.scan import Token


def in_one_phrase(tokens: Sequence[Token], lexicon: Lexicon, *, later: bool) -> list[Token]:
    """The tokens of a sentence with such organisations in one phrase. `later`: in a later message."""
    tokens = with_kinds_of_others(without_possessives(tokens))
    if later:
        return tokens
    tokens = with_kind_of_each(listed_at_once(tokens, lexicon))
    tokens = with_kinds_beside_names(with_unknown_towns(plainly_headed(tokens)))
    return with_subcontractors(with_organisations(described_as_ours(tokens), lexicon), lexicon)
