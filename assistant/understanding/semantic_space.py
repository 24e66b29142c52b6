"""The space in which texts are clustered: what they mean beside how they put it.

The main components of the encoder's vectors are joined with a latent semantic analysis of the
words (Deerwester et al. 1990), which keeps apart complaints that an encoder finds alike.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds

from assistant.models.vectors import Floats, Vectors
from assistant.understanding.keyphrases import terms

__all__ = ["joint_space", "unit"]


COMPONENTS = 50
WORD_COMPONENTS = 100
WORD_WEIGHT = 0.75


def unit(rows: Floats) -> Floats:
    """The rows at length 1; a row that is nothing but rounding error becomes zero."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths < 1e-4, np.inf, lengths), dtype=np.float32)


def _meaning(vectors: Vectors, background: Floats) -> Floats:
    """The main components of the vectors, unit length: (n, at most COMPONENTS).

    Centre and axes are those of both: a lone topic stands out from the background, while its own
    mean would hide it.
    """
    everything = np.vstack([vectors, background])
    centred = everything - everything.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    return unit(centred[: len(vectors)] @ axes[:, ::-1][:, :COMPONENTS])


def _wording(texts: Sequence[str]) -> Floats:
    """Latent semantic analysis of TF-IDF over terms in 5 texts or more and at most 20 % of them."""
    found = [Counter(terms(text)) for text in texts]
    spread = Counter(term for counts in found for term in counts)
    kept = sorted(t for t, n in spread.items() if 5 <= n <= max(5, 0.2 * len(texts)))
    column = {term: i for i, term in enumerate(kept)}
    size = min(WORD_COMPONENTS, len(kept) - 1, len(texts) - 1)
    if size < 2:
        return np.zeros((len(texts), 1), dtype=np.float32)
    cells = [
        (row, column[term], count)
        for row, counts in enumerate(found)
        for term, count in counts.items()
        if term in column
    ]
    row, col, count = (np.array(part) for part in zip(*cells, strict=True))
    rarity = np.log(len(texts) / np.array([spread[term] for term in kept])) + 1
    values = (1 + np.log(count)) * rarity[col]
    table = csr_matrix((values, (row, col)), shape=(len(texts), len(kept)))
    lengths = np.sqrt(np.asarray(table.multiply(table).sum(axis=1))).ravel()
    table = csr_matrix(table.multiply(1 / np.maximum(lengths, 1e-9)[:, None]))
    left, strength, _ = svds(table, k=size, v0=np.ones(min(table.shape)), solver="arpack")
    return unit(left * strength)


def joint_space(vectors: Vectors, texts: Sequence[str], background: Floats) -> Floats:
    """Unit rows (n, d) whose cosines weigh meaning and, by WORD_WEIGHT, wording.

    `vectors` is (n, k) with one row a text, `background` (m, k), m may be 0.
    """
    return unit(np.hstack([_meaning(vectors, background), WORD_WEIGHT * _wording(texts)]))
