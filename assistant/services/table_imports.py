"""How the tables beside feedback come into a store: orders, and the figures of the scorecard."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from assistant.ingest.flat import FlatImport, FlatOptions, Moment
from assistant.ingest.job import Progress
from assistant.ingest.orders import OrderLines
from assistant.ingest.reports import ImportReport
from assistant.ingest.shop_figures import FigureRows
from assistant.plans.known_measures import find_measure
from assistant.settings import Settings
from assistant.store.orders import OrderStore
from assistant.store.shop_figures import ShopFigures

__all__ = ["TableImports"]


class TableImports:
    """Imports tables into the stores of one tenant; running an import again adds nothing."""

    def __init__(
        self,
        *,
        settings: Settings,
        clock: Callable[[], datetime],
        orders: OrderStore,
        figures: ShopFigures,
        tenant: str,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._orders = orders
        self._figures = figures
        self._tenant = tenant

    def orders(
        self, paths: list[Path], options: FlatOptions, progress: Progress | None = None
    ) -> ImportReport:
        """Import the lines of orders. Raises ImportFileError."""
        now = self._clock()
        job = FlatImport(OrderLines(self._tenant), self._orders, self._at(now), self._rejected)
        return self._timed(job.files(paths, options, progress), now)

    def figures(
        self, paths: list[Path], options: FlatOptions, progress: Progress | None = None
    ) -> ImportReport:
        """Import figures for the scorecard; a later value of a day replaces the earlier one.

        Raises ImportFileError.
        """
        now = self._clock()
        rows = FigureRows(find_measure, self._tenant)
        job = FlatImport(rows, self._figures, self._at(now), self._rejected)
        return self._timed(job.files(paths, options, progress), now)

    @property
    def _rejected(self) -> Path:
        return self._settings.home_of(self._tenant) / "rejected"

    def _at(self, now: datetime) -> Moment:
        return Moment(self._settings.zone, now)

    def _timed(self, report: ImportReport, began: datetime) -> ImportReport:
        return replace(report, seconds=round((self._clock() - began).total_seconds(), 2))
