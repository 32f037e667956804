"""What follows the verb of a statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.eligibility.reader.grammar.elements import Bracket, Element
from assistant.eligibility.reader.partners.phrases import NounPhrase, Place, Pronoun, Scope
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token


@dataclass
class Predicate:
    """What follows the verb, sorted: phrases, places, loose words. `unresolved`: the subject names somebody unknown."""

    verb: Token
    elements: Sequence[Element]
    phrases: list[NounPhrase] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    loose: list[Token] = field(default_factory=list)
    excepted: list[NounPhrase] = field(default_factory=list)
    brackets: list[Bracket] = field(default_factory=list)
    rest: Sequence[Element] = ()
    before: Sequence[Token] = ()
    doubted: bool = False
    unresolved: bool = False
    scope: Scope | None = None
    named: bool = False
    only: bool = False

    @property
    def negated(self) -> bool:
        return self.verb.value == "not" or any(token.tag is Tag.NOT for token in self.loose[:2])

    @property
    def bare(self) -> bool:
        """Whether nothing but "not" follows: "the Polish one is not"."""
        carriers = (Tag.NOT, Tag.HAVE, Tag.BE, Tag.AND, Tag.COMMA)
        return not (self.phrases or self.places or self.brackets or self.rest or self.named) and all(
            t.tag in carriers or t.small in ("carry", "filler", "range") for t in self.loose
        )


def loose_before(elements: Sequence[Element]) -> list[Token]:
    """The words between the subject and its verb ("is still deciding whether to join")."""
    found: list[Token] = []
    for element in reversed(elements):
        if not isinstance(element, Token):
            break
        found.insert(0, element)
    return found


def is_one(phrase: NounPhrase) -> bool:
    """Whether a phrase describes one organisation: "a cluster", "the lead partner", a name."""
    if phrase.group and not phrase.kind:
        return False
    single = (
        phrase.article
        or (phrase.name is not None and phrase.count is None)
        or (phrase.count is None and not phrase.plural)
    )
    return single and bool(phrase.kind or phrase.name or phrase.generic) and not phrase.scope


def compact(places: Sequence[Place]) -> list[Place]:
    """ "Lyon", "France" as one place."""
    found: list[Place] = []
    for place in places:
        if found and set(found[-1].countries) == set(place.countries) and (not place.regions or not found[-1].regions):
            found[-1] = Place(place.countries, found[-1].regions or place.regions)
        else:
            found.append(place)
    return found


def denied_beside(phrase: NounPhrase, predicate: Predicate, elements: Sequence[Element], at: int) -> bool:
    """Whether a phrase only says what the subject is not: "is a company, not a cluster"."""
    before = elements[at - 1] if at else None
    denied = isinstance(before, Token) and before.tag is Tag.NOT
    return denied and bool(predicate.phrases) and not (phrase.definite or phrase.name or phrase.scope)


def is_everyone(phrase: NounPhrase) -> bool:
    """Whether the phrase means all partners: "they", "all", "both"."""
    return phrase.pronoun in (Pronoun.THEY, Pronoun.WE) or phrase.scope in (Scope.ALL, Scope.BOTH)


def says_only(phrase: NounPhrase) -> bool:
    """Whether a phrase only says that nobody else is meant: "the only ones", "the only one"."""
    described = phrase.kind or phrase.places or phrase.attributive or phrase.name or phrase.roles
    return phrase.scope is Scope.ONLY and phrase.definite and not described


def only_places(phrase: NounPhrase) -> bool:
    """Whether a phrase only says where all of those named before it are: "both of them Danish"."""
    whole = phrase.scope in (Scope.ALL, Scope.BOTH) and len(phrase.attributive) == 1
    return whole and not (phrase.kind or phrase.name or phrase.places or phrase.roles or phrase.generic)


def joins_others(after: Sequence[Element], at: int) -> bool:
    """Whether others beside the subject follow: "are accompanied by a foundation", "…, together with an SME"."""
    token = after[at]
    follows = at + 1 < len(after) and isinstance(after[at + 1], NounPhrase)
    return (
        isinstance(token, Token) and token.tag is Tag.AND and token.small != "and" and token.words != ("&",) and follows
    )


def in_capacity(phrase: NounPhrase, elements: Sequence[Element], at: int) -> bool:
    """Whether a phrase only says in what capacity: "registered as cluster organisations"."""
    before = elements[at - 1] if at else None
    single = phrase.count is None or phrase.article
    return isinstance(before, Token) and before.tag is Tag.AS and single and not phrase.role_head
