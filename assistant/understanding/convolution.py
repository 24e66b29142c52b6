"""A small convolutional network over characters: every label of a Chinese text and its clauses.

Embeddings of characters and of hashed character pairs, one layer of width 3 and 5, the maximum and
an attention-weighted mean over the characters, linear heads (after Kim 2014, Convolutional neural
networks for sentence classification). Runs on numpy alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.models.vectors import Floats
from assistant.understanding.clauses import Clause
from assistant.understanding.linear import load_arrays

__all__ = ["Convolution", "Heads", "pair_rows", "points"]

READ = 240
"""Characters of a text that are read: of a longer one the first and the last half as many."""

_GAP = 4
_PLANES = 1 << 17
_CHUNK = 48
_PAIR_BITS = 15
_FIRST = np.uint64(7919 * 7919)
_SECOND = np.uint64(104729)
_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Heads:
    """Outputs for n texts, shape (n, outputs), and for their m clauses, shape (m, outputs)."""

    texts: Floats
    clauses: Floats


@dataclass(frozen=True, slots=True)
class _Tokens:
    """Texts laid in one row with gaps between them.

    `symbols` are embedding rows (0 in a gap), `pairs` rows of the pair embeddings; text i begins at
    `starts[i]`, clause j at `clause_starts[j]`.
    """

    symbols: NDArray[np.int64]
    pairs: NDArray[np.int64]
    starts: NDArray[np.int64]
    clause_starts: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Convolution:
    """The weights. `symbol_of` maps a code point to its embedding row."""

    symbol_of: NDArray[np.int64]
    symbols: Floats
    pairs: Floats
    kernels: tuple[Floats, ...]
    kernel_biases: tuple[Floats, ...]
    attention: Floats
    output: Floats
    bias: Floats

    @classmethod
    def load(cls, name: str) -> "Convolution":
        arrays = load_arrays(name)

        def real(key: str) -> Floats:
            values = arrays[key].astype(np.float32)
            scale = arrays.get(f"{key}_scale")
            return values if scale is None else values * scale.astype(np.float32)

        symbol_of = np.ones(_PLANES, np.int64)
        symbol_of[arrays["alphabet"]] = np.arange(len(arrays["alphabet"])) + 2
        return cls(
            symbol_of=symbol_of,
            symbols=real("symbols"),
            pairs=real("pairs"),
            kernels=(real("kernel3"), real("kernel5")),
            kernel_biases=(real("bias3"), real("bias5")),
            attention=real("attention"),
            output=real("output"),
            bias=real("bias"),
        )

    def __call__(self, texts: Sequence[str], spans: Sequence[Sequence[Clause]]) -> Heads:
        """The heads' log-odds for cleaned texts and their clauses; every text needs a clause."""
        found = [
            self._chunk(texts[start : start + _CHUNK], spans[start : start + _CHUNK])
            for start in range(0, len(texts), _CHUNK)
        ]
        return Heads(
            np.concatenate([heads.texts for heads in found]),
            np.concatenate([heads.clauses for heads in found]),
        )

    def _chunk(self, texts: Sequence[str], spans: Sequence[Sequence[Clause]]) -> Heads:
        tokens = self._tokens(texts, spans)
        inside = tokens.symbols > 0
        x = self.symbols[tokens.symbols] + self.pairs[tokens.pairs]
        x[~inside] = 0
        layers = [
            _convolve(x, kernel) + bias
            for kernel, bias in zip(self.kernels, self.kernel_biases, strict=True)
        ]
        hidden = np.concatenate(layers, axis=1)
        np.maximum(hidden, 0, out=hidden)
        hidden[~inside] = 0
        weight = np.exp(np.clip(hidden @ self.attention, -8, 8)) * inside
        weighted = hidden * weight[:, None]
        # Clauses divide a text, so that what they have in common with it is summed up once.
        parts = tokens.clause_starts
        most = np.maximum.reduceat(hidden, parts, axis=0)
        total = np.add.reduceat(weighted, parts, axis=0)
        count = np.add.reduceat(weight, parts)
        firsts = np.searchsorted(parts, tokens.starts)
        # A clause that begins where the next one does, in the unread middle of a long text, counts
        # in that one.
        own = np.diff(parts, append=len(hidden)) > 0
        return Heads(
            self._outputs(
                np.maximum.reduceat(most, firsts, axis=0),
                np.add.reduceat(total * own[:, None], firsts, axis=0),
                np.add.reduceat(count * own, firsts),
            ),
            self._outputs(most, total, count),
        )

    def _outputs(self, most: Floats, total: Floats, count: Floats) -> Floats:
        """The heads on the maximum and the weighted mean."""
        mean = total / (count[:, None] + np.float32(1e-6))
        pooled = np.concatenate([most, mean], axis=1) @ self.output + self.bias
        return np.asarray(pooled, np.float32)

    def _tokens(self, texts: Sequence[str], spans: Sequence[Sequence[Clause]]) -> _Tokens:
        symbols: list[NDArray[np.int64]] = []
        pairs: list[NDArray[np.int64]] = []
        starts: list[int] = []
        clause_starts: list[int] = []
        at = _GAP
        for text, cut in zip(texts, spans, strict=True):
            found, places = points(text)
            row = self.symbol_of[found]
            first = np.searchsorted(places, [start for start, _ in cut])
            first = np.minimum(first, len(row) - 1)
            first[0] = 0
            symbols.append(row)
            pairs.append(pair_rows(row))
            starts.append(at)
            clause_starts.extend(first + at)
            at += len(row) + _GAP
        gap = np.zeros(_GAP, np.int64)
        return _Tokens(
            np.concatenate([gap, *_spaced(symbols, gap)]),
            np.concatenate([gap, *_spaced(pairs, gap)]),
            np.array(starts),
            np.array(clause_starts),
        )


def _spaced(rows: list[NDArray[np.int64]], gap: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    for row in rows:
        yield row
        yield gap


def points(text: str) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Code points that are read, runs of blanks as one, and the offset of each."""
    points = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)
    blank = (points == 0x20) | ((points >= 0x09) & (points <= 0x0D)) | (points == 0xA0)
    keep = ~blank
    keep[1:] |= blank[1:] & ~blank[:-1]
    places = np.flatnonzero(keep)
    solid = np.flatnonzero(~blank[places])
    places = places[solid[0] : solid[-1] + 1]
    if len(places) > READ:
        places = np.concatenate([places[: READ // 2], places[-READ // 2 :]])
    found = np.where(blank[places], np.uint32(0x20), points[places])
    return np.minimum(found, np.uint32(_PLANES - 1)), places


def pair_rows(row: NDArray[np.int64]) -> NDArray[np.int64]:
    raw = row.astype(np.uint64)
    raw[:-1] = raw[:-1] * _FIRST + raw[1:] * _SECOND
    return ((raw * _MIX) >> np.uint64(64 - _PAIR_BITS)).astype(np.int64)


def _convolve(x: Floats, kernel: Floats) -> Floats:
    """Kernel of shape (width, in, out) centred on each row of x; gaps keep texts apart."""
    width = kernel.shape[0]
    middle = width // 2
    out = x @ kernel[middle]
    for shift in range(1, middle + 1):
        out[shift:] += x[:-shift] @ kernel[middle - shift]
        out[:-shift] += x[shift:] @ kernel[middle + shift]
    return np.asarray(out, np.float32)
