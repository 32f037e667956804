"""Whatever a model writes, only quotations that stand in the documents and sentences that rest on them are shown."""

from __future__ import annotations

import pytest
from langchain_core.messages import AIMessage

from assistant.answer import Answer
from assistant.draft import Quotation, Sentence
from assistant.evidence import Evidence
from assistant.reading.lexicon import Lexicon
from assistant.settings import Settings
from assistant.statuses import Status
from assistant.verification import LONGEST_QUOTE, Verifier, find_run
from index import Passage
from tests.assistant.scripted import draft, search_then
from tests.conftest import Scripted

QUESTION = "How many cluster organisations do we need?"
WORDS = "minimum three cluster organisations"


def holding(passages: list[Passage], words: str = WORDS) -> Passage:
    return next(passage for passage in passages if words in passage.text)


def exact(scripted: Scripted, answer: Answer) -> bool:
    """Whether every quotation is the characters that the stored document has there."""
    return all(
        scripted.assistant.document(citation.document).text[citation.start : citation.end] == citation.quote
        for citation in answer.citations
    )


def test_a_true_quotation_is_shown_with_its_source(scripted: Scripted) -> None:
    answer = scripted.answer(QUESTION, search_then(QUESTION, lambda p: draft((f"“{WORDS}”", [(holding(p).id, WORDS)]))))
    assert (answer.status, [citation.quote for citation in answer.citations]) == (Status.ANSWERED, [WORDS])
    assert exact(scripted, answer)


def test_an_invented_quotation_is_dropped_with_its_sentence(scripted: Scripted) -> None:
    invented = "every applicant receives EUR 100 000 without conditions"
    answer = scripted.answer(
        QUESTION, search_then(QUESTION, lambda p: draft((f"“{invented}”", [(holding(p).id, invented)])))
    )
    assert (answer.claims, answer.citations, answer.status) == ([], [], Status.NOT_IN_DOCUMENTS)
    assert invented not in answer.answer


def test_a_quotation_altered_by_one_character_is_repaired_or_dropped(scripted: Scripted) -> None:
    """Each character of the quotation in turn is left out, doubled, and replaced."""
    shown = 0
    for at in range(0, len(WORDS), 4):
        for altered in (
            WORDS[:at] + WORDS[at + 1 :],
            WORDS[:at] + WORDS[at] + WORDS[at:],
            f"{WORDS[:at]}x{WORDS[at + 1 :]}",
        ):
            answer = scripted.answer(
                QUESTION, search_then(QUESTION, lambda p, a=altered: draft((f"“{a}”", [(holding(p).id, a)])))
            )
            assert exact(scripted, answer)
            shown += bool(answer.citations)
    assert shown  # repairs happen at all


def test_a_changed_number_is_never_repaired(scripted: Scripted) -> None:
    altered = "minimum five cluster organisations (as defined in the call text)"
    answer = scripted.answer(QUESTION, search_then(QUESTION, lambda p: draft(("Five.", [(holding(p).id, altered)]))))
    assert answer.citations == []


def test_a_quotation_glued_from_two_places_is_dropped(scripted: Scripted) -> None:
    def glued(passages: list[Passage]) -> AIMessage:
        one, other = passages[0], passages[1]
        words = f"{one.text[:60]} {other.text[-60:]}"
        return draft((f"“{words}”", [(one.id, words), (other.id, words)]))

    answer = scripted.answer(QUESTION, search_then(QUESTION, glued))
    assert (answer.claims, answer.citations) == ([], [])


def test_a_passage_that_was_not_retrieved_in_this_turn_cannot_be_cited(scripted: Scripted) -> None:
    retrieved = {p.id for p in scripted.assistant.index.passages}
    seen: list[Passage] = []

    def unseen(passages: list[Passage]) -> AIMessage:
        seen.extend(passages)
        other = next(p for p in scripted.assistant.index.passages if p.id in retrieved - {q.id for q in passages})
        return draft((f"“{other.text[:80]}”", [(other.id, other.text[:80])]))

    answer = scripted.answer(QUESTION, search_then(QUESTION, unseen))
    assert seen and answer.citations == []


def test_words_under_another_passages_name_are_dropped(scripted: Scripted) -> None:
    def misnamed(passages: list[Passage]) -> AIMessage:
        right = holding(passages)
        other = next(passage for passage in passages if WORDS not in passage.text)
        return draft((f"“{WORDS}”", [(other.id, WORDS)])) if right is not other else draft()

    assert scripted.answer(QUESTION, search_then(QUESTION, misnamed)).citations == []


@pytest.mark.parametrize("number", ["4", "five", "1,000,000", "12 %"])
def test_a_number_in_prose_that_the_quotation_does_not_hold_drops_the_sentence(scripted: Scripted, number: str) -> None:
    text = f"The consortium needs a minimum of {number} cluster organisations."
    answer = scripted.answer(QUESTION, search_then(QUESTION, lambda p: draft((text, [(holding(p).id, WORDS)]))))
    assert answer.claims == []


def test_an_added_not_drops_the_sentence(scripted: Scripted) -> None:
    text = "The minimum is not three cluster organisations."
    answer = scripted.answer(QUESTION, search_then(QUESTION, lambda p: draft((text, [(holding(p).id, WORDS)]))))
    assert "not three" not in answer.answer


@pytest.mark.parametrize("opening", ["Yes, ", "No: ", "Yes. ", "YES - "])
def test_a_yes_or_no_of_the_model_is_cut_off(scripted: Scripted, opening: str) -> None:
    answer = scripted.answer(
        QUESTION, search_then(QUESTION, lambda p: draft((f"{opening}“{WORDS}”", [(holding(p).id, WORDS)])))
    )
    assert not answer.answer.lower().startswith(opening[:2].lower())
    assert all(not claim.text.lower().startswith(opening[:2].lower()) for claim in answer.claims)


@pytest.mark.parametrize(
    "text",
    ["You are eligible, congratulations!", '```json\n{"parts": [{]}\n```', "{}", "[" * 5_000, '{"parts": 7}', "\ud800"],
)
def test_anything_but_a_draft_gives_an_honest_answer(scripted: Scripted, text: str) -> None:
    answer = scripted.answer(QUESTION, search_then(QUESTION, lambda _: AIMessage(text)))
    assert answer.status is Status.NOT_IN_DOCUMENTS
    assert "eligible" not in answer.answer and answer.claims == []


def test_a_model_that_uses_no_tool_can_show_nothing(scripted: Scripted) -> None:
    known = next(p for p in scripted.assistant.index.passages if WORDS in p.text)
    answer = scripted.answer(QUESTION, lambda _: draft((f"“{WORDS}”", [(known.id, WORDS)])))
    assert answer.citations == []


def test_passages_of_an_earlier_turn_do_not_count(scripted: Scripted) -> None:
    scripted.answer(QUESTION, search_then(QUESTION, lambda p: draft((f"“{WORDS}”", [(holding(p).id, WORDS)]))))
    passage = holding(list(scripted.assistant.index.passages))
    scripted.model.reply = lambda _: draft((f"“{WORDS}”", [(passage.id, WORDS)]))
    answer = scripted.assistant.answer([QUESTION, "And what about networks?"])
    assert answer.citations == []


def test_more_than_three_quotations_for_a_sentence_are_cut(scripted: Scripted) -> None:
    pieces = ["minimum", "three", "cluster", "organisations", WORDS]
    answer = scripted.answer(
        QUESTION,
        search_then(QUESTION, lambda p: draft((f"“{WORDS}”", [(holding(p).id, piece) for piece in reversed(pieces)]))),
    )
    assert len(answer.claims[0].citations) <= 3


def passage_of(text: str) -> Passage:
    return Passage("p", text, "d", (), 100, 100 + len(text))


@pytest.fixture
def verifier(settings: Settings) -> Verifier:
    text = "The grant covers 90 % of eligible costs, up to EUR 1 500 000; it does\nnot cover “in-kind” costs."
    return Verifier(Evidence({"p": passage_of(text)}), Lexicon.load(settings.corpus_dir))


@pytest.mark.parametrize(
    "words",
    [
        "The grant covers 90 % of eligible costs",
        "the grant  covers 90\u00a0% of\neligible costs",
        'it does not cover "in-kind" costs',
    ],
)
def test_white_space_case_and_typography_do_not_matter(verifier: Verifier, words: str) -> None:
    proof = verifier.find(Quotation(passage="p", words=words))
    assert proof is not None
    assert proof.start >= 100 and proof.end - proof.start == len(proof.text)


@pytest.mark.parametrize(
    "words",
    [
        "The grant covers 95 % of eligible costs",
        "The grant covers 9 % of eligible costs",
        "it does cover “in-kind” costs",
        "The grant not covers 90 % of eligible costs",
        "up to EUR 1 500 0000",
        "",
        "   ",
        "…",
    ],
)
def test_another_figure_or_a_turned_meaning_is_no_quotation(verifier: Verifier, words: str) -> None:
    proof = verifier.find(Quotation(passage="p", words=words))
    assert proof is None or (find_run(proof.text, words.split()[0]) is not None and "95" not in proof.text)
    assert words.strip(" …") == "" or proof is None


def test_a_run_longer_than_the_limit_is_no_quotation(settings: Settings) -> None:
    text = "word " * 200
    verifier = Verifier(Evidence({"p": passage_of(text)}), Lexicon.load(settings.corpus_dir))
    assert verifier.find(Quotation(passage="p", words=text[: LONGEST_QUOTE + 1])) is None


def test_a_sentence_without_quotations_is_not_shown(verifier: Verifier) -> None:
    assert verifier.prove(Sentence(text="The grant covers 90 % of eligible costs.")) is None


def test_a_sentence_of_foreign_words_is_not_shown(verifier: Verifier) -> None:
    quotation = Quotation(passage="p", words="The grant covers 90 % of eligible costs")
    assert verifier.prove(Sentence(text="Everybody gets money for holidays.", quotations=(quotation,))) is None
    assert verifier.prove(Sentence(text="90 % of eligible costs are covered.", quotations=(quotation,))) is not None
