"""Every figure against the count by hand over tests/tools/shop.py."""

from statistics import mean, stdev
from typing import Any, ClassVar

import pytest

from assistant.models import Figure, Period
from assistant.tools.context import ToolContext
from assistant.tools.registry import call_tool
from tests.tools.results import rows, run
from tests.tools.shop import BEFORE, NOW

RATINGS = [1, 1, 2, 5, 4, 4.5, 3, 2, 5]
RATINGS_BEFORE = [5, 4, 3, 1]


def value(figure: Figure) -> Any:
    return pytest.approx(figure.value, abs=1e-9)


def test_the_week_is_compared_with_the_same_weekdays_of_the_week_before(
    context: ToolContext,
) -> None:
    assert run(context, "nps").compared == BEFORE
    month = {"period": {"start": "2026-03-01", "end": "2026-03-13"}}
    compared = call_tool("nps", month, context)[1].compared
    assert compared == Period(
        NOW.start.replace(month=2, day=16), NOW.start.replace(month=2, day=28)
    )


class TestNps:
    def test_score_parts_and_change(self, context: ToolContext) -> None:
        """0 3 7 10 8 9 7 10: three promoters, two detractors of eight; 10 9 7 2 before."""
        data = run(context, "nps").data
        now = data["now"]
        assert value(now["nps"]) == 12.5
        assert now["nps"].n == 8
        assert now["nps"].low < 12.5 < now["nps"].high
        assert value(now["promoters"]) == value(now["passives"]) == 37.5
        assert value(now["detractors"]) == 25.0
        assert value(data["before"]["nps"]) == 25.0
        assert value(data["change"]) == -12.5
        assert data["verdict"] == "cannot_tell"

    def test_groups_of_too_few_answers_are_counted_not_ranked(self, context: ToolContext) -> None:
        every = run(context, "nps", by="product").data["groups"]
        least = max(group["nps"].n for group in every)
        data = run(context, "nps", by="product", least=least).data
        assert [g["nps"].n for g in data["groups"]] == [least]
        assert data["few"].value == len(every) - 1
        assert data["best"].value == data["worst"].value == data["groups"][0]["name"]
        none = run(context, "nps", by="product", least=least + 1)
        assert (none.data["groups"], none.data["few"].value) == ([], len(every))
        assert "no_product" not in none.notes

    def test_by_product(self, context: ToolContext) -> None:
        result = run(context, "nps", by="product")
        assert rows(result, "groups", "nps") == {
            "Mug": (75.0,), "Kettle": (pytest.approx(-200 / 3),)
        }  # fmt: skip
        assert (result.data["best"].value, result.data["worst"].value) == ("Mug", "Kettle")
        assert result.data["groups"][1]["nps"].filters == {"product": ["Kettle"]}

    def test_filters(self, context: ToolContext) -> None:
        result = run(context, "nps", channel=["app"], product=["Mug", "Kettle"])
        assert (result.data["now"]["nps"].value, result.data["now"]["nps"].n) == (50.0, 4)
        assert "small_sample" in result.notes


class TestCsat:
    def test_share_mean_and_spread(self, context: ToolContext) -> None:
        data = run(context, "csat").data
        now = data["now"]
        assert value(now["csat"]) == 400 / 9
        assert value(now["rating_mean"]) == mean(RATINGS)
        assert value(now["rating_sd"]) == stdev(RATINGS)
        assert value(now["bottom_two"]) == 400 / 9
        assert [now[f"stars_{star}"].value for star in range(1, 6)] == [2, 2, 1, 2, 2]
        assert now["csat"].n == 9
        assert value(data["before"]["csat"]) == 50
        assert value(data["change"]) == 400 / 9 - 50
        assert value(data["mean_change"]) == mean(RATINGS) - mean(RATINGS_BEFORE)

    def test_by_product_and_rank(self, context: ToolContext) -> None:
        result = run(context, "csat", by="product", rank_by="rating_mean")
        assert rows(result, "groups", "rating_mean", "csat") == {
            "Mug": (18.5 / 4, 100), "Lamp": (3.0, 0), "Kettle": (1.5, 0)
        }  # fmt: skip
        assert [row["name"] for row in result.data["groups"]] == ["Mug", "Lamp", "Kettle"]


def test_ces(context: ToolContext) -> None:
    data = run(context, "ces").data
    assert value(data["now"]["ces"]) == mean([2, 5, 6])
    assert data["now"]["ces"].n == 3
    assert value(data["now"]["ces_sd"]) == stdev([2, 5, 6])
    assert (
        value(data["now"]["top_two"]) == value(data["now"]["bottom_two"]) == pytest.approx(100 / 3)
    )
    assert data["now"]["top_two"].low < 100 / 3 < data["now"]["top_two"].high
    assert [each.value for each in data["now"]["answers"]] == [0, 1, 0, 0, 1, 1, 0]
    assert value(data["change"]) == mean([2, 5, 6]) - 4


WORKING_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


class TestVolume:
    def test_records_a_day_over_all_days(self, context: ToolContext) -> None:
        assert value(run(context, "volume").data["per_day"]) == 2

    def test_a_share_and_how_it_moved(self, context: ToolContext) -> None:
        """4 of 10 against 2 of 5: the same share."""
        data = run(context, "volume", product=["Kettle"]).data
        assert value(data["before"]["of_all"]) == 40
        assert value(data["share_change"]) == 0
        assert data["share_verdict"] == "cannot_tell"

    def test_stars_within_each_group(self, context: ToolContext) -> None:
        """Of the rated records of a channel, not of the records with these stars."""
        groups = run(context, "volume", by="channel", rating=[1, 2]).data["groups"]
        own = {group["name"]: group["own_share"] for group in groups}
        ratings = run(context, "csat", by="channel").data["groups"]
        assert {n: f.n for n, f in own.items()} == {g["name"]: g["csat"].n for g in ratings}
        for group in groups:
            share = 100 * group["count"].value / own[group["name"]].n
            assert value(own[group["name"]]) == pytest.approx(share)

    def test_detractors_within_each_group(self, context: ToolContext) -> None:
        """Of the records of a channel that answered, not of all of its records."""
        groups = run(context, "volume", by="channel", nps=list(range(7))).data["groups"]
        answered = run(context, "nps", by="channel").data["groups"]
        n = {group["name"]: group["nps"].n for group in answered}
        assert groups
        assert {g["name"]: g["own_share"].n for g in groups} == {
            g["name"]: n[g["name"]] for g in groups
        }

    def test_a_word_without_a_period_is_counted_ever_too(self, context: ToolContext) -> None:
        data = run(context, "volume", words=["refund"], period=None).data
        assert data["ever"].value >= data["now"]["count"].value
        assert "ever" not in run(context, "volume", words=["refund"]).data

    def test_count_and_change(self, context: ToolContext) -> None:
        data = run(context, "volume").data
        counts = (data["now"]["count"].value, data["before"]["count"].value, data["change"].value)
        assert counts == (10, 5, 5)

    def test_share_of_all(self, context: ToolContext) -> None:
        data = run(context, "volume", product=["Kettle"]).data
        assert data["now"]["count"].value == 4
        assert value(data["now"]["of_all"]) == 40
        assert data["now"]["total"].value == 10
        assert data["before"]["count"].value == 2

    def test_a_share_of_stars_is_one_of_the_rated(self, context: ToolContext) -> None:
        data = run(context, "volume", rating=[1]).data
        rated = run(context, "csat").data["now"]["csat"].n
        assert (
            data["now"]["total"].value == rated < run(context, "volume").data["now"]["count"].value
        )
        assert value(data["now"]["of_all"]) == pytest.approx(100 * 2 / rated)

    @pytest.mark.parametrize(
        ("by", "counts"),
        [
            ("channel", {"web": (6, 60), "app": (4, 40)}),
            ("rating", {"1": (2, 20), "2": (2, 20), "3": (1, 10), "4": (2, 20), "5": (2, 20)}),
            ("language", {"en": (7, 70), "zh": (3, 30)}),
            ("day", {f"2026-03-{day:02}": (2, 20) for day in range(9, 14)}),
            ("weekday", dict.fromkeys(WORKING_DAYS, (2, 20))),
            ("day_kind", {"working_day": (10, 100)}),
        ],
    )
    def test_by(self, context: ToolContext, by: str, counts: dict[str, tuple[int, int]]) -> None:
        found = rows(run(context, "volume", by=by), "groups", "count", "share")
        assert found == {name: pytest.approx(pair) for name, pair in counts.items()}

    @pytest.mark.parametrize(
        ("filters", "count"),
        [
            ({"rating": [1]}, 2),
            ({"rating": [4, 5]}, 4),
            ({"theme": ["delivery"]}, 4),
            ({"without_theme": ["delivery"]}, 6),
            ({"words": ["support", "等了"]}, 2),
            ({"emotion": ["angry"]}, 2),
            ({"urgency": ["critical", "high"]}, 2),
            ({"customer_id": ["CN9"]}, 1),
            ({"language": ["zh"], "sentiment": ["negative"]}, 1),
        ],
    )
    def test_filters(self, context: ToolContext, filters: dict[str, Any], count: int) -> None:
        assert run(context, "volume", **filters).data["now"]["count"].value == count


class TestSentiment:
    def test_shares_and_changes(self, context: ToolContext) -> None:
        data = run(context, "sentiment").data
        now = data["now"]
        shares = {name: now[name].value for name in ("negative", "neutral", "positive", "angry")}
        assert shares == pytest.approx({"negative": 40, "neutral": 20, "positive": 40, "angry": 20})
        assert now["negative_count"].value == 4
        assert value(data["negative_change"]) == value(data["angry_change"]) == 0
        assert data["negative_verdict"] == "cannot_tell"

    def test_emotions_and_groups(self, context: ToolContext) -> None:
        result = run(context, "sentiment", by="channel")
        assert rows(result, "emotions", "count") == {
            "angry": (2,), "disappointed": (2,), "neutral": (2,), "satisfied": (2,),
            "delighted": (2,),
        }  # fmt: skip
        groups = rows(result, "groups", "count", "negative")
        assert groups == {"web": pytest.approx((6, 50)), "app": pytest.approx((4, 25))}


class TestQuotes:
    @pytest.mark.parametrize(
        ("sort", "ids"),
        [
            ("worst", ["N1", "N2", "N9"]),
            ("best", ["N4", "N10", "N6"]),
            ("newest", ["N9", "N10", "N7"]),
        ],
    )
    def test_order(self, context: ToolContext, sort: str, ids: list[str]) -> None:
        result = run(context, "quotes", sort=sort, limit=3)
        assert [quote.id for quote in result.data["quotes"]] == ids
        assert (result.data["count"].value, result.data["shown"].value) == (10, 3)

    def test_they_are_verbatim(self, context: ToolContext) -> None:
        result = run(context, "quotes", limit=50)
        texts = {q.id: q.text for q in result.data["quotes"]}
        assert len(texts) == 10
        assert texts["N9"] == "快递太慢，等了两周才到。"
        assert {c.id: c.quote for c in result.ledger.citations} == texts

    def test_a_customer_is_shown_over_all_time(self, context: ToolContext) -> None:
        result = call_tool("quotes", {"customer_id": ["CO2"]}, context)[1]
        assert [quote.id for quote in result.data["quotes"]] == ["O2"]
        assert result.notes == ()


class TestSearch:
    def test_by_meaning_in_any_language(self, context: ToolContext) -> None:
        _, result = call_tool("search", {"query": "slow delivery", "limit": 3}, context)
        ids = [quote.id for quote in result.data["quotes"]]
        assert {"N3", "N9"} <= set(ids)

    def test_by_words(self, context: ToolContext) -> None:
        for query, id in (("support hung up", "N2"), ("纸盒", "N7"), ("crushed", "B5")):
            _, result = call_tool("search", {"query": query}, context)
            assert result.data["quotes"][0].id == id

    def test_filters_hold(self, context: ToolContext) -> None:
        _, result = call_tool("search", {"query": "slow delivery", "product": ["Mug"]}, context)
        assert {quote.product for quote in result.data["quotes"]} == {"Mug"}
        assert len({quote.id for quote in result.data["quotes"]}) == 5


def test_each_group_of_a_score_and_how_it_moved(context: ToolContext) -> None:
    """Only where a period to compare with is named; it is what the group was then."""
    before = BEFORE.as_json()
    groups = run(context, "csat", by="product", rank_by="rating_mean", compare_to=before).data
    then = run(context, "csat", by="product", rank_by="rating_mean", period=before).data
    was = {group["name"]: group["rating_mean"].value for group in then["groups"]}
    for group in groups["groups"]:
        if group["name"] in was:
            assert group["was"].value == was[group["name"]]
            assert group["moved"].value == group["rating_mean"].value - was[group["name"]]
        else:
            assert "moved" not in group
    plain = run(context, "csat", by="product").data["groups"]
    assert not any("was" in group for group in plain)


class TestTrend:
    BOTH_WEEKS: ClassVar = {"period": {"start": "2026-03-02", "end": "2026-03-13"}}

    def test_by_day_and_by_halves(self, context: ToolContext) -> None:
        """Two of five are negative from the 2nd to the 7th, four of eleven from the 8th."""
        data = run(context, "trend", **self.BOTH_WEEKS).data
        points = {point["period"].start.day: point["figure"] for point in data["points"]}
        assert {day: figure.value for day, figure in points.items()} == pytest.approx(
            {2: 0, 3: 0, 4: 0, 5: 100, 6: 100, 8: 0, 9: 100, 10: 50, 11: 0, 12: 0, 13: 50}
        )
        assert points[9].n == 2
        assert value(data["change"]) == 100 * (4 / 11 - 2 / 5)

    @pytest.mark.parametrize(
        ("metric", "last", "change"),
        [
            ("nps", 100, 0 - 100 / 4),
            ("csat", 50, 100 * (4 / 10 - 2 / 4)),
            ("rating_mean", 3.5, mean([*RATINGS, 3]) - mean(RATINGS_BEFORE)),
        ],
    )
    def test_other_numbers(
        self, context: ToolContext, metric: str, last: float, change: float
    ) -> None:
        data = run(context, "trend", **self.BOTH_WEEKS, metric=metric).data
        assert value(data["points"][-1]["figure"]) == last
        assert value(data["change"]) == change

    def test_a_long_period_goes_by_weeks(self, context: ToolContext) -> None:
        period = {"period": {"start": "2026-02-16", "end": "2026-03-13"}}
        points = run(context, "trend", **period, metric="count").data["points"]
        assert [(p["period"].start.isoformat(), p["figure"].value) for p in points] == [
            ("2026-02-16", 0),
            ("2026-02-23", 0),
            ("2026-03-02", 6),
            ("2026-03-09", 10),
        ]


def test_overview(context: ToolContext) -> None:
    data = run(context, "overview").data
    assert data["critical"].value == 1
    assert data["now"]["count"].value == 10
    assert value(data["nps"]["now"]) == 12.5
    assert value(data["nps"]["change"]) == -12.5
    assert value(data["csat"]["now"]) == 400 / 9
    assert [row["theme"] for row in data["themes"]] == [
        "delivery", "product_quality", "customer_service"
    ]  # fmt: skip
    assert data["first"].value == "product_quality"
