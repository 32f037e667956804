"""Private copies of a release: Chroma changes its files when it reads them, so it never gets the stored ones."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

_PREFIX = "call-index-run-"


class PrivateFolder:
    """A folder of this process, locked while in use; removed by `remove`. What killed processes left is cleared."""

    def __init__(self) -> None:
        from filelock import FileLock

        _clear_abandoned()
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._lock = FileLock(_lock_of(self.path), thread_local=False)
        self._lock.acquire()

    def remove(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)
        self._lock.release()
        _lock_of(self.path).unlink(missing_ok=True)


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.lock")


def _clear_abandoned() -> None:
    from filelock import FileLock, Timeout

    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*.lock"):
        lock: Any = FileLock(path, timeout=0)
        try:
            with lock:
                shutil.rmtree(path.with_suffix(""), ignore_errors=True)
                path.unlink(missing_ok=True)
        except (Timeout, OSError):
            continue  # in use, or another user's
