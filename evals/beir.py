"""A public retrieval set in BEIR's layout, scored through the index: corpus.jsonl, queries.jsonl, qrels/*.tsv."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from evals.stats.bootstrap import Interval, Item, interval
from index import Index, Passage, SearchOptions
from index.errors import UserProblem

DEPTH = 100


class BadCollection(UserProblem):
    """A folder does not have BEIR's layout."""


class Collection(NamedTuple):
    """Passages to index, queries by id, and the relevance of documents by query."""

    passages: list[Passage]
    queries: dict[str, str]
    qrels: dict[str, dict[str, int]]

    def gaps(self) -> list[str]:
        """What the judgements name and the files do not hold: it counts as not found, or is not asked."""
        known = {passage.id for passage in self.passages}
        relevant = {(q, d) for q in self.queries for d, relevance in self.qrels[q].items() if relevance > 0}
        unknown, unasked = sum(d not in known for _, d in relevant), len(self.qrels.keys() - self.queries.keys())
        return [
            *([f"{unknown} of {len(relevant)} relevant documents are not in corpus.jsonl"] if unknown else []),
            *([f"{unasked} judged queries are not in queries.jsonl"] if unasked else []),
        ]


def _objects(file: Path, *needed: str) -> Iterator[dict[str, Any]]:
    """The objects of a file, one a line, each with the fields that are `needed`."""
    if not file.is_file():
        raise BadCollection(f"{file} is not there.", why="BEIR's layout has it.", next="Name the folder that holds it.")
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                entry = dict(json.loads(line))
            except (TypeError, ValueError) as error:
                raise BadCollection(f"{file}, line {number}.", why=str(error), next="Mend the line.") from error
            if lacking := [field for field in needed if field not in entry]:
                raise BadCollection(
                    f"{file}, line {number}.", why=f"It has no {' and no '.join(lacking)}.", next="Mend the line."
                )
            yield entry


def read_qrels(file: Path) -> dict[str, dict[str, int]]:
    """Tab-separated query, document, relevance, under one line of headings."""
    qrels: dict[str, dict[str, int]] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()[1:], 2):
        cells = line.split("\t")
        if len(cells) != 3 or not cells[2].strip().lstrip("-").isdigit():
            raise BadCollection(
                f"{file}, line {number}.", why="It is not query, document, relevance.", next="Mend the line."
            )
        qrels.setdefault(cells[0], {})[cells[1]] = int(cells[2])
    return qrels


def read_collection(folder: Path, qrels: str = "test") -> Collection:
    """The collection in a folder. Documents without text are left out; only judged queries are kept. Raises
    BadCollection, also where no query is judged."""
    passages = []
    for entry in _objects(folder / "corpus.jsonl", "_id"):
        parts = (str(entry.get(field) or "") for field in ("title", "text"))
        text = "\n".join(part for part in parts if part.strip())
        if text:
            passages.append(Passage(str(entry["_id"]), text, folder.name))
    file = folder / "qrels" / f"{qrels}.tsv"
    if not file.is_file():
        raise BadCollection(
            f"{file} is not there.", why="No judgements of that name.", next="Name another with --qrels."
        )
    judged = read_qrels(file)
    queries = {str(q["_id"]): str(q["text"]) for q in _objects(folder / "queries.jsonl", "_id", "text")}
    asked = {name: text for name, text in queries.items() if name in judged}
    if not asked:
        raise BadCollection(
            f"{folder} has nothing to ask.",
            why="No query of queries.jsonl is judged.",
            next="Name the judgements of these queries with --qrels.",
        )
    return Collection(passages, asked, judged)


Ranking = dict[str, list[tuple[str, float]]]
"""Query -> (document, score), best first."""


def rank(index: Index, queries: dict[str, str], *, progress: bool = False) -> Ranking:
    from tqdm import tqdm

    ranking: Ranking = {}
    for name, text in tqdm(queries.items(), desc="queries", unit="query", disable=not progress):
        ranking[name] = [(hit.passage.id, hit.score) for hit in index.search(text, DEPTH)]
    return ranking


def measure(ranking: Ranking, qrels: dict[str, dict[str, int]]) -> dict[str, dict[str, float]]:
    """Measure -> query -> value, by ir-measures. The order of the hits counts, not the size of their scores."""
    import ir_measures
    from ir_measures import AP, RR, R, nDCG

    measures = [nDCG @ 10, RR @ 10, AP @ 100, R @ 5, R @ 10, R @ 100]
    judged = [ir_measures.Qrel(q, d, rel) for q in ranking for d, rel in qrels[q].items()]
    run = [ir_measures.ScoredDoc(q, d, -n) for q, hits in ranking.items() for n, (d, _) in enumerate(hits)]
    values: dict[str, dict[str, float]] = {str(m): dict.fromkeys(ranking, 0.0) for m in measures}
    for result in ir_measures.iter_calc(measures, judged, run):
        values[str(result.measure)][result.query_id] = float(result.value)
    values["all@10"] = {q: _all_found(qrels[q], hits[:10]) for q, hits in ranking.items()}
    return values


def _all_found(judged: dict[str, int], hits: Sequence[tuple[str, float]]) -> float:
    relevant = {document for document, relevance in judged.items() if relevance > 0}
    return float(relevant <= {document for document, _ in hits})


SYSTEMS = {"hybrid": SearchOptions(), "bm25": SearchOptions(weight=1.0), "dense": SearchOptions(weight=0.0)}
"""The index as it is, and each of its sides alone."""


def evaluate(collection: Collection, folder: Path, *, progress: bool = False) -> dict[str, dict[str, Interval]]:
    """System -> measure -> mean over queries with its interval. The index is built in `folder`."""
    Index.create(folder, collection.passages, progress=progress).close()
    results: dict[str, dict[str, Interval]] = {}
    for name, options in SYSTEMS.items():
        with Index.open(folder, options=options) as index:
            values = measure(rank(index, collection.queries, progress=progress), collection.qrels)
        results[name] = {key: interval([Item(q, value) for q, value in per.items()]) for key, per in values.items()}
    return results
