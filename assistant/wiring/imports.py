"""Every way by which data comes into a tenant's store."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.commons import Commons
from assistant.services.import_jobs import BackgroundImports
from assistant.services.importing import Importing
from assistant.services.posting import Posting

if TYPE_CHECKING:
    from assistant.services.table_imports import TableImports
    from assistant.understanding.reader import Reader

__all__ = ["Imports"]


class Imports:
    """The imports of one tenant; `reader` gives what reads new feedback."""

    def __init__(self, commons: Commons, reader: "Callable[[], Reader]", tenant: str) -> None:
        self._commons = commons
        self._tenant = tenant
        self.feedback = Importing(
            settings=commons.settings,
            clock=commons.clock,
            feedback=commons.stores.feedback,
            embedder=commons.embedder,
            reader=reader,
            indexing=commons.indexing,
            tenant=tenant,
        )
        self.requests = commons.stores.of(tenant).requests

    @cached_property
    def tables(self) -> "TableImports":
        """Imports of orders and of the scorecard's figures."""
        from assistant.services.table_imports import TableImports

        return TableImports(
            settings=self._commons.settings,
            clock=self._commons.clock,
            orders=self._commons.stores.orders,
            figures=self._commons.stores.shop_figures,
            tenant=self._tenant,
        )

    @cached_property
    def jobs(self) -> BackgroundImports:
        """Uploads that are imported beside the requests; one worker for all tenants."""
        return BackgroundImports(
            jobs=self._commons.stores.import_jobs,
            worker=self._commons.import_worker,
            folder=self._commons.settings.home_of(self._tenant) / "uploads",
            clock=self._commons.clock,
            tenant=self._tenant,
        )

    @cached_property
    def posting(self) -> Posting:
        """Takes feedback that programs hand over."""
        return Posting(
            intake=self.feedback.intake,
            feedback=self._commons.stores.feedback,
            clock=self._commons.clock,
            tenant=self._tenant,
        )
