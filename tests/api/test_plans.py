"""Plans, the scorecard and the tables beside feedback, over HTTP."""

import pytest
from fastapi.testclient import TestClient

from assistant.app import App
from assistant.models import Role
from tests.api.conftest import OTHER, Headers, bearer
from tests.api.test_imports import upload

PLANS = "/api/v1/plans"
WISH = {
    "title": "No leaking kettle any more",
    "products": ["Kettle"],
    "measure": "csat",
    "owner": "Mei",
    "achievable": "a new seal",
    "relevant": "the angriest reviews",
}


def test_a_plan_goes_around_by_the_names_of_those_who_move_it(
    client: TestClient, keys: dict[Role, Headers]
) -> None:
    agent, manager = keys[Role.AGENT], keys[Role.MANAGER]
    proposed = client.post(f"{PLANS}/proposal", json=WISH, headers=keys[Role.VIEWER]).json()
    assert proposed["plan"]["baseline"] == pytest.approx(100 / 3)
    assert proposed["low"] < proposed["plan"]["baseline"] < proposed["high"]
    assert client.get(PLANS, headers=agent).json() == {"items": []}
    plan = client.post(PLANS, json=WISH, headers=agent).json()
    assert (plan["id"], plan["state"], plan["check"]["gaps"]) == ("P1", "plan", ["too_few_records"])
    assert len(plan["check"]["sentences"]) == 1
    changed = client.patch(f"{PLANS}/P1", json={"target": 60}, headers=manager).json()
    assert changed["target"] == 60
    move = {"state": "do", "reason": "agreed"}
    moved = client.post(f"{PLANS}/p1/moves", json=move, headers=manager).json()
    assert [(each["who"], each["state"]) for each in moved["history"]] == [
        ("agent", "plan"),
        ("manager", "do"),
    ]
    assert moved["check"]["now"] is not None
    refused = client.post(f"{PLANS}/P1/moves", json=move, headers=manager)
    assert (refused.status_code, "can go to" in refused.json()["detail"]) == (422, True)
    log = client.get("/api/v1/audit", headers=manager).json()["items"]
    assert [(each["action"], each["actor"], each["target"]) for each in log] == [
        ("plan.move", "manager", "P1"),
        ("plan.change", "manager", "P1"),
        ("plan.open", "agent", "P1"),
    ]


@pytest.mark.parametrize(
    ("wish", "status", "says"),
    [
        ({"themes": ["delvery"]}, 422, "delvery"),
        ({"products": ["Ketle"]}, 422, "Ketle"),
        ({"feedback": ["none"]}, 404, "none"),
        ({"alert": "nothing"}, 404, "nothing"),
        ({"target": -5}, 422, "impossible"),
        ({"due": "2020-01-31"}, 422, "cannot be due on 2020-01-31"),
        ({"title": " "}, 422, "title"),
        ({"color": "red"}, 422, "color"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_stored(
    client: TestClient, admin: Headers, wish: dict[str, object], status: int, says: str
) -> None:
    refused = client.post(PLANS, json=WISH | wish, headers=admin)
    assert (refused.status_code, says in refused.json()["detail"]) == (status, True)
    assert client.get(PLANS, headers=admin).json() == {"items": []}


def test_another_shop_has_plans_of_its_own(client: TestClient, admin: Headers, app: App) -> None:
    other = bearer(app.access.add_key("other", Role.ADMIN, OTHER))
    assert client.post(PLANS, json=WISH, headers=admin).status_code == 201
    assert client.get(f"{PLANS}/P1", headers=other).status_code == 404
    assert client.get(f"{PLANS}/P999999999", headers=admin).status_code == 404


def test_orders_and_figures_fill_the_scorecard(client: TestClient, admin: Headers) -> None:
    content = "order_id,day,amount\nO1,2026-03-01,30\nO2,x,1\n"
    form = {"mapping": '{"time": "day"}', "dry_run": "true"}
    tried = upload(client, admin, content, "/api/v1/orders", **form)["report"]
    assert (tried["accepted"], tried["rejected"], tried["dry_run"]) == (1, 1, True)
    form["dry_run"] = "false"
    job = upload(client, admin, content, "/api/v1/orders", **form)
    assert job["kind"] == "orders"
    assert (job["total"], job["done"]) == (2, 2)
    (told,) = job["report"]["files"]
    assert (told["accepted"], told["rejections"][0]["line"]) == (1, 3)
    assert "O2" in client.get(told["rejected_file"], headers=admin).text
    again = upload(client, admin, content, "/api/v1/orders", **form)["report"]
    assert (again["accepted"], again["duplicates"]) == (0, 1)
    figures = "date,measure,value,target\n2026-03-01,revenue,1,50\n"
    sent = upload(client, admin, figures, "/api/v1/scorecard/figures")
    assert sent["report"]["accepted"] == 1
    failed = upload(client, admin, "x,y\n1,2\n", "/api/v1/orders")
    assert (failed["status"], "order_id" in failed["error"]) == ("failed", True)
    body = client.get("/api/v1/scorecard", headers=admin).json()
    cells = {cell["measure"]: cell for cell in body["cells"]}
    assert (cells["revenue"]["value"], cells["revenue"]["target"]) == (30.0, 50.0)
    assert cells["revenue"]["met"] is False
    march = {"start": "2026-02-01", "end": "2026-02-28"}
    before = client.get("/api/v1/scorecard", params=march, headers=admin).json()
    assert before["period"] == march
    assert not any(cell["value"] for cell in before["cells"] if cell["measure"] == "revenue")
    for query in ({"start": "2026-02-01"}, {"start": "2026-03-02", "end": "2026-03-01"}):
        refused = client.get("/api/v1/scorecard", params=query, headers=admin)
        assert refused.status_code == 422
    log = client.get("/api/v1/audit", headers=admin).json()["items"]
    actions = [each["action"] for each in log]
    assert actions == ["orders.import", "scorecard.import", *["orders.import"] * 3]


def test_a_verdict_of_an_answer_is_kept(client: TestClient, admin: Headers) -> None:
    asked = {"question": "nps this week", "conversation": "c1"}
    client.post("/api/v1/ask", json=asked, headers=admin)
    path = "/api/v1/conversations/c1/turns"
    body = {"good": False, "reason": "wrong week"}
    assert client.put(f"{path}/1/verdict", json=body, headers=admin).status_code == 204
    assert client.put(f"{path}/2/verdict", json=body, headers=admin).status_code == 404
    (kept,) = client.get("/api/v1/verdicts", headers=admin).json()["items"]
    assert (kept["question"], kept["good"], kept["actor"]) == (
        "nps this week",
        False,
        "bootstrap-key",
    )
