"""Schemathesis over the whole OpenAPI document: whatever fits it gets an answer that fits it."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS
from schemathesis.core.result import Ok

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


BOUNDED = settings(
    max_examples=4,
    derandomize=True,
    database=None,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


def test_every_answer_fits_the_document(tmp_path: Path, encoder: BuiltinEmbedder) -> None:
    app = App(Settings(home=tmp_path, rate_limit=0), clock=lambda: NOW, embedder=encoder)
    fill(app, TEXTS, "Kettle")
    api = create_api(app, "s3cret", open_here=True)
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", api)
    checks = [CHECKS.get_one(name) for name in CHECKED]
    tried = 0
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        for mode in GenerationMode:

            @BOUNDED
            @given(case=operation.as_strategy(generation_mode=mode))
            def holds(case: Any) -> None:
                case.call_and_validate(checks=checks)

            with suppress(Unsatisfiable):  # no data can misfit a route that takes none
                holds()
        tried += 1
    assert tried == sum(len(methods) for methods in api.openapi()["paths"].values())
    app.close()
