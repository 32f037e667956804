"""Questions in other languages are read as the English one they ask, or left to the officer."""

from __future__ import annotations

import pytest

from assistant.helpdesk.foreign import Translator
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
