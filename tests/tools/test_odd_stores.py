"""No tool makes a number of nothing: every tool over stores that lack what it needs."""

import math
from collections.abc import Mapping
from typing import Any

import pytest

from assistant.agent.checking.ledger import check
from assistant.agent.planner.writer import write
from assistant.errors import InvalidInputError
from assistant.models import Figure
from assistant.store.database import Database
from assistant.tools.context import ToolContext
from assistant.tools.registry import TOOLS, call_tool
from assistant.tools.result import ToolResult
from assistant.understanding.themes import Taxonomy
from prompts.wording import Wording
from tests.tools.shop import of_tenant
from tests.tools.stores import ODD, fill

SIDES = {"by": "channel", "a": "web", "b": "app"}
MEASURES = ("rating_mean", "csat", "nps", "negative_share")
CALLS: Mapping[str, list[dict[str, Any]]] = {
    "search": [{"query": "late"}],
    "policy": [{"query": "refund"}],
    "column_mean": [{"column": "Age"}, {"column": "Age", "by": "channel"}],
    "before_after": [{"changed_on": "2026-03-09", "theme": t} for t in ([], ["delivery"])],
    "experiment": [{**SIDES, "measure": m} for m in MEASURES]
    + [{**SIDES, "design": "sequential"}]
    + [{"compare_to": {"start": "2026-01-01", "end": "2026-02-10"}, "measure": "nps"}],
    "drivers": [{"score": score} for score in ("nps", "rating", "repurchase")],
    "explain_change": [{"score": score} for score in ("nps", "rating")],
    "precision": [{}, {"score": "rating", "difference": 0.2}, {"margin": 5}],
    "loyalty_curve": [{}, {"score": "repurchase"}],
    "stages": [{"view": "journey"}, {"view": "servqual"}],
    "nps": [{}, {"by": "product"}, {"by": "touchpoint"}, {"by": "channel"}],
    "csat": [{}, {"by": "channel", "rank_by": "rating_mean"}],
    "trend": [{"metric": m} for m in ("nps", "csat", "rating_mean", "negative_share", "count")],
}  # fmt: skip
COUNTED = ("records", "")


@pytest.fixture(scope="module")
def stores(desk: ToolContext, desk_database: Database) -> Mapping[str, ToolContext]:
    return {
        name: fill(desk, desk_database, f"odd-{name.replace(' ', '-')}", iter(said))
        for name, said in ODD.items()
    }


def results(context: ToolContext, tool: str) -> list[tuple[Any, ToolResult]]:
    return [call_tool(tool, args, context) for args in CALLS.get(tool, [{}])]


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("end", ["0001-01-01", "2026-03-13", "9999-12-31"])
def test_every_tool_takes_every_period(desk: ToolContext, tool: str, end: str) -> None:
    """Models write the year 1 for all time; what was before it is no day."""
    period = {"period": {"start": "0001-01-01", "end": end}}
    known = period if "period" in TOOLS[tool].args.model_fields else {}
    call_tool(tool, known | CALLS.get(tool, [{}])[0], desk)


def test_the_day_of_a_change_may_be_any(desk: ToolContext) -> None:
    _, found = call_tool("before_after", {"changed_on": "0001-01-01"}, desk)
    assert found.data["before_count"].value == 0
    with pytest.raises(InvalidInputError, match="lies in the future"):
        call_tool("before_after", {"changed_on": "9999-12-31"}, desk)


def dishonest(figure: Figure) -> bool:
    numbers = [v for v in (figure.value, figure.low, figure.high) if isinstance(v, int | float)]
    of_nothing = not figure.n and figure.unit not in COUNTED and figure.value is not None
    bounds = figure.value is None and (figure.low is not None or figure.high is not None)
    return of_nothing or bounds or not all(math.isfinite(number) for number in numbers)


@pytest.fixture(scope="module")
def wordings(taxonomy: Taxonomy) -> list[Wording]:
    return [
        Wording(language, {theme.id: theme.name[language] for theme in taxonomy})
        for language in ("en", "zh")
    ]


@pytest.mark.parametrize("tool", [name for name in TOOLS if name != "draft_reply"])
@pytest.mark.parametrize("store", ODD)
def test_every_tool_says_so(
    stores: Mapping[str, ToolContext], wordings: list[Wording], tool: str, store: str
) -> None:
    for call, result in results(stores[store], tool):
        assert [figure for figure in result.ledger.figures if dishonest(figure)] == []
        for wording in wordings:
            text = write([(call, result)], wording)
            assert text
            assert "nan" not in text.lower().split()
            assert "None" not in text
            names = ["Mug", "Lamp", "Kettle"]
            assert check(_spaced(text), result.ledger, names, strict=False) == []


def _spaced(text: str) -> str:
    return "".join(f" {c} " if "\u4e00" <= c <= "\u9fff" else c for c in text)


@pytest.mark.parametrize(
    ("store", "tool", "args", "note"),
    [
        ("one record", "nps", {}, "small_sample"),
        ("one record", "stages", {}, "small_sample"),
        ("bare", "stages", {}, "no_themes"),
        ("bare", "early_warning", {}, "no_products"),
        ("bare", "loyalty_curve", {}, "no_pairs"),
        ("constant", "drivers", {"score": "nps"}, "constant_score"),
        ("constant", "explain_change", {"score": "rating"}, "constant_score"),
        ("constant", "drivers", {"score": "repurchase"}, "no_repurchase"),
        ("no ratings", "csat", {}, "never_rating"),
        ("no ratings", "explain_change", {}, "no_rating"),
        ("no ratings", "precision", {"score": "rating"}, "no_rating"),
        ("no nps", "precision", {}, "no_nps"),
        ("no nps", "drivers", {"score": "nps"}, "no_nps"),
        ("one record", "drivers", {"score": "nps"}, "cannot_explain"),
        ("nps in one channel", "experiment", {**SIDES, "measure": "nps"}, "empty_side"),
        ("no nps", "experiment", {**SIDES, "measure": "nps"}, "no_nps"),
        ("all praise", "early_warning", {}, "no_complaints"),
        ("all praise", "priority", {}, "no_complaints"),
        ("one record", "priority", {}, "small_sample"),
        ("one record", "pareto", {}, "small_sample"),
        ("one record", "alerts", {}, "no_baseline"),
        ("no ratings", "volume", {"rating": [1]}, "no_rating"),
        ("only long ago", "complaints", {}, "no_data"),
        ("only long ago", "early_warning", {}, "no_data"),
    ],
)
def test_what_is_missing_is_named(
    stores: Mapping[str, ToolContext], store: str, tool: str, args: dict[str, Any], note: str
) -> None:
    assert note in call_tool(tool, args, stores[store])[1].notes


def test_a_constant_score_has_no_test(stores: Mapping[str, ToolContext]) -> None:
    sides = {"compare_to": {"start": "2026-01-01", "end": "2026-02-20"}}
    data = call_tool("experiment", sides, stores["constant"])[1].data
    assert data["verdict"] == "cannot_tell"
    assert data["difference"].low is None


@pytest.mark.parametrize(
    ("store", "judged"), [("constant", False), ("one record", False), ("one level each", True)]
)
def test_a_flat_zone_takes_customers_and_levels(
    stores: Mapping[str, ToolContext], store: str, judged: bool
) -> None:
    data = call_tool("loyalty_curve", {}, stores[store])[1].data
    assert (data["judged"], data["zone"]) == (judged, None)


def test_where_nobody_answered_is_named(
    stores: Mapping[str, ToolContext], wordings: list[Wording]
) -> None:
    """One channel asked for the NPS; that the other did not is no missing feedback."""
    said = call_tool("nps", {"by": "channel"}, stores["nps in one channel"])
    assert [(g["name"], g["count"].value) for g in said[1].data["silent"]] == [("web", 60)]
    assert all("web" in write([said], wording) for wording in wordings)
    tested = call_tool("experiment", {**SIDES, "measure": "nps"}, stores["nps in one channel"])
    assert "no_data" not in tested[1].notes
    assert all("web" in write([tested], wording) for wording in wordings)
    assert "silent" not in call_tool("nps", {"by": "channel"}, stores["constant"])[1].data


def test_no_sure_driver_is_no_driver(
    stores: Mapping[str, ToolContext], wordings: list[Wording]
) -> None:
    said = call_tool("drivers", {"score": "rating"}, stores["one level each"])
    assert not any(each["significant"] for each in said[1].data["drivers"])
    first = [write([said], wording).split("**")[1] for wording in wordings]
    assert "cannot tell" in first[0]
    assert "说明不了" in first[1]


def test_a_single_product_is_compared_with_nothing(stores: Mapping[str, ToolContext]) -> None:
    groups = call_tool("nps", {"by": "product"}, stores["constant"])[1].data["groups"]
    assert [group["name"] for group in groups] == ["Mug"]
    assert "against_rest" not in groups[0]
    assert "strategic" not in call_tool("nps", {"by": "touchpoint"}, stores["constant"])[1].data


def test_another_tenant_sees_nothing(desk: ToolContext, desk_database: Database) -> None:
    alone = of_tenant(desk, desk_database, "odd-nobody")
    for tool in ("stages", "loyalty_curve", "early_warning", "explain_change", "complaints"):
        figures = call_tool(tool, {}, alone)[1].ledger.figures
        assert not any(figure.value for figure in figures)
