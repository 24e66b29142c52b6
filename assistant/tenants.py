"""The Hearken of each tenant, over one database, one index and one encoder."""

from threading import Lock

from assistant.app import App

__all__ = ["Tenants"]


class Tenants:
    """Gives each tenant an App of its own, made at its first use."""

    def __init__(self, first: App) -> None:
        self.first = first
        self._apps = {first.tenant: first}
        self._making = Lock()

    def app(self, tenant: str) -> App:
        """The App that sees this tenant's rows alone."""
        with self._making:
            if tenant not in self._apps:
                self._apps[tenant] = self.first.of(tenant)
            return self._apps[tenant]
