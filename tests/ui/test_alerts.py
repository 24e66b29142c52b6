"""The alerts with their checklists, without a browser."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import gradio as gr
import pytest
from starlette.requests import Request

from assistant.access.access import Caller
from assistant.app import App
from assistant.ingest.job import ImportOptions
from assistant.models import Actor, Role
from assistant.settings import Settings
from tests.ui.conftest import NOW, drawn
from ui.plans.alerts import AlertDesk
from ui.wording import LANGUAGES, Texts

SAID = "text,product,time\nIt caught fire <b>and</b> burned my hand,Kettle,2026-03-13T08:00:00Z\n"


@pytest.fixture(scope="module")
def burnt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder: Path = tmp_path_factory.mktemp("burnt")
    (folder / "said.csv").write_text(SAID, "utf-8")
    opened = App(Settings(home=folder / "home"), clock=lambda: NOW)
    opened.imports.feedback.files([folder / "said.csv"], ImportOptions())
    yield opened
    opened.close()


def asked_by(name: str, role: Role) -> gr.Request:
    caller = Caller("default", Actor(name, role))
    inner = Request({"type": "http", "headers": [], "hearken.caller": caller})
    return SimpleNamespace(request=inner)  # type: ignore[return-value]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_alert_is_shown_with_its_clock_and_ticked(burnt: App, language: str) -> None:
    texts = Texts(language, lambda: burnt.taxonomy)
    desk = drawn(AlertDesk, burnt, texts)
    shown = desk.listed(None)
    head, groups = shown[desk.head], [shown[each] for each in desk.groups]
    ((line, key),) = shown[desk.items]["choices"]
    assert line.startswith("Kettle · ")
    assert texts("replies.left", hours=8) in line
    assert shown[desk.desk]["visible"]
    assert "<b>and" not in head
    assert len(groups) == 4
    steps = [id for group in groups for _, id in group["choices"]]
    assert "stop_sale" in steps
    assert "hold" not in steps
    mei, values = asked_by("Mei", Role.AGENT), [[], ["read_all"], [], []]
    ticked = desk.ticked(mei, key, *values)
    response = ticked[desk.groups[1]]
    assert texts("alerts.progress", done=1, n=len(steps)) in ticked[desk.head]
    assert response["value"] == ["read_all"]
    assert response["choices"][0][0].endswith("\nMei, 2026-03-13 12:00")
    assert texts("alerts.kept") in ticked[desk.told]
    looking = asked_by("Lin", Role.VIEWER)
    assert "refused" in desk.ticked(looking, key, [], [], [], [])[desk.told]
    assert desk.opened(key)[desk.groups[1]]["value"] == ["read_all"]
    assert desk.ticked(mei, key, [], [], [], [])[desk.groups[1]]["value"] == []


def test_no_alert_is_said(empty_app: App, texts: Texts) -> None:
    desk = drawn(AlertDesk, empty_app, texts)
    shown = desk.listed(None)
    assert texts("plans.no_alerts") in shown[desk.none]
    assert not shown[desk.items]["visible"]
    assert not shown[desk.desk]["visible"]
