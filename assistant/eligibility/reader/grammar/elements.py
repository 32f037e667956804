"""A sentence as noun phrases, brackets and the loose words between them, cut into clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.eligibility.reader.grammar.noun_phrases import Grammar
from assistant.eligibility.reader.grammar.status import Status
from assistant.eligibility.reader.partners.phrases import NounPhrase
from assistant.eligibility.reader.tokens.lexicon import EccpWord, Tag
from assistant.eligibility.reader.tokens.scan import Token


@dataclass(slots=True)
class Bracket:
    """What stands in round or square brackets, read like a sentence of its own."""

    elements: list[Element]
    tokens: Sequence[Token]
    end: int


Element = NounPhrase | Bracket | Token
_MOST_BEFORE_COLON = 3
_MOST_BEFORE_BUT = 5
_NAMING = (Tag.DEFINITE, Tag.OWN, Tag.KIND, Tag.GENERIC, Tag.NUMBER, Tag.GROUP, Tag.IN, Tag.WE, Tag.PRONOUN, Tag.WORD)
VERBS = (Tag.BE, Tag.HAVE, Tag.ROLE_VERB)


def elements_of(
    tokens: Sequence[Token], status: Status, item: bool = False, *, bracketed: bool = False
) -> list[Element]:
    """The elements of a sentence, in order. Brackets inside brackets are read as if they were not there."""
    tokens = _with_exceptions(tokens)
    closing = {} if bracketed else _brackets(tokens)
    grammar = Grammar(tokens, status)
    found: list[Element] = []
    at = 0
    while at < len(tokens):
        close = closing.get(at)
        if close is not None:
            inside = tokens[at + 1 : close]
            found.append(Bracket(elements_of(inside, status, item, bracketed=True), inside, tokens[close].end))
            at = close + 1
            continue
        phrase = grammar.noun_phrase(at)
        if phrase is None:
            if tokens[at].tag not in (Tag.OPEN, Tag.CLOSE):
                found.append(tokens[at])
            at += 1
            continue
        for place in phrase.places:
            if place.beside is not None:
                inside = tokens[slice(*place.beside)]
                end = tokens[place.beside[1]].end
                remark = Bracket(elements_of(inside, status, item, bracketed=True), inside, end)
                phrase.remarks.append((phrase.places.index(place), remark))
        found.append(phrase)
        at = max(phrase.last, at + 1)
    return found


def _with_exceptions(tokens: Sequence[Token]) -> Sequence[Token]:
    """ "All partners but the one in Aarhus": such a "but" makes an exception, it begins no new clause."""
    found = list(tokens)
    for at, token in enumerate(tokens):
        if token.tag is not Tag.BREAK or token.small != "but" or at + 1 >= len(tokens):
            continue
        before = [other.tag for other in tokens[max(0, at - _MOST_BEFORE_BUT) : at]]
        whole = next((n for n in reversed(range(len(before))) if before[n] in (Tag.ALL, Tag.NONE)), None)
        plain = whole is not None and all(tag in _NAMING for tag in before[whole + 1 :])
        if plain and tokens[at + 1].tag in (Tag.DEFINITE, Tag.OWN, Tag.NUMBER, Tag.PLACE, Tag.NAME, Tag.ORDINAL):
            found[at] = replace(token, tag=Tag.EXCEPT)
    return found


def _brackets(tokens: Sequence[Token]) -> dict[int, int]:
    """Outermost brackets: position of the opening sign -> of the closing one."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for at, token in enumerate(tokens):
        if token.tag is Tag.OPEN:
            opened.append(at)
        elif token.tag is Tag.CLOSE and opened:
            start = opened.pop()
            if not opened:
                pairs[start] = at
    return pairs


def parts_of(elements: Sequence[Element]) -> list[list[Element]]:
    """Elements cut at semicolons."""
    parts: list[list[Element]] = [[]]
    for element in elements:
        if isinstance(element, Token) and element.words == (";",):
            parts.append([])
        else:
            parts[-1].append(element)
    return [part for part in parts if part]


def clauses_of(elements: Sequence[Element]) -> list[list[Element]]:
    """Elements cut where a new statement begins: at "but", ";" and before a subject that has a verb of its own."""
    clauses: list[list[Element]] = [[]]
    verb = named = False
    for at, element in enumerate(elements):
        if isinstance(element, Token) and element.tag is Tag.BREAK:
            clauses.append([])
            verb = named = False
            continue
        joined = isinstance(element, NounPhrase) and (
            _joined(elements, at) or ((element.definite or element.pronoun) and _after_colon(elements, at))
        )
        if verb and joined and (_verb_after(elements, at) or _gapped(elements, at)):
            clauses.append([])
            verb = named = False
        named = named or isinstance(element, NounPhrase)
        verb = verb or (named and is_verb(element))
        clauses[-1].append(element)
    return [clause for clause in clauses if clause]


def announced(elements: list[Element]) -> list[Element]:
    """ "The three clusters are: …" like "The three clusters: …"."""
    signs = [e.tag if isinstance(e, Token) else None for e in elements[:3]]
    if signs[1:] == [Tag.BE, Tag.COLON] and isinstance(elements[0], NounPhrase) and elements[0].pronoun is None:
        return [elements[0], *elements[2:]]
    return elements


def words_before_colon(elements: Sequence[Element]) -> int:
    """How many small words stand before a colon: "clusters on board:", "beneficiaries besides:"; 0 without a colon."""
    for at, element in enumerate(elements[: _MOST_BEFORE_COLON + 1]):
        if not isinstance(element, Token):
            return 0
        if element.tag is Tag.COLON:
            return at
        if element.tag not in (Tag.FUNCTION, Tag.WORD, Tag.ONLY):
            return 0
    return 0


def is_verb(element: Element) -> bool:
    """Whether the element is the finite verb of a statement: be, have, lead, apply."""
    return isinstance(element, Token) and (
        element.tag in VERBS or (element.tag is Tag.ECCP and element.value is EccpWord.SUBMITTED)
    )


def speaks_of_unknown(elements: Sequence[Element]) -> bool:
    """Whether the subject is a word that names no partner: "the thing is registered", "my friend has applied"."""
    verb = next((at for at, element in enumerate(elements) if is_verb(element)), 0)
    tags = [element.tag for element in elements[:verb] if isinstance(element, Token)]
    return tags[-2:] in ([Tag.DEFINITE, Tag.WORD], [Tag.OWN, Tag.WORD], [Tag.ARTICLE, Tag.WORD])


def _joined(elements: Sequence[Element], at: int) -> bool:
    before = elements[at - 1] if at else None
    return isinstance(before, Token) and before.tag in (Tag.AND, Tag.COMMA)


def _after_colon(elements: Sequence[Element], at: int) -> bool:
    before = elements[at - 1] if at else None
    return isinstance(before, Token) and before.tag is Tag.COLON


def _gapped(elements: Sequence[Element], at: int) -> bool:
    """Whether a statement with its verb left out begins: "…, the second from Spain", "…, Terra an SME in Lyon"."""
    subject, after = elements[at], elements[at + 1] if at + 1 < len(elements) else None
    assert isinstance(subject, NounPhrase)
    if subject.definite and subject.places and (subject.ordinals or subject.kind) and not subject.own:
        return True
    described = isinstance(after, NounPhrase) and after.article and after.kind is not None and not after.name
    return described and bool(subject.name or subject.ordinals or (subject.definite and not subject.places))


def _verb_after(elements: Sequence[Element], at: int) -> bool:
    """Whether a verb follows the phrase at `at`, up to two adverbs and a bracket away."""
    for element in elements[at + 1 : at + 5]:
        if is_verb(element):
            return True
        if isinstance(element, NounPhrase) or (
            isinstance(element, Token) and element.tag not in (Tag.WORD, Tag.FUNCTION, Tag.NOT, Tag.ONLY)
        ):
            return False
    return False
