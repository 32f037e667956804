"""Questions inside sentences that are none by their form: corpus/language/<language>/helpdesk_asking.yaml.

"Nowhere does the page say how many …", "Whether … nobody could tell me", "Our treasurer asks what …": a clause that
opens as a question stands beside words of asking, or beside words of saying that are denied. Who denies nothing and
asks nothing only tells: "we know how many …".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

from assistant.data_files import read_yaml
from assistant.reading.patterns import NEVER, any_of
from assistant.reading.text import fold

FILE = "helpdesk_asking.yaml"
_NEAR, _FAR = r"[^.?!:]{0,45}?", r"[^.?!:]{0,110}?"
FEWEST = 3  # words of a question
_OR_NOT = re.compile(r"\bor not\b")


@dataclass(frozen=True)
class Embedded:
    """All patterns are matched against folded text of one sentence."""

    asks: re.Pattern[str]
    opens: re.Pattern[str]
    courtesies: re.Pattern[str]
    knowing: re.Pattern[str]
    nots: re.Pattern[str]
    clear: re.Pattern[str]
    telling: re.Pattern[str]
    undecided: re.Pattern[str]
    clauses: re.Pattern[str]
    wanting: re.Pattern[str]

    @staticmethod
    def load(corpus_dir: Path, language: str) -> Embedded:
        """What is known of `language`; patterns that match nothing where there is no file."""
        path = corpus_dir / "language" / language / FILE
        return _loaded(path) if path.is_file() else Embedded(*[NEVER] * len(fields(Embedded)))

    def cores(self, sentence: str) -> list[str]:
        """What a sentence asks, without what it hangs on: "how long it may last" of "nobody knows how long it may
        last". Several, if it can be taken in several ways."""
        folded = fold(sentence)
        starts = [match.start() for match in self.clauses.finditer(folded)]
        starts += [match.end() for match in self.wanting.finditer(folded)]
        words = sentence.split()
        tails = [words[len(folded[:start].split()) :] for start in sorted(set(starts)) if start]
        return [" ".join(tail).strip(" .") + "?" for tail in tails if len(tail) >= FEWEST]

    def tells(self, folded: str) -> bool:
        """Whether the sentence says what its writer knows already or has yet to decide."""
        knows = self.knowing.match(folded) and not self.nots.search(folded)
        return bool(knows or self.undecided.search(folded))

    def found(self, folded: str) -> bool:
        """Whether the sentence asks something. `folded`: without signs and joining words at its head."""
        bare = _OR_NOT.sub(" ", folded)
        if self.asks.search(bare) or self.opens.match(folded):
            return True
        clear = self.clear.search(bare, 1)  # a clause at the head opens a sentence of its own
        return clear is not None and not self.telling.search(bare[: clear.start()])


def _words(expressions: list[str]) -> str:
    return rf"(?<!\w)(?:{'|'.join(expressions)})(?!\w)" if expressions else NEVER.pattern


@lru_cache(maxsize=16)
def _loaded(path: Path) -> Embedded:
    data = read_yaml(path)
    clause, relative = _words(data["openings"]), _words([*data["openings"], *data["relatives"]])
    nots, saying, asking = (_words(data[key]) for key in ("nots", "saying", "asking"))
    short = rf"(?:\W+{_words(data['between'])}){{0,3}}\W+" if data["between"] else r"\W+"
    kinds = [
        rf"{nots}{_NEAR}{saying}(?:{_NEAR}{clause}|{short}{relative})",  # nobody could tell me whether
        rf"{saying}{_NEAR}{nots}(?:{_NEAR}{clause}|{short}{relative})",  # it says nowhere how
        rf"^{relative}{_FAR}[\s,]{nots}{_FAR}{saying}",  # whether … nobody could tell me
        rf"^{relative}{_FAR}[\s,]{saying}{_NEAR}{nots}",
        rf"{asking}(?:{_NEAR}{clause}|{short}{relative})",  # the treasurer asks what
        *data["wanting"],
    ]
    return Embedded(
        asks=any_of(kinds),
        opens=any_of(data["opens"]),
        courtesies=any_of(data["courtesies"]),
        knowing=any_of(data["knowing"]),
        nots=re.compile(_words([*data["nots"], *data["but"]])),
        clear=re.compile(_words(data["clear"])),
        telling=re.compile(_words(data["telling"])),
        undecided=any_of(data["undecided"]),
        clauses=re.compile(rf"{clause}|{_words(data['clear'])}"),
        wanting=any_of(data["wanting"]),
    )
