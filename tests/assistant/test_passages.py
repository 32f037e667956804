"""A call for which no points are made: what its passages answer is found, and what they leave open is not guessed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from assistant.ingest import keep, prepare
from assistant.service import Assistant
from assistant.settings import Settings, load_settings
from assistant.statuses import Status

FICHE = """# Night trains for tourists

## 1. Aim

The call supports new overnight rail services between regions that visitors reach by plane today.

## 2. Who may apply

Applicants must be legal entities. A consortium needs at least two railway undertakings and one tourist office.

Self-employed travel agents may join as partners. Airlines may not take part, not even as associated partners.

## 3. Costs

Rolling stock may be rented. The purchase of locomotives is not supported.

Sleeping cars may be refurbished, up to 30 % of the eligible costs.

The following costs are not eligible:

- fuel for buses;
- advertising outside the served regions;
- fines and interest on loans.

## 4. Grants

| Item | Small lines | Long lines |
|---|---|---|
| Grant per project | EUR 200 000 to EUR 900 000 | EUR 1 million to EUR 4 million |
| Project duration | 12 to 24 months | 24 to 42 months |

## 5. Award criteria

Each proposal is assessed against the following criteria:

| Criterion | Maximum points | Threshold |
|---|---|---|
| Relevance | 40 | 24 |
| Quality of the service | 60 | 36 |

## 6. Timetable

An information day will be held online on 3 March 2031.

The deadline for submission is 12 June 2031 at 17:00 Brussels time.
"""
FAQ = """Night trains: questions and answers

STATIONS

1. Our station has no platform that is long enough. Can we still apply?
Yes, if the town commits itself to lengthen the platform before the first service.

2. Must the train stop in every region
that it crosses?
No. It must stop in at least three of them.
"""


@pytest.fixture(scope="module")
def night_trains(tmp_path_factory: pytest.TempPathFactory, data_dir: object) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("night-trains")
    shutil.copytree(f"{data_dir}/phrases", folder / "data" / "phrases")
    settings: Settings = load_settings(data_dir=folder / "data", call="night-trains")
    (folder / "fiche.md").write_text(FICHE, "utf-8")
    (folder / "faq.txt").write_text(FAQ, "utf-8")
    keep(prepare(settings, [folder / "fiche.md", folder / "faq.txt"]).accepted)
    with Assistant.open(settings) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("We want to buy a locomotive, will you pay for that?", "locomotives is not supported"),
        ("I am a travel agent, self employed. Am I allowed in?", "Self-employed travel agents may join"),
        ("Could a low cost airline be with us as associated partner?", "Airlines may not take part"),
        ("What is the biggest grant for one long line?", "EUR 4 million"),
        ("which costs can not be paid, full list please", "fines and interest on loans"),
        ("Until when exactly can we send it in?", "12 June 2031"),
        ("The platform in our town is too short for such a train. Is this the end for us?", "lengthen the platform"),
        ("How many regions must the train stop in?", "at least three of them"),
    ],
)  # fmt: skip
def test_what_a_passage_says_is_found_in_other_words(night_trains: Assistant, question: str, said: str) -> None:
    answer = night_trains.answer([question])
    assert answer.status is Status.ANSWERED
    assert said in answer.answer
    assert all(citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "At what time of the day does the information day begin?",
        "How many megabytes may the PDF have at most?",
        "What is the phone number of the helpdesk?",
        "What percentage of the grant do we get as pre-financing?",
        "In which languages may the proposal be written?",
    ],
)
def test_a_value_that_no_passage_holds_is_not_guessed(night_trains: Assistant, question: str) -> None:
    assert night_trains.answer([question]).status is Status.NOT_IN_DOCUMENTS


@pytest.mark.parametrize(
    "question", ["Who won the world cup in 2010?", "Write a poem on my cat", "How do I cook rice for ten people?"]
)
def test_what_has_nothing_to_do_with_the_documents_is_out_of_scope(night_trains: Assistant, question: str) -> None:
    assert night_trains.answer([question]).status is Status.OUT_OF_SCOPE


def test_a_row_of_a_table_is_shown_with_the_names_of_its_columns(night_trains: Assistant) -> None:
    answer = night_trains.answer(["How long may a project on a small line last?"]).answer
    assert "Item | Small lines | Long lines" in answer
    assert "Project duration | 12 to 24 months" in answer


def test_what_is_usually_asked_is_found_without_a_word_in_common_and_a_table_with_the_line_above_it(
    night_trains: Assistant,
) -> None:
    answer = night_trains.answer(["On what will we be judged?"]).answer
    assert all(row in answer for row in ("following criteria", "Relevance | 40 | 24", "Quality of the service | 60"))


def test_a_list_is_shown_whole_though_the_search_found_only_some_of_its_items(night_trains: Assistant) -> None:
    answer = night_trains.answer(["Which costs are not eligible? I need all."]).answer
    assert all(item in answer for item in ("fuel for buses", "advertising outside", "fines and interest"))


def test_asking_for_a_promise_is_still_declined(night_trains: Assistant) -> None:
    assert night_trains.answer(["Can you promise that we will get the grant?"]).status is Status.DECLINED


def test_a_question_beside_a_description_is_answered_though_no_consortium_can_be_judged(
    night_trains: Assistant,
) -> None:
    described = "We are three clusters from Austria, Italy and Croatia."
    assert "cannot judge" in night_trains.answer([f"{described} Are we eligible?"]).answer
    answer = night_trains.answer([f"{described} Will the purchase of locomotives be paid?"])
    assert answer.status is Status.ANSWERED
    assert "locomotives is not supported" in answer.answer


def test_a_follow_up_is_read_with_the_question_before_it(night_trains: Assistant) -> None:
    answer = night_trains.answer(["How long may a project on a small line last?", "And on a long one?"])
    assert "24 to 42 months" in answer.answer
