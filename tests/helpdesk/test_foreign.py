"""Questions in other languages are read as the English one they ask, or left to the officer."""

from __future__ import annotations

import pytest

from assistant.helpdesk.abroad import ForeignReader
from assistant.helpdesk.foreign import Translator
from assistant.helpdesk.glossary import Glossary
from assistant.reading.grasp import Grasp
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("language", "question", "english"),
    [
        ("de", "Bis wann müssen wir unseren Antrag einreichen?", "When is the deadline?"),
        ("de", "Darf eine Organisation aus Norwegen mitmachen?", "Can organisations from Norway apply?"),
        ("fr", "Quelle est la durée d'un projet ?", "What is the maximum project duration?"),
        ("fr", "Un partenaire suisse peut-il participer ?", "Can organisations from Switzerland apply?"),
        ("es", "¿Cuándo termina el plazo?", "When is the deadline?"),
        ("es", "¿Cuál es el presupuesto y cuántos proyectos se financiarán?",
         "What is the budget of the call? How many projects will be funded?"),
        ("es", "Les escribo para consultarles si una universidad puede participar.", "Can a university take part?"),
        ("it", "Entro quando bisogna presentare la proposta?", "When is the deadline?"),
        ("it", "Possono partecipare organizzazioni dell'Ucraina?", "Can organisations from Ukraine apply?"),
        ("it", "La Calabria è una regione meno sviluppata?", "Is Calabria a less developed region?"),
        ("fr", "La Guyane est-elle considérée comme une région moins développée ?",
         "Is Guyane a less developed region?"),
        ("de", "Reicht eine beantragte ECCP-Registrierung?",
         "Does a submitted ECCP registration count, or must it be approved?"),
        ("pl", "Do kiedy można składać wnioski?", "When is the deadline?"),
        ("pl", "Czy klaster ze Szwajcarii może być partnerem?", "Can organisations from Switzerland apply?"),
    ],
)  # fmt: skip
def test_a_known_wording_is_read(language: str, question: str, english: str) -> None:
    translator = Translator.load(ROOT / "corpus", language)
    assert translator is not None
    assert translator.english(question) == english


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("de", "Wie ist das Wetter in Brüssel?"),
        ("de", "Sind Reisekosten förderfähig?"),
        ("fr", "Où se trouve la gare la plus proche ?"),
        ("es", "¿Qué hora es en Madrid?"),
        ("it", "Avete ricevuto la mia lettera?"),
        ("pl", "Gdzie kupię bilet na pociąg?"),
    ],
)
def test_what_is_like_no_known_wording_is_left_to_the_officer(language: str, question: str) -> None:
    translator = Translator.load(ROOT / "corpus", language)
    assert translator is not None
    assert translator.english(question) is None


def test_english_needs_no_translator() -> None:
    assert Translator.load(ROOT / "corpus", "en") is None


@pytest.mark.parametrize(
    ("language", "question", "english"),
    [
        ("fr", "À quelle date les conventions seront-elles signées ?", "when grant agreement will signed"),
        ("fr", "Où faut-il déposer le dossier ou la demande ?", "where must submit proposal or proposal"),
        ("de", "Gilt eine Mindestpunktzahl?", "belong to threshold"),
        ("de", "Ist eine Projektvorlage dabei?", "is project template"),
        ("es", "¿Son elegibles las entidades suizas?", "are eligible organisation Switzerland"),
        ("it", "È ammissibile l'IVA e quale?", "is eligible VAT and which"),
        ("pl", "Czy klaster z Turcji może uczestniczyć?", "whether cluster with Türkiye can participate"),
        ("pt", "Qual é o prazo?", "what is the deadline"),
        ("nl", "Mag een universiteit deelnemen?", "can university participate"),
    ],
)  # fmt: skip
def test_key_words_keep_the_order_of_the_question(language: str, question: str, english: str) -> None:
    glossary = Glossary.load(ROOT / "corpus", language)
    assert glossary is not None
    assert glossary.gloss(question).english == english


def test_a_comma_parts_questions_only_before_a_question_word() -> None:
    glossary = Glossary.load(ROOT / "corpus", "fr")
    assert glossary is not None
    asked = glossary.gloss("Quel est le budget, combien de projets seront financés ?").english
    assert asked == "what is the budget? how many project will funded"
    assert "?" not in glossary.gloss("Une université, membre d'un cluster, peut-elle participer ?").english


def test_a_question_that_is_but_a_place_has_no_key_words_beside_it() -> None:
    glossary = Glossary.load(ROOT / "corpus", "pl")
    assert glossary is not None and glossary.gloss("A Szwajcaria?").placeless == ""


def test_words_that_no_glossary_has_are_told() -> None:
    glossary = Glossary.load(ROOT / "corpus", "es")
    assert glossary is not None
    assert glossary.gloss("¿Es subvencionable el zorzal?").unknown == ("zorzal",)


@pytest.mark.parametrize("language", ["fr", "de", "es", "it", "pl", "pt", "nl"])
def test_places_that_are_words_of_the_language_are_no_places(language: str) -> None:
    glossary = Glossary.load(ROOT / "corpus", language)
    assert glossary is not None
    small = {"fr": "dans une région", "de": "in der Region", "es": "en la región", "it": "nella regione"}
    assert "Denmark" not in glossary.gloss(small.get(language, "region")).english


def _grasp(points: str, score: float, *, off_topic: bool = False) -> Grasp:
    return Grasp((points,), score, off_topic=off_topic, declined=False)


@pytest.mark.parametrize(
    ("question", "understood", "answered"),
    [
        ("Gibt es eine Obergrenze für die Zahl der Partner?", _grasp("consortium-maximum", 0.7), True),
        ("Gibt es eine Obergrenze für die Zahl der Partner?", _grasp("consortium-maximum", 0.5), False),
        ("Gibt es eine Obergrenze für die Zahl der Partner?", _grasp("", 0.0), False),
        ("Sind Zwetschgenröster förderfähig?", _grasp("eligible-costs", 0.9), False),  # its crux is not known
        ("Können Sie uns ein Restaurant empfehlen?", _grasp("other-topics", 0.5, off_topic=True), True),
        ("Darf ein Restaurant teilnehmen?", _grasp("who-can-apply", 0.9), False),
    ],
)
def test_key_words_are_answered_only_where_they_are_understood_well(
    question: str, understood: Grasp, answered: bool
) -> None:
    alone = _grasp("elsewhere", 0.9)  # what the known wordings say is another thing
    reader = ForeignReader(ROOT / "corpus", "de", lambda text: alone if text[0].isupper() else understood)
    assert (reader.english(question) is not None) == answered


def test_a_well_known_wording_stands_where_the_key_words_are_read_otherwise() -> None:
    reader = ForeignReader(ROOT / "corpus", "it", lambda text: _grasp(text, 0.7))
    assert reader.english("Vorremmo sapere se una PMI può essere beneficiaria.") == "Can an SME be a partner?"


@pytest.mark.parametrize(
    ("word", "unknown"),
    [("Mindestalter", ()), ("Mindestbartwuchs", ("bartwuchs",)), ("Bedingungen", ())],
)
def test_what_is_joined_to_a_known_beginning_is_read_or_told(word: str, unknown: tuple[str, ...]) -> None:
    glossary = Glossary.load(ROOT / "corpus", "de")
    assert glossary is not None
    assert glossary.gloss(f"Gibt es {word}?").unknown == unknown


@pytest.mark.parametrize(
    ("language", "question", "pieces"),
    [
        ("pt", "Quantos são precisos e de quantos países?", ["Quantos são precisos", "de quantos países?"]),
        ("nl", "Wat is het budget en wanneer was de sessie?", ["Wat is het budget", "wanneer was de sessie?"]),
        ("nl", "Is een cluster en een bedrijf genoeg?", ["Is een cluster en een bedrijf genoeg?"]),
    ],
)
def test_and_parts_questions_before_a_question_word_where_there_are_no_known_wordings(
    language: str, question: str, pieces: list[str]
) -> None:
    glossary = Glossary.load(ROOT / "corpus", language)
    assert glossary is not None and glossary.pieces(question) == pieces
