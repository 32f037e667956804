"""Builds an index in a process of its own, to be killed, crowded or starved.

python -m tests.index.builder ROOT EDITION [LARGEST_FILE_IN_BYTES]
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from index import Index
from index.errors import Problem
from tests.index.fakes import WordModel, numbered_passages


def main(root: str, edition: str, largest_file: str = "") -> int:
    if largest_file:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(largest_file), int(largest_file)))
    try:
        Index.create(Path(root), numbered_passages(300, edition=int(edition)), model=WordModel()).close()
    except Problem as problem:
        sys.stdout.write(f"{type(problem).__name__}: {problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
