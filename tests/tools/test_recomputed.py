"""Figures of the tools computed once more, by other means, over two invented stores."""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest
from scipy import stats

from assistant.store.database import Database
from assistant.tools.context import ToolContext
from assistant.tools.registry import call_tool
from tests.store.records import NEGATIVE, POSITIVE
from tests.tools.stores import AS_OF, Said, fill

THEMES = ("delivery", "packaging", "customer_service", "website_app")


def told(seed: int, n: int) -> list[Said]:
    """Some without stars, some without an answer to the NPS, more complaints in the app."""
    return list(_told(Random(seed), n))


def _told(r: Random, n: int) -> Iterator[Said]:
    for number in range(n):
        channel = r.choice(("web", "app", "shop"))
        blames = r.random() < (0.55 if channel == "app" else 0.3)
        stars = r.choice((1, 2, 3)) if blames else r.choice((3, 4, 5))
        yield Said(
            day=number % 28, product=r.choice(("Mug", "Lamp", "Pan")), channel=channel,
            rating=stars if r.random() < 0.8 else None,
            nps=r.randint(0, 10) if r.random() < 0.7 else None,
            touchpoint=r.choice(("relationship", "checkout", "support")),
            themes={r.choice(THEMES): NEGATIVE if blames else POSITIVE},
        )  # fmt: skip


@pytest.fixture(scope="module", params=[(8, 360), (9, 150)], ids=["large", "small"])
def store(
    request: pytest.FixtureRequest, desk: ToolContext, desk_database: Database
) -> tuple[ToolContext, list[Said]]:
    said = told(*request.param)
    shop = fill(desk, desk_database, f"recomputed-{len(said)}", iter(said))
    return replace(shop, as_of=AS_OF), said


Store = tuple[ToolContext, list[Said]]


def run(store: Store, name: str, **args: Any) -> Any:
    return call_tool(name, args, store[0])[1].data


def blamed(each: Said) -> bool:
    return NEGATIVE in dict(each.themes or {}).values()


def test_stars(store: Store) -> None:
    stars = np.array([each.rating for each in store[1] if each.rating], dtype=float)
    now = run(store, "csat")["now"]
    low, high = stats.binomtest(int((stars >= 4).sum()), len(stars)).proportion_ci(method="wilson")
    assert (now["csat"].low, now["csat"].high) == pytest.approx((100 * low, 100 * high))
    assert now["rating_sd"].value == pytest.approx(stars.std(ddof=1))
    assert now["bottom_two"].value == pytest.approx(100 * (stars <= 2).mean())
    t = stats.t.interval(0.95, len(stars) - 1, stars.mean(), stats.sem(stars))
    assert (now["rating_mean"].low, now["rating_mean"].high) == pytest.approx(t)


def points(said: list[Said], **of: str) -> "np.ndarray[Any, np.dtype[np.float64]]":
    chosen = [
        s for s in said if s.nps is not None and all(getattr(s, k) == v for k, v in of.items())
    ]
    return np.array([100.0 * ((s.nps or 0) >= 9) - 100.0 * ((s.nps or 0) <= 6) for s in chosen])


def test_scenario_beside_strategic(store: Store) -> None:
    data = run(store, "nps", by="touchpoint")
    strategic = points(store[1], touchpoint="relationship")
    scenario = np.concatenate(
        [points(store[1], touchpoint="checkout"), points(store[1], touchpoint="support")]
    )
    gap = data["kinds_gap"]
    half = 1.959964 * math.sqrt(strategic.var() / len(strategic) + scenario.var() / len(scenario))
    assert gap.value == pytest.approx(scenario.mean() - strategic.mean())
    assert (gap.high - gap.low) / 2 == pytest.approx(half, rel=1e-5)


def test_answers_needed(store: Store) -> None:
    data, values = run(store, "precision"), points(store[1])
    wide = {row["margin"].value: row["answers"].value for row in data["needed"]}
    assert wide[5] == math.ceil((1.959964 * values.std() / 5) ** 2)
    z = stats.norm.ppf(0.975) + stats.norm.ppf(0.8)
    assert data["plan"]["each"].value == math.ceil(2 * values.var() * (z / 5) ** 2)
    exact = run(store, "precision", margin=2.5)
    wanted = math.ceil((1.959964 * values.std() / 2.5) ** 2)
    assert exact["wanted"]["answers"].value == wanted
    assert exact["wanted"]["missing"].value == wanted - len(values)
    assert "plan" not in exact
    assert run(store, "precision", margin=90)["wanted"]["missing"].value == 0


def test_cells_of_two_dimensions(store: Store) -> None:
    data = run(store, "cross_table", by="product", across="channel", measure="rating_mean")
    stars = [s.rating for s in store[1] if s.product == "Pan" and s.channel == "app" and s.rating]
    figures = _figures(data)
    cell = [f for f in figures if f.filters == {"product": ["Pan"], "channel": ["app"]}]
    assert cell
    for each in cell:
        assert (each.n, each.value) == (len(stars), pytest.approx(np.mean(stars)))


def _figures(data: Any) -> list[Any]:
    if isinstance(data, dict):
        return [f for each in data.values() for f in _figures(each)]
    if isinstance(data, list | tuple):
        return [f for each in data for f in _figures(each)]
    return [data] if hasattr(data, "filters") else []


def test_few_themes_make_most(store: Store) -> None:
    counts = Counter(
        t for s in store[1] for t, side in (s.themes or {}).items() if side == NEGATIVE
    )
    ordered = [n for _, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]
    curve = run(store, "pareto")["curve"]
    assert [row["cumulative"].value for row in curve] == pytest.approx(
        list(100 * np.cumsum(ordered) / sum(ordered))
    )
    reached = np.cumsum(ordered) / sum(ordered)
    assert len(run(store, "pareto")["vital"]) == 1 + int((reached < 0.8).sum())


def test_channels_differ(store: Store) -> None:
    data = run(store, "sentiment", by="channel")
    table = {c: [s for s in store[1] if s.channel == c] for c in ("web", "app", "shop")}
    hits = {c: sum(map(blamed, each)) for c, each in table.items()}
    rows = [[hits[c], len(table[c]) - hits[c]] for c in table]
    chi, p, df, _ = stats.chi2_contingency(rows, correction=False)
    found = (data["statistic"].value, data["p"].value, data["df"].value)
    assert found == pytest.approx((chi, p, df))
    raw = [
        stats.chi2_contingency(
            [rows[i], list(np.sum([r for j, r in enumerate(rows) if j != i], axis=0))],
            correction=False,
        )[1]
        for i in range(3)
    ]
    sure = dict(zip(table, stats.false_discovery_control(raw) < 0.05, strict=True))
    for group in data["groups"]:
        assert (group["standing"] != "cannot_tell") == sure[group["name"]]


def test_stages_of_the_journey(store: Store) -> None:
    """The complaints beyond the others' rate: each record has one theme, so the stages that share
    none are simply apart."""
    data = run(store, "stages", view="journey")
    order = next(row for row in data["rows"] if row["id"] == "order")
    mine = [s for s in store[1] if "website_app" in (s.themes or {})]
    assert (order["count"].value, order["complaints"].value) == (len(mine), sum(map(blamed, mine)))
    others = [(r["count"].value, r["complaints"].value) for r in data["rows"] if r["id"] != "order"]
    rate = sum(k for _, k in others) / sum(n for n, _ in others)
    excess = 100 * len(mine) / len(store[1]) * (sum(map(blamed, mine)) / len(mine) - rate)
    assert order["excess"].value == pytest.approx(excess)


def test_early_warning(store: Store) -> None:
    data = run(store, "early_warning")
    row = next(each for each in data["products"] if each["name"] == "Mug")
    mugs = [s for s in store[1] if s.product == "Mug"]
    lately, before = ([s for s in mugs if (s.day < 7) == now] for now in (True, False))
    k, e = sum(map(blamed, lately)), sum(map(blamed, before)) * len(lately) / len(before)
    growth = max(0.0, 2 * (k + 5) / (k + e + 10) - 1)
    assert row["growth"].value == pytest.approx(growth)
    change = 100 * (k / len(lately) - sum(map(blamed, before)) / len(before))
    assert row["share_change"].value == pytest.approx(change)
    parts = {"surprise": 40, "growth": 30, "urgency": 20, "spread": 10}
    assert row["score"].value == pytest.approx(sum(w * row[p].value for p, w in parts.items()))
