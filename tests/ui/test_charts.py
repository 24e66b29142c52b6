from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from assistant.app import App
from assistant.models import Figure, Period, ToolCall
from tests.ui.visiting import IN_CHROMIUM, NARROW, Visit
from ui.pictures.charts import chart_of, trend_chart
from ui.wording import Texts

MARCH = {"period": {"start": "2026-03-01", "end": "2026-03-13"}}


def drawn(app: App, texts: Texts, tool: str, **args: Any) -> dict[str, Any]:
    call = ToolCall(tool, MARCH | args)
    chart = chart_of([call], app.tools.run(tool, call.args).ledger.figures, texts)
    assert chart is not None
    plain: dict[str, Any] = chart.to_plotly_json()
    return plain


def test_groups_show_the_values_and_intervals_of_their_figures(app: App, texts: Texts) -> None:
    chart = drawn(app, texts, "nps", by="channel")
    groups = app.tools.run("nps", MARCH | {"by": "channel"}).data["groups"]
    points = chart["data"][0]
    assert list(points["x"]) == [group["nps"].value for group in groups]
    assert list(points["y"]) == [group["name"] for group in groups]
    above = [group["nps"].high - group["nps"].value for group in groups]
    assert list(points["error_x"]["array"]) == pytest.approx(above)


def test_groups_of_days_and_stars_are_named_in_the_language_of_the_page(
    app: App, texts: Texts
) -> None:
    for tool, by, known in (
        ("sentiment", "weekday", texts.word("friday", "week_parts")),
        ("sentiment", "day_kind", texts.word("weekend", "week_parts")),
        ("volume", "rating", "5 ★"),
    ):
        chart = drawn(app, texts, tool, by=by)
        assert known in chart["data"][0]["y"]
        assert texts.word(by, "plain") in chart["layout"]["title"]["text"]
        assert chart["layout"]["yaxis"]["type"] == "category"


def test_more_days_than_bars_are_a_line_to_the_last_of_them(app: App, texts: Texts) -> None:
    chart = drawn(app, texts, "volume", by="day")
    days = [f"2026-03-{day:02}" for day in range(1, 14)]
    assert list(chart["data"][-1]["x"]) == days
    assert len(chart["data"][-1]["y"]) == len(days)


def test_a_count_over_time_leaves_out_what_is_said_of_the_whole(app: App, texts: Texts) -> None:
    told = app.tools.run("trend", MARCH | {"metric": "count", "step": "week"})
    chart = drawn(app, texts, "trend", metric="count", step="week")
    points = told.data["points"]
    assert len([f for f in told.ledger.figures if f.name == "count"]) > len(points)
    assert list(chart["data"][-1]["x"]) == [each["period"].start.isoformat() for each in points]


def test_complaints_are_bars_by_theme_with_their_names(app: App, texts: Texts) -> None:
    chart = drawn(app, texts, "complaints")
    rows = app.tools.run("complaints", MARCH).data["themes"]
    assert list(chart["data"][0]["x"]) == [row["count"].value for row in rows]
    assert list(chart["data"][0]["y"]) == [texts.theme(row["theme"]) for row in rows]


def test_new_answers_have_their_pictures(app: App, texts: Texts) -> None:
    sides = drawn(app, texts, "experiment", by="channel", a="Email", b="微信")["data"][0]
    assert list(sides["y"]) == ["Email", "微信"]
    stages = drawn(app, texts, "stages")["data"][0]
    rows = app.tools.run("stages", MARCH).data["rows"]
    assert list(stages["x"]) == [row["negative"].value for row in rows]
    line = drawn(app, texts, "loyalty_curve")["data"][0]
    assert list(line["x"]) == sorted(line["x"])
    assert len(line["x"]) == len(app.tools.run("loyalty_curve", MARCH).data["points"])
    scores = drawn(app, texts, "early_warning")["data"][0]["x"]
    assert list(scores) == sorted(scores, reverse=True)


def test_pareto_reaches_the_whole(app: App, texts: Texts) -> None:
    bars, curve = drawn(app, texts, "pareto")["data"]
    assert list(bars["y"]) == list(curve["y"])
    assert list(bars["x"]) == sorted(bars["x"], reverse=True)
    assert curve["x"][-1] == pytest.approx(100)


@IN_CHROMIUM
def test_no_name_of_the_pareto_covers_another(visit: Visit) -> None:
    """On a phone too, and in words without spaces, which no line can break."""
    page = visit.page
    page.set_viewport_size(NARROW)
    visit.open_tab("overview")
    names = page.locator("#pareto .ytick text")
    names.first.wait_for()
    boxes = [box for each in names.all() if (box := each.bounding_box())]
    boxes.sort(key=lambda box: box["y"])
    assert len(boxes) > 3
    for above, below in pairwise(boxes):
        assert above["y"] + above["height"] <= below["y"] + 2
    assert min(box["x"] for box in boxes) >= 0


def test_a_day_too_near_to_the_one_before_gets_no_name(texts: Texts) -> None:
    ends = [
        ("2026-07-28", "2026-07-31"),
        ("2026-08-01", "2026-08-31"),
        ("2026-09-01", "2026-09-30"),
    ]
    periods = [Period(date.fromisoformat(start), date.fromisoformat(end)) for start, end in ends]
    points = [
        Figure(name="rating_mean", value=3.5, unit="stars", n=40, period=each) for each in periods
    ]
    axis = trend_chart(points, "", texts).to_plotly_json()["layout"]["xaxis"]
    assert list(axis["tickvals"]) == ["2026-07-28", "2026-09-01"]


def test_trend_is_in_the_order_of_the_days(app: App, texts: Texts) -> None:
    *_, line = drawn(app, texts, "trend", metric="csat")["data"]
    points = app.tools.run("trend", MARCH | {"metric": "csat"}).data["points"]
    assert list(line["x"]) == sorted(line["x"])
    assert list(line["y"]) == [point["figure"].value for point in points]


def test_volume_by_day_goes_by_the_calendar(app: App, texts: Texts) -> None:
    days = {"start": "2026-03-02", "end": "2026-03-11"}
    names = list(drawn(app, texts, "volume", by="day", period=days)["data"][0]["y"])
    assert len(names) > 1
    assert names == sorted(names)


def test_names_from_data_carry_no_markup(app: App, texts: Texts) -> None:
    names = drawn(app, texts, "volume", by="product")["data"][0]["y"]
    assert any("&lt;b" in name for name in names)
    assert not any("<" in name for name in names)


@pytest.mark.parametrize("tool", ["overview", "quotes", "nps"])
def test_no_picture_where_words_say_enough(app: App, texts: Texts, tool: str) -> None:
    figures = app.tools.run(tool, MARCH).ledger.figures
    assert chart_of([ToolCall(tool, MARCH)], figures, texts) is None


def test_one_mark_is_no_picture(texts: Texts) -> None:
    alone = Figure(name="nps", value=12.0, n=40, filters={"product": ["Kettle"]})
    assert chart_of([ToolCall("nps", {"by": "product"})], [alone], texts) is None
