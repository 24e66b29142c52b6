"""What the import tab takes: feedback, orders, or figures of the scorecard."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.app import App
from assistant.ingest.flat import FlatOptions
from assistant.ingest.header_names import FIELDS
from assistant.ingest.job import ImportOptions
from assistant.ingest.orders import OrderLines
from assistant.ingest.reports import ImportReport
from assistant.ingest.shop_figures import FigureRows
from assistant.store.import_jobs import ImportKind

if TYPE_CHECKING:
    from assistant.ingest.job import Progress

__all__ = ["KINDS", "Kind", "Wish"]


@dataclass(frozen=True, slots=True)
class Wish:
    """How a file is to be read: `mapping` is field to column, `source` is asked of feedback alone;
    a dry run stores nothing."""

    mapping: Mapping[str, str]
    source: str
    dry_run: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of table: its name, its fields, and how it is read."""

    name: ImportKind
    fields: tuple[str, ...]
    read: Callable[[App, list[Path], Wish, "Progress | None"], ImportReport]


def _feedback(app: App, paths: list[Path], wish: Wish, progress: "Progress | None") -> ImportReport:
    options = ImportOptions(
        mapping=wish.mapping,
        source=wish.source.strip() or None,
        dry_run=wish.dry_run,
    )
    return app.imports.feedback.files(paths, options, progress)


def _orders(app: App, paths: list[Path], wish: Wish, progress: "Progress | None") -> ImportReport:
    return app.imports.tables.orders(paths, _flat(wish), progress)


def _figures(app: App, paths: list[Path], wish: Wish, progress: "Progress | None") -> ImportReport:
    return app.imports.tables.figures(paths, _flat(wish), progress)


def _flat(wish: Wish) -> FlatOptions:
    return FlatOptions(mapping=wish.mapping, dry_run=wish.dry_run)


KINDS = {
    str(kind.name): kind
    for kind in (
        Kind(ImportKind.FEEDBACK, tuple(FIELDS), _feedback),
        Kind(ImportKind.ORDERS, tuple(OrderLines.names), _orders),
        Kind(ImportKind.FIGURES, tuple(FigureRows.names), _figures),
    )
}
