from pathlib import Path

import pytest

from assistant.models import Urgency
from assistant.store.database import Database
from assistant.tools.context import ToolContext
from assistant.tools.registry import call_tool
from assistant.tools.result import ToolResult
from assistant.understanding.themes import Taxonomy
from prompts.wording import Wording
from retrieval.embedders import BuiltinEmbedder
from tests.store.records import NEGATIVE, labels, said
from tests.tools.shop import open_shop


@pytest.fixture
def context(
    database: Database, tmp_path: Path, encoder: BuiltinEmbedder, taxonomy: Taxonomy
) -> ToolContext:
    """A shop with two reports of danger and nothing else."""
    opened = open_shop(database, tmp_path, encoder, taxonomy, "crisis")
    shared = {"tenant": "crisis", "channel": "web"}
    texts = ("The plug caught fire", "My kettle gave me an electric shock")
    opened.feedback.add(
        [
            said("K1", texts[0], "2026-03-12T12:00", product="Toaster", customer_id="C1", **shared),
            said("K2", texts[1], "2026-03-13T09:00", product="Kettle", customer_id="C2", **shared),
        ],
        [labels(NEGATIVE, {"product_quality": NEGATIVE}, urgency=Urgency.CRITICAL)] * 2,
    )
    return opened


def plan(context: ToolContext, **args: object) -> ToolResult:
    return call_tool("crisis_plan", args, context)[1]


def test_the_plan_holds_the_facts_of_the_alert(context: ToolContext) -> None:
    result = plan(context, about="what about the electric shock")
    data = result.data
    assert (data["alert"], data["subject"], data["severity"]) == ("safety", "Kettle", "critical")
    assert data["product"] == "Kettle"
    assert data["first_seen"] == "2026-03-13 09:00"
    assert data["respond_by"] == "2026-03-13 21:00"
    assert (data["records"].value, data["hours"].value, data["reply_hours"].value) == (1, 12, 24)
    assert (data["theme"], data["owner"]) == ("product_quality", "quality")
    assert [quote.id for quote in data["quotes"]] == ["K2"]
    assert result.notes == ()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_has_four_parts_in_both_languages(context: ToolContext, language: str) -> None:
    result = plan(context, product=["Kettle"])
    text = Wording(language, {}).render(
        "crisis_plan", r=result.data, scope=result.scope, notes=result.notes, compared=None
    )
    parts = {
        "en": ("Prevention", "Response", "Communication", "Review", "24 hours"),
        "zh": ("预防", "应对", "沟通", "复盘", "24 小时"),
    }[language]
    assert [part for part in parts if part not in text] == []
    assert "Kettle" in text


def test_another_product_than_any_alert_gets_the_worst_one_with_a_note(
    context: ToolContext,
) -> None:
    assert plan(context, product=["Mug"]).notes == ("plan_for_worst",)


def test_the_alert_that_is_named_goes_before_one_whose_quotes_name_it(
    database: Database, tmp_path: Path, encoder: BuiltinEmbedder, taxonomy: Taxonomy
) -> None:
    opened = open_shop(database, tmp_path, encoder, taxonomy, "kettles")
    shared = {"tenant": "kettles", "channel": "web"}
    said_all = [
        said(
            "K1",
            "The lamp beside my kettle caught fire",
            "2026-03-12T12:00",
            product="Lamp",
            customer_id="C1",
            **shared,
        ),
        said(
            "K2",
            "It gave me an electric shock",
            "2026-03-13T09:00",
            product="Kettle",
            customer_id="C2",
            **shared,
        ),
    ]
    opened.feedback.add(
        said_all,
        [labels(NEGATIVE, {"product_quality": NEGATIVE}, urgency=Urgency.CRITICAL)] * 2,
    )
    assert plan(opened, about="crisis plan for the kettle").data["subject"] == "Kettle"


def test_without_an_alert_there_is_no_plan(empty_desk: ToolContext) -> None:
    assert plan(empty_desk).notes == ("no_alerts",)
