"""What is put plainly in a first description only: names, kinds and ideas where the grammar looks for them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.reader.affiliates import without_bringer
from assistant.eligibility.reader.described_shortly import described_shortly
from assistant.eligibility.reader.dropped_ideas import without_dropped_ideas
from assistant.eligibility.reader.fourth_perhaps import named_perhaps
from assistant.eligibility.reader.lexicon import Lexicon
from assistant.eligibility.reader.long_names import with_long_names
from assistant.eligibility.reader.next_ones import with_next_ones
from assistant.eligibility.reader.nobodys_names import without_nobodys_names
from assistant.eligibility.reader.own_name import with_own_name
from assistant.eligibility.reader.said_what import with_names_behind
from assistant.eligibility.reader.scan import Token


def first_told(tokens: Sequence[Token], lexicon: Lexicon, known: int) -> list[Token]:
    """The tokens of a sentence of a first description in the forms that the other rewritings know. `known`: how many
    partners were named before."""
    tokens = named_perhaps(without_nobodys_names(without_dropped_ideas(tokens, lexicon), lexicon))
    tokens = without_bringer(with_own_name(with_long_names(tokens, lexicon)), lexicon)
    tokens = with_next_ones(tokens, known)
    return with_names_behind(described_shortly(tokens, lexicon), lexicon)
