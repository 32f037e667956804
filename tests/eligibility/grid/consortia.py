"""The two consortia of three clusters with which the forms of the grid are filled, and one more partner in D."""

from __future__ import annotations

from pathlib import Path

from assistant.gazetteer import Gazetteer

GAZETTEER = Gazetteer.load(Path(__file__).parents[3] / "corpus")
BASE = "We are a cluster in {A}. Our partners are a cluster in {B} and a cluster in {C}."
CONSORTIA = [
    {
        "A": "Graz", "B": "Bari", "C": "Brno", "ca": "Austria", "cb": "Italy", "cc": "the Czech Republic",
        "da": "Austrian", "db": "Italian", "dc": "Czech", "pa": "the Austrians", "pb": "the Italians",
        "pc": "the Czechs", "codes": ("AT", "IT", "CZ"), "t": "wood", "D": "Ghent", "cd": "Belgium", "dd": "Belgian",
        "pd": "the Belgians", "code": "BE",
    },
    {
        "A": "Bilbao", "B": "Lyon", "C": "Gdańsk", "ca": "Spain", "cb": "France", "cc": "Poland", "da": "Spanish",
        "db": "French", "dc": "Polish", "pa": "the Spanish", "pb": "the French", "pc": "the Poles",
        "codes": ("ES", "FR", "PL"), "t": "food", "D": "Porto", "cd": "Portugal", "dd": "Portuguese",
        "pd": "the Portuguese", "code": "PT",
    },
]  # fmt: skip
