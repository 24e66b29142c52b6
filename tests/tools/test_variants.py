"""A test with three sides or more, over planted stores."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from scipy import stats

from assistant.errors import InvalidInputError
from assistant.models import Figure
from assistant.store.database import Database
from assistant.tools.context import ToolContext
from assistant.tools.registry import call_tool
from assistant.tools.result import ToolResult
from prompts.wording import Wording
from tests.store.records import NEGATIVE, POSITIVE
from tests.tools.stores import AS_OF, Said, fill

PAGES = ("control", "short", "one step")
NAMES = [f"page={name}" for name in PAGES]
SATISFIED = {"control": 60, "short": 66, "one step": 100}
"""Of 120 who saw each page."""


def said() -> Iterator[Said]:
    for page in PAGES:
        for n in range(120):
            happy = n < SATISFIED[page]
            yield Said(
                day=n % 25, rating=5 - n % 2 if happy else 1 + n % 3, nps=10 if happy else n % 9,
                extra={"page": page, "basket": str(20 + n % 7 + (8 if page == "short" else 0))},
                stance=POSITIVE if happy else NEGATIVE,
            )  # fmt: skip


@pytest.fixture(scope="module")
def shop(desk: ToolContext, desk_database: Database) -> ToolContext:
    return replace(fill(desk, desk_database, "three-pages", said()), as_of=AS_OF)


def run(shop: ToolContext, **args: Any) -> ToolResult:
    return call_tool("experiment", {"by": "kept", "variants": NAMES} | args, shop)[1]


def test_shares_are_those_of_scipy(shop: ToolContext) -> None:
    data = run(shop, measure="csat").data
    assert (data["control"], data["winner"].value) == ("page=control", "page=one step")
    assert [row["name"] for row in data["variants"]] == ["page=one step", "page=short", NAMES[0]]
    table = [[SATISFIED[p] for p in PAGES], [120 - SATISFIED[p] for p in PAGES]]
    chi, p, df, _ = stats.chi2_contingency(table, correction=False)
    assert (data["statistic"].value, data["p_all"].value) == pytest.approx((chi, p))
    assert data["df"].value == df
    raw = {
        a: stats.chi2_contingency(
            [[SATISFIED[a], SATISFIED["control"]], [120 - SATISFIED[a], 60]], correction=False
        )[1]
        for a in PAGES[1:]
    }
    by_name = {row["name"]: row for row in data["variants"]}
    assert by_name["page=one step"]["p"].value == pytest.approx(2 * raw["one step"])
    assert by_name["page=short"]["p"].value == pytest.approx(raw["short"])
    assert by_name["page=short"]["verdict"] == "cannot_tell"
    assert by_name["page=one step"]["against_control"].value == pytest.approx(100 * 40 / 120)
    assert {row["measure"] for row in data["guards"]} >= {"nps", "negative_share"}


@pytest.mark.parametrize("measure", ["rating_mean", "nps", "negative_share"])
def test_every_score_has_a_winner(shop: ToolContext, measure: str) -> None:
    data = run(shop, measure=measure).data
    assert data["winner"].value == "page=one step"
    assert data["spread"] == "differ"


def test_a_column_of_numbers(shop: ToolContext) -> None:
    data = run(shop, measure="column_mean", column="basket").data
    assert data["winner"].value == "page=short"
    assert data["df_within"].value > 100


def test_without_a_winner_it_cannot_tell(shop: ToolContext) -> None:
    data = run(shop, measure="csat", variants=[*NAMES[:2], "page=none"]).data
    assert data["verdict"] == "cannot_tell"
    assert data["silent"] == ["page=none"]
    assert (data["leader"], data["rivals"]) == ("page=short", ["page=control"])
    assert "winner" not in data
    assert data["guards"] == []
    assert data["uneven"]


def test_the_control_can_be_named(shop: ToolContext) -> None:
    data = run(shop, control="page=short").data
    assert data["control"] == "page=short"
    rows = {row["name"]: row for row in data["variants"]}
    assert "against_control" not in rows["page=short"]
    assert rows["page=control"]["against_control"].value < 0


@pytest.mark.parametrize(
    ("names", "control"),
    [
        (("B", "A", "C"), "A"),
        (("新版", "对照组", "A"), "对照组"),
        (("variant_b", "variant_a", "variant_c"), "variant_a"),
        (("方案A", "方案B", "方案C"), "方案A"),
        (("blue", "red", "green"), "red"),
    ],
)
def test_what_the_control_is_called(
    desk: ToolContext, desk_database: Database, names: tuple[str, ...], control: str
) -> None:
    """Where none is called so, it is the one with most answers."""
    rows = (
        Said(day=n % 9, rating=3 + n % 2, extra={"v": name})
        for name in names
        for n in range(30 + (name == names[1]))
    )
    shop = replace(fill(desk, desk_database, f"called-{control}", rows), as_of=AS_OF)
    data = run(shop, variants=[f"v={name}" for name in names]).data
    assert data["control"] == f"v={control}"


def test_at_any_time_there_is_no_test_over_all(shop: ToolContext) -> None:
    data = run(shop, measure="csat", design="sequential").data
    assert "p_all" not in data
    fixed = run(shop, measure="csat").data
    assert data["variants"][0]["p"].value > fixed["variants"][0]["p"].value


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ({}, "no_rating"),
        ({"measure": "column_mean", "column": "basket"}, "no_numbers"),
        ({"measure": "order_value"}, "no_order_value"),
        ({"measure": "negative_share"}, "no_data"),
    ],
)
def test_nobody_answered(shop: ToolContext, args: dict[str, Any], said: str) -> None:
    result = run(shop, variants=["page=x", "page=y", "page=z"], **args)
    assert {said, "empty_side"} <= set(result.notes)
    assert "leader" not in result.data
    pair = run(shop, variants=[], a="page=x", b="page=y", **args)
    assert {said, "empty_side"} <= set(pair.notes)


def test_two_variants_are_a_test_too(shop: ToolContext) -> None:
    data = run(shop, variants=["page=control", "page=one step"], measure="csat").data
    assert (data["control"], data["winner"].value) == ("page=control", "page=one step")


@pytest.mark.parametrize("args", [{"by": None}, {"variants": [*NAMES, NAMES[0]]}])
def test_what_is_no_test_is_refused(shop: ToolContext, args: dict[str, Any]) -> None:
    with pytest.raises(InvalidInputError, match="field they are values of"):
        run(shop, **args)


@pytest.mark.parametrize(
    ("language", "won", "unsure"),
    [
        ("en", "one step won", "cannot tell which variant"),
        ("zh", "one step 胜出", "说明不了哪个版本"),
    ],
)
def test_it_is_written(shop: ToolContext, language: str, won: str, unsure: str) -> None:
    wording = Wording(language, {})
    for args, head in (({}, won), ({"variants": [*NAMES[:2], "page=no"]}, unsure)):
        result = run(shop, measure="csat", **args)
        text = wording.render(
            "experiment", r=result.data, scope=result.scope, compared=None, notes=result.notes
        )
        assert head in text
        figures = [row["p"] for row in result.data["variants"] if "p" in row]
        for each in figures:
            assert isinstance(each, Figure)
            assert (f"{each.value:.3f}" in text) == (float(each.value or 0) >= 0.0005)
