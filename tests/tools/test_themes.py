import pytest

from assistant.tools.context import ToolContext
from tests.tools.results import rows, run


class TestComplaints:
    def test_the_most_blamed_come_first(self, context: ToolContext) -> None:
        result = run(context, "complaints")
        assert rows(
            result, "themes", "count", "share", "count_before", "count_change", "angry"
        ) == {
            "delivery": pytest.approx((2, 20, 1, 1, 0)),
            "product_quality": pytest.approx((2, 20, 0, 2, 100)),
            "customer_service": pytest.approx((1, 10, 0, 1, 100)),
        }
        themes = [row["theme"] for row in result.data["themes"]]
        assert themes == ["delivery", "product_quality", "customer_service"]
        assert [row["status"] for row in result.data["themes"]] == [
            "persistent", "cannot_tell", "cannot_tell"
        ]  # fmt: skip
        assert result.data["top"].value == "delivery"

    def test_top_limits_the_themes(self, context: ToolContext) -> None:
        assert len(run(context, "complaints", top=1).data["themes"]) == 1

    def test_quotes_are_of_that_theme_and_stance(self, context: ToolContext) -> None:
        for row in run(context, "complaints").data["themes"]:
            for quote in (*row["quotes"], *row["counter"]):
                said = context.feedback.get(quote.id, context.tenant)
                stances = {m.theme: m.sentiment for m in said.labels.themes}
                wanted = "negative" if quote in row["quotes"] else "positive"
                assert stances[row["theme"]] == wanted
                assert quote.text in said.feedback.full_text


class TestThemes:
    def test_any_stance(self, context: ToolContext) -> None:
        result = run(context, "themes")
        assert rows(result, "themes", "count", "blamed", "praised") == {
            "delivery": (4, 2, 2),
            "product_quality": (4, 2, 2),
            "customer_service": (1, 1, 0),
            "packaging": (1, 0, 0),
        }

    def test_praise(self, context: ToolContext) -> None:
        result = run(context, "themes", stance=["positive"])
        assert rows(result, "themes", "count", "share", "count_before") == {
            "delivery": pytest.approx((2, 20, 0)),
            "product_quality": pytest.approx((2, 20, 1)),
        }
        ids = {quote.id for row in result.data["themes"] for quote in row["quotes"]}
        assert ids <= {"N4", "N5", "N10"}

    def test_without_one(self, context: ToolContext) -> None:
        result = run(context, "themes", without_theme=["delivery"])
        assert rows(result, "themes", "count") == {
            "product_quality": (3,), "customer_service": (1,), "packaging": (1,)
        }  # fmt: skip


class TestPriority:
    def test_the_parts_by_hand(self, context: ToolContext) -> None:
        """urgency and severity are pulled to 0.64 and 0.8 by five records, trend is
        (n + 5) / (n + e + 10) with e twice the count of the half as large week before."""
        names = ("urgency", "reach", "severity", "trend", "score", "rank")
        result = run(context, "priority")
        assert rows(result, "rows", *names) == {
            "product_quality": pytest.approx((4.9 / 7, 0.2, 6 / 7, 7 / 12, 0.07, 1)),
            "delivery": pytest.approx((4 / 7, 0.2, 5 / 7, 7 / 14, 0.0408163, 2), abs=1e-6),
            "customer_service": pytest.approx(
                (3.9 / 6, 0.1, 5 / 6, 6 / 11, 0.0295455, 3), abs=1e-6
            ),
        }
        assert result.data["first"].value == "product_quality"

    def test_few_records_are_said_to_be_tied(self, context: ToolContext) -> None:
        first = run(context, "priority").data["rows"][0]
        assert [figure.value for figure in first["tied"]] == [1, 3]


def test_pareto(context: ToolContext) -> None:
    result = run(context, "pareto")
    assert rows(result, "curve", "count", "share", "cumulative") == {
        "delivery": pytest.approx((2, 40, 40)),
        "product_quality": pytest.approx((2, 40, 80)),
        "customer_service": pytest.approx((1, 20, 100)),
    }
    data = result.data
    assert data["vital"] == ["delivery", "product_quality"]
    shown = [data[name].value for name in ("vital_count", "all_count", "reached", "complaints")]
    assert shown == pytest.approx([2, 3, 80, 5])
