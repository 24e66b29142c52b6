"""Each tab in the eyes of axe-core, and hostile feedback in every field of every tab."""

import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant.app import App
from assistant.ingest.job import ImportOptions
from assistant.settings import Settings
from tests.ui.conftest import NOW, serving
from tests.ui.visiting import IN_CHROMIUM, QUESTIONS, SHOWN, OpenBrowser, Visit
from ui.wording import Texts

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = IN_CHROMIUM
axe = pytest.importorskip("axe_playwright_python")

RUNS = "parent.window.hacked=1"
FAR = "http://evil.example/x"
PAYLOADS = (
    "<script>{0}</script>", "<img src=x onerror={0}>", "<svg onload={0}>", "<svg/onload={0}//",
    "<body onload={0}>", "<iframe src=javascript:{0}>", "<iframe srcdoc='<script>{0}</script>'>",
    "<iframe src={1}>", "<img src={1}>", "<img srcset={1}>", "<picture><source srcset={1}><img>",
    "<video src={1} autoplay>", "<audio src={1} autoplay>", "<video poster={1}>",
    "<object data={1}>", "<embed src={1}>", "<link rel=stylesheet href={1}>",
    "<style>@import '{1}';</style>", "<style>*{{background:url({1})}}</style>",
    "<div style='background:url({1})'>", "<p style=\"background-image:url('{1}')\">",
    "<base href={1}>", "<meta http-equiv=refresh content='0;url={1}'>",
    "<form action={1}><button autofocus onfocus={0}>", "<input autofocus onfocus={0}>",
    "<select autofocus onfocus={0}>", "<textarea autofocus onfocus={0}>",
    "<details open ontoggle={0}>", "<marquee onstart={0}>", "<video><source onerror={0}>",
    "<audio src=x onerror={0}>", "<math><mtext><script>{0}</script>",
    "<svg><script>{0}</script></svg>", "<svg><animate onbegin={0} attributeName=x dur=1s>",
    "<svg><use href='{1}#a'>", "<svg><image href='{1}'>", "<svg><foreignObject><img src={1}>",
    "<template><script>{0}</script></template>", "<noscript><img src=x onerror={0}></noscript>",
    "\"><script>{0}</script>", "'><img src=x onerror={0}>", "\" onmouseover=\"{0}",
    "' autofocus onfocus='{0}", "</title><script>{0}</script>", "</textarea><script>{0}</script>",
    "</script><script>{0}</script>", "--> <script>{0}</script>", "<![CDATA[<script>{0}</script>]]>",
    "![x]({1})", "[x](javascript:{0})", "[x]({1})", "![x][r]\n\n[r]: {1}", "\n\n<img src={1}>\n\n",
    "a\n\n![x]({1})\n\nb", "<{1}>", "&lt;img src={1}&gt;", "&#60;script&#62;{0}&#60;/script&#62;",
    "{{{{constructor.constructor('{0}')()}}}}", "${{{0}}}", "$$\\href{{javascript:{0}}}{{x}}$$",
    "<scr\u0000ipt>{0}</script>", "<a href='data:text/html,<script>{0}</script>'>x</a>",
)  # fmt: skip
FIELDS = ("text", "title", "product", "channel", "customer_id", "order_id", "id")


def rows() -> Iterator[dict[str, Any]]:
    for number, payload in enumerate(PAYLOADS):
        hostile = payload.format(RUNS, FAR)
        row: dict[str, Any] = dict.fromkeys(FIELDS, f"{hostile} {number}")
        row["text"] = f"The delivery was late and nobody helped {hostile} {number}"
        yield row | {"rating": 1, "nps": 0, "time": f"2026-03-{1 + number % 13:02}T10:00:00Z"}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[App, str]]:
    folder = tmp_path_factory.mktemp("hostile")
    app = App(Settings(home=folder / "home"), clock=lambda: NOW)
    file: Path = folder / "hostile.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows()), "utf-8")
    report = app.imports.feedback.files([file], ImportOptions())
    assert report.accepted >= 60
    with serving(app) as address:
        yield app, address
    app.close()


def test_no_tab_has_a_serious_fault_for_a_screen_reader(visit: Visit) -> None:
    """In light with all rules, then in dark with those on colours."""
    page, script = visit.page, resources.files("axe_playwright_python").joinpath("axe.min.js")
    page.evaluate(script.read_text("utf-8"))
    page.add_style_tag(content="* { transition: none !important; animation: none !important; }")
    visit.ask(QUESTIONS[visit.texts.language])
    found = {}
    for tab, mark in SHOWN.items():
        visit.open_tab(tab)
        page.locator(mark).first.wait_for()
        visit.settle()
        for theme, rules in (("light", {}), ("dark", {"runOnly": ["color-contrast"]})):
            page.evaluate("dark => document.body.classList.toggle('dark', dark)", theme == "dark")
            page.wait_for_timeout(100)
            run = "rules => axe.run(document, {resultTypes: ['violations'], ...rules})"
            for each in page.evaluate(run, rules)["violations"]:
                if each["impact"] in ("serious", "critical"):
                    html = [node["html"][:200] for node in each["nodes"][:3]]
                    found[tab, theme, each["id"]] = html
        page.evaluate("document.body.classList.remove('dark')")
    assert found == {}


def test_a_button_that_is_pointed_at_or_disabled_keeps_its_own_colours(visit: Visit) -> None:
    """Which axe-core does not look at."""
    page = visit.page
    page.evaluate("document.body.classList.add('dark')")
    page.add_style_tag(content="* { transition: none !important; }")
    visit.open_tab("import")
    colours = "each => [getComputedStyle(each).color, getComputedStyle(each).backgroundColor]"
    assert page.locator("#import-go").is_disabled()
    quiet, line = "rgb(159, 173, 192)", "rgb(42, 53, 70)"
    assert page.locator("#import-go").evaluate(colours) == [quiet, line]
    visit.open_tab("plans")
    page.locator("#plan-new button").first.click()
    page.locator("#plan-open").hover()
    assert page.locator("#plan-open").evaluate(colours)[0] == "rgb(6, 32, 29)"


@pytest.fixture
def page(open_browser: OpenBrowser) -> Iterator["Page"]:
    with open_browser("en") as visitor:
        yield visitor.new_page()


def test_nothing_in_any_field_runs_or_loads(page: "Page", hostile: tuple[App, str]) -> None:
    app, address = hostile
    seen = Visit(page, Texts("en", lambda: app.taxonomy))
    seen.watch(address)
    page.goto(f"{address}/en/")
    page.locator("#question textarea").wait_for()
    since = "since 2026-03-01"
    for question in (
        f"show me the worst 20 reviews {since}",
        f"NPS by product {since}",
        f"What are customers angry about {since}?",
        f"complaints by channel {since}",
    ):
        seen.ask(question)
        page.get_by_text(seen.texts("steps.computed")).last.click()
    for tab, mark in SHOWN.items():
        seen.open_tab(tab)
        page.locator(mark).first.wait_for()
        seen.settle()
        assert "evil.example" not in [frame.url for frame in page.frames]
    seen.open_tab("feedback")
    for _ in range(4):
        if page.locator("#more-feedback").is_visible():
            page.locator("#more-feedback").click()
            seen.settle()
    page.locator("#cards .card .id").first.click()
    page.locator("#item-save").wait_for()
    bad = "#tabs :is(script, iframe, object, embed, base, meta, link, img[src*=evil])"
    shown = "all => all.map(each => each.outerHTML.slice(0, 200))"
    assert page.locator(bad).evaluate_all(shown) == []
    away = "#tabs a:is([href^='http://evil'], [href^='javascript'], [href^='data:text'])"
    assert page.locator(away).evaluate_all(shown) == []
    assert seen.is_clean()
