"""A page in a real browser, and everything that went wrong on it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.app import App
from ui.wording import LANGUAGES, Texts

if TYPE_CHECKING:
    from playwright.sync_api import (
        BrowserContext,
        BrowserType,
        ConsoleMessage,
        Locator,
        Page,
        Request,
        ViewportSize,
    )

CHROMIUM = Path("/usr/bin/chromium")
IN_CHROMIUM = pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium on this machine")

LOCALES = {"en": "en-GB", "zh": "zh-CN"}
QUESTIONS = {"en": "What are customers angry about in March 2026?", "zh": "3月客户在生什么气？"}
DISLIKE = {"en": "dislike", "zh": "踩"}
RETRY = {"en": "Retry", "zh": "重试"}
PLANS = {"en": "Parcels arrive within three days", "zh": "包裹三天之内送到客户手里"}
CUT = ("signal is aborted without reason", "Connection errored out", "Failed to fetch")
"""What a page says of the streams that its leaving cuts."""

PATIENCE = 40_000
"""Milliseconds until what does not come is a fault: a busy machine is none."""

WIDE: "ViewportSize" = {"width": 1280, "height": 800}
NARROW: "ViewportSize" = {"width": 390, "height": 844}
SHOWN = {
    "chat": "#question",
    "overview": "table.heat",
    "replies": "#reply-items label",
    "plans": "#scorecard table",
    "feedback": "#cards .card",
    "import": "#import-go",
    "settings.tab": "#theme-items label",
}


@dataclass
class Visit:
    """A page and everything that went wrong on it."""

    page: "Page"
    texts: Texts
    wrong: list[str] = field(default_factory=list)
    laid_out: "ViewportSize | None" = None

    def watch(self, address: str) -> None:
        def requested(request: "Request") -> None:
            if not request.url.startswith((address, "data:", "blob:")):
                self.wrong.append(f"request to {request.url}")

        def logged(message: "ConsoleMessage") -> None:
            if message.type == "error":
                self.wrong.append(f"console: {message.text}")

        self.page.on("request", requested)
        self.page.on("console", logged)
        self.page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))

    def open_tab(self, name: str) -> None:
        """Where there is no room for all tabs, the last ones stand in a menu."""
        title = self.texts(name if "." in name else f"tabs.{name}")
        if self.laid_out != self.page.viewport_size:  # the tabs have still to find their places
            self.page.wait_for_timeout(300)
            self.laid_out = self.page.viewport_size
        tab = self.page.locator("#tabs .tab-container[role=tablist] button", has_text=title)
        if not tab.first.is_visible():
            self.page.locator("#tabs .overflow-menu > button").click()
            tab = self.page.locator("#tabs .overflow-dropdown button", has_text=title)
        tab.first.click()

    def reload(self) -> None:
        """Load the page anew, though the one that goes may still wait for events."""
        self.settle()
        said, self.wrong, self.laid_out = self.wrong, [], None
        self.page.reload()
        self.settle()  # what the cut page says comes late on a busy machine
        self.wrong = said + [each for each in self.wrong if not any(cut in each for cut in CUT)]

    def settle(self) -> None:
        """Wait until no event is on its way."""
        self.page.wait_for_timeout(300)
        waiting = "[data-testid=status-tracker]:not(.hide)"
        self.page.wait_for_function("css => !document.querySelector(css)", arg=waiting)
        # A chart or table that is still being loaded stands there empty.
        self.page.locator("[aria-label='Empty value']:visible").first.wait_for(state="hidden")

    def top(self, found: "Locator") -> float:
        """Pixels from the top of the window."""
        place = found.bounding_box()
        assert place is not None
        return place["y"]

    def ask(self, question: str) -> None:
        self.page.locator("#question textarea").fill(question)
        self.page.keyboard.press("Enter")
        # The first question of all waits for the encoder.
        self.page.get_by_text(self.texts("steps.computed")).last.wait_for(timeout=PATIENCE)
        # Whoever scrolls is no longer taken back to the question.
        self.page.locator("#chatbot").dispatch_event("wheel")

    def conversation(self) -> str:
        """The id of the conversation that is open."""
        address = self.page.locator("#export a").get_attribute("href") or ""
        return address.rpartition("/")[2].partition(".md")[0]

    def is_clean(self) -> bool:
        assert self.wrong == []
        assert self.page.evaluate("window.hacked") is None
        assert self.page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
        return True


OpenBrowser = Callable[[str], AbstractContextManager["BrowserContext"]]


@pytest.fixture(scope="module")
def chromium() -> Iterator["BrowserType"]:
    """Playwright keeps an event loop running in this thread, so it ends with the module."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        yield started.chromium


@pytest.fixture(scope="module")
def open_browser(chromium: "BrowserType", tmp_path_factory: pytest.TempPathFactory) -> OpenBrowser:
    """Opens the browser of a new visitor who speaks a language. As a user's does, it keeps on disk
    what it has compiled, which is half the work of opening a page."""

    @contextmanager
    def opened(language: str) -> Iterator["BrowserContext"]:
        with chromium.launch_persistent_context(
            tmp_path_factory.mktemp("visitor"),
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu"],
            viewport=WIDE,
            locale=LOCALES[language],
        ) as visitor:
            visitor.set_default_timeout(PATIENCE)
            yield visitor

    return opened


@pytest.fixture(scope="module", params=LANGUAGES)
def context(
    request: pytest.FixtureRequest, open_browser: OpenBrowser
) -> Iterator[tuple[str, "BrowserContext"]]:
    """One visitor of each language."""
    with open_browser(request.param) as visitor:
        yield request.param, visitor


@pytest.fixture
def visit(context: "tuple[str, BrowserContext]", window: str, app: App) -> Iterator[Visit]:
    language, visitor = context
    page = visitor.new_page()
    visited = Visit(page, Texts(language, lambda: app.taxonomy))
    visited.watch(window)
    page.goto(f"{window}/")
    page.locator("#question textarea").wait_for()
    yield visited
    page.evaluate("window.localStorage.clear()")
    page.close()
    visitor.clear_cookies()
