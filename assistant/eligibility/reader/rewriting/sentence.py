"""Forms of speech put as others that the grammar reads: "an SME, also in Lyon" as "an SME in Lyon"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.eligibility.consortium import Kind, Role
from assistant.eligibility.reader.composed import composed
from assistant.eligibility.reader.registrations.attributive import is_attributive
from assistant.eligibility.reader.registrations.shares import counted
from assistant.eligibility.reader.rewriting.affiliates import as_one_affiliate
from assistant.eligibility.reader.rewriting.apposed import with_kind_of_all
from assistant.eligibility.reader.rewriting.beginnings import begun, none_of_them
from assistant.eligibility.reader.rewriting.beside_us import without_beside_us
from assistant.eligibility.reader.rewriting.first.first_forms import first_forms
from assistant.eligibility.reader.rewriting.first.first_told import first_told
from assistant.eligibility.reader.rewriting.first.headings import first_put, without_country_beside
from assistant.eligibility.reader.rewriting.kind_first import kind_first
from assistant.eligibility.reader.rewriting.languages import without_languages
from assistant.eligibility.reader.rewriting.listings import listed
from assistant.eligibility.reader.rewriting.made_one import made_one
from assistant.eligibility.reader.rewriting.members import without_members
from assistant.eligibility.reader.rewriting.named_behind import named_behind
from assistant.eligibility.reader.rewriting.organisations.one_phrase import in_one_phrase
from assistant.eligibility.reader.rewriting.own_clauses import parted
from assistant.eligibility.reader.rewriting.plain_forms import plainly
from assistant.eligibility.reader.rewriting.pointed_at_us import as_we
from assistant.eligibility.reader.rewriting.project_names import without_project_names
from assistant.eligibility.reader.rewriting.recaps import without_recap
from assistant.eligibility.reader.rewriting.registrations.all_but_some import all_but_some
from assistant.eligibility.reader.rewriting.registrations.applications import form_as_registration
from assistant.eligibility.reader.rewriting.registrations.certainty import without_sure_only
from assistant.eligibility.reader.rewriting.registrations.counted_then_named import named_first
from assistant.eligibility.reader.rewriting.registrations.denials import plain_denials
from assistant.eligibility.reader.rewriting.registrations.head_counts import counted_heads
from assistant.eligibility.reader.rewriting.registrations.in_turn import told_in_turn
from assistant.eligibility.reader.rewriting.registrations.indirect import asked_if
from assistant.eligibility.reader.rewriting.registrations.leaving import off_platform
from assistant.eligibility.reader.rewriting.registrations.nobody_but import only_those
from assistant.eligibility.reader.rewriting.registrations.other_registers import without_other_registers
from assistant.eligibility.reader.rewriting.registrations.partitives import whole_last
from assistant.eligibility.reader.rewriting.registrations.perhaps_too import doubted_last
from assistant.eligibility.reader.rewriting.registrations.platform_asked import answered
from assistant.eligibility.reader.rewriting.registrations.refusals import without_refusals
from assistant.eligibility.reader.rewriting.registrations.sent_ours import with_what_was_sent
from assistant.eligibility.reader.rewriting.registrations.short_answers import answered_shortly
from assistant.eligibility.reader.rewriting.registrations.topic_first import platform_first
from assistant.eligibility.reader.rewriting.shared_heads import with_own_heads
from assistant.eligibility.reader.rewriting.spread_heads import spread_heads
from assistant.eligibility.reader.rewriting.sums import without_sums
from assistant.eligibility.reader.rewriting.times import as_times
from assistant.eligibility.reader.rewriting.told_shortly import completed_phrases
from assistant.eligibility.reader.rewriting.whereabouts import written_here
from assistant.eligibility.reader.rewriting.wishes import we_lead
from assistant.eligibility.reader.tokens.lexicon import EccpWord, Lexicon, Tag
from assistant.eligibility.reader.tokens.scan import Token
from assistant.gazetteer.names import How

_VERBS = (Tag.BE, Tag.HAVE)
_SUBJECTS = ([Tag.PLACE], [Tag.NAME], [Tag.DEFINITE], [Tag.WE], [Tag.OWN])
_SIGNS = (Tag.COMMA, Tag.BREAK, Tag.DASH)
_ON_PARTNERS = (
    Tag.PLACE, Tag.NAME, Tag.KIND, Tag.GENERIC, Tag.ECCP, Tag.ROLE, Tag.ROLE_VERB, Tag.GROUP, Tag.ALL, Tag.BOTH,
    Tag.PRONOUN, Tag.ORDINAL, Tag.OTHER, Tag.EXCEPT, Tag.ONLY, Tag.LEGAL, Tag.COLON,
)  # fmt: skip
_ENDS = (Tag.COMMA, Tag.AND, Tag.BREAK, Tag.DASH, Tag.CLOSE)
_SEVERAL = 2
_EARLY = 4
_AHEAD = 5
_FEW = 12
_BRACKET = 40


def rewritten(
    sentence: Sequence[Token], lexicon: Lexicon, kinds: Sequence[Kind | None] = (), *, later: bool = False
) -> list[Token]:
    """The tokens of a sentence in the forms that the grammar knows. `kinds`: those of the partners named so far;
    `later`: in a later message."""
    sentence = in_one_phrase(kind_first(sentence), lexicon, later=later)
    sentence = without_country_beside(sentence) if later else first_put(sentence, lexicon, kinds)
    sentence = sentence if later else first_forms(without_recap(sentence, lexicon, kinds), lexicon, kinds)
    sentence = sentence if later else composed(sentence, lexicon, kinds)
    sentence = without_beside_us(named_behind(without_members(sentence, lexicon)), lexicon)
    sentence = off_platform(without_sure_only(without_languages(sentence, lexicon), lexicon), lexicon)
    sentence = made_one(named_first(sentence, lexicon), lexicon) if later else sentence
    sentence = answered_shortly(as_we(sentence, lexicon) if kinds else sentence, lexicon, known=bool(kinds))
    sentence = with_what_was_sent(sentence, lexicon) if later else first_told(sentence, lexicon, len(kinds))
    sentence = doubted_last(as_times(sentence, lexicon))
    sentence = platform_first(only_those(all_but_some(without_refusals(sentence, lexicon), lexicon, kinds)), lexicon)
    sentence = parted(we_lead(form_as_registration(sentence, lexicon), lexicon))
    sentence = sentence if later else written_here(without_project_names(sentence, lexicon), lexicon)
    sentence = told_in_turn(sentence if later else with_kind_of_all(sentence, lexicon), lexicon)
    tokens = plainly(completed_phrases(asked_if(sentence, lexicon), lexicon), lexicon, len(kinds))
    tokens = spread_heads(without_sums(tokens, lexicon), first=not kinds)
    tokens = with_own_heads(answered(begun(tokens, lexicon, later=later), lexicon))
    tokens = plain_denials(
        without_other_registers(counted_heads(whole_last(tokens, lexicon), lexicon, kinds), lexicon), lexicon
    )
    tokens = _undertaken(counted(listed(tokens, lexicon), lexicon), lexicon)
    tokens = _people_as_partners(_denied_after_which(_without_also(tokens, lexicon), lexicon), lexicon)
    tokens = _role_before(_us_in_brackets(_namely_in_brackets(_dash_before_seat(tokens), lexicon)))
    tokens = _inverted(_gapped_seats(tokens, lexicon))
    tokens = _named_after_region(_without_nobody_else(_in_fact(tokens, lexicon), lexicon))
    tokens = _own_clause(as_one_affiliate(_without_owner(tokens, lexicon)))
    return none_of_them(_seats_of_all(tokens)) if not kinds else tokens


def _undertaken(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "We plan a project with …": what is planned is the project, no registration; "start" says as much."""
    planning, projects = set(lexicon.raw["undertaking"]["planning"]), set(lexicon.raw["undertaking"]["projects"])
    found = list(tokens)
    for at, token in enumerate(tokens):
        if token.tag not in (Tag.WORD, Tag.FUNCTION) or not planning & set(token.words):
            continue
        ahead = tokens[at + 1 : at + 1 + _AHEAD]
        goal = next((n for n, t in enumerate(ahead) if projects & set(t.words)), None)
        near = range(at, min(len(tokens), at + (goal or 0) + _AHEAD))
        registering = any(tokens[n].tag is Tag.ECCP and not is_attributive(tokens, n) for n in near)
        if goal is not None and not registering:
            found[at] = replace(token, words=("start",), small="")
    return found


def _in_fact(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "The one from Bari is in fact a consultancy" without "in fact": it is no place."""
    found: list[Token] = []
    inside = lexicon.particles.inside
    for at, token in enumerate(tokens):
        after = tokens[at + 1].words if at + 1 < len(tokens) else ()
        if token.tag is Tag.IN and inside & set(token.words[-1:]) and after and after[0] in lexicon.raw["truth"]:
            if len(token.words) > 1:
                found.append(replace(token, tag=Tag.BE, words=token.words[:1], small="", value=None))
            continue
        if at and tokens[at - 1].tag is Tag.IN and token.words and token.words[0] in lexicon.raw["truth"]:
            continue
        found.append(token)
    return found


def _without_nobody_else(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "On the ECCP: the Danish and the Latvian cluster, nobody else" without what denies the others."""
    if not any(token.tag is Tag.ECCP for token in tokens):
        return list(tokens)
    for at in range(max(1, len(tokens) - _FEW), len(tokens)):
        rest = [word for other in tokens[at + 1 :] for word in other.words]
        if tokens[at].tag in _SIGNS and " ".join(rest) in lexicon.raw["nobody_else"]:
            return list(tokens[:at])
    return list(tokens)


def _named_after_region(tokens: Sequence[Token]) -> list[Token]:
    """ "The Norte food cluster": a word that looks like a name but only tells which cluster."""
    found = list(tokens)
    for at, token in enumerate(tokens):
        following = [t.tag for t in tokens[at + 1 : at + 3]]
        kind = tokens[at + 2] if len(following) > 1 else token
        described = following == [Tag.WORD, Tag.KIND] and not kind.plural
        before = tokens[at - 1] if at else token
        if token.tag is Tag.NAME and described and before.tag is Tag.DEFINITE and not token.value.sure:
            found[at] = replace(token, tag=Tag.WORD, value=None)
    return found


def _without_owner(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "An affiliated entity of the Lyon cluster" as "an affiliated entity": whose it is names nobody new."""
    found: list[Token] = []
    skip = 0
    for at, token in enumerate(tokens):
        if skip:
            skip -= 1
            continue
        if token.tag is Tag.BREAK and found and found[-1].tag is Tag.RELATIVE:
            continue  # "which however will only be …"
        found.append(token)
        if token.tag is not Tag.ROLE or token.value is not Role.AFFILIATED or token.plural:
            continue
        here = at + 1
        if here < len(tokens) and lexicon.particles.owner & set(tokens[here].words[:1]):
            here += 1
            while here < len(tokens) and tokens[here].tag in (Tag.DEFINITE, Tag.OWN, Tag.PLACE, Tag.WORD):
                here += 1
            owner = here < len(tokens) and tokens[here].tag in (Tag.KIND, Tag.GENERIC, Tag.ROLE)
            named = tokens[here - 1].tag is Tag.PLACE and tokens[here - 1].value.how is How.ADJECTIVE
            owner = owner or (named and here < len(tokens) and tokens[here].small == "one")
            if owner and not tokens[here].plural:
                skip = here - at
    return found


def _gapped_seats(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "The Slovak one is in Bratislava, the Belgian one in Namur" with its second "is"."""
    found = list(tokens)
    seated = next((t for t in tokens if t.tag is Tag.IN and len(t.words) > 1), None)
    for at in range(3, len(tokens) - 1):
        ends = [t.tag for t in tokens[at - 3 : at + 2]]
        one = tokens[at - 1].small == "one" or tokens[at - 1].tag is Tag.KIND
        if seated is None or ends[:2] != [Tag.DEFINITE, Tag.PLACE] or not one or ends[3:] != [Tag.IN, Tag.PLACE]:
            continue
        opened = at - 4 >= 0 and tokens[at - 4].tag in (Tag.COMMA, Tag.AND)
        if opened and tokens[at].is_one_of(lexicon.particles.inside) and seated.start < tokens[at].start:
            found[at] = replace(tokens[at], words=seated.words, small=seated.small, definite=seated.definite)
    return found


def _inverted(tokens: Sequence[Token]) -> list[Token]:
    """ "Registered on the ECCP are Nitra and Jihlava, Regensburg is not" as "Nitra and Jihlava are registered …"."""
    begins = [t.tag for t in tokens[:3]]
    if begins[:2] != [Tag.ECCP, Tag.BE] or tokens[1].value == "not" or begins[2:] not in _SUBJECTS:
        return list(tokens)
    verb = next((n for n in range(2, len(tokens)) if tokens[n].tag in (Tag.BE, Tag.HAVE)), 0)
    signs = [n for n in range(2, verb) if tokens[n].tag in (Tag.COMMA, Tag.BREAK)]
    if not verb or not signs:
        return list(tokens)
    cut = signs[-1]
    sign = replace(tokens[cut], tag=Tag.BREAK, words=(";",))
    return [*tokens[2:cut], tokens[1], tokens[0], sign, *tokens[cut + 1 :]]


def _own_clause(tokens: Sequence[Token]) -> list[Token]:
    """ "The others are on the ECCP, we have sent our registration": what "we" did begins a statement of its own."""
    found = list(tokens)
    spoken = [at for at, token in enumerate(tokens) if token.tag is Tag.ECCP]
    for at, token in enumerate(tokens if len(spoken) > 1 else ()):
        follows = [t.tag for t in tokens[at + 1 : at + 3]]
        begins = token.tag is Tag.COMMA and follows[:1] == [Tag.WE] and follows[1:] and follows[1] in _VERBS
        if begins and spoken[0] < at < spoken[-1]:
            found[at] = replace(token, tag=Tag.BREAK, words=(";",))
    return found


def _dash_before_seat(tokens: Sequence[Token]) -> list[Token]:
    """ "1 SME - from Eindhoven" without its dash."""
    around = zip([None, *tokens], tokens, [*tokens[1:], None], strict=False)
    return [
        token
        for before, token, after in around
        if not (token.tag is Tag.DASH and before and after and before.tag is Tag.KIND and after.tag is Tag.IN)
    ]


def _namely_in_brackets(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "Two clusters from Italy, namely from Bari and Turin" as "two clusters from Italy (Bari and Turin)"."""
    for at, token in enumerate(tokens):
        if " ".join(token.words) not in lexicon.raw["namely"] or not at or tokens[at - 1].tag is not Tag.COMMA:
            continue
        begin = at + 1
        while begin < len(tokens) and tokens[begin].tag in (Tag.IN, Tag.DEFINITE):
            begin += 1
        end = begin
        while end < len(tokens) and tokens[end].tag in (Tag.PLACE, Tag.AND, Tag.COMMA, Tag.IN):
            end += 1
        while end > begin and tokens[end - 1].tag is not Tag.PLACE:
            end -= 1
        placed = at > 1 and tokens[at - 2].tag is Tag.PLACE and end - begin > 1
        if placed and not (end < len(tokens) and tokens[end].tag is Tag.KIND):
            inside = [t for t in tokens[begin:end] if t.tag is not Tag.IN]
            opened = Token(token.start, token.start, Tag.OPEN, words=("(",))
            closed = Token(inside[-1].end, inside[-1].end, Tag.CLOSE, words=(")",))
            return [*tokens[: at - 1], opened, *inside, closed, *tokens[end:]]
    return list(tokens)


def _us_in_brackets(tokens: Sequence[Token]) -> list[Token]:
    """ "It's us (a furniture cluster in Udine, ECCP registered)" as "our furniture cluster in Udine (ECCP …)", "we
    (Nova e.V., Ulm) lead" as "we, Nova e.V., Ulm, lead"."""
    for at, token in enumerate(tokens):
        if token.tag is not Tag.WE or [t.tag for t in tokens[at + 1 : at + 2]] != [Tag.OPEN]:
            continue
        close = next((n for n in range(at + 3, min(at + _BRACKET, len(tokens))) if tokens[n].tag is Tag.CLOSE), 0)
        inside = list(tokens[at + 2 : close])
        if not close:
            continue
        named = inside[0].tag is Tag.NAME and inside[0].value.sure
        doing = close + 1 < len(tokens) and tokens[close + 1].tag is Tag.BE and tokens[close + 1].value != "not"
        ahead = [t.tag for t in tokens[close + 2 : close + 2 + _AHEAD]]
        doing = doing and Tag.GROUP in ahead and not {Tag.ECCP, Tag.ROLE} & set(ahead)
        if (named or doing) and not any(t.tag in (Tag.ECCP, Tag.BE) for t in inside):
            commas = [replace(tokens[n], tag=Tag.COMMA, words=(",",)) for n in (at + 1, close)]
            return [*tokens[: at + 1], commas[0], *inside, commas[1], *tokens[close + 1 :]]
        if inside[0].tag is not Tag.ARTICLE or Tag.KIND not in [t.tag for t in inside]:
            continue
        comma = next((n for n, t in enumerate(inside) if t.tag is Tag.COMMA), len(inside))
        rest = [tokens[at + 1], *inside[comma + 1 :], tokens[close]] if comma < len(inside) else []
        own = replace(inside[0], tag=Tag.OWN, words=("our",), small="")
        after = list(tokens[close + 1 :])
        if [t.tag for t in after[:2]] == [Tag.COMMA, Tag.NAME]:  # the name of the next partner, not of our cluster
            after[0] = replace(after[0], tag=Tag.AND, small="and", words=("and",))
        return [*tokens[:at], own, *inside[1:comma], *rest, *after]
    return list(tokens)


def _role_before(tokens: Sequence[Token]) -> list[Token]:
    """ "…, and as associated partner a Moroccan cluster" as "…; associated partner: a Moroccan cluster"."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        role = [t.tag for t in tokens[at + 1 : at + 3]] == [Tag.ROLE, Tag.ARTICLE]
        if token.tag is Tag.AS and role and found and found[-1].tag in (Tag.AND, Tag.COMMA):
            found[-1] = Token(token.start, token.start, Tag.BREAK, words=(";",))
            continue
        found.append(token)
        if token.tag is Tag.ROLE and at and tokens[at - 1].tag is Tag.AS and found[-2].words == (";",):
            found.append(Token(token.end, token.end, Tag.COLON, words=(":",)))
    return found


def _seats_of_all(tokens: Sequence[Token]) -> list[Token]:
    """ "Our partners are in Norway (Bergen) and Denmark (Aalborg)" as "partners in …"."""
    for at, token in enumerate(tokens[:_EARLY]):
        following = [t.tag for t in tokens[at + 1 : at + 4]]
        named = token.tag in (Tag.GENERIC, Tag.KIND) and token.plural
        if named and following[:1] == [Tag.BE] and following[1:] == [Tag.IN, Tag.PLACE]:
            return [*tokens[: at + 1], *tokens[at + 2 :]]
        verb = tokens[at + 1] if at + 1 < len(tokens) else token
        if named and verb.tag is Tag.IN and len(verb.words) > 1 and following[1:2] == [Tag.PLACE]:
            return [*tokens[: at + 1], replace(verb, words=verb.words[-1:]), *tokens[at + 2 :]]
    return list(tokens)


def without_project(sentence: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The sentence without the parts that only tell of strand, duration or budget: "…, strand not decided yet"."""
    parts: list[list[Token]] = [[]]
    for token, after in zip(sentence, [*sentence[1:], None], strict=False):
        if token.tag is Tag.AND:
            parts.append([])
        parts[-1].append(token)
        adverb = token.tag is Tag.BREAK and token.words[0].isalpha() and after is not None and after.tag is Tag.IN
        if token.tag in _SIGNS and not adverb:  # "not decided yet between strand 1 and strand 2"
            parts.append([])
    kept = [part for part in parts if not _of_project(part, lexicon)]
    # Where nothing else is told the sentence is read for what it says of the project; its numbers count no partners.
    return [token for part in kept for token in part] or [token for token in sentence if token.tag is not Tag.NUMBER]


def _of_project(part: Sequence[Token], lexicon: Lexicon) -> bool:
    project = set(lexicon.raw["project_words"])
    tells = [bool(project & set(token.words)) for token in part]
    headed = [bool(at) and token.tag is Tag.COLON and all(tells[:at]) for at, token in enumerate(part)]  # "strand:"
    on_partners = any(token.tag in _ON_PARTNERS and not head for token, head in zip(part, headed, strict=True))
    if not any(tells) or on_partners:
        return False
    # "We are three for two years": a number that counts nothing of the project counts partners.
    behind = [2 if at and headed[at - 1] else 1 for at in range(len(part))]  # "strand: 2"
    figures = [at for at, token in enumerate(part) if token.tag is Tag.NUMBER]
    return all(any(tells[max(0, at - behind[at]) : at + 2]) for at in figures)


def _without_also(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "A company, also in Roskilde" as "a company in Roskilde"."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        also = " ".join(token.words) in lexicon.raw["also"]
        placed = [other.tag for other in tokens[at + 1 : at + 3]] == [Tag.IN, Tag.PLACE]
        if also and placed and found and found[-1].tag in (Tag.KIND, Tag.COMMA, Tag.NAME):
            if found[-1].tag is Tag.COMMA and len(found) > 1 and found[-2].tag in (Tag.KIND, Tag.NAME):
                found.pop()
            continue
        found.append(token)
    return found


def _denied_after_which(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "… a cluster on the ECCP and two that are not" with the registration that is denied."""
    found: list[Token] = []
    spoken = False
    for at, token in enumerate(tokens):
        found.append(token)
        spoken = spoken or token.tag is Tag.ECCP
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        denied = token.value == "not" or (token.tag is Tag.NOT and at and tokens[at - 1].tag is Tag.BE)
        verb = at if token.value == "not" else at - 1
        if not (spoken and denied and verb and tokens[verb].tag is Tag.BE and _relative(tokens, verb - 1, lexicon)):
            continue
        if after is None or after.tag in _ENDS:
            found.append(Token(token.end, token.end, Tag.ECCP, EccpWord.REGISTERED, words=("registered",)))
    return found


def _relative(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether "that" or "which" stands here, after the words on somebody."""
    return tokens[at].tag is Tag.RELATIVE or (
        at > 0 and tokens[at].is_one_of(lexicon.particles.relative) and tokens[at - 1].tag is Tag.PLACE
    )


def _people_as_partners(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """ "The ocean energy people in Bergen and Aalborg": partners, several of them."""
    found = list(tokens)
    for at, token in enumerate(tokens):
        people = token.tag is Tag.CROWD and token.words[:1] and token.words[0] in lexicon.raw["companions"]
        placed = [other.tag for other in tokens[at + 1 : at + 3]] == [Tag.IN, Tag.PLACE]
        several = placed and not tokens[at + 1].definite
        if people and several and sum(t.tag is Tag.PLACE for t in tokens[at + 1 : at + 1 + _FEW]) >= _SEVERAL:
            found[at] = replace(token, tag=Tag.GENERIC, plural=True)
    return found
