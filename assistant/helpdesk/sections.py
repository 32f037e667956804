"""The text of a mail apart: what its writer says now, and what is set aside (greeting, signature, quoted history)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.helpdesk.words import FrameWords
from assistant.reading.text import fold

MOST_SIGNATURE_LINES = 25
LONGEST_CLOSING = 10  # words of a closing with more than its formula
LONGEST_NAME = 5  # words
LONG_LINE = 14  # words; lines of a signature are shorter
_QUOTE = re.compile(r"^\s*(?:>\s?)+")
_DELIMITER = re.compile(r"^(?:--|—|__+|\*{3,}|-{3,}|={3,})\s*$")
_ASIDE = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|[-*•–])\s+\S")


@dataclass(frozen=True, slots=True)
class Sections:
    """`own` is to be answered, the rest is only shown. `name` is what stands below the closing, "" if nothing does."""

    own: str
    greeting: str = ""
    signature: str = ""
    quoted: str = ""
    disclaimer: str = ""
    name: str = ""
    forwarded: bool = False


def sections(body: str, words: FrameWords, *, passed_on: bool = False) -> Sections:
    """The body taken apart. Quoted words are the enquiry only where the sender adds no question of his own.
    `passed_on`: the subject says that the mail was forwarded, so what stands below is more than history."""
    lines = body.split("\n")
    own, quoted, inner = _without_history(lines, words)
    if passed_on and inner is None and _asks("\n".join(quoted), words):
        inner, quoted = _after_headers(quoted, words), []
    if inner is not None and not _asks("\n".join(own), words):
        below = sections("\n".join(inner), words)
        if below.own.strip():
            return Sections(
                below.own,
                greeting=below.greeting,
                signature=below.signature,
                quoted="\n".join([*own, below.quoted]).strip(),
                disclaimer=below.disclaimer,
                name="",
                forwarded=True,
            )
    if inner is not None:
        quoted = [*quoted, *inner]
    own, signature, name = _without_signature(own, words)
    own, disclaimer = _without_disclaimers(own, words)
    own, greeting = _without_greeting(own, words)
    text = "\n".join(own).strip("\n")
    if not re.search(r"\w", text) and quoted:  # nothing but quoted words: they are what was sent
        below = sections("\n".join(_QUOTE.sub("", line) for line in quoted), words)
        if below.own.strip():
            return Sections(below.own, greeting, signature, below.quoted, disclaimer, "", forwarded=True)
    return Sections(text, greeting, signature, "\n".join(quoted).strip(), disclaimer, name)


def with_sender(parts: Sections, sender: str) -> Sections:
    """Without a last line that is but the sender's name: a signature without a closing."""
    lines = parts.own.rstrip().split("\n")
    last = set(re.findall(r"\w+", fold(lines[-1])))
    if len(lines) < 2 or parts.name or parts.forwarded or not last or not last <= set(re.findall(r"\w+", fold(sender))):
        return parts
    return replace(parts, own="\n".join(lines[:-1]).rstrip(), signature=lines[-1], name=lines[-1].strip(" ,.*_"))


def _asks(text: str, words: FrameWords) -> bool:
    """Whether something is asked that is no courtesy, as "could you answer the sender directly?" is."""
    asked = [fold(" ".join(piece.split())).strip(" ?¿¡-,") for piece in re.findall(r"[^.?!:;]*\?", text)]
    return any(not words.courtesies.fullmatch(piece) for piece in asked)


def _without_history(lines: list[str], words: FrameWords) -> tuple[list[str], list[str], list[str] | None]:
    """Own lines, quoted lines, and the lines of a forwarded mail (None: there is none)."""
    own: list[str] = []
    quoted: list[str] = []
    position = 0
    while position < len(lines):
        line = lines[position]
        folded = fold(line.strip())
        if _QUOTE.match(line):
            quoted.append(line)
            position += 1
            continue
        if words.forwards.fullmatch(folded):
            return own, quoted, _after_headers(lines[position + 1 :], words)
        if _is_header_block(lines, position, words) and not any(text.strip() for text in own):
            return own, quoted, _after_headers(lines[position:], words)  # pasted with its headers
        if words.originals.fullmatch(folded) or _is_header_block(lines, position, words):
            if own and _DELIMITER.match(own[-1].strip()):
                quoted.append(own.pop())
            return own, quoted + lines[position:], None
        length = _attribution(lines, position, words)
        if length:
            rest = next((text for text in lines[position + length :] if text.strip()), "")
            quoted += lines[position : position + length]
            position += length
            if not _QUOTE.match(rest):
                return own, quoted + lines[position:], None
            continue
        own.append(line)
        position += 1
    return own, quoted, None


def _attribution(lines: list[str], position: int, words: FrameWords) -> int:
    """Over how many lines, up to three, "On … somebody wrote:" stands here; 0 if it does not."""
    joined = ""
    for length, line in enumerate(lines[position : position + 3], 1):
        if not line.strip():
            return 0
        joined = f"{joined} {line.strip()}".strip()
        if words.attributions.fullmatch(fold(joined)):
            return length
    return 0


def _is_header_block(lines: list[str], position: int, words: FrameWords) -> bool:
    """Three header lines of a quoted mail, one below the other."""
    following = [fold(line.strip().lstrip("*")) for line in lines[position : position + 6]]
    if not following or not words.header_line.match(following[0]):
        return False
    labels = [text.split(":")[0] for text in following if words.header_line.match(text)]
    return len(set(labels)) >= 3


def _after_headers(lines: list[str], words: FrameWords) -> list[str]:
    """What comes below the header lines of a forwarded mail."""
    position = 0
    while position < len(lines) and (
        not lines[position].strip()
        or words.header_line.match(folded := fold(_QUOTE.sub("", lines[position]).strip()))
        or words.originals.fullmatch(folded)
    ):
        position += 1
    return [_QUOTE.sub("", line) for line in lines[position:]]


def _without_signature(lines: list[str], words: FrameWords) -> tuple[list[str], str, str]:
    """Without what stands from the closing on, postscripts excepted; the signature; the name in it."""
    for position, line in enumerate(lines):
        plain = re.sub(r"^\W+", "", line.strip())
        folded = fold(plain)
        delimiter = bool(_DELIMITER.match(line.strip()))
        closing = words.closings.match(folded) or _closing_at_end(folded, words)
        below = next((text.strip() for text in lines[position + 1 :] if text.strip()), "")
        is_closing = bool(closing and _ends_closing(plain, closing.end(), below, words))
        if not (delimiter or is_closing) or not _is_end(lines[position + 1 :], words, strict=not delimiter):
            continue
        if delimiter and position < 2 and any(text.strip() for text in lines[position + 1 :]):
            continue
        rest = lines[position + 1 :]
        kept: list[str] = []
        signature = [line]
        in_postscript = False
        for text in rest:
            starts = bool(words.postscripts.match(fold(text.strip()) + " "))
            in_postscript = starts or (in_postscript and bool(text.strip()))
            (kept if in_postscript else signature).append(_postscript_text(text, words) if starts else text)
        beside = plain[closing.end() :].strip(" ,.!–-") if is_closing and closing is not None else ""
        beside = "" if len(beside.split()) > LONGEST_NAME or (below and beside and not _names(beside)) else beside
        name = beside or next((text.strip() for text in rest if re.search(r"\w", text)), "")
        return [*lines[:position], "", *kept], "\n".join(signature).strip(), name.strip(" ,.*_")
    kept_lines = [line for line in lines if not words.devices.match(fold(line.strip()))]
    return kept_lines, "\n".join(line for line in lines if line not in kept_lines), ""


def _closing_at_end(folded: str, words: FrameWords) -> re.Match[str] | None:
    """A formula of several words that ends a line, whatever polite words stand before it."""
    ends = [match for match in words.closing_formula.finditer(folded) if not folded[match.end() :].strip(" ,.!")]
    return ends[-1] if ends and "?" not in folded and len(folded.split()) <= LONG_LINE else None


def _names(text: str) -> bool:
    """Whether each word begins with a capital, particles of names excepted."""
    return text[:1].isupper() and all(word[0].isupper() or len(word) <= 3 for word in text.split())


def _ends_closing(line: str, end: int, below: str, words: FrameWords) -> bool:
    """Whether a line that opens as a closing is one: what follows is a name, `below` too, or a formula."""
    rest = line[end:].strip()
    if not rest.strip(" ,.!;:-"):
        return True
    named = rest[0] == "," and len(rest.split()) <= 4 and all(word[0].isupper() for word in rest[1:].split())
    if named:
        return True
    if "?" in rest or not words.closing_lines.match(fold(line)):
        return False
    formula = rest[0] == "," and len(rest.split()) <= 14
    signed = 0 < len(below.split()) <= LONGEST_NAME + 1 and _names(below) and below[-1] not in ".?!:;,"
    if signed and len(line.split()) <= LONGEST_CLOSING and not rest.endswith((".", ":")):
        return True  # "With kind regards from Lapland and thanks again," above a name
    return formula or (rest[0].isupper() and len(rest.split()) <= 4)


def _is_end(rest: list[str], words: FrameWords, *, strict: bool) -> bool:
    """Whether what follows can be a signature: short lines, and no list of questions."""
    filled = [line for line in rest if line.strip()]
    signature = [line for line in filled if not words.postscripts.match(fold(line.strip()) + " ")]
    disclaimer = sum(1 for line in filled if words.disclaimers.search(fold(line)))
    if strict and disclaimer == 0:
        prose = [line for line in signature if len(line.split()) >= LONG_LINE and line.rstrip().endswith((".", ":"))]
        if prose or len(filled) > MOST_SIGNATURE_LINES:
            return False
    own = [line for line in signature if not words.disclaimers.search(fold(line))]
    asking = [line for line in own if line.strip().endswith("?") and (_ASIDE.match(line) or len(line) > 60)]
    return not asking


def _postscript_text(line: str, words: FrameWords) -> str:
    match = words.postscripts.match(fold(line.strip()) + " ")
    return line.strip()[match.end() :] if match and match.end() <= len(line.strip()) else ""


def _without_disclaimers(lines: list[str], words: FrameWords) -> tuple[list[str], str]:
    """Without paragraphs of legal small print, which often stand below an enquiry that has no closing."""
    kept: list[str] = []
    set_aside: list[str] = []
    for paragraph in re.split(r"\n\s*\n", "\n".join(lines)):
        folded = fold(paragraph)
        hits = len({match.group() for match in words.disclaimers.finditer(folded)})
        small_print = hits >= 2 or (hits == 1 and len(paragraph) > 160)
        (set_aside if small_print and "?" not in paragraph else kept).append(paragraph)
    return "\n\n".join(kept).split("\n"), "\n\n".join(set_aside)


def _without_greeting(lines: list[str], words: FrameWords) -> tuple[list[str], str]:
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return lines, ""
    lines = [*lines[: first + 1], *(each for each in lines[first + 1 :] if not _only_greets(each, words))]
    line = lines[first].strip()
    if not words.greetings.match(fold(line)):
        return lines, ""
    if len(line.split()) <= 9 and not line.endswith("?"):
        return [*lines[:first], *lines[first + 1 :]], line
    head, comma, rest = line.partition(",")
    if comma and len(head.split()) <= 6:
        return [*lines[:first], rest.strip(), *lines[first + 1 :]], head
    return lines, ""


def _only_greets(line: str, words: FrameWords) -> bool:
    """Whether a line further down is but a greeting, as in a mail that holds another."""
    plain = line.strip()
    return plain.endswith((",", "!")) and len(plain.split()) <= 4 and bool(words.greetings.match(fold(plain)))
