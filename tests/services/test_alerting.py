"""Alerts over a real store: what opens, what stays quiet, and that each is pushed once."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from pydantic import SecretStr

from assistant.app import App
from assistant.errors import SettingsError
from assistant.models import Emotion, Incoming, Labels, Urgency
from assistant.settings import Settings
from assistant.worker import Worker
from retrieval.embedders import BuiltinEmbedder
from tests.push.receiver import receiver
from tests.store.records import NEGATIVE, POSITIVE, labels, said

TODAY = date(2026, 3, 13)
NOW = datetime(2026, 3, 13, 18, 0, tzinfo=UTC)
WORDS = (
    "box",
    "cable",
    "button",
    "refund",
    "colour",
    "size",
    "manual",
    "courier",
    "price",
    "smell",
)
OpenApp = Callable[..., App]


@pytest.fixture
def open_app(tmp_path: Path, encoder: BuiltinEmbedder) -> OpenApp:
    def make(**settings: object) -> App:
        given = Settings(home=tmp_path).model_copy(update=settings)
        return App(given, clock=lambda: NOW, embedder=encoder)

    return make


def fill(app: App, rng: np.random.Generator, days: int, mean: float, weekly: bool = False) -> None:
    """Feedback of so many days up to today, two fifths of it complaints of random words."""
    rows: list[tuple[Incoming, Labels]] = []
    for back in range(days):
        day = TODAY - timedelta(days=back)
        busy = 3 if weekly and day.weekday() == 0 else 1
        rows += [
            _one(rng, day, f"{back}-{number}") for number in range(int(rng.poisson(busy * mean)))
        ]
    add(app, rows)


def add(app: App, rows: list[tuple[Incoming, Labels]]) -> None:
    app.commons.stores.feedback.add([item for item, _ in rows], [read for _, read in rows])


def _one(rng: np.random.Generator, day: date, id: str) -> tuple[Incoming, Labels]:
    stance = NEGATIVE if rng.random() < 0.4 else POSITIVE
    theme = str(rng.choice(["delivery", "packaging", "product_quality"]))
    said_words = " ".join(str(word) for word in rng.choice(WORDS, 4))
    at = f"{day}T{int(rng.integers(24)):02d}:{int(rng.integers(60)):02d}"
    product, channel = str(rng.choice(["Kettle", "Lamp"])), str(rng.choice(["web", "app"]))
    item = said(id, said_words, at, product=product, channel=channel, customer_id=f"C{id}")
    return item, labels(stance, {theme: stance})


def complaint(
    id: str, text: str, at: str, urgency: Urgency = Urgency.NORMAL
) -> tuple[Incoming, Labels]:
    item = said(id, text, at, product="Kettle", channel="web", customer_id=f"C{id}")
    read = labels(NEGATIVE, {"product_quality": NEGATIVE}, emotion=Emotion.ANGRY, urgency=urgency)
    return item, read


def subjects(app: App) -> set[tuple[str, str]]:
    return {(each["kind"], each["subject"]) for each in app.alerting.open_json()}


@pytest.mark.parametrize(
    ("days", "mean", "weekly"), [(12, 20, False), (18, 60, False), (90, 2, False), (60, 25, True)]
)
def test_quiet_stores_stay_within_the_stated_rate(
    open_app: OpenApp, days: int, mean: float, weekly: bool
) -> None:
    app = open_app()
    fill(app, np.random.default_rng(days), days, mean, weekly)
    found = app.alerting.replay(TODAY)
    assert found["tested"] > 0
    stated = found["expected_false_alarms"]
    assert found["surges"] <= stated + 2 * np.sqrt(stated)
    app.close()


def test_a_word_a_theme_and_a_product_surge_on_their_day(open_app: OpenApp) -> None:
    app = open_app()
    fill(app, np.random.default_rng(1), 40, 20)
    add(
        app,
        [
            complaint(f"X{i}", "The 电池鼓包 lid cracked", f"{TODAY}T{i % 9:02d}:30")
            for i in range(40)
        ],
    )
    found = {(each["kind"], each["subject"]): each for each in app.alerting.open_json()}
    expected = {("word", "cracked"), ("word", "电池鼓包"), ("theme", "product_quality")}
    assert expected | {("product", "Kettle"), ("negative", "all")} <= set(found)
    cracked = found["word", "cracked"]
    assert cracked["observed"] == 40
    assert cracked["first_seen"] == f"{TODAY}T00:30:00+00:00"
    assert cracked["respond_by"] == f"{TODAY}T12:30:00+00:00"
    assert cracked["status"] == "overdue"
    assert cracked["spread"] == {"channels": 1, "customers": 40}
    assert subjects(app) & {("word", "池鼓"), ("word", "鼓包")} == set()
    app.close()


def test_one_report_of_danger_is_an_alert(open_app: OpenApp) -> None:
    app = open_app()
    add(app, [complaint("S1", "刚用两天就爆炸了", f"{TODAY}T10:00", Urgency.CRITICAL)])
    (only,) = app.alerting.open_json()
    assert (only["kind"], only["subject"], only["severity"]) == ("safety", "Kettle", "critical")
    assert (only["observed"], only["expected"], only["status"]) == (1, None, "open")
    assert only["terms"] == ["爆炸"]
    (told,) = app.tools.run("alerts", {}).data["alerts"]
    assert told["status"] == "open"  # the day is not over, and the twelve hours are not either
    app.close()


def test_an_import_without_times_is_no_surge(open_app: OpenApp) -> None:
    app = open_app()
    fill(app, np.random.default_rng(2), 40, 10)
    burst = [complaint(f"U{i}", "The lid cracked", f"{TODAY}T15:47:09.482") for i in range(400)]
    add(app, burst)
    assert app.alerting.open_json() == []
    app.close()


def test_an_empty_store_has_no_alerts(open_app: OpenApp) -> None:
    app = open_app()
    assert app.alerting.open_json() == []
    replay = app.alerting.replay(TODAY)
    assert (replay["episodes"], replay["days"], replay["precision_at_least"]) == ([], 0, None)
    app.close()


def test_each_alert_is_pushed_once_to_each_webhook(open_app: OpenApp) -> None:
    with receiver() as json_hook, receiver() as feishu:
        written = f"json+{json_hook.url},feishu+{feishu.url}"
        app = open_app(alert_webhooks=SecretStr(written), webhook_private=True)
        add(app, [complaint("S1", "It caught fire", f"{TODAY}T10:00", Urgency.CRITICAL)])
        assert [each.problem for each in app.alerting.push()] == [None, None]
        assert app.alerting.push() == []
        (sent,) = json_hook.received
        assert sent.json["alert"] == app.alerting.open_json()[0]
        assert "2026-03-13 22:00" in sent.json["text"]
        assert "12 小时" in feishu.received[0].json["content"]["text"]
        app.close()


def test_what_opens_while_the_server_runs_is_pushed(open_app: OpenApp) -> None:
    with receiver() as hook:
        app = open_app(alert_webhooks=SecretStr(f"json+{hook.url}"), webhook_private=True)
        pusher = Worker("pusher", 0.05, app.alerting.push)
        pusher.start()
        assert hook.received == []
        add(app, [complaint("S1", "It caught fire", f"{TODAY}T10:00", Urgency.CRITICAL)])
        wait_for(lambda: len(hook.received) == 1)
        add(app, [complaint("S2", "A normal day", f"{TODAY}T11:00")])
        pusher.stop()
        assert not pusher.is_alive()
        assert [each.json["alert"]["kind"] for each in hook.received] == ["safety"]
        app.close()


def wait_for(done: Callable[[], bool]) -> None:
    """Until it is done; fails after a while that no machine needs."""
    until = time.monotonic() + 60
    while not done():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_private_webhook_is_refused_and_without_one_nothing_is_pushed(
    open_app: OpenApp,
) -> None:
    app = open_app(alert_webhooks=SecretStr("json+https://127.0.0.1:9/x"))
    add(app, [complaint("S1", "It caught fire", f"{TODAY}T10:00", Urgency.CRITICAL)])
    (tried,) = app.alerting.push()
    assert tried.problem
    assert "private network" in tried.problem
    app.close()
    silent = open_app()
    with pytest.raises(SettingsError, match="HEARKEN_ALERT_WEBHOOKS is not set"):
        silent.alerting.push()
    silent.close()
