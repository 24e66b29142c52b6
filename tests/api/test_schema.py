"""Schemathesis over the whole OpenAPI document: whatever fits it gets an answer that fits it."""

from datetime import timedelta

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import CHECKS

from assistant.api.routes import create_api
from assistant.app import App
from assistant.settings import Settings
from retrieval.embedders import BuiltinEmbedder
from tests.api.conftest import NOW, TEXTS, fill

CHECKED = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)


@pytest.fixture(scope="module")
def api_schema(
    tmp_path_factory: pytest.TempPathFactory, encoder: BuiltinEmbedder
) -> schemathesis.BaseSchema:
    home = tmp_path_factory.mktemp("schema")
    app = App(Settings(home=home, rate_limit=0), clock=lambda: NOW, embedder=encoder)
    fill(app, TEXTS, "Kettle")
    api = create_api(app, "s3cret", open_here=True)
    return schemathesis.openapi.from_asgi("/api/openapi.json", api)


schema = schemathesis.pytest.from_fixture("api_schema")


@schema.parametrize()
@settings(
    max_examples=8,
    derandomize=True,
    database=None,
    deadline=timedelta(seconds=60),
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_fits_the_document(case: schemathesis.Case) -> None:
    case.call_and_validate(checks=[CHECKS.get_one(name) for name in CHECKED])
