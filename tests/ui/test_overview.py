"""The overview: what waits for a reply, what to fix first, and what fits a phone."""

from datetime import date
from typing import Any

from assistant.app import App
from assistant.models import Figure, Period, Scope
from tests.ui.visiting import IN_CHROMIUM, NARROW, Visit
from ui.overview.tiles import Tile, tiles
from ui.pictures.charts import mark_alerts, trend_chart
from ui.tables import number_table
from ui.wording import Texts

MARCH = Period(date(2026, 3, 1), date(2026, 3, 13))


def test_what_waits_is_a_part_of_what_blames(app: App, texts: Texts) -> None:
    scope = Scope(tenant=app.tenant, period=MARCH)
    waiting, overdue = app.overview.backlog(scope, MARCH.before())
    stats = app.replies.queue.stats(scope, app.clock())
    assert (waiting.count.value, overdue.count.value) == (stats.waiting, stats.overdue)
    assert stats.waiting >= stats.overdue > 0
    assert waiting.count.n == stats.total
    assert (waiting.change, waiting.verdict) == (None, "")
    asked = {"period": "", "filters": ""}
    tile = Tile("open", waiting.count, None, "", asked, waiting.share)
    shown = tiles([tile], texts)
    assert texts("overview.no_change") in shown
    assert f"{stats.total:,}" in shown


def test_a_day_of_alerts_is_marked_once(texts: Texts) -> None:
    points = [
        Figure(name="nps", value=n, n=30, period=Period(day, day))
        for n, day in enumerate(date(2026, 3, day) for day in (1, 2, 3))
    ]
    chart: Any = trend_chart(points, "", texts)
    before = len(chart.data)
    mark_alerts(chart, {}, texts)
    assert len(chart.data) == before
    mark_alerts(chart, {date(2026, 3, 2): ["<b>Lamp</b>", "Kettle"]}, texts)
    marks = chart.data[-1]
    assert (list(marks.x), list(marks.text)) == (
        ["2026-03-02"],
        ["&lt;b&gt;Lamp&lt;/b&gt;<br>Kettle"],
    )
    assert len(chart.layout.shapes) == 1


def test_a_cell_names_its_column() -> None:
    shown = number_table(["Theme", "Share", ""], [["Price", "4 %", "<i>x</i>"]])
    assert '<td data-label="Share">4 %</td><td data-label=""><i>x</i></td>' in shown


@IN_CHROMIUM
def test_a_phone_shows_each_row_whole(visit: Visit) -> None:
    page = visit.page
    page.set_viewport_size(NARROW)
    visit.open_tab("overview")
    page.locator("#priority .ask").first.wait_for()
    page.locator("#pareto .js-plotly-plot .bars").first.wait_for()
    assert page.locator(".tile").count() == 6
    wide = "all => all.filter(each => each.scrollWidth > each.clientWidth + 1).length"
    stacked = page.locator(".scroll:has(table.stack)")
    assert stacked.count() >= 2
    assert stacked.evaluate_all(wide) == 0
    tall = "all => Math.max(...all.map(each => each.offsetHeight))"
    for table in ("#priority", "#alerts"):
        rows = page.locator(f"{table} table.stack tbody tr")
        assert not rows.count() or rows.evaluate_all(tall) < 100
    page.locator("#priority .ask").first.click()
    page.get_by_text(visit.texts("steps.computed")).last.wait_for()
    assert visit.is_clean()
