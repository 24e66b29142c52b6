"""A time that is handed over without a zone is one of the shop's own, as in a file."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from assistant.api.routes import create_api
from assistant.app import App
from assistant.settings import Settings
from retrieval.embedders import BuiltinEmbedder
from tests.api.conftest import KEY, NOW, Headers
from tests.api.test_hooks import FILE, signed

NIGHT = "2026-03-13T00:30:00"


@pytest.fixture
def shanghai(
    tmp_path_factory: pytest.TempPathFactory, encoder: BuiltinEmbedder
) -> Iterator[TestClient]:
    home = tmp_path_factory.mktemp("shanghai")
    (home / "hooks.yaml").write_text(FILE)
    settings = Settings(home=home, timezone="Asia/Shanghai", api_keys=SecretStr(KEY))
    app = App(settings, clock=lambda: NOW, embedder=encoder)
    yield TestClient(create_api(app, "s3cret"), raise_server_exceptions=False)
    app.close()


def test_of_the_api(shanghai: TestClient, admin: Headers) -> None:
    shanghai.post("/api/v1/feedback", json={"id": "N", "text": "x", "time": NIGHT}, headers=admin)
    kept = shanghai.get("/api/v1/feedback/N", headers=admin).json()
    assert (kept["time"], kept["day"]) == ("2026-03-12T16:30:00Z", "2026-03-13")


def test_of_a_webhook(shanghai: TestClient, admin: Headers) -> None:
    ticket = {"number": 7, "comments": [{"body": "x"}], "at": NIGHT}
    body = signed({"data": {"tickets": [ticket]}})
    sent = shanghai.post("/api/v1/hooks/helpdesk", **body)
    assert sent.status_code == 200
    kept = shanghai.get("/api/v1/feedback/7", headers=admin).json()
    assert (kept["time"], kept["day"]) == ("2026-03-12T16:30:00Z", "2026-03-13")
