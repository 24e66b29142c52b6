"""Two shops behind one API, with a key for every role."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from assistant.api.routes import create_api
from assistant.app import App
from assistant.models import Feedback, Incoming, Role
from assistant.settings import Settings
from retrieval.embedders import BuiltinEmbedder

__all__ = ["KEY", "NOW", "OTHER", "Headers"]

NOW = datetime(2026, 3, 13, 12, tzinfo=UTC)
OTHER = "other-shop"
KEY = "the-second-long-key"
TEXTS = ("The kettle leaks, I am angry", "快递很快，很满意", "Great lamp")
OTHER_TEXTS = ("The secret bicycle rattles terribly", "自行车很好，满意", "The bell is loud")

Headers = dict[str, str]


def fill(app: App, texts: tuple[str, ...], product: str) -> None:
    """Three records of today under ids that both shops use."""
    items = [
        Incoming(
            f"k{n}",
            Feedback(
                id=f"F{n}",
                time=NOW,
                text=text,
                rating=1 + 2 * n,
                nps=5 * n,
                product=product,
                tenant=app.tenant,
            ),
        )
        for n, text in enumerate(texts)
    ]
    app.commons.stores.feedback.add(
        items, app.reader.read(texts), app.commons.embedder.encode(texts)
    )
    app.indexing.catch_up()


@pytest.fixture(scope="session")
def filled_home(tmp_path_factory: pytest.TempPathFactory, encoder: BuiltinEmbedder) -> Path:
    """The home of the first shop, to be copied: a copy takes no migrations and no reading."""
    home = tmp_path_factory.mktemp("filled") / "home"
    made = App(Settings(home=home), clock=lambda: NOW, embedder=encoder)
    fill(made, TEXTS, "Kettle")
    made.close()
    return home


@pytest.fixture
def app(
    filled_home: Path, tmp_path_factory: pytest.TempPathFactory, encoder: BuiltinEmbedder
) -> Iterator[App]:
    home = shutil.copytree(filled_home, tmp_path_factory.mktemp("api") / "home")
    settings = Settings(home=home, api_keys=SecretStr(f"the-first-long-key, {KEY}"))
    made = App(settings, clock=lambda: NOW, embedder=encoder)
    yield made
    made.close()


@pytest.fixture
def client(app: App) -> TestClient:
    return TestClient(create_api(app, "s3cret"), raise_server_exceptions=False)


@pytest.fixture
def keys(app: App) -> dict[Role, Headers]:
    """A key for every role of the first shop."""
    return {role: bearer(app.access.add_key(role, role)) for role in Role}


@pytest.fixture
def admin() -> Headers:
    return bearer(KEY)


def bearer(key: str) -> Headers:
    return {"Authorization": f"Bearer {key}"}
