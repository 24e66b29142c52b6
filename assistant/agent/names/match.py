"""One name of the shop that stands in a question."""

from dataclasses import dataclass
from functools import lru_cache

from assistant.agent.names.folding import fold
from assistant.agent.names.things import read_words

__all__ = ["Match"]


@dataclass(frozen=True, slots=True)
class Match:
    """A name found in a folded question. `exact` is False where a typing error was forgiven."""

    field: str
    value: str
    start: int
    end: int
    written: str
    exact: bool = True
    also: tuple[str, ...] = ()

    @property
    def values(self) -> tuple[str, ...]:
        """Every name that is meant: a word may mean a family of products."""
        return (self.value, *self.also)

    @property
    def goes_without_saying(self) -> bool:
        """Whether the name itself was written, or a word of a product's long name.

        Half the name of a channel may mean another: who asks about the app may not mean its store.
        """
        if self.field == "language" and self.exact:
            return self.written not in _countries()
        whole = fold(self.value)
        if not self.exact or self.also or self.written not in whole:
            return False
        return self.field != "channel" or self.written == whole


@lru_cache
def _countries() -> frozenset[str]:
    """The countries that are read as a language."""
    languages = read_words("question_words")["languages"].values()
    return frozenset(fold(word) for each in languages for word in each.get("countries", ()))
