"""The parts of a list item between its signs, each read for what it alone can say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from assistant.eligibility.consortium import Eccp, Kind, Role
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.partners.phrases import Located, Place, merged_places
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Sense, Tag
from assistant.gazetteer import Gazetteer
from assistant.gazetteer.mentions import PlaceMention, find_places
from assistant.gazetteer.text import Word, words_of

LONGEST_CELL = 14
_QUOTES = '"“”„«»‘'
QUOTED = re.compile(r"[\"“„«»”]([^\"“”„«»\n]{2,80})[\"“”«»]|‘([^‘’\n]{2,80})’")
_SIGN = re.compile(r"<-+|[()\[\]{}<>|;\t/=:*]|,|(?<=\s)[-–—]+(?=\s)|[–—]|(?<=[,)])-|[.!](?=\s|$)|->|→|\s{3,}")
_YEAR = re.compile(r"(?:19|20)\d\d")

# What may stand beside the words on a registration.
_BESIDE_STATUS = (
    Tag.FUNCTION, Tag.IN, Tag.ARTICLE, Tag.DEFINITE, Tag.AND, Tag.AS, Tag.BE, Tag.HAVE, Tag.PRONOUN, Tag.RELATIVE,
    Tag.THEIR, Tag.NOT, Tag.ECCP, Tag.BREAK, Tag.WE, Tag.OWN,
)  # fmt: skip


@dataclass(slots=True)
class Card:
    """What a list item says of its partner. `copies`: how many there are of it; `ours`: the writer's own;
    `towns`: its places as they are written."""

    source: str
    name: str | None = None
    kind: Kind | None = None
    place: Place | None = None
    roles: list[Role] = field(default_factory=list)
    eccp: Eccp | None = None
    legal: bool | None = None
    copies: int = 1
    ours: bool = False
    towns: list[str] = field(default_factory=list)

    @property
    def bare(self) -> bool:
        """Whether it gives a place, perhaps with a registration or a role, and nobody who sits there."""
        return self.kind is None and self.name is None


@dataclass(slots=True)
class Cell:
    """A part of an item: its text, words, and the sign after it; its places are counted from `-offset` on."""

    text: str
    words: list[Word]
    sign: str
    places: list[PlaceMention] = field(default_factory=list)
    quoted: bool = False
    offset: int = 0

    @property
    def plain(self) -> list[str]:
        return [word.folded for word in self.words]


class Cells:
    """Reads list items of one language."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        self._status = Status("", lexicon)
        raw = lexicon.raw
        self.legal = _legal_forms(lexicon)
        self.lexicon = lexicon
        self.seated = frozenset(raw["place_prepositions"]) - {"of", "of the"}
        self._months = {word for words in raw["duration"]["month_names"].values() for word in words}
        self._compounds = tuple(raw["cluster_compounds"])
        self._beside_status = frozenset((*raw["asserted"], *raw["card_status_words"]))
        self.not_applicable = frozenset(raw["card_not_applicable"])
        self._roles_coded = {code: Role(role) for role, codes in raw["role_codes"].items() for code in codes}

    # -- parts -------------------------------------------------------------------------------------------------------

    def cut(self, text: str) -> list[Cell]:
        """The parts of an item; a name in quotes is a part of its own with its legal form."""
        cells: list[Cell] = []
        kept = [(found.start(), found.end()) for found in (*QUOTED.finditer(text), *self.legal.finditer(text))]
        begin = at = 0
        while at <= len(text):
            inside = next((end for start, end in kept if start <= at < end), 0)
            if inside:
                at = inside
                continue
            sign = _SIGN.match(text, at) if at < len(text) else None
            if sign is None and at < len(text):
                at += 1
                continue
            end = sign.end() if sign else len(text)
            piece = text[begin:at].strip()
            if piece:
                quoted = bool(QUOTED.search(piece))
                forms = [found.span() for found in self.legal.finditer(piece)]
                words = [w for w in words_of(piece) if not any(a <= w.start < b for a, b in forms)]
                cells.append(Cell(piece, words, sign.group().strip() if sign else "", quoted=quoted))
            elif cells and sign and sign.group() in ":=":
                cells[-1].sign = sign.group()
            begin = at = max(end, at + 1)
        return cells

    def find_places(self, cells: Sequence[Cell]) -> None:
        """Gives each part the places named in it; the parts beside it settle namesakes."""
        starts: list[int] = []
        text = "("
        for cell in cells:
            starts.append(len(text))
            cell.offset = len(text)
            text += f"{cell.text}, "
        for mention in find_places(f"{text[:-2]})", self._gazetteer, self._lexicon.language):
            at = max(n for n, start in enumerate(starts) if start <= mention.start)
            begin, end = mention.start - starts[at], mention.end - starts[at]
            cells[at].places.append(mention)
            cells[at].words = [w for w in cells[at].words if not (begin <= w.start < end)] + [
                Word(w.start, w.end, "") for w in cells[at].words if begin <= w.start < end
            ]
            cells[at].words.sort(key=lambda word: word.start)

    # -- words -------------------------------------------------------------------------------------------------------

    def senses(self, words: Sequence[str]) -> list[tuple[Sense | None, int]]:
        """The sense of each word or phrase and where it begins."""
        found: list[tuple[Sense | None, int]] = []
        at = 0
        while at < len(words):
            sense, length = self._lexicon.senses.at(words, at) if words[at] else (None, 1)
            found.append((sense, at))
            at += max(1, length)
        return found

    def status_of(self, cell: Cell, *, asked: bool, after: bool) -> Eccp | None:
        """The registration that a part tells of, if it tells of nothing else. `asked`: "ECCP:" stands before it;
        `after`: a part on the registration does."""
        words = cell.plain
        joined = " ".join(words)
        if not all(words) or not (words or after or asked):
            return None
        signs = self.lexicon.raw["ticks"], self.lexicon.raw["crossed"]
        ticked, crossed = (any(sign in cell.text for sign in these) for these in signs)
        if (ticked or crossed) and (not words or self.lexicon.eccp.within(words)) and self._accounted(words):
            return None if ticked and crossed else Eccp.REGISTERED if ticked else Eccp.NO
        if not words:
            return None
        lexicon = self._lexicon
        cues = [lexicon.eccp]
        if asked or after:
            cues += [lexicon.yes, lexicon.no, lexicon.unknown, lexicon.negations, lexicon.hedges, lexicon.no_plan]
        if not any(cue.within(words) for cue in cues) or not self._accounted(words):
            return None
        return self._status.cell(joined if asked or lexicon.eccp.within(words) else f"eccp {joined}")

    def _accounted(self, words: Sequence[str]) -> bool:
        """Whether every word is one on a registration or a small one beside it."""
        lexicon = self._lexicon
        lists = (
            lexicon.eccp, lexicon.hedges, lexicon.no_plan, lexicon.negations, lexicon.yes, lexicon.no,
            lexicon.unknown, lexicon.same, lexicon.absent, lexicon.again,
        )  # fmt: skip
        at = 0
        while at < len(words):
            step = max(phrases.at(words, at)[1] for phrases in lists)
            if not step:
                sense, length = lexicon.senses.at(words, at)
                small = sense is not None and sense.tag in _BESIDE_STATUS
                dated = (
                    bool(_YEAR.fullmatch(words[at])) or words[at] in self._months or words[at] in self._beside_status
                )
                step = length if small else int(dated)
            if not step:
                return False
            at += step
        return True

    def cluster_named(self, words: Sequence[str]) -> bool:
        """Whether a name says that it is that of a cluster: "Klaster …", "Holzcluster"."""
        kinds = [self._lexicon.name_kinds.at(words, at)[0] for at in range(len(words)) if words[at]]
        compound = any(len(word) > len("clusters") and word.endswith(self._compounds) for word in words)
        return compound or any(kind and kind[0] is Kind.CLUSTER for kind in kinds)

    def kind_named(self, words: Sequence[str]) -> Kind | None:
        """The kind that the words of a name tell, the first of several."""
        found = [
            value[0] for at in range(len(words)) if words[at] and (value := self._lexicon.name_kinds.at(words, at)[0])
        ]
        return Kind.CLUSTER if self.cluster_named(words) else found[0] if found else None

    def is_code(self, cell: Cell) -> bool:
        """Whether a part is the code of a role: "BEN", "CO"."""
        return cell.text.strip(" .") in self._roles_coded

    def role_of(self, cell: Cell) -> Role | None:
        """The role that a part is: "coordinator", "as associated partner", "BEN"."""
        if cell.text.strip(" .") in self._roles_coded and len(cell.text.strip(" .")) > 1:
            return self._roles_coded[cell.text.strip(" .")]
        words = cell.plain
        if not words or len(words) > LONGEST_CELL:
            return None
        if words[0] and (owned := self._owned(words)) is not None:
            return owned
        if not all(words):
            return None
        roles: list[Role] = []
        for sense, _ in self.senses(words):
            if sense is None:
                return None
            if sense.tag is Tag.ROLE and not sense.plural:
                roles.append(sense.value)
            elif sense.tag is Tag.ROLE_VERB:
                roles.append(Role.COORDINATOR)
            elif (
                sense.tag
                not in (
                    Tag.FUNCTION,
                    Tag.ARTICLE,
                    Tag.DEFINITE,
                    Tag.AS,
                    Tag.PRONOUN,
                    Tag.GROUP,
                    Tag.GENERIC,
                    Tag.WE,
                    Tag.OWN,
                    Tag.ONLY,
                    Tag.IN,
                    Tag.BE,
                    Tag.RELATIVE,
                )
                or sense.value == "not"
                or (sense.plural and sense.tag is Tag.GENERIC)
            ):
                return None
        return roles[0] if len(set(roles)) == 1 else None

    def _owned(self, words: Sequence[str]) -> Role | None:
        """The role in "affiliated entity to Cluster di Bergamo", whoever it belongs to."""
        sense, length = self._lexicon.senses.at(words, 0)
        if sense is None or sense.tag is not Tag.ROLE or sense.value not in (Role.AFFILIATED, Role.SUBCONTRACTOR):
            return None
        return sense.value if length < len(words) and words[length] in self._lexicon.particles.owner else None

    def field_of(self, cell: Cell) -> str | None:
        """What a part with a colon announces: "ECCP:", "Country:"."""
        words = cell.plain
        if cell.sign not in (":", "=") or not words or not all(words):
            return None
        value, length = self._lexicon.columns.at(words, 0)
        return str(value[0]) if length == len(words) else None

    def place_of(self, mentions: Sequence[PlaceMention]) -> Place | None:
        """The one place of these mentions, an empty one for none, None for several."""
        places = merged_places([Located(mention, ",") for mention in mentions])
        if len(places) > 1 and len({place.countries for place in places}) == 1 and len(places[0].countries) == 1:
            regions = {place.regions for place in places if place.regions}  # "HU, HU32"
            return Place(places[0].countries, next(iter(regions), ())) if len(regions) < len(places) else None
        return Place() if not places else places[0] if len(places) == 1 else None


@lru_cache(maxsize=8)
def _legal_forms(lexicon: Lexicon) -> re.Pattern[str]:
    """The legal forms behind names, compiled once: they are many. "SE" alone is Sweden."""
    return re.compile(rf"(?<=[\w\"”“»’.)][ ])(?:{'|'.join(re.escape(form) for form in lexicon.legal_forms)})(?![\w])")
