"""Every route refuses who has no key, a wrong one, or too weak a role."""

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from assistant.api.hooks import Signed
from assistant.api.routes import ROUTERS
from assistant.api.visits import Needs
from assistant.models import Role
from tests.api.conftest import Headers

STEPS = ["draft", "claim", "release", "submit", "approve", "reject", "sent", "send", "not-needed"]
PUBLIC = {("GET", "/healthz"), ("GET", "/readyz"), ("POST", "/api/v1/session")}
ROUTES = [
    (method, route.path_format, route.dependant)
    for router in ROUTERS
    for route in router.routes
    if isinstance(route, APIRoute)
    for method in sorted(route.methods or ())
]


def needed(dependant: Dependant) -> Role | None:
    found = [each.call for each in dependant.dependencies]
    roles = [call.role for call in found if isinstance(call, Needs)]
    return roles[0] if roles else None


def signed(dependant: Dependant) -> bool:
    return any(isinstance(each.call, Signed) for each in dependant.dependencies)


def path_of(path: str) -> str:
    path = path.replace("{plan_id}", "P1").replace("{number}", "1")
    return path.replace("{import_id}", "0" * 32).replace("{", "").replace("}", "")


def test_all_routes_are_seen(client: TestClient) -> None:
    documented = {
        (method.upper(), path)
        for path, methods in client.get("/api/openapi.json").json()["paths"].items()
        for method in methods
    }
    assert documented == {(method, path) for method, path, _ in ROUTES}


def test_all_but_the_public_ones_ask_for_a_role_or_a_signature() -> None:
    open_ = {(m, p) for m, p, d in ROUTES if needed(d) is None and not signed(d)}
    assert open_ == PUBLIC


def test_a_missing_and_a_wrong_key_are_refused(client: TestClient) -> None:
    wrong = [{}, {"Authorization": "Bearer three"}, {"Authorization": "Basic b25lOnR3bw=="}]
    for method, path, dependant in ROUTES:
        if needed(dependant) is None and not signed(dependant):
            continue
        for headers in wrong:
            client.app.state.services.failures._buckets.clear()  # type: ignore[attr-defined]
            refused = client.request(method, path_of(path), headers=headers)
            assert refused.status_code == 401, (method, path)
            assert refused.headers["content-type"] == "application/problem+json"


def test_a_weaker_role_is_refused_and_the_needed_one_is_not(
    client: TestClient, keys: dict[Role, Headers]
) -> None:
    for method, path, dependant in ROUTES:
        role = needed(dependant)
        if role is None:
            continue
        for other in Role:
            answer = client.request(method, path_of(path), headers=keys[other])
            refused = answer.status_code in (401, 403)
            assert refused == (not other.covers(role)), (method, path, other, answer.text)


def test_who_may_what() -> None:
    """The rights in one table: a change here is a change of the product."""
    rights = {(m, p.removeprefix("/api/v1")): needed(d) for m, p, d in ROUTES}
    strong = {what: role for what, role in rights.items() if role not in (None, Role.VIEWER)}
    assert strong == {
        ("GET", "/metrics"): Role.ADMIN,
        ("GET", "/audit"): Role.MANAGER,
        ("GET", "/imports"): Role.MANAGER,
        ("POST", "/imports"): Role.MANAGER,
        ("GET", "/imports/{import_id}"): Role.MANAGER,
        ("GET", "/imports/{import_id}/rejected"): Role.MANAGER,
        ("POST", "/feedback"): Role.AGENT,
        ("POST", "/feedback/{feedback_id}/corrections"): Role.AGENT,
        ("POST", "/policies/check"): Role.AGENT,
        ("POST", "/orders"): Role.MANAGER,
        ("POST", "/scorecard/figures"): Role.MANAGER,
        ("PUT", "/alerts/checklist"): Role.AGENT,
        ("POST", "/plans"): Role.AGENT,
        ("PATCH", "/plans/{plan_id}"): Role.AGENT,
        ("POST", "/plans/{plan_id}/moves"): Role.AGENT,
        ("POST", "/replies/drafts"): Role.AGENT,
        ("POST", "/replies/drafts/stream"): Role.AGENT,
        ("PUT", "/replies/{feedback_id}/text"): Role.AGENT,
        ("POST", "/replies/{feedback_id}/take-over"): Role.MANAGER,
        ("POST", "/replies/{feedback_id}/reopen"): Role.MANAGER,
        **{("POST", f"/replies/{{feedback_id}}/{step}"): Role.AGENT for step in STEPS},
        ("PUT", "/conversations/{conversation}/turns/{number}/verdict"): Role.AGENT,
        ("PATCH", "/conversations/{conversation}"): Role.AGENT,
        ("DELETE", "/conversations/{conversation}"): Role.AGENT,
    }
