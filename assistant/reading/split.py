"""A message -> the questions in it, in order, each with the sentences that stand around it as context."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.reading.lexicon import Lexicon
from assistant.reading.text import fold, sentences, squeeze, words

_BULLET = re.compile(r"^\s*(?:[-*•–▪]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?=\S)", re.IGNORECASE)

_MARK = re.compile(r"(?:(?<=\s)|(?<=^))(?:\(?[1-9a-h]\)|(?m:^)[ \t]*(?:[-*•–▪]|[1-9]\.))\s+(?=\S)")
_NO_WORD = " .,;:…–—-"  # what a message that goes on may begin with: "…and until when?"
MOST_WORDS = 25  # of an item of a list that can be a question


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its words as found, and the sentences of the message that are no question."""

    text: str
    context: str = ""


def split_questions(message: str, lexicon: Lexicon) -> list[Question]:
    """The questions of a message in their order; a message without one is one question as a whole."""
    if items := _items(message, lexicon):
        return items
    segments = _segments(message)
    asked = [segment for segment in segments if asks(segment, lexicon)]
    asked = [segment for segment in asked if not _announces(segment, lexicon)] or asked
    if any(segment.endswith("?") for segment in asked):  # "Our accountant wants to know:" asks nothing by itself
        asked = [segment for segment in asked if not _announces_list(segment, lexicon)] or asked
    if asked:  # "… and the budget, please": a fragment that leans on a question is one too
        asked = [each for each in segments if each in asked or _leans(each, lexicon) or _is_wanted(each, lexicon)]
    if not asked:
        return [Question(squeeze(message))]
    context = " ".join(segment for segment in segments if segment not in asked)
    return [Question(piece, context) for segment in asked for piece in _coordinated(segment, lexicon)]


def _items(message: str, lexicon: Lexicon) -> list[Question]:
    """The items of a list that is announced, or that one question is asked of, each as a question; else none."""
    marks = list(_MARK.finditer(message))
    if len(marks) < 2:
        return []
    lead = sentences(squeeze(message[: marks[0].start()]))
    ends = [mark.start() for mark in marks[1:]] + [_end_of_list(message, marks[-1].end())]
    items = [squeeze(message[mark.end() : end]).rstrip(" ,;.") for mark, end in zip(marks, ends, strict=True)]
    items = [re.sub(r"[,;]?\s+(?:and|or)$", "", item) for item in items]
    if not all(items) or any(len(item.split()) > MOST_WORDS for item in items) or message[ends[-1] :].strip():
        return []
    if not message[: marks[0].start()].strip():  # "1) does … 2) is …": nothing but a list of questions
        asked = sum(len(sentences(item)) == 1 and asks(item, lexicon) for item in items)
        return [Question(item) for item in items] if asked * 2 > len(items) else []
    stem, context = lead[-1], " ".join(lead[:-1])
    if _announces(stem, lexicon):  # "Please tell me (a) …, (b) …"
        return [Question(item, context) for item in items]
    if stem.endswith(":"):
        announced = _announces_list(stem, lexicon) and not any(asks(sentence, lexicon) for sentence in lead[:-1])
        return [Question(item, context) for item in items] if announced else []
    if stem.endswith((".", "?", "!")) or not (asks(stem, lexicon) and _opens(stem, lexicon)):
        return []
    if "," in items[-1] or any(asks(item.rstrip("?"), lexicon) for item in items):
        return []
    return [Question(f"{stem} {item.rstrip('?')}?", context) for item in items]


def _end_of_list(message: str, begin: int) -> int:
    """Where the last item ends: at an empty line, or with the message."""
    found = re.compile(r"\n\s*\n").search(message, begin)
    return found.start() if found else len(message)


def _announces_list(segment: str, lexicon: Lexicon) -> bool:
    return segment.endswith(":") and bool(lexicon.announcement.search(fold(segment)))


def _segments(message: str) -> list[str]:
    """Bulleted lines each alone, running text by sentence."""
    segments: list[str] = []
    for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-*•–▪]|\(?\d{1,2}[.)])\s)", message):
        line = _BULLET.sub("", block)
        for sentence in sentences(squeeze(line)):
            parts = (part.lstrip(_NO_WORD) for part in re.split(r"(?<=\?)\s+", sentence))
            segments += [squeeze(part) for part in parts if re.search(r"\w", part)]
    return segments


def asks(sentence: str, lexicon: Lexicon) -> bool:
    """Whether a sentence puts a question or a request."""
    folded = fold(sentence)
    if sentence.rstrip(" \"'”’)").endswith("?") or lexicon.requests.search(folded):
        return True
    said = _behind_joiners(strip_lead_in(folded, lexicon), lexicon)
    if said.startswith(tuple(f"{led} " for led in (*lexicon.led_wh_words, *lexicon.led_after_joiner))):
        return True
    first = said.split()[:1]
    return bool(first) and (
        first[0] in lexicon.wh_words or (first[0] in lexicon.auxiliaries and len(folded.split()) > 2)
    )


def _behind_joiners(folded: str, lexicon: Lexicon) -> str:
    """Without the conjunction a further question may open with: "And on what day did it end, my notes differ."."""
    said = folded.split()
    return " ".join(said[1:]) if len(said) > 1 and said[0] in lexicon.conjunctions else folded


def _announces(segment: str, lexicon: Lexicon) -> bool:
    """Whether a segment only asks to be answered: "Please let us know:", "Can you tell me?"."""
    requests = list(lexicon.requests.finditer(fold(segment)))
    rest = lexicon.requests.sub(" ", fold(segment))
    return bool(requests) and not content_words(strip_lead_in(rest, lexicon).strip(" :"), lexicon)


def _leans(segment: str, lexicon: Lexicon) -> bool:
    folded = fold(segment)
    return bool(re.match(r"(also|and|plus|or)\b", folded)) and len(content_words(folded, lexicon)) in (1, 2, 3)


def _is_wanted(segment: str, lexicon: Lexicon) -> bool:
    """Whether a segment says in few words that something is wanted to be known: "I also need the deadline"; in more
    where it is by its name a value: "I have to put in my file the date of the session"."""
    folded = _behind_joiners(fold(segment), lexicon)
    if lexicon.value_wanted.match(folded):
        return True
    wanted = lexicon.wants.match(folded)
    if wanted is None or lexicon.situation.match(folded[wanted.end() :]):  # "we need a partner in Spain"
        return False
    return len(content_words(folded[wanted.end() :], lexicon)) in (1, 2, 3)


def content_words(folded: str, lexicon: Lexicon) -> list[str]:
    """The words that are neither question words nor stop words."""
    return [
        word
        for word in re.findall(r"\w[\w-]*", folded)
        if word not in lexicon.stop_words and word not in lexicon.wh_words
    ]


def strip_lead_in(folded: str, lexicon: Lexicon) -> str:
    """Without greetings, polite openings and words on the answer before ("Nice, and …"); never empty if it was not."""
    while (
        match := lexicon.lead_in.match(folded) or lexicon.reaction.match(folded) or lexicon.value_wanted.match(folded)
    ):
        rest = folded[match.end() :].lstrip(" ,.:;!-")
        if not rest:
            return folded
        folded = rest
    return folded


def _coordinated(sentence: str, lexicon: Lexicon) -> list[str]:
    """ "When is X and how much is Y?" is two questions: cut where a new question word follows a conjunction."""
    starters = "|".join(
        sorted(lexicon.wh_words | {word for word in lexicon.auxiliaries if word.isalpha()}, key=len, reverse=True)
    )
    joiners = "|".join(re.escape(word) for word in lexicon.conjunctions)
    starters = "|".join([*map(re.escape, lexicon.led_wh_words), starters])
    led = "|".join(map(re.escape, lexicon.led_after_joiner))  # "…, and in which month"; ", in which" is a clause
    cut = re.compile(
        rf"(?:\s*[,;]\s*(?:(?:{joiners})\s+)?|\s+(?:{joiners})\s+)(?=(?:{starters})\b)"
        rf"|\s*[,;]?\s+(?:{joiners})\s+(?=(?:{led})\b)",
        re.IGNORECASE,
    )
    pieces, begin = [], 0
    for match in cut.finditer(sentence):
        left, right = sentence[begin : match.start()], sentence[match.end() :]
        # "what is eligible and what is not", "if and how": a half question is none of its own.
        if (
            len(left.split()) >= 3
            and len(right.split()) >= 3
            and not _states(left, lexicon)
            and all(_opens(piece, lexicon) and content_words(fold(piece), lexicon) for piece in (left, right))
        ):
            pieces.append(left)
            begin = match.end()
    return [squeeze(piece) for piece in [*pieces, sentence[begin:]]]


def _states(piece: str, lexicon: Lexicon) -> bool:
    """Whether a piece only tells something: "our neighbour is a cluster from Basel, …"."""
    folded = strip_lead_in(fold(piece), lexicon)
    said = words(folded)
    if not said or said[0] in lexicon.wh_words | lexicon.auxiliaries or lexicon.requests.search(fold(piece)):
        return False
    return not any(word in lexicon.wh_words or word in lexicon.indirect for word in said)


def _opens(piece: str, lexicon: Lexicon) -> bool:
    """Whether a piece can be a question by itself: a question word and, for auxiliaries, a subject behind it."""
    told = strip_lead_in(fold(piece), lexicon)
    if told.startswith((*lexicon.led_wh_words, *lexicon.led_after_joiner)):
        return True
    folded = told.split()
    head = [re.sub(r"'\w+$", "", word.strip(",.?")) for word in folded[:8]]
    if head and head[0] in lexicon.conjunctions:
        head = head[1:]
    if not head or (
        head[0] in lexicon.subordinators and (head[0] not in lexicon.wh_words or _is_clause(head, lexicon))
    ):
        return False
    if head[0] in lexicon.auxiliaries:
        return len(head) > 1 and head[1] not in lexicon.auxiliaries
    return any(word in lexicon.wh_words or word in lexicon.auxiliaries for word in head)


def _is_clause(head: list[str], lexicon: Lexicon) -> bool:
    """Whether words that open with "when" or "where" are a clause: "when we count the partners"."""
    return len(head) > 1 and head[1] in lexicon.subjects
