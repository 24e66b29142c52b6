"""How the store finds what a scope holds."""

from datetime import date

import pytest
from sqlalchemy import select

from assistant.models import Period, Scope
from assistant.store.database import Database
from assistant.store.scopes import conditions
from assistant.store.tables import feedback
from assistant.store.voices import Voices
from tests.store.asked import asked


@pytest.mark.parametrize(("customers", "index"), [(("C1",), "customer"), ((), "day")])
def test_a_customer_is_found_without_reading_the_period(
    database: Database, customers: tuple[str, ...], index: str
) -> None:
    if database.dialect != "sqlite":
        pytest.skip("PostgreSQL plans by what it counted")
    period = Period(date(2025, 1, 1), date(2026, 1, 1))
    scope = Scope(tenant="shop", period=period, customer_id=customers)
    query = select(feedback.c.score).where(*conditions(scope)).compile(database.engine)
    with database.read() as connection:
        plan = connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {query}".replace("__[POSTCOMPILE_customer_id_1]", "'C1'"),
            tuple(str(each) for name, each in query.params.items() if "customer" not in name),
        ).all()
    assert f"feedback_by_{index}" in plan[0].detail


@pytest.mark.parametrize(
    "columns",
    [("themes", "language", "channel", "rating"), ("score", "emotion", "sentiment", "nps")],
)
def test_what_customers_are_grouped_and_heard_by_is_read_from_the_index(
    shared_sqlite: Database, columns: tuple[str, ...]
) -> None:
    scope = Scope(tenant="shop", period=Period(date.min, date.max))
    with asked(shared_sqlite.engine) as statements:
        Voices(shared_sqlite).crowd(scope, columns)
    statement, parameters = statements[-1]
    with shared_sqlite.read() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
    assert "COVERING INDEX feedback_by_customer" in plan[0].detail
