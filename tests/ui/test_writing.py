"""A model's text in the chat while it is written; in a real browser, at a scripted endpoint."""

import threading
from collections.abc import Iterator

import pytest

from assistant.app import App
from assistant.ingest.job import ImportOptions
from assistant.settings import Settings
from tests.agent.endpoint import Endpoint, calls, held
from tests.agent.endpoint import serving as endpoint_serving
from tests.ui.conftest import NOW, feedback_file, serving
from tests.ui.visiting import IN_CHROMIUM, OpenBrowser, Visit
from ui.wording import Texts

pytestmark = IN_CHROMIUM

MARCH = {"period": {"start": "2026-03-01", "end": "2026-03-13"}}
BEGUN = "Over **all** answers ![x](http://evil.example/z.png) the NPS of 99 "


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with endpoint_serving() as playing:
        yield playing


@pytest.fixture
def shop(endpoint: Endpoint, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder = tmp_path_factory.mktemp("writing")
    settings = Settings(home=folder / "home", openai_base_url=endpoint.url, model="m")
    app = App(settings, clock=lambda: NOW)
    app.imports.feedback.files([feedback_file(folder / "reviews.jsonl")], ImportOptions())
    yield app
    app.close()


def test_a_text_is_seen_while_it_is_written_and_its_numbers_when_checked(
    endpoint: Endpoint, shop: App, open_browser: OpenBrowser
) -> None:
    released = threading.Event()
    endpoint.play("m", [calls("nps", MARCH), held(BEGUN, "holds.", released)])
    with serving(shop) as address, open_browser("en") as visitor:
        page = visitor.new_page()
        visit = Visit(page, Texts("en", lambda: shop.taxonomy))
        visit.watch(address)
        page.goto(f"{address}/")
        page.locator("#question textarea").fill("NPS in March 2026")
        page.keyboard.press("Enter")
        page.get_by_text(visit.texts("chat.writing")).wait_for()
        shown = page.locator("#chatbot").inner_text()
        assert "Over all answers …(… the NPS of …" in shown
        released.set()
        page.get_by_text(visit.texts("steps.computed")).last.wait_for()
        assert "99" not in page.locator("#chatbot").inner_text()
        assert page.get_by_text(visit.texts("chat.writing")).count() == 0
        assert visit.is_clean()
