"""Forms of a first description put as others, before anything else reads it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.rewriting.first.asked_of_whole import asked_of_whole
from assistant.eligibility.reader.rewriting.first.beside_those import without_those
from assistant.eligibility.reader.rewriting.first.kinds_behind import kinds_behind
from assistant.eligibility.reader.rewriting.first.kinds_in_brackets import without_articles_inside
from assistant.eligibility.reader.rewriting.first.loose_ends import without_loose_ends
from assistant.eligibility.reader.rewriting.first.plain_openings import plainly_opened
from assistant.eligibility.reader.rewriting.first.registered_heads import registered_heads
from assistant.eligibility.reader.rewriting.first.roles_behind import roles_behind
from assistant.eligibility.reader.rewriting.first.self_named import self_named
from assistant.eligibility.reader.rewriting.first.sisters import without_sisters
from assistant.eligibility.reader.tokens.lexicon import Lexicon
from assistant.eligibility.reader.tokens.scan import Token


def first_forms(tokens: Sequence[Token], lexicon: Lexicon, kinds: Sequence[Kind | None]) -> list[Token]:
    """The tokens of a sentence in a first description in plainer forms. `kinds`: those of the partners named before."""
    opened = plainly_opened(self_named(without_articles_inside(tokens), lexicon), lexicon)
    tokens = roles_behind(without_those(opened, lexicon, kinds), lexicon)
    tokens = without_loose_ends(without_sisters(tokens, lexicon), lexicon)
    tokens = tokens if kinds else registered_heads(asked_of_whole(tokens, lexicon), lexicon)
    return kinds_behind(tokens, kinds)
