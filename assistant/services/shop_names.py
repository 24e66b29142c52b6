"""What a tenant's shop calls its things, and the rules that it wants kept in every answer."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from assistant.agent.names.book import load_glossary, name_books, with_aliases
from assistant.agent.planner.shop.mind import Mind
from assistant.agent.planner.shop.standing import load_rules
from assistant.models import NAMED
from assistant.services.brains import Brains
from assistant.services.live_files import state_of
from assistant.services.renewal import Renewed
from assistant.store.stores import Stores
from assistant.understanding.themes import Taxonomy
from prompts.wording import Wording

__all__ = ["ShopNames"]

Columns = Mapping[str, tuple[str, ...]]


class ShopNames:
    """The names in a tenant's feedback, its themes and its files, ready to be found in a question.

    `folder` holds glossary.yaml and rules.yaml.
    """

    def __init__(
        self,
        *,
        folder: Path,
        stores: Stores,
        taxonomy: Taxonomy,
        wordings: Mapping[str, Wording],
        brains: Brains,
        today: Callable[[], date],
        tenant: str,
    ) -> None:
        self._rules = folder / "rules.yaml"
        self._glossary = folder / "glossary.yaml"
        self._stores = stores
        self._taxonomy = taxonomy
        self._wordings = wordings
        self._brains = brains
        self._today = today
        self._tenant = tenant
        self._named = Renewed(self._read_named, self._names_state)
        self._columns = Renewed(self._read_columns, partial(stores.tallies.state, tenant))
        self._mind = Renewed(self._joined, lambda: (self._named(), self._columns()))

    def mind(self) -> Mind:
        """The names, rules and columns, made anew when feedback named something new, a column got
        another value, a file changed or a day began.

        Raises SettingsError for a file that cannot be read.
        """
        return self._mind()

    def _joined(self) -> Mind:
        columns, of_orders = self._columns()
        return replace(self._named(), columns=columns, order_columns=of_orders)

    def _read_columns(self) -> tuple[Columns, Columns]:
        kept = self._stores.kept_columns
        return kept.values(self._tenant), kept.of_orders(self._tenant)

    def _names_state(self) -> tuple[object, ...]:
        files = state_of([self._rules, self._glossary])
        return self._stores.tallies.known_names(self._tenant), self._today(), files

    def _read_named(self) -> Mind:
        rules = load_rules(self._rules, self._today())
        values = [self._stores.tallies.values(field, self._tenant) for field in NAMED]
        products, channels, touchpoints, segments = values
        glossary = load_glossary(self._glossary)
        known = with_aliases(glossary, rules.aliases, products, channels)
        brains = self._brains
        return Mind(
            intents=brains.intents,
            books=name_books(products, channels, touchpoints, segments, self._taxonomy, known),
            encode=brains.encode,
            wordings=self._wordings,
            strangers=brains.strangers,
            rules=rules,
        )
