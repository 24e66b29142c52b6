"""What the planner knows of one shop's language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from assistant.agent.names.column_kinds import also_called, stems_of, units_of
from assistant.agent.names.finder import NameBook
from assistant.agent.names.folding import fold
from assistant.agent.planner.shop.flags import headers_of
from assistant.agent.planner.shop.kept_names import KeptName, kept_names
from assistant.agent.planner.shop.measures import BANDS, Measure
from assistant.agent.planner.shop.standing import StandingRules
from assistant.agent.planner.shop.strangers import StrangerFinder
from assistant.agent.question.column_words import column_words
from assistant.agent.question.intents import IntentReader
from assistant.agent.question.question import LANGUAGES
from assistant.han import HAN
from assistant.models import ATTRIBUTES, NUMBER, SOURCE, Band
from assistant.models.vectors import Encode
from prompts.wording import Wording

__all__ = ["Mind"]

CENT = 0.01
"""The step between two numbers of which some are no whole ones."""


@dataclass(frozen=True)
class Mind:
    """Intents, names, wordings, standing rules; `columns` are those that imports keep beside the
    fields of feedback, each with its values, `order_columns` those of the orders."""

    intents: IntentReader
    books: tuple[NameBook, ...]
    encode: Encode
    wordings: Mapping[str, Wording]
    strangers: StrangerFinder
    rules: StandingRules = field(default_factory=StandingRules)
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order_columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def column_words(self) -> list[tuple[str, str]]:
        """Each column with each word that people call it by; the source is a channel where
        feedback is split by it."""
        named = {name: values for name, values in self.columns.items() if name != SOURCE}
        return column_words(named)

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """The columns of numbers."""
        numbers = {n: v for n, v in self.columns.items() if v and all(map(NUMBER.fullmatch, v))}
        steps = {name: CENT if any("." in v for v in each) else 1 for name, each in numbers.items()}
        stems = {name: stems_of(fold(name)) for name in numbers}
        own = [stem for each in stems.values() for stem in each]
        taken = {*own, *(stem[0] for stem in own if HAN.search(stem))}
        return {
            name: Measure(
                fold(name),
                (*headers_of(name), *units_of(fold(name)), *stems[name]),
                step,
                Band.splitting(map(float, self.columns[name]), BANDS),
                tuple(
                    also
                    for stem in stems[name]
                    for also in also_called(stem)
                    if not taken & {also, also[0]}
                ),
            )
            for name, step in steps.items()
        }

    def nameless(self, text: str) -> str:
        """A text without the shop's Chinese names, which are written so in any language."""
        return self._han_names.sub(" ", text) if self._han_names else text

    @cached_property
    def _han_names(self) -> re.Pattern[str] | None:
        fields = (book.names for book in self.books if book.field in ATTRIBUTES)
        named = {name for names in (*fields, *self.columns.values()) for name in names}
        longest_first = sorted(filter(HAN.search, named), key=lambda name: (-len(name), name))
        return re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    @cached_property
    def kept_names(self) -> list[KeptName]:
        """What the values of the columns are called."""
        return kept_names(self.columns)

    def wording(self, language: str) -> Wording:
        """The sentences of a language, of English where there are none."""
        return self.wordings[language if language in LANGUAGES else "en"]

    def book(self, name: str) -> NameBook:
        """The names of one field."""
        return next(book for book in self.books if book.field == name)
