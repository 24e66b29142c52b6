"""Tells an ordinary word from the name of a thing, for words that no list of ours holds."""

from collections.abc import Iterable, Sequence

from assistant.agent.names.things import read_words
from assistant.han import HAN
from assistant.models.vectors import Encode, Vectors

__all__ = ["OrdinaryWords", "load_ordinary"]

LEAD = 0.05
"""How much nearer to everyday words than to things a word must be."""


class OrdinaryWords:
    """Judges by the sentence encoder: a word is ordinary where it means more nearly the same as
    an everyday word of questions than as any thing that is sold. Encodes a script's lists at the
    first question about it."""

    def __init__(
        self, everyday: Iterable[str], things: Iterable[str], encode_lists: Encode | None = None
    ) -> None:
        """`encode_lists` may be another way to the same vectors, one that remembers them."""
        self._encode_lists = encode_lists
        self._everyday = tuple(everyday)
        self._things = tuple(things)
        self._vectors: dict[bool, tuple[Vectors, Vectors]] = {}

    def hold(self, written: str, encode: Encode) -> bool:
        """Whether a word or phrase is an ordinary one. `encode` gives unit vectors."""
        is_han = bool(HAN.search(written))
        if is_han not in self._vectors:
            encode_lists = self._encode_lists or encode
            self._vectors[is_han] = (
                encode_lists(_of_script(self._everyday, is_han)),
                encode_lists(_of_script(self._things, is_han)),
            )
        everyday, things = self._vectors[is_han]
        own = encode([written])[0]
        return float((everyday @ own).max()) > float((things @ own).max()) + LEAD


def load_ordinary(encode_lists: Encode | None = None) -> OrdinaryWords:
    """From prompts/fillers.yaml and prompts/product_words.yaml."""
    fillers = read_words("fillers")
    everyday = [w for language in ("en", "zh") for w in fillers[language].split() if len(w) > 1]
    things = [str(word) for group in read_words("product_words") for word in group]
    return OrdinaryWords(everyday, things, encode_lists)


def _of_script(words: Sequence[str], is_han: bool) -> list[str]:
    return [word for word in words if bool(HAN.search(word)) == is_han]
