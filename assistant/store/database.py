"""Opens the database, brings its schema up to date, and hands out transactions."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    create_engine,
    event,
    func,
    insert,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from assistant.errors import StoreError
from assistant.store.casing import holds_any
from assistant.store.days import cut_days
from assistant.store.tables import meta

__all__ = ["Database", "sqlite_url"]

# https://www.sqlite.org/wal.html: earlier versions can lose a WAL reset between two writers.
FIRST_SAFE_WAL = (3, 51, 3)
WRITER = 0x4865_6172
"""The advisory lock that makes PostgreSQL take one writer at a time, as SQLite does."""
MIGRATIONS = Path(__file__).parent / "migrations"


def sqlite_url(path: Path) -> URL:
    """The URL of the SQLite file at `path`; makes its folder."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The folder {path.parent} cannot be made ({error.strerror}); set HEARKEN_HOME to a "
            "folder that can be written."
        ) from None
    return URL.create("sqlite", database=str(path))


class Database:
    """One database, migrated. Days are cut in `zone`; when the zone changes, they are cut anew."""

    def __init__(self, url: str | URL, zone: ZoneInfo) -> None:
        self.zone = zone
        try:
            self.engine = _engine(url)
            _migrate(self.engine)
            self._cut_days()
        except (SQLAlchemyError, sqlite3.DatabaseError) as error:
            raise StoreError(
                f"The database {_shown(url)} cannot be opened ({_first_line(error)}); "
                "check DATABASE_URL and HEARKEN_HOME."
            ) from error

    def day(self, time: datetime) -> date:
        """The day of a moment in this database's time zone."""
        return time.astimezone(self.zone).date()

    @property
    def dialect(self) -> str:
        return self.engine.dialect.name

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading. Raises StoreError when the database cannot be read."""
        try:
            with self.engine.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise StoreError(
                f"The database cannot be read ({_first_line(error)}); check DATABASE_URL and "
                "HEARKEN_HOME."
            ) from error

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction: committed as a whole or not at all.

        Raises StoreError when the database refuses (full disk, lost connection, lock held).
        """
        try:
            with _writing(self.engine) as connection:
                yield connection
        except SQLAlchemyError as error:
            raise StoreError(
                f"The database did not take the change ({_first_line(error)}); nothing of it was "
                "kept, try again."
            ) from error

    def close(self) -> None:
        self.engine.dispose()

    def _cut_days(self) -> None:
        name = str(self.zone)
        with self.engine.connect() as connection:
            if connection.scalar(select(meta.c.value).where(meta.c.name == "timezone")) == name:
                return
        with _writing(self.engine) as connection:
            known = connection.scalar(select(meta.c.value).where(meta.c.name == "timezone"))
            if known is None:
                connection.execute(insert(meta).values(name="timezone", value=name))
                return
            cut_days(connection, self.day)
            connection.execute(update(meta).where(meta.c.name == "timezone").values(value=name))


def _engine(url: str | URL) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        engine = create_engine(parsed)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError):
        raise StoreError(
            f"DATABASE_URL {_shown(url)} names no database that is installed here; write "
            "sqlite:///path or postgresql://user@host/name (with the postgres extra)."
        ) from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # pysqlite's own would begin late: see _begin_sqlite
    safe = sqlite3.sqlite_version_info >= FIRST_SAFE_WAL
    connection.execute("PRAGMA busy_timeout = 30000")
    connection.execute(f"PRAGMA journal_mode = {'WAL' if safe else 'TRUNCATE'}")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -65536")
    # SQLite's own lower() knows ASCII only: "ärger" must find "ÄRGER" there as in PostgreSQL.
    connection.create_function("lower", 1, _lower, deterministic=True)
    connection.create_function("holds_any", 2, holds_any, deterministic=True)


def _lower(text: str | None) -> str | None:
    return text.lower() if text is not None else None


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes its lock before it reads, so that two never plan on the same state."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _writing(engine: Engine) -> Iterator[Connection]:
    with engine.execution_options(writes=True).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(WRITER)))
        yield connection


def _migrate(engine: Engine) -> None:
    with engine.connect() as connection:
        if _revision(connection) == _newest_revision():
            return
    from alembic import command  # only here: it takes long to import
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with _writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _newest_revision() -> str:
    """The revision that the name of the last migration begins with."""
    return max(path.name for path in (MIGRATIONS / "versions").glob("0*.py")).split("_")[0]


def _shown(url: str | URL) -> str:
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "(unreadable)"


def _first_line(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]
