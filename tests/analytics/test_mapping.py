import numpy as np
import pytest

from assistant.analytics.mapping import group_figures
from assistant.analytics.nps import nps
from assistant.analytics.theme_sets import Outcome, ThemeSetRow

STAGES = {"pay": ["payment"], "receive": ["delivery", "packaging"], "use": ["quality"]}


def rows() -> list[ThemeSetRow]:
    delivery, both, quality = (
        frozenset({"delivery"}),
        frozenset({"delivery", "packaging"}),
        frozenset({"quality", "price"}),
    )
    return [
        ThemeSetRow(delivery, {2: 50, 9: 10}, n=80, negative=delivery),
        ThemeSetRow(both, {2: 20}, negative=frozenset({"packaging"})),
        ThemeSetRow(quality, {9: 90}, n=95),
        ThemeSetRow(quality, {3: 5}, negative=frozenset({"price"})),
    ]


def test_a_record_counts_once_in_its_group() -> None:
    result = group_figures(STAGES, rows(), Outcome.NPS)
    pay, receive, use = result.groups
    assert result.n == 200
    assert (pay.n, pay.negative.value, pay.score.value) == (0, None, None)
    assert pay.share.value == 0
    assert (receive.n, receive.share.value, receive.negative.value) == (100, 0.5, 1.0)
    assert receive.score.value == nps({2: 70, 9: 10}).value
    # A complaint about the price is none about the stage "use".
    assert use.negative.value == 0
    assert result.unmapped == ("price",)


def test_the_bottleneck_is_named_only_where_it_is_sure() -> None:
    assert group_figures(STAGES, rows()).bottleneck == "receive"
    level = [
        ThemeSetRow(frozenset({t}), {}, n=n, negative=frozenset({t}) if bad else frozenset())
        for t, n, bad in [
            ("delivery", 50, True),
            ("delivery", 50, False),
            ("quality", 48, True),
            ("quality", 52, False),
        ]
    ]
    assert group_figures(STAGES, level).bottleneck is None


def test_what_is_spoken_of_only_to_complain_leads_by_its_excess_alone() -> None:
    """All of 35 who speak of the payment complain, and 130 of 200 who speak of the delivery."""
    spoken = [("payment", 35, 35), ("delivery", 200, 130), ("quality", 200, 20)]
    found = group_figures(
        STAGES,
        [
            ThemeSetRow(frozenset({theme}), {}, k, frozenset({theme}) if bad else frozenset())
            for theme, n, complaints in spoken
            for bad, k in ((True, complaints), (False, n - complaints))
        ],
    )
    pay, receive, use = found.groups
    assert (found.bottleneck, found.most) == ("receive", "receive")
    assert pay.negative.value == 1
    assert pay.excess.value == pytest.approx(35 / 435 * (1 - 150 / 400))
    assert receive.excess.value == pytest.approx(200 / 435 * (130 / 200 - 55 / 235))
    assert receive.of_all.value == pytest.approx(130 / 435)
    assert (receive.excess.low or 0) > 0
    assert (use.excess.value or 0) < 0


def test_the_excess_covers_the_truth() -> None:
    rng = np.random.default_rng(6)
    truth = 0.4 * (0.5 - 0.2)
    covered = 0
    for _ in range(2000):
        n = int(rng.binomial(500, 0.4))
        counts = {
            "delivery": (n, rng.binomial(n, 0.5)),
            "quality": (500 - n, rng.binomial(500 - n, 0.2)),
        }
        rows = [
            ThemeSetRow(frozenset({theme}), {}, int(k), frozenset({theme}) if bad else frozenset())
            for theme, (size, hits) in counts.items()
            for bad, k in ((True, hits), (False, size - hits))
        ]
        excess = group_figures(STAGES, rows).groups[1].excess
        covered += (excess.low or 0) <= truth <= (excess.high or 0)
    assert 0.93 < covered / 2000 < 0.97


def test_equal_groups_seldom_have_a_bottleneck() -> None:
    rng = np.random.default_rng(1)
    mapping = {f"g{i}": [f"t{i}"] for i in range(7)}
    named = 0
    for bad in rng.binomial(100, 0.3, (400, 7)).tolist():
        rows = []
        for i, k in enumerate(bad):
            theme = frozenset({f"t{i}"})
            rows += [ThemeSetRow(theme, {}, k, theme), ThemeSetRow(theme, {}, 100 - k)]
        named += group_figures(mapping, rows).bottleneck is not None
    assert named / 400 <= 0.05


def test_a_small_group_is_no_bottleneck() -> None:
    tiny = ThemeSetRow(frozenset({"payment"}), {}, n=5, negative=frozenset({"payment"}))
    assert group_figures(STAGES, [*rows(), tiny]).bottleneck == "receive"


def test_no_records_is_no_data() -> None:
    result = group_figures(STAGES, [])
    assert all(g.share.value is g.negative.value is g.score.value is None for g in result.groups)
    assert result.bottleneck is None
