"""One name of the shop that stands in a question."""

from dataclasses import dataclass

from assistant.agent.names.folding import fold

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
        whole = fold(self.value)
        if not self.exact or self.also or self.written not in whole:
            return False
        return self.field != "channel" or self.written == whole
