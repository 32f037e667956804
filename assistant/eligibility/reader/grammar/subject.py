"""Where the subject of a statement begins, and whether it is somebody not named so far."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.eligibility.consortium import Kind
from assistant.eligibility.reader.grammar.elements import Bracket, Element
from assistant.eligibility.reader.grammar.predicate import Predicate
from assistant.eligibility.reader.partners.drafts import CLUSTERS, Drafts
from assistant.eligibility.reader.partners.phrases import NounPhrase, Pronoun, Scope
from assistant.eligibility.reader.tokens.lexicon import Tag
from assistant.eligibility.reader.tokens.scan import Token

_MOST_OTHERS = 50


def subject_of(before: Sequence[Element]) -> int:
    """Where the subject begins: the last phrase before the verb with those joined to it."""
    phrases = [at for at, element in enumerate(before) if isinstance(element, NounPhrase)]
    first = phrases[-1]
    last = before[first]
    assert isinstance(last, NounPhrase)
    of = before[first - 1] if first else None
    if len(phrases) > 1 and last.group and isinstance(of, Token) and of.tag is Tag.IN:
        return phrases[-2]
    if last.scope is Scope.EXCEPT and len(phrases) > 1:
        return phrases[-2]
    ours = last.pronoun in (Pronoun.WE, Pronoun.OURS) and not last.scope and len(phrases) > 1
    if ours and isinstance(of, Token) and of.tag is Tag.AND and not getattr(before[phrases[-2]], "article", True):
        return phrases[-2]  # "the Hungarians and we are …"
    if last.scope or last.part is not None or (last.pronoun and last.pronoun is not Pronoun.ONE) or last.other:
        return _with_exception(before, phrases)
    for at in reversed(phrases[:-1]):
        between = before[at + 1 : first]
        if (
            all(
                isinstance(e, Bracket) or (isinstance(e, Token) and e.tag in (Tag.AND, Tag.COMMA, Tag.OR))
                for e in between
            )
            and between
        ):
            other = before[at]
            if isinstance(other, NounPhrase) and other.scope is Scope.EXCEPT:
                return phrases[phrases.index(at) - 1] if phrases.index(at) else at
            if isinstance(other, NounPhrase) and last.definite and not (other.definite or other.name):
                break
            first = at
        else:
            break
    return first


def _with_exception(before: Sequence[Element], phrases: Sequence[int]) -> int:
    """ "Apart from the Maltese, they are all …": the exception in front belongs to the subject."""
    first = phrases[-1]
    other = before[phrases[-2]] if len(phrases) > 1 else None
    between = before[phrases[-2] + 1 : first] if other is not None else ()
    excepts = isinstance(other, NounPhrase) and other.scope is Scope.EXCEPT and not phrases[-2]
    if excepts and all(isinstance(e, Token) and e.tag is Tag.COMMA for e in between):
        return phrases[-2]
    return first


def are_unnamed(phrase: NounPhrase, kinds: set[Kind], drafts: Drafts) -> bool:
    """Whether "the other two" of "the other two are SMEs" are not yet named: everybody known is something else."""
    others = phrase.other and phrase.definite and 0 < (phrase.count or 0) < _MOST_OTHERS and drafts.total is None
    known = [draft.kind for draft in drafts.all]
    return others and len(kinds) == 1 and bool(known) and all(kind is not None and kind not in kinds for kind in known)


def is_further(phrase: NounPhrase, predicate: Predicate, drafts: Drafts, *, describing: bool) -> bool:
    """ "Another is from Austria", "the last one is Slovak", "the last partner is a university" in a first description:
    a partner not yet named."""
    last = describing and phrase.ordinals == [-1]
    if not drafts.all or phrase.plural or phrase.scope or not (phrase.elliptic or last):
        return False
    if phrase.other:
        return phrase.count is None and not phrase.definite and bool(predicate.places)
    known = drafts.all[-1]
    kinds = {each.kind for each in predicate.phrases if each.kind is not None}
    places = [*predicate.places, *(place for each in predicate.phrases for place in each.places)]
    here = known.place.countries if known.place is not None else ()
    elsewhere = bool(here and places) and not any(set(place.countries) & set(here) for place in places)
    apart = phrase.generic and known.kind in CLUSTERS and bool(kinds) and not kinds & set(CLUSTERS)
    return last and (elsewhere or apart)
