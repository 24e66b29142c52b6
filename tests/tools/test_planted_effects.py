"""What was planted is found: by the tools, over the whole store."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import InvalidInputError, ThemesError
from assistant.models import Figure
from assistant.store.database import Database
from assistant.tools.context import ToolContext
from assistant.tools.registry import call_tool
from assistant.tools.result import ToolResult
from assistant.understanding.lenses import LensFolder
from assistant.understanding.themes import Taxonomy
from tests.store.records import NEGATIVE
from tests.tools.stores import AS_OF, Said, fill, planted

MONTH = {"start": "2026-02-12", "end": "2026-03-13"}
ALL = {"start": "2025-11-14", "end": "2026-03-13"}


@pytest.fixture(scope="module")
def shop(desk: ToolContext, desk_database: Database) -> ToolContext:
    return replace(fill(desk, desk_database, "planted-shop", planted()), as_of=AS_OF)


def run(shop: ToolContext, tool: str, **args: Any) -> ToolResult:
    return call_tool(tool, {"period": MONTH} | args, shop)[1]


def by_name(rows: list[dict[str, Any]], key: str = "name") -> Mapping[str, dict[str, Any]]:
    return {row[key]: row for row in rows}


class TestExperiment:
    def test_the_better_channel_wins(self, shop: ToolContext) -> None:
        data = run(shop, "experiment", period=ALL, by="channel", a="web", b="app").data
        assert data["verdict"] == "b_better"
        assert data["difference"].high < 0
        assert data["guarded"] == "b"
        assert {row["verdict"] for row in data["guards"]} == {"safe"}
        assert data["power"].value > 80

    def test_sides_are_scopes_of_their_own(self, shop: ToolContext) -> None:
        data = run(shop, "experiment", by="channel", a="web", b="app").data
        alone = run(shop, "csat", channel=["web"]).data["now"]["rating_mean"]
        assert data["a"] == alone

    def test_periods_can_be_sides(self, shop: ToolContext) -> None:
        now = run(shop, "experiment", compare_to={"start": "2026-01-13", "end": "2026-02-11"})
        assert now.data["verdict"] == "b_better"
        assert now.data["by"] == "period"

    def test_groups_drawn_alike_cannot_be_told_apart(self, shop: ToolContext) -> None:
        data = run(shop, "experiment", by="segment", a="new", b="loyal").data
        assert data["verdict"] == "cannot_tell"
        assert data["needed"].value > 100

    def test_a_sequential_interval_is_wider(self, shop: ToolContext) -> None:
        sides = {"by": "channel", "a": "web", "b": "app"}
        fixed, always = (
            run(shop, "experiment", design=design, **sides).data["difference"]
            for design in ("fixed", "sequential")
        )
        assert fixed.value == always.value
        assert always.high - always.low > fixed.high - fixed.low

    def test_a_column_of_the_shop_has_sides(
        self, desk: ToolContext, desk_database: Database
    ) -> None:
        """B is half a star better among 300, with as many again in A; those without a side are in
        neither."""
        said = [
            Said(day=n % 25, rating=3 + n % 2 + (n % 4 < 2 and side == "B"), extra=extra)
            for n in range(300)
            for side, extra in (("A", {"Arm": "A"}), ("B", {"Arm": "B"}), ("", None))
        ]
        shop = replace(fill(desk, desk_database, "with-arms", iter(said)), as_of=AS_OF)
        data = run(shop, "experiment", by="kept", a="Arm=A", b="Arm=B", kept=["Arm=A"]).data
        assert (data["a"].n, data["b"].n) == (300, 300)
        assert data["difference"].value == pytest.approx(-0.5)
        assert data["verdict"] == "b_better"
        assert not data["uneven"]
        few = run(shop, "experiment", by="kept", a="Arm=A", b="Arm=B", rating=[3]).data
        assert few["uneven"]

    @pytest.mark.parametrize("sides", [{}, {"by": "channel", "a": "web"}, {"by": "channel"}])
    def test_two_sides_are_asked_for(self, shop: ToolContext, sides: dict[str, Any]) -> None:
        with pytest.raises(InvalidInputError, match="two sides"):
            run(shop, "experiment", **sides)


class TestExplain:
    @pytest.mark.parametrize("score", ["rating", "nps"])
    def test_the_courier_is_the_supported_hypothesis(self, shop: ToolContext, score: str) -> None:
        data = run(shop, "explain_change", score=score).data
        assert data["verdict"] == "down"
        assert data["hypothesis"] == "delivery"
        first = data["parts"][0]
        assert first["theme"] == "delivery"
        assert first["supported"]
        assert first["share"].value > 2 * first["share_before"].value
        assert data["quotes"]

    def test_parts_and_rest_make_the_change(self, shop: ToolContext) -> None:
        data = run(shop, "explain_change", score="rating").data
        parts = sum(part["part"].value for part in data["parts"])
        assert parts + data["rest"].value == pytest.approx(data["change"].value)

    def test_where_nothing_changed_nothing_is_supported(self, shop: ToolContext) -> None:
        quiet = {"start": "2025-12-24", "end": "2026-01-12"}
        data = run(shop, "explain_change", period=quiet).data
        assert data["verdict"] == "cannot_tell"
        assert not any(part["supported"] for part in data["parts"])


class TestDrivers:
    def test_each_score_has_its_driver(self, shop: ToolContext) -> None:
        rating = by_name(run(shop, "drivers", score="rating").data["drivers"], "theme")
        assert rating["delivery"]["significant"]
        assert rating["delivery"]["effect"].high < 0
        gone = run(shop, "drivers", score="rating", theme=["delivery"]).data
        assert gone["focus"] == ["delivery"]
        assert gone["drivers"][0]["then"].value > gone["now"].value

    def test_who_gets_a_broken_one_does_not_come_back(self, shop: ToolContext) -> None:
        result = run(shop, "drivers", score="repurchase", period=ALL)
        assert "repurchase_period" in result.notes
        drivers = by_name(result.data["drivers"], "theme")
        assert drivers["product_quality"]["significant"]
        assert drivers["product_quality"]["effect"].high < -10
        assert not drivers["delivery"]["significant"]
        assert 0 < result.data["explained"].value < 100

    def test_only_orders_with_sixty_days_after_them_count(self, shop: ToolContext) -> None:
        result = run(shop, "drivers", score="repurchase", period=ALL)
        assert result.scope.period is not None
        assert result.scope.period.end.isoformat() == "2026-01-12"


class TestStages:
    def test_the_bottleneck_is_receiving(self, shop: ToolContext) -> None:
        data = run(shop, "stages").data
        rows = by_name(data["rows"], "id")
        assert data["worst"].value == "receive"
        assert rows["receive"]["worst"] == "delivery"
        assert rows["receive"]["negative"].value == 100
        assert data["unmapped"] == []

    def test_a_shop_may_draw_its_own_journey(
        self, shop: ToolContext, tmp_path: Path, taxonomy: Taxonomy
    ) -> None:
        own = "groups: [{id: use, name: {en: At home, zh: 在家}, themes: [product_quality]}]"
        (tmp_path / "journey.yaml").write_text(own, "utf-8")
        mine = replace(shop, lenses=LensFolder(tmp_path, taxonomy))
        data = run(mine, "stages").data
        assert [row["names"]["en"] for row in data["rows"]] == ["At home"]
        assert data["unmapped"] == ["delivery"]
        assert [row["id"] for row in run(mine, "stages", view="servqual").data["rows"]] == [
            "reliability"
        ]

    def test_a_wrong_theme_is_one_sentence(
        self, shop: ToolContext, tmp_path: Path, taxonomy: Taxonomy
    ) -> None:
        (tmp_path / "journey.yaml").write_text("groups: [{id: use, themes: [shine]}]", "utf-8")
        with pytest.raises(ThemesError, match=r"'shine' into 'use'.*the themes are") as caught:
            run(replace(shop, lenses=LensFolder(tmp_path, taxonomy)), "stages")
        assert str(caught.value).count("\n") == 0


class TestLoyalty:
    def test_the_flat_zone_is_between_three_and_four_stars(self, shop: ToolContext) -> None:
        zone = run(shop, "loyalty_curve", period=ALL).data["zone"]
        assert (zone["low"].value, zone["high"].value) == (3, 4)
        assert zone["overall"].value > 0


class TestWarning:
    def test_a_product_that_turns_bad_comes_first(
        self, desk: ToolContext, desk_database: Database
    ) -> None:
        late = {"delivery": NEGATIVE}
        quiet = [
            Said(day=d, product=p, themes=late if n == 0 else None)
            for d in range(60)
            for p in ("Mug", "Lamp")
            for n in range(6)
        ]
        burst = [Said(day=d, product="Lamp", themes=late) for d in range(5) for _ in range(8)]
        shop = replace(
            fill(desk, desk_database, "turning-bad", iter([*quiet, *burst])), as_of=AS_OF
        )
        data = call_tool("early_warning", {}, shop)[1].data
        assert data["rising"] == ["Lamp"]
        first, second = data["products"]
        assert first["name"] == "Lamp"
        assert first["score"].value > 2 * second["score"].value
        assert first["surprise"].value > 0.2


class TestReplay:
    def test_a_burst_is_found_and_chance_is_told(
        self, desk: ToolContext, desk_database: Database
    ) -> None:
        late = {"delivery": NEGATIVE}
        quiet = [Said(day=d, themes=late if n == 0 else None) for d in range(90) for n in range(8)]
        burst = [Said(day=20, themes=late) for _ in range(25)]
        shop = replace(fill(desk, desk_database, "burst", iter([*quiet, *burst])), as_of=AS_OF)
        replay = call_tool("alerts", {"replay": True}, shop)[1].data["replay"]
        assert replay["days"].value == 90
        assert {each["day"].isoformat() for each in replay["episodes"]} == {"2026-02-21"}
        assert replay["surges"].value == len(replay["episodes"]) > 0
        assert 0 < replay["by_chance"].value < 12

    def test_an_empty_shop_has_no_past(self, desk: ToolContext, desk_database: Database) -> None:
        shop = fill(desk, desk_database, "no-past", iter([]))
        result = call_tool("alerts", {"replay": True}, shop)[1]
        assert result.data["replay"]["real"].value is None
        assert "no_baseline" in result.notes


class TestComplaints:
    def test_everything_a_reader_wants(self, shop: ToolContext) -> None:
        data = run(shop, "complaints").data
        rows = by_name(data["themes"], "theme")
        assert rows["delivery"]["status"] == "rising"
        assert rows["delivery"]["effect"]["significant"]
        assert rows["delivery"]["effect"]["figure"].high < 0
        assert rows["product_quality"]["affected"][0]["name"] == "Kettle"
        assert rows["delivery"]["affected"] == []
        assert rows["product_quality"]["counter"]
        assert data["score"] == "rating"
        assert [row["name"] for row in data["basis"]["languages"]] == ["en"]
        assert data["first_least"].value > 0

    def test_what_fell_is_told(self, shop: ToolContext) -> None:
        earlier = {"start": "2025-12-14", "end": "2026-01-12"}
        data = run(shop, "complaints", period=earlier, compare_to=MONTH).data
        assert ("delivery", "falling") in [(r["theme"], r["status"]) for r in data["better"]]


class TestNps:
    def test_each_group_is_held_against_the_rest(self, shop: ToolContext) -> None:
        groups = by_name(run(shop, "nps", period=ALL, by="channel").data["groups"])
        assert groups["app"]["standing"] == "up"
        assert groups["web"]["standing"] == "down"
        assert groups["app"]["against_rest"].value == pytest.approx(
            -groups["web"]["against_rest"].value
        )

    def test_strategic_stands_beside_scenario(self, shop: ToolContext) -> None:
        data = run(shop, "nps", by="touchpoint").data
        one = run(shop, "nps", touchpoint=["relationship"]).data["now"]["nps"]
        assert data["strategic"].value == one.value
        assert data["kinds_verdict"] == "cannot_tell"
        gap = data["scenario"].value - data["strategic"].value
        assert data["kinds_gap"].value == pytest.approx(gap)


def test_a_change_for_the_worse_is_not_fixed_and_harms(shop: ToolContext) -> None:
    args = {"changed_on": "2026-02-12", "theme": ["delivery"]}
    data = call_tool("before_after", args, shop)[1].data
    assert data["verdict"] == "not_fixed"
    assert data["power"].value > 20
    assert 0 < data["detectable"].value < 20
    harmed = {row["measure"] for row in data["guards"] if row["harmed"]}
    assert {"rating_mean", "nps"} <= harmed


@pytest.mark.parametrize(
    ("tool", "args", "found"),
    [
        ("csat", {}, lambda data: data["now"]["rating_mean"]),
        ("precision", {"score": "rating"}, lambda data: data["value"]),
        ("trend", {"metric": "rating_mean", "step": "month"}, lambda d: d["points"][0]["figure"]),
        ("cross_table", {"measure": "rating_mean"}, lambda data: data["rows"][0]["total"]),
    ],
)
def test_the_mean_of_a_few_ratings_lies_on_its_scale(
    desk: ToolContext,
    desk_database: Database,
    tool: str,
    args: dict[str, Any],
    found: Callable[[Any], Figure],
) -> None:
    rows = (Said(day=1, rating=rating) for rating in (5, 5, 5, 2))
    shop = replace(fill(desk, desk_database, "four-ratings", rows), as_of=AS_OF)
    mean = found(run(shop, tool, **args).data)
    assert (mean.n, mean.value, mean.high) == (4, 4.25, 5)


def test_precision_plans_the_difference_that_is_asked_for(shop: ToolContext) -> None:
    few, many = (run(shop, "precision", difference=d).data["plan"]["each"].value for d in (10, 5))
    assert many == pytest.approx(4 * few, rel=0.01)
