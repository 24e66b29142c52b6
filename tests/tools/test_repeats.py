"""Near duplicates and placeholders: said where records are counted, and left out where asked."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.agent.checking.ledger import check
from assistant.agent.planner.writer import write
from assistant.models import Scope
from assistant.store.database import Database
from assistant.store.feedback import FeedbackStore
from assistant.store.tallies import Tallies
from assistant.tools.context import ToolContext
from assistant.tools.registry import call_tool
from prompts.wording import Wording
from tests.store.records import NEGATIVE, labels, said
from tests.tools.shop import queue_of


class TestRepeats:
    """Three of eight records say what another said, one is a placeholder."""

    TEXTS = (
        "The kettle leaked hot water over my whole kitchen table twice.",
        "The kettle leaked hot water over my whole kitchen table twice.",
        "The kettle leaked hot water over my whole kitchen table twice!",
        "The kettle leaked hot water over my whole kitchen table twice.",
        "此用户没有填写评价。",
        "Support was rude to me on the phone.",
        "A lovely lamp for the hall.",
        "",
    )

    @pytest.fixture
    def copies(self, desk: ToolContext, database: Database) -> ToolContext:
        items = [
            said(f"R{n}", text, "2026-03-12T12:00", tenant="copies", rating=1)
            for n, text in enumerate(self.TEXTS)
        ]
        FeedbackStore(database).add(
            items, [labels(NEGATIVE, {"product_quality": NEGATIVE})] * len(items)
        )
        return replace(
            desk,
            tenant="copies",
            feedback=FeedbackStore(database),
            tallies=Tallies(database),
            replies=queue_of(database),
        )

    @pytest.mark.parametrize("tool", ["volume", "overview", "complaints"])
    def test_both_numbers_are_shown(self, copies: ToolContext, tool: str) -> None:
        call, result = call_tool(tool, {}, copies)
        assert (result.data["repeats"].value, result.data["own"].value) == (4, 4)
        for language, words in (("en", "near duplicates"), ("zh", "近似重复")):
            text = write([(call, result)], Wording(language, {}))
            assert words in text
            assert check(text, result.ledger) == []
            printed = write([(call, result)], Wording(language, {}, printed=True))
            assert words in printed
            assert not any(offer in printed for offer in ("without duplicates", "去重"))

    def test_without_them_nothing_is_said_of_them(self, copies: ToolContext) -> None:
        call, result = call_tool("volume", {"unique": True}, copies)
        assert result.data["now"]["count"].value == 4
        assert "repeats" not in result.data
        assert "without near duplicates" in write([(call, result)], Wording("en", {}))

    def test_placeholders_wait_for_no_answer(self, copies: ToolContext) -> None:
        scope = Scope(tenant="copies")
        assert copies.replies.stats(scope).total == len(self.TEXTS) - 1
        waiting = copies.replies.open(scope)
        assert all("没有填写" not in each.record.feedback.text for each in waiting)

    def test_complaints_without_an_answer_are_told_for_the_whole_shop(
        self, copies: ToolContext
    ) -> None:
        """What came in on the 12th at noon is overdue at the end of the 13th."""
        call, result = call_tool("complaints", {}, copies)
        assert result.data["overdue"].value == len(self.TEXTS) - 1
        assert "overdue for an answer" in write([(call, result)], Wording("en", {}))
        assert "overdue" not in call_tool("complaints", {"rating": [1]}, copies)[1].data
        early = replace(copies, as_of=date(2026, 3, 12))
        assert "overdue" not in call_tool("complaints", {}, early)[1].data
