import shutil
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, delete, inspect, select

from assistant.errors import StoreError
from assistant.models import DEFAULT_TENANT, Scope
from assistant.store.database import MIGRATIONS, Database, sqlite_url
from assistant.store.feedback import FeedbackStore
from assistant.store.outbox import Outbox
from assistant.store.tables import meta, metadata
from assistant.store.tables import outbox as outbox_table
from assistant.store.tallies import Tallies
from tests.store.asked import asked
from tests.store.records import NEGATIVE, labels, said

UTC = ZoneInfo("UTC")
SHANGHAI = ZoneInfo("Asia/Shanghai")


def interrupted(connection: Connection) -> None:
    connection.execute(delete(outbox_table))
    raise KeyboardInterrupt


def one_sentence(error: Exception) -> bool:
    message = str(error)
    return "\n" not in message and message.endswith(".") and "Traceback" not in message


class TestMigration:
    def test_a_fresh_database_has_the_schema_that_is_written(self, empty_url: str) -> None:
        database = Database(empty_url, UTC)
        tables = set(inspect(database.engine).get_table_names())
        assert set(metadata.tables) | {"alembic_version", "feedback_words"} <= tables
        with database.read() as connection:
            context = MigrationContext.configure(connection)
            drift = compare_metadata(context, metadata)
        ours = [each for each in drift if "feedback_words" not in str(each)]
        assert ours == []
        database.close()

    def test_an_up_to_date_database_keeps_its_rows(self, url: str) -> None:
        first = Database(url, UTC)
        FeedbackStore(first).add([said("A1")], [labels()])
        first.close()
        again = Database(url, UTC)
        assert FeedbackStore(again).get("A1", DEFAULT_TENANT).feedback.text == "It works."
        assert Outbox(again).size() == 1
        again.close()

    def test_every_migration_is_named_by_its_revision_and_the_last_is_the_newest(self) -> None:
        scripts = ScriptDirectory(str(MIGRATIONS))
        revisions = {Path(each.path).stem[:4]: each.revision for each in scripts.walk_revisions()}
        assert all(name == revision for name, revision in revisions.items())
        assert scripts.get_current_head() == max(revisions)


class TestDays:
    LATE_IN_THE_DAY = "2026-03-10T17:30"  # already the 11th in Shanghai

    def test_days_are_cut_in_the_time_zone(self, url: str) -> None:
        database = Database(url, SHANGHAI)
        FeedbackStore(database).add([said("A1", at=self.LATE_IN_THE_DAY)], [labels()])
        assert Tallies(database).span(DEFAULT_TENANT) == (date(2026, 3, 11), date(2026, 3, 11))
        database.close()

    def test_days_are_cut_anew_when_the_zone_changes(self, url: str) -> None:
        times = {"A1": self.LATE_IN_THE_DAY, "A2": "2026-03-10T15:59", "A3": "2026-03-10T16:00"}
        database = Database(url, UTC)
        FeedbackStore(database).add(
            [said(id, at=at) for id, at in times.items()], [labels()] * len(times)
        )
        assert Tallies(database).histogram(Scope(tenant=DEFAULT_TENANT), "day") == {
            date(2026, 3, 10): 3
        }
        outbox = Outbox(database)
        outbox.done(outbox.take(9))
        database.close()
        for zone, days, moved in (
            (SHANGHAI, {date(2026, 3, 10): 1, date(2026, 3, 11): 2}, 2),
            (ZoneInfo("America/Los_Angeles"), {date(2026, 3, 10): 3}, 2),
            (UTC, {date(2026, 3, 10): 3}, 0),
        ):
            database = Database(url, zone)
            assert Tallies(database).histogram(Scope(tenant=DEFAULT_TENANT), "day") == days
            outbox = Outbox(database)
            taken = outbox.take(9)
            assert len(taken) == moved
            assert {date.fromordinal(each.metadata["day"]) for each in taken} <= set(days)
            outbox.done(taken)
            with database.read() as connection:
                assert connection.scalar(select(meta.c.value)) == str(zone)
            database.close()

    def test_another_zone_costs_no_statement_a_record(self, url: str) -> None:
        database = Database(url, UTC)
        batch = [said(f"A{n}", at=self.LATE_IN_THE_DAY) for n in range(50)]
        FeedbackStore(database).add(batch, [labels()] * 50)
        database.close()
        with asked(Engine) as statements:
            database = Database(url, SHANGHAI)
        assert sum(each.startswith("UPDATE feedback") for each, _ in statements) == 1
        assert Tallies(database).span(DEFAULT_TENANT) == (date(2026, 3, 11), date(2026, 3, 11))
        database.close()


class TestTransactions:
    def test_a_refused_write_keeps_nothing(self, database: Database) -> None:
        store = FeedbackStore(database)
        good = labels(themes={"delivery": NEGATIVE})
        impossible = replace(good, themes=good.themes * 2)  # one theme twice in one record
        with pytest.raises(StoreError, match="nothing of it was kept") as caught:
            store.add([said("A1"), said("A2")], [good, impossible])
        assert one_sentence(caught.value)
        assert store.size() == Outbox(database).size() == 0
        assert store.add([said("A1"), said("A2")], [good, good]) == 2

    def test_an_error_in_the_middle_of_a_transaction_undoes_it(self, database: Database) -> None:
        store, outbox = FeedbackStore(database), Outbox(database)
        store.add([said("A1")], [labels()])
        with pytest.raises(KeyboardInterrupt), database.write() as connection:
            interrupted(connection)
        assert outbox.size() == 1


class TestErrors:
    def test_a_file_that_is_no_database(self, tmp_path: Path) -> None:
        path = tmp_path / "hearken.db"
        path.write_text("only text\n" * 1_000)
        with pytest.raises(StoreError, match="not a database") as caught:
            Database(sqlite_url(path), UTC)
        assert one_sentence(caught.value)

    def test_a_folder_in_the_place_of_the_file(self, tmp_path: Path) -> None:
        with pytest.raises(StoreError, match="unable to open") as caught:
            Database(sqlite_url(tmp_path), UTC)
        assert one_sentence(caught.value)

    def test_a_home_that_is_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "home").touch()
        with pytest.raises(StoreError, match="HEARKEN_HOME"):
            sqlite_url(tmp_path / "home" / "hearken.db")

    @pytest.mark.parametrize("url", ["mysql://root@localhost/shop", "hearken.db", "sqlite:/x", ""])
    def test_a_url_that_names_no_database(self, url: str) -> None:
        with pytest.raises(StoreError, match="DATABASE_URL") as caught:
            Database(url, UTC)
        assert one_sentence(caught.value)

    def test_a_server_that_does_not_answer_does_not_print_the_password(self) -> None:
        with pytest.raises(StoreError, match="cannot be opened") as caught:
            Database("postgresql://anna:geheim@127.0.0.1:1/shop", UTC)
        assert "geheim" not in str(caught.value)
        assert one_sentence(caught.value)

    def test_a_read_only_file_can_be_read_but_not_written(self, tmp_path: Path) -> None:
        path = tmp_path / "hearken.db"
        database = Database(sqlite_url(path), UTC)
        FeedbackStore(database).add([said("A1")], [labels()])
        database.close()
        database = Database(f"sqlite:///file:{path}?mode=ro&uri=true", UTC)
        store = FeedbackStore(database)
        assert store.size() == 1
        with pytest.raises(StoreError, match="did not take the change") as caught:
            store.add([said("A2")], [labels()])
        assert one_sentence(caught.value)
        database.close()

    def test_an_empty_read_only_file(self, tmp_path: Path) -> None:
        path = tmp_path / "hearken.db"
        path.touch()
        with pytest.raises(StoreError, match="cannot be opened") as caught:
            Database(f"sqlite:///file:{path}?mode=ro&uri=true", UTC)
        assert one_sentence(caught.value)

    def test_a_file_that_broke_in_the_middle(self, tmp_path: Path) -> None:
        path = tmp_path / "hearken.db"
        database = Database(sqlite_url(path), UTC)
        many = [said(f"A{n}", "word " * 100) for n in range(1_000)]
        FeedbackStore(database).add(many, [labels()] * len(many))
        database.close()
        content = bytearray(path.read_bytes())
        middle = len(content) // 3
        content[middle : middle + 40_000] = b"\x5a" * 40_000
        path.write_bytes(content)
        database = Database(sqlite_url(path), UTC)
        with pytest.raises(StoreError) as caught:
            FeedbackStore(database).select(Scope(tenant=DEFAULT_TENANT), limit=1_000)
        assert one_sentence(caught.value)

    @pytest.mark.parametrize("folder", ["really?", "100%25", "a%20b"])
    def test_a_home_may_have_any_name(self, tmp_path: Path, folder: str) -> None:
        path = tmp_path / folder / "hearken.db"
        Database(sqlite_url(path), UTC).close()
        assert path.exists()


WRITER = """
import sys, time
from zoneinfo import ZoneInfo
from assistant.store.database import Database
from assistant.store.feedback import FeedbackStore
from tests.store.records import labels, said
url, name, begin = sys.argv[1], sys.argv[2], float(sys.argv[3])
store = FeedbackStore(Database(url, ZoneInfo("UTC")))
time.sleep(max(0.0, begin - time.time()))
for batch in range(8):
    items = [said(f"{name}{batch}-{n}") for n in range(20)]
    items += [said(f"both{batch}-{n}") for n in range(5)]
    store.add(items, [labels()] * len(items))
"""

OPENER = """
import sys, time
from zoneinfo import ZoneInfo
from assistant.store.database import Database
begin = float(sys.argv[1])
for number, url in enumerate(sys.argv[2:]):
    time.sleep(max(0.0, begin + 0.3 * number - time.time()))
    Database(url, ZoneInfo("UTC")).close()
"""


def start(script: str, *arguments: str) -> subprocess.Popen[str]:
    root = Path(__file__).parents[2]
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments], cwd=root, stderr=subprocess.PIPE, text=True
    )


def finish(processes: list[subprocess.Popen[str]]) -> list[str]:
    """What the processes complained of."""
    errors = [process.communicate(timeout=60)[1] for process in processes]
    return [e for e, process in zip(errors, processes, strict=True) if process.returncode]


class TestTwoProcesses:
    def test_writing_at_once_loses_and_doubles_nothing(self, url: str) -> None:
        database = Database(url, UTC)
        begin = str(time.time() + 1.5)
        assert finish([start(WRITER, url, name, begin) for name in ("left", "right")]) == []
        own = {f"{name}{b}-{n}" for name in ("left", "right") for b in range(8) for n in range(20)}
        expected = own | {f"both{b}-{n}" for b in range(8) for n in range(5)}
        store = FeedbackStore(database)
        assert {
            r.feedback.id for r in store.select(Scope(tenant=DEFAULT_TENANT), limit=1_000)
        } == expected
        assert store.size() == Outbox(database).size() == len(expected)
        assert len(store.matching("works", Scope(tenant=DEFAULT_TENANT), 1_000)) == len(expected)
        database.close()

    def test_opening_a_fresh_database_at_once(self, tmp_path: Path) -> None:
        urls = [f"sqlite:///{tmp_path / str(n)}.db" for n in range(6)]
        begin = str(time.time() + 2)
        assert finish([start(OPENER, begin, *urls) for _ in range(3)]) == []


def test_a_copied_database_file_is_complete(tmp_path: Path) -> None:
    """After closing, the one file holds everything: no journal has to be copied with it."""
    path = tmp_path / "hearken.db"
    database = Database(sqlite_url(path), UTC)
    FeedbackStore(database).add([said("A1")], [labels()])
    database.close()
    (tmp_path / "elsewhere").mkdir()
    moved = shutil.copy(path, tmp_path / "elsewhere")
    database = Database(sqlite_url(Path(moved)), UTC)
    assert FeedbackStore(database).size() == 1
    database.close()
