"""How the text around a list speaks of its items: "1-3 are on the ECCP, 4 not", "all but b", "malaga no".

Figures and letters that can only mean items of the list are made labels, and towns of the list are written with their
capitals, so that the grammar knows them. Figures that may as well count partners ("2 yes, 1 no") stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.eligibility.reader.layout.items import Item
from assistant.eligibility.reader.layout.segments import Form, Segment
from assistant.eligibility.reader.tokens.labels import Label
from assistant.eligibility.reader.tokens.lexicon import Lexicon, Tag, key

_FEWEST = 2
_MOST_SENTENCES = 300
_SENTENCE = re.compile(r"[^.!?\n;]+(?:(?<=\b[Nn]o)\.[^.!?\n;]+|(?<=\b[Nn]r)\.[^.!?\n;]+)*")
_AFTER = (
    Tag.BE, Tag.HAVE, Tag.NOT, Tag.NONE, Tag.ECCP, Tag.AND, Tag.ROLE_VERB, Tag.ROLE, Tag.ONLY, Tag.AS, Tag.OR,
    Tag.BREAK, Tag.BOTH, Tag.PERHAPS, Tag.LEGAL,
)  # fmt: skip
_BEFORE = (Tag.AND, Tag.OR, Tag.EXCEPT, Tag.ONLY, Tag.BE, Tag.NOT, Tag.BREAK, Tag.BOTH, Tag.ECCP, Tag.ROLE_BY)
_RAISED = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=4)
def _mark_of(lexicon: Lexicon) -> re.Pattern[str]:
    """What an item is called by: "partner 2", "#3", "no. 1 to 3", "b"."""
    words = "|".join(re.escape(word) for word in (*lexicon.raw["position_words"], *lexicon.raw["numbering"]))
    mark = r"\d{1,2}|(?<![\w.])[a-h](?![\w.])"
    ranged = "|".join(map(re.escape, ("-", "–", *lexicon.particles.goal, *lexicon.raw["range_words"])))
    return re.compile(
        rf"(?<![\w.,/%€-])(?P<sign>#|(?i:\b(?:{words})s?\.?[ ]?#?))?(?P<mark>{mark})(?![\w%€/]|[.,]\d)"
        rf"(?:[ ]?(?P<to>{ranged})[ ]?#?(?P<last>\d{{1,2}}|[a-h])(?![\w%€/]|[.,]\d))?"
    )


class ListReferences:
    """Finds the items of one list in the text around it."""

    def __init__(self, lexicon: Lexicon, found: Sequence[Segment | Item]) -> None:
        self._lexicon = lexicon
        self._cards = [item for item in found if isinstance(item, Item) and item.card is not None]
        listed = [one for one in found if isinstance(one, Segment) and one.form is Form.ITEM]
        self._around = [one for one in found if isinstance(one, Segment) and one.form is Form.PROSE]
        if self._cards:
            last = max(item.end for item in self._cards)
            self._around += [one for one in listed if one.start > last]
        marks = [item.label for item in self._cards if item.label]
        count = len(self._cards) + sum(one.start < self._cards[-1].end for one in listed) if self._cards else 0
        leads = not self._cards[0].label or any(one.start < self._cards[0].start for one in listed) if marks else False
        if leads and "2" in marks and "1" not in marks:
            marks.append("1")  # "Lead: …", "Partner 2: …"
        self._marks = set(marks) or {str(number + 1) for number in range(count)}
        self._mark = _mark_of(lexicon)

    def labels(self, text: str, labels: Sequence[Label]) -> list[Label]:
        """The labels of the text with those that stand for items of its list."""
        if len(self._cards) < _FEWEST:
            return list(labels)
        new = [label for start, end in self._sentences(text) for label in self._in_sentence(text, start, end)]
        wider = [old for old in labels if not old.joined]
        new = [one for one in new if not any(old.start <= one.start and one.end <= old.end for old in wider)]
        kept = [old for old in labels if not any(old.start < label.end and label.start < old.end for label in new)]
        return sorted([*kept, *new], key=lambda label: label.start)

    def raised(self, text: str) -> str:
        """The text with the towns of its list in capitals where it speaks of them; as long as before."""
        towns = {word for item in self._cards if item.card for town in item.card.towns for word in town.split()}
        plain = {word for word in towns if word.islower()}
        folded = {word.lower(): word for word in towns}
        for one in self._around if towns else ():
            said = text[one.start : one.end]
            small = plain
            if any(word in folded and not self._ordinary(word) for word in _RAISED.findall(said)):
                small = plain | set(folded)  # beside "bari" "split" is a town too
            pieces = "".join(self._raise(word, folded, small) for word in re.split(r"([^\W\d_]+)", said))
            text = text[: one.start] + pieces + text[one.end :]
        return text

    def _raise(self, word: str, towns: dict[str, str], plain: set[str]) -> str:
        if word not in towns or not word.islower() or len(word) <= _FEWEST:
            return word
        return word if self._ordinary(word) and word not in plain else word.capitalize()

    def _ordinary(self, word: str) -> bool:
        """Whether a town is called like an ordinary word: "split", "nice"."""
        return bool(self._lexicon.senses.at(key(word) or ("",), 0)[1]) or word in self._lexicon.raw["ordinary_towns"]

    # -- marks -------------------------------------------------------------------------------------------------------

    def _sentences(self, text: str) -> Iterator[tuple[int, int]]:
        """The sentences around the list that speak of registrations or roles."""
        spoken = False
        for one in self._around:
            for match in list(_SENTENCE.finditer(text, one.start, one.end))[:_MOST_SENTENCES]:
                words = key(match[0])
                senses = [self._lexicon.senses.at(words, at)[0] for at in range(len(words))]
                tags = {sense.tag for sense in senses if sense is not None}
                lexicon = self._lexicon
                answers = any(cue.within(words) for cue in (lexicon.yes, lexicon.no, lexicon.negations, lexicon.hedges))
                if self._lexicon.eccp.within(words) or tags & {Tag.ROLE, Tag.ROLE_VERB} or (spoken and answers):
                    spoken = True
                    yield match.span()

    def _in_sentence(self, text: str, start: int, end: int) -> list[Label]:
        matches = [m for m in self._mark.finditer(text, start, end) if not self._counts(text, m, start)]
        refused = len([m for m in self._mark.finditer(text, start, end) if m["mark"].isdigit()]) - len(
            [m for m in matches if m["mark"].isdigit()]
        )
        found: list[Label] = []
        single = []
        for match in matches:
            first, last = match["mark"].lower(), (match["last"] or "").lower()
            if first not in self._marks or (last and last not in self._marks):
                return []
            if not match["sign"] and not last and not self._joined(text, match, start, end):
                single.append(match)
            found.append(Label(match.start(), match.end(), f"{first}-{last}" if last else _plain(first)))
        if refused or not found:
            return [label for label in found if text[label.start] in "#"] if found and refused else []
        telling = [m for m in single if self._tells(text, m, end) is None]
        whole = {label.key for label in found} >= self._marks or any("-" in label.key for label in found)
        counted_up = [label.key for label in found] == [str(n + 1) for n in range(len(found))]
        whole = whole or (counted_up and len(found) > _FEWEST)
        if telling and not (whole or len(single) < len(found)):
            return [] if any(self._answers(text, m, end) for m in telling) else found
        if any(self._tells(text, m, end) is False for m in single):
            return []
        return found

    def _counts(self, text: str, match: re.Match[str], start: int) -> bool:
        """Whether a figure counts something or belongs to something else: "all 4", "strand 2", "3 clusters"."""
        if match["sign"] or match["last"]:
            return False
        before = key(text[max(start, match.start() - 40) : match.start()])
        sign = text[start : match.start()].rstrip()[-1:]
        if before and sign.isalnum():
            sense = self._sense_before(before)
            if sense not in _BEFORE and before[-1] not in self._lexicon.raw["before_positions"]:
                return True
        after = key(text[match.end() : match.end() + 40])
        following = text[match.end() : match.end() + 2].strip()[:1]
        if not after or (following and not following.isalnum()):
            return match["mark"] == "a" and not following
        sense, _ = self._lexicon.senses.at(after, 0)
        answer = (
            self._lexicon.yes.at(after, 0)[1] or self._lexicon.no.at(after, 0)[1] or self._lexicon.eccp.at(after, 0)[1]
        )
        return not answer and (sense is None or sense.tag not in _AFTER) and not self._lexicon.unknown.at(after, 0)[1]

    def _sense_before(self, words: Sequence[str]) -> Tag | None:
        for length in (3, 2, 1):
            if len(words) >= length:
                sense, used = self._lexicon.senses.at(words[-length:], 0)
                if sense is not None and used == length:
                    return Tag(sense.tag)
        return None

    def _joined(self, text: str, match: re.Match[str], start: int, end: int) -> bool:
        """Whether a mark stands in a row of marks: "1, 2 and 3"."""
        joint = rf"(?:,|&|\+|/|{'|'.join(map(re.escape, self._lexicon.raw['and'][:1]))}|or)"
        after = re.match(rf"[ ]?(?:{joint}[ ]?){{1,2}}#?(?:\d{{1,2}}|[a-h])(?!\w)", text[match.end() : end])
        before = re.search(rf"(?<!\w)(?:\d{{1,2}}|[a-h])[ ]?(?:{joint}[ ]?){{1,2}}#?$", text[start : match.start()])
        return bool(after or before)

    def _tells(self, text: str, match: re.Match[str], end: int) -> bool | None:
        """Whether a verb in the singular follows a mark alone; False for one in the plural, None for no verb."""
        after = key(text[match.end() : min(end, match.end() + 30)])
        before = key(text[max(0, match.start() - 30) : match.start()])
        excepted = bool(before) and self._sense_before(before) is Tag.EXCEPT
        if after and after[0] in self._lexicon.raw["plural_verbs"] and not excepted:
            return False
        sense, _ = self._lexicon.senses.at(after, 0) if after else (None, 0)
        return True if sense is not None and sense.tag in (Tag.BE, Tag.HAVE, Tag.ROLE_VERB) else None

    def _answers(self, text: str, match: re.Match[str], end: int) -> bool:
        after = key(text[match.end() : min(end, match.end() + 30)])
        lists = (self._lexicon.yes, self._lexicon.no, self._lexicon.eccp, self._lexicon.negations)
        return bool(after) and any(one.at(after, 0)[1] for one in lists)


def _plain(mark: str) -> str:
    return str(int(mark)) if mark.isdigit() else mark
