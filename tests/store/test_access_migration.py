"""Conversations and verdicts from before they had a key of their tenant."""

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, make_url, text

from assistant.models import Actor, Role
from assistant.store.conversations import Conversations
from assistant.store.database import MIGRATIONS, Database
from assistant.store.verdicts import Verdicts
from tests.conftest import UTC

OLD = (
    "INSERT INTO conversation (id, tenant, title, updated) "
    "VALUES ('c1', 'a', 'First', '2026-03-13 12:00:00'), "
    "('c2', 'b', 'Other', '2026-03-12 12:00:00')",
    "INSERT INTO turn (conversation, number, time, answer) VALUES "
    "('c1', 1, '2026-03-13 12:00:00', '{\"question\": \"nps\"}'), "
    "('c1', 2, '2026-03-13 12:00:00', '{\"question\": \"why\"}'), "
    "('c2', 1, '2026-03-12 12:00:00', '{\"question\": \"csat\"}')",
    "INSERT INTO verdict (conversation, number, good, reason, actor, time) "
    "VALUES ('c1', 2, false, 'wrong', 'Li', '2026-03-13 12:00:00')",
)


def test_they_are_kept_under_their_tenant(empty_url: str) -> None:
    target = make_url(empty_url)
    if target.drivername == "postgresql":
        target = target.set(drivername="postgresql+psycopg")
    engine = create_engine(target)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        for statement in OLD:
            connection.execute(text(statement))
    engine.dispose()
    database = Database(empty_url, UTC)
    conversations, others = (Conversations(database, tenant) for tenant in ("a", "b"))
    verdicts = Verdicts(database, "a")
    assert [each.title for each in conversations.all()] == ["First"]
    assert [turn["question"] for turn in conversations.turns("c1")] == ["nps", "why"]
    assert [turn["question"] for turn in others.turns("c2")] == ["csat"]
    assert others.turns("c1") == []
    (kept,) = verdicts.all()
    assert (kept.question, kept.good, kept.reason) == ("why", False, "wrong")
    conversations.remove("c1", Actor("Li", Role.AGENT), kept.time)
    assert verdicts.all() == []
    database.close()
