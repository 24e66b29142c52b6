"""Tells an ordinary word from the name of a thing, for words that no list of ours holds."""

from collections.abc import Iterable, Sequence

from assistant.agent.names.folding import fold
from assistant.agent.names.parts import cores_of
from assistant.agent.names.things import read_words
from assistant.han import HAN
from assistant.models.vectors import Encode, Vectors

__all__ = ["OrdinaryWords", "load_ordinary"]

LEAD = 0.05
"""How much nearer to everyday words than to things a word must be."""

CLEAR_LEAD = 0.08
"""How much nearer to another thing than to a name a word must be to mean the other."""


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
        everyday, things = self._of_script(bool(HAN.search(written)), encode)
        own = encode([written])[0]
        return float((everyday @ own).max()) > float((things @ own).max()) + LEAD

    def mean_other_than(self, written: str, name: str, encode: Encode) -> bool:
        """Whether a word is nearer to a thing in the other script than to a name in it that does
        not hold that thing: 温度计 is a thermometer, and no heater."""
        is_han = not HAN.search(written)
        _, things = self._of_script(is_han, encode)
        own, *cores = encode([written, *cores_of(name)])
        likeness, named = things @ own, max(float(core @ own) for core in cores)
        nearest = fold(_of_script(self._things, is_han)[int(likeness.argmax())])
        return nearest not in fold(name) and float(likeness.max()) > named + CLEAR_LEAD

    def _of_script(self, is_han: bool, encode: Encode) -> tuple[Vectors, Vectors]:
        """The vectors of the everyday words and of the things in Han characters, or in others."""
        if is_han not in self._vectors:
            encode_lists = self._encode_lists or encode
            self._vectors[is_han] = (
                encode_lists(_of_script(self._everyday, is_han)),
                encode_lists(_of_script(self._things, is_han)),
            )
        return self._vectors[is_han]


def load_ordinary(encode_lists: Encode | None = None) -> OrdinaryWords:
    """From prompts/fillers.yaml and prompts/product_words.yaml."""
    fillers = read_words("fillers")
    everyday = [w for language in ("en", "zh") for w in fillers[language].split() if len(w) > 1]
    things = [str(word) for group in read_words("product_words") for word in group]
    return OrdinaryWords(everyday, things, encode_lists)


def _of_script(words: Sequence[str], is_han: bool) -> list[str]:
    return [word for word in words if bool(HAN.search(word)) == is_han]
