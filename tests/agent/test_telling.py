"""A result as a model reads it."""

import json
from datetime import date
from typing import Any

import pytest

from assistant.agent.llm.budget import count_tokens
from assistant.agent.llm.telling import spelled
from assistant.models import Figure, Period, Scope
from assistant.tools.result import Quote, ToolResult

PERIOD = Period(date(2026, 3, 1), date(2026, 3, 31))
BEFORE = Period(date(2026, 1, 29), date(2026, 2, 28))
CHANNELS = ("website", "app", "email", "weibo", "trustpilot")


def figure(
    value: float | None,
    unit: str = "%",
    n: int = 461,
    low: float | None = None,
    high: float | None = None,
) -> Figure:
    return Figure(name="figure", value=value, unit=unit, n=n, low=low, high=high)


def quote(number: int) -> Quote:
    return Quote(
        id=f"S{number}", text=f"The parcel number {number} never came, call 13812345678.",
        day=date(2026, 3, 5), product="Kettle", channel="app", rating=1, language="en",
        sentiment="negative", emotion="angry", urgency="high",
    )  # fmt: skip


def told(data: dict[str, Any], tokens: int = 10_000, **result: Any) -> dict[str, Any]:
    text = spelled(ToolResult(Scope(tenant="shop", period=PERIOD), data, **result), tokens)
    assert count_tokens(text) <= tokens
    found: dict[str, Any] = json.loads(text)
    return found


def csat_by_channel() -> dict[str, Any]:
    def scores(n: int) -> dict[str, Figure]:
        stars = {f"stars_{star}": figure(n, "records", n) for star in range(1, 6)}
        return {"csat": figure(54.1, n=n, low=45.27, high=62.68), **stars}

    groups = [{"name": name, **scores(90 + place)} for place, name in enumerate(CHANNELS)]
    return {
        "now": scores(461),
        "before": scores(473),
        "change": figure(1.36, "points", 934, low=-10.51, high=13.14),
        "verdict": "cannot_tell",
        "rank_by": "csat",
        "groups": groups,
        "records": figure(500, "records", 500),
    }


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (figure(54.1, low=45.271, high=62.684), "54.1% (interval 45.27 to 62.68), n=461"),
        (figure(-0.8712, "points"), "-0.87 points, n=461"),
        (figure(1_234_567, "records", 1_234_567), "1234567 records"),
        (figure(-0.001, "stars", 3), "0 stars, n=3"),
        (figure(None, n=0), "no data"),
    ],
)
def test_a_figure_is_one_string(given: Figure, written: str) -> None:
    assert told({"value": given})["value"] == written


def test_what_figures_rest_on_stands_once() -> None:
    now = {"nps": figure(3, "points"), "promoters": figure(40), "count": figure(9, "records", 9)}
    now |= {"unrated": figure(2, "records", 12)}
    assert told({"now": now})["now"] == {
        "n": 461,
        "nps": "3 points",
        "promoters": "40%",
        "count": "9 records",
        "unrated": "2 records, n=12",
    }


def test_the_days_of_both_periods_are_said() -> None:
    found = told({"points": [{"period": BEFORE, "figure": figure(3)}]}, compared=BEFORE)
    assert found["period"] == "2026-03-01..2026-03-31"
    assert found["compared_with"] == found["points"][0]["period"] == "2026-01-29..2026-02-28"


def test_a_quote_says_of_what_it_is_and_hides_personal_data() -> None:
    (found,) = told({"quotes": [quote(1)]})["quotes"]
    assert (found["id"], found["of"]) == ("S1", "2026-03-05, Kettle")
    assert "13812345678" not in found["quote"]


@pytest.mark.parametrize("tokens", range(250, 900, 50))
def test_what_is_short_keeps_its_groups_its_verdict_and_both_ends(tokens: int) -> None:
    found = told(csat_by_channel(), tokens)
    assert [group["name"] for group in found["groups"]] == list(CHANNELS)
    assert found["verdict"] == "cannot_tell"
    assert found["change"].startswith("1.36 points (interval -10.51 to 13.14)")
    assert all(g["csat"].startswith("54.1% (interval 45.27 to 62.68)") for g in found["groups"])


def test_what_is_left_out_is_named() -> None:
    assert {"records", "rank_by"} <= set(told(csat_by_channel(), 200)["left_out"])
    assert "left_out" not in told(csat_by_channel())


def test_a_table_goes_last_and_its_first_row_keeps_a_quote() -> None:
    themes = [
        {
            "theme": f"theme {number}",
            "count": figure(90 - number, "records", 90 - number),
            "share": figure(10),
            "owner": "logistics",
            "first_owner": "logistics and the warehouse",
            "quotes": [quote(number), quote(number + 50)],
        }
        for number in range(10)
    ]
    extra = {f"aside_{n}": "something that can be left out" for n in range(20)}
    found = told({**extra, "themes": themes}, 260)
    assert [row["theme"] for row in found["themes"][:3]] == ["theme 0", "theme 1", "theme 2"]
    assert [q["id"] for q in found["themes"][0]["quotes"]] == ["S0"]
    assert len(found["left_out"]) == len(extra)


def test_what_figures_rest_on_goes_with_them() -> None:
    """Else the n of changes that were left out stands beside a count, as if it were one."""
    rows = [
        {"theme": f"theme {place}", "count": figure(85, "records", 85), "share": figure(8.1)}
        | {"owner": "quality", "rank": "first"}
        | {f"aside_{n}": figure(n, "points", 1_093) for n in range(12)}
        for place in range(8)
    ]
    found = told({"themes": rows}, 300)
    assert all("aside_11" not in row for row in found["themes"][:3])
    assert "1093" not in str(found)


def test_quotes_go_before_what_is_said_once() -> None:
    """How many wait for a reply tells more than a sixth of them."""
    waiting = [{"quote": quote(n), "state": "new", "risk": "none"} for n in range(6)]
    data = {"rows": waiting, "waiting": figure(75, "records"), "overdue": figure(43, "records")}
    found = told(data, 220)
    assert (found["waiting"], found["overdue"]) == ("75 records, n=461", "43 records, n=461")
    assert found["rows"][-1] == "… 3 more"
    assert "left_out" not in found


def test_the_period_before_outlasts_late_rows_of_a_ranking() -> None:
    data = csat_by_channel()
    themes = [{"theme": f"theme {n}", "share": figure(10), "note": "word " * 20} for n in range(8)]
    found = told({"now": data["now"], "before": data["before"], "themes": themes}, 300)
    assert "before" in found
    assert found["themes"][-1] == "… 5 more"


def test_what_answers_is_kept_before_rows_and_rows_before_their_entries() -> None:
    """Three calls share what a model reads: each tells its number, and a split all of its rows."""
    names = [f"Instrument {number}" for number in range(5)]
    groups = [
        {"name": name, "nps": figure(12.5, "points", 31, low=-8.25, high=33.75),
         "promoters": figure(41.94, n=31), "detractors": figure(29.03, n=31)}
        for name in names
    ]  # fmt: skip
    split = told({"groups": groups, "by": "product", "now": groups[0]}, 250)
    assert [each["name"] for each in split["groups"]] == names
    late = [{"quote": quote(number), "late": figure(12, "hours", 1)} for number in range(5)]
    queue = told({"rows": late, "negative": figure(34, "records", 34),
                  "waiting": figure(27, "records", 27)}, 150)  # fmt: skip
    assert queue["waiting"] == "27 records"
    guards = [{"measure": "csat", "a": figure(42.1), "b": figure(39.8)} for _ in range(3)]
    test = told({"guards": guards, "sizes": figure(9), "a": figure(3.1), "b": figure(3.9),
                 "difference": figure(-0.8)}, 90)  # fmt: skip
    assert {"a", "b", "difference"} <= test.keys()


def test_what_a_draft_lacks_is_told_once() -> None:
    lack = "the serial number"
    draft = {"missing": [lack], "notes": {"en": [lack], "zh": ["序列号"]}}
    assert told({"drafts": [draft]}) == {
        "period": "2026-03-01..2026-03-31", "drafts": [{"missing": [lack]}]
    }  # fmt: skip
