"""Strand topics: net-zero technologies and raw materials, as their acts list them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from assistant.gazetteer.models import Listing, StrandTopic, TopicKind
from assistant.gazetteer.read import read_yaml


def topics(folder: Path) -> tuple[StrandTopic, ...]:
    """The entries of net_zero_technologies.yaml and raw_materials.yaml, in the order of the acts."""
    technologies = read_yaml(folder / "net_zero_technologies.yaml")
    materials = read_yaml(folder / "raw_materials.yaml")
    return (
        *(
            StrandTopic(
                kind=TopicKind.NET_ZERO_TECHNOLOGY, listing=Listing.NET_ZERO, document=technologies["document"], **raw
            )
            for raw in technologies["technologies"]
        ),
        *(
            StrandTopic(kind=TopicKind.RAW_MATERIAL, document=materials["document"], **raw)
            for raw in materials["materials"]
        ),
    )


def everyday_names(folder: Path) -> tuple[Mapping[str, tuple[str, ...]], tuple[str, ...]]:
    """From sectors.yaml: what people call a topic, by its id, and the fields that stand on neither list."""
    raw = read_yaml(folder / "sectors.yaml")
    return {topic: tuple(names) for topic, names in raw["everyday"].items()}, tuple(raw["sectors"])
