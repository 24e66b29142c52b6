"""What Gradio closes twice is gone once, and no error; what it cancels changes no output."""

from asyncio import Queue

import pytest
from fastapi.testclient import TestClient
from gradio.routes import App as GradioApp
from gradio.server_messages import ProcessCompletedMessage
from starlette.routing import Mount

from assistant.api.routes import create_api
from assistant.app import App
from ui.pages.mounting import mount_window


class Closed:
    """A stream that another cancellation removes while this one waits for it to close."""

    def __init__(self, page: GradioApp) -> None:
        self.page = page

    async def aclose(self) -> None:
        del self.page.iterators["event"]


def opened(app: App, language: str) -> tuple[TestClient, GradioApp]:
    window = mount_window(create_api(app, "s3cret", open_here=True), app)
    mounts = {each.path: each.app for each in window.routes if isinstance(each, Mount)}
    page = mounts[f"/{language}"]
    assert isinstance(page, GradioApp)
    return TestClient(window), page


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_event_that_is_cancelled_twice_is_cancelled(app: App, language: str) -> None:
    visitor, page = opened(app, language)
    page.iterators["event"] = Closed(page)  # type: ignore[assignment]
    event = {"session_hash": "s", "fn_index": 0, "event_id": "event"}
    for _ in range(2):
        answer = visitor.post(f"/{language}/gradio_api/cancel", json=event)
        assert (answer.status_code, answer.json()) == (200, {"success": True})
    assert "event" not in page.iterators


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_event_that_is_cancelled_is_told_to_change_no_output(app: App, language: str) -> None:
    """Without the list of its outputs a page that still waits for them shows an error."""
    visitor, page = opened(app, language)
    queue = page.get_blocks()._queue
    queue.pending_messages_per_session["s"] = Queue()
    queue.pending_event_ids_session["s"] = {"event"}
    event = {"session_hash": "s", "fn_index": 0, "event_id": "event"}
    visitor.post(f"/{language}/gradio_api/cancel", json=event)
    told = queue.pending_messages_per_session["s"].get_nowait()
    assert isinstance(told, ProcessCompletedMessage)
    assert (told.success, told.output) == (True, {"data": []})
