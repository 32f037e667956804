"""Dated facts about countries, regions, cities and strand topics, read from corpus/gazetteer."""

from assistant.gazetteer.gazetteer import Gazetteer
from assistant.gazetteer.models import (
    Ambiguous,
    Area,
    Category,
    City,
    Confidence,
    Country,
    Group,
    Listing,
    Region,
    StatusForCall,
    StrandTopic,
    TopicKind,
)

__all__ = [
    "Ambiguous",
    "Area",
    "Category",
    "City",
    "Confidence",
    "Country",
    "Gazetteer",
    "Group",
    "Listing",
    "Region",
    "StatusForCall",
    "StrandTopic",
    "TopicKind",
]
