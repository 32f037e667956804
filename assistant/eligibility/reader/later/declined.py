"""Those who say no before they ever took part: "Riga has declined", "we asked the Danes, but they are not interested".

Words of leaving beside somebody unknown bring nobody in. Where it is not sure, or somebody is added in the same breath,
they may be there.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import FurtherPartners
from assistant.eligibility.reader.later.operations import Operations
from assistant.eligibility.reader.partners.drafts import Drafts
from assistant.eligibility.reader.tokens.scan import Token
from assistant.eligibility.reader.tokens.talk import TalkWords


def without_declined(drafts: Drafts, known: int, sentence: Sequence[Token], talk: TalkWords) -> None:
    """Takes out the partners from the `known`-th on, whom a sentence that speaks of leaving has introduced."""
    operations = Operations(talk)
    leaving = {n for at in range(len(sentence)) for n in range(at, at + operations.leaving(sentence, at))}
    new = drafts.all[known:]
    if not new:
        return
    drafts.keep(drafts.all[:known])
    words = [word for at, token in enumerate(sentence) if at not in leaving for word in token.words]
    open_lists = (talk.doubting, talk.add, talk.coming, talk.not_yet)
    for draft in new if any(phrases.within(words) for phrases in open_lists) else ():
        countries = sorted(draft.place.countries) if draft.place is not None else []
        drafts.unread.append(FurtherPartners(country_in=countries or None, least=0, most=1))
    drafts.declined = True
