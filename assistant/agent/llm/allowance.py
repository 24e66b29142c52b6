"""The tokens of a day, counted in the database, so that a restart does not start them anew."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from assistant.store.token_use import TokenUse

__all__ = ["DailyTokens"]


@dataclass(frozen=True, slots=True)
class DailyTokens:
    """How much a tenant may use in a day; `limit` 0 is none."""

    use: TokenUse
    today: Callable[[], date]
    tenant: str
    limit: int

    def of(self, tenant: str) -> "DailyTokens":
        """The same limit for another tenant, counted apart."""
        return replace(self, tenant=tenant)

    def add(self, tokens: int) -> None:
        self.use.add(tokens, self.today(), self.tenant)

    def used(self) -> int:
        """The tokens of today so far."""
        return self.use.on(self.today(), self.tenant)

    def is_used_up(self) -> bool:
        return bool(self.limit) and self.used() >= self.limit
