"""Pictures of every tab of the window: both languages, both widths, light and dark.

Run against a server over the demo store: `hearken demo`, then
`python -m evals.screenshots http://127.0.0.1:7860`. Needs Playwright and a Chromium; nothing that
it presses changes the store but the conversation of its one question.
"""

import argparse
import io
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from ui.wording import LANGUAGES, read_texts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["Camera"]

CHROMIUM = "/usr/bin/chromium"
FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"
LOCALES = {"en": "en-GB", "zh": "zh-CN"}
SIZES = {1280: 860, 390: 844}
THEMES = ("light", "dark")
TABS = ("chat", "overview", "replies", "plans", "feedback", "import", "settings.tab")
QUESTIONS = {
    "en": "What are customers angry about in the last 30 days?",
    "zh": "最近30天客户在生什么气？",
}
FILE = (
    "评论时间,评分,产品,评论内容,备注\n"
    "2026-03-01,2,Kettle,Water leaks from the lid after a week,a\n"
    "2026-03-02,5,台灯,灯光很柔和，安装也简单,b\n"
    "2026-03-03,99,Kettle,The handle gets too hot,c\n"
)
COLOURS = 96
PATIENCE = 120_000
"""Milliseconds for one change of the page."""

SETTLING = 900
"""Milliseconds after the last change of the page."""


@dataclass
class Camera:
    """Takes one language at one width in one theme."""

    page: "Page"
    language: str
    width: int
    theme: str
    folder: Path
    whole: bool

    def walk(self) -> Iterator[Path]:
        """Every view, in the order of the tabs; gives the files as they are written."""
        page = self.page
        page.locator("#question textarea").wait_for()
        yield self._take("chat-empty")
        page.locator("#question textarea").fill(QUESTIONS[self.language])
        page.keyboard.press("Enter")
        computed = self._text("steps.computed")
        page.get_by_text(computed).last.wait_for()
        page.locator("#chatbot .js-plotly-plot .bars").first.wait_for()
        yield self._take("chat")
        page.get_by_text(computed).last.click()
        yield self._take("chat-computed")
        for tab in TABS[1:]:
            self._open(tab)
            yield from getattr(self, f"_{tab.partition('.')[0]}")()

    def _overview(self) -> Iterator[Path]:
        self.page.locator("table.heat").wait_for()
        self.page.locator("#trend .js-plotly-plot").wait_for()
        yield self._take("overview")

    def _replies(self) -> Iterator[Path]:
        self.page.locator("#reply-items label").nth(3).click()
        self.page.locator("#reply-case .card").wait_for()
        yield self._take("replies")

    def _plans(self) -> Iterator[Path]:
        self.page.locator("#scorecard table").wait_for()
        yield self._take("plans")

    def _feedback(self) -> Iterator[Path]:
        self.page.locator("#cards .card").first.wait_for()
        yield self._take("feedback")
        self.page.locator("#cards .card .id").first.click()
        self.page.locator("#item-save").wait_for()
        yield self._take("item")

    def _import(self) -> Iterator[Path]:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "reviews.csv"
            file.write_text(FILE, "utf-8")
            self.page.locator("#import-file input[type=file]").set_input_files(file)
            self.page.locator("#import-report .counts").wait_for()
            yield self._take("import")

    def _settings(self) -> Iterator[Path]:
        self.page.locator("#theme-items label").nth(4).click()
        self.page.wait_for_timeout(SETTLING)
        yield self._take("settings")

    def _text(self, key: str) -> str:
        group, _, name = key.partition(".")
        return str(read_texts(self.language)[group][name])

    def _open(self, tab: str) -> None:
        title = self._text(tab if "." in tab else f"tabs.{tab}")
        self.page.wait_for_timeout(300)
        found = self.page.locator("#tabs .tab-container[role=tablist] button", has_text=title)
        if not found.first.is_visible():
            self.page.locator("#tabs .overflow-menu > button").click()
            found = self.page.locator("#tabs .overflow-dropdown button", has_text=title)
        found.first.click()

    def _take(self, name: str) -> Path:
        from PIL import Image

        self.page.wait_for_timeout(SETTLING)
        if not name.startswith("chat"):
            self.page.evaluate("window.scrollTo(0, 0)")
        shot = self.page.screenshot(full_page=self.whole, animations="disabled")
        file = self.folder / f"{name}-{self.language}-{self.width}-{self.theme}.png"
        reduced = (
            Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        )
        reduced.save(file, optimize=True)
        return file


@contextmanager
def camera(
    browser: "Browser",
    address: str,
    language: str,
    width: int,
    theme: str,
    where: tuple[Path, bool],
) -> Iterator[Camera]:
    """A page of this language, width and theme."""
    context = browser.new_context(
        viewport={"width": width, "height": SIZES[width]},
        locale=LOCALES[language],
        color_scheme="dark" if theme == "dark" else "light",
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{address.rstrip('/')}/{language}/")
    yield Camera(page, language, width, theme, *where)
    context.close()


def main(arguments: list[str] | None = None) -> None:
    """Write the pictures into a folder and say how large they are."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", help="of a running Hearken, like http://127.0.0.1:7860")
    parser.add_argument("--to", type=Path, default=FOLDER)
    parser.add_argument("--whole", action="store_true", help="whole pages instead of one screen")
    chosen = parser.parse_args(arguments)
    chosen.to.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    with sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        where = (chosen.to, chosen.whole)
        for width, theme, language in product(SIZES, THEMES, LANGUAGES):
            with camera(browser, chosen.address, language, width, theme, where) as taking:
                written += taking.walk()
        browser.close()
    size = sum(file.stat().st_size for file in written)
    sys.stdout.write(f"{len(written)} pictures, {size / 1e6:.1f} MB, in {chosen.to}\n")


if __name__ == "__main__":
    main()
