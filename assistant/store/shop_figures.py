"""The figures that a shop brings itself: revenue, training hours, whatever no feedback tells."""

from collections.abc import Sequence
from dataclasses import fields

from sqlalchemy import delete, insert, select

from assistant.models import Period, ShopFigure
from assistant.store.database import Database
from assistant.store.tables import shop_figure

__all__ = ["ShopFigures"]


class ShopFigures:
    """One value for each measure and day; a later import of the same day corrects it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def fresh(self, batch: Sequence[ShopFigure]) -> list[ShopFigure]:
        """Those that are new or differ from what is stored, each measure and day once."""
        if not batch:
            return []
        days = [each.day for each in batch]
        period = Period(min(days), max(days))
        latest = {(each.tenant, each.measure, each.day): each for each in batch}
        known = {
            (each.tenant, each.measure, each.day): each
            for tenant in {each.tenant for each in batch}
            for each in self.all(tenant, period)
        }
        return [each for key, each in latest.items() if known.get(key) != each]

    def add(self, batch: Sequence[ShopFigure]) -> int:
        """Store or correct figures; returns how many were new or changed."""
        new = self.fresh(batch)
        if not new:
            return 0
        with self._database.write() as connection:
            for each in new:
                connection.execute(
                    delete(shop_figure).where(
                        shop_figure.c.tenant == each.tenant,
                        shop_figure.c.measure == each.measure,
                        shop_figure.c.day == each.day,
                    )
                )
            names = [f.name for f in fields(ShopFigure)]
            rows = [{name: getattr(each, name) for name in names} for each in new]
            connection.execute(insert(shop_figure), rows)
        return len(new)

    def all(self, tenant: str, period: Period | None = None) -> list[ShopFigure]:
        """The figures of a period, oldest first."""
        query = select(shop_figure).where(shop_figure.c.tenant == tenant)
        if period:
            query = query.where(shop_figure.c.day.between(period.start, period.end))
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(shop_figure.c.day, shop_figure.c.measure))
            return [ShopFigure(**row._mapping) for row in rows]
