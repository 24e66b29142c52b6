"""A number of one theme, or of one side of the NPS, must not be told of another."""

import pytest

from assistant.agent.checking.ledger import check
from assistant.models import Ledger
from tests.agent.ledgers import one

THEMES = {"delivery": ["Delivery", "物流"], "product_quality": ["Product quality", "商品质量"]}
TOLD = Ledger(
    (
        one("complaint_count", 85, "records", 1018, theme="delivery"),
        one("complaint_count_before", 247, "records", 1018, theme="delivery"),
        one("complaint_count", 115, "records", 1018, theme="product_quality"),
        one("promoters_share", 38.64, "%", 308),
        one("detractors_share", 43.83, "%", 308),
        one("detractors_count", 135, "", 308),
    )
)


@pytest.mark.parametrize(
    "text",
    [
        "Delivery complaints fell from 247 to 85.",
        "The top two are product quality (115) and delivery (85, after 247).",
        "Product quality leads with 115, against delivery's 85.",
        "| Theme | Complaints |\n|---|---|\n| Delivery | 85 |\n| Product quality | 115 |",
        "商品质量115条，物流85条。",
        "Detractors (43.8%, 135 of 308) outnumber promoters (38.6%).",
        "38.6% are promoters and 43.8% detractors.",
        "| Promoters | 38.6% |\n| Detractors | 43.8% |",
    ],
)
def test_numbers_of_their_own_hold(text: str) -> None:
    assert check(text, TOLD, themes=THEMES) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Delivery has 115 complaints.", "115"),
        ("Product quality comes first with 85.", "85"),
        ("| Delivery | 115 |", "115"),
        ("物流有115条。", "115"),
        ("43.8% are promoters.", "43.8"),
        ("推荐者占43.8%。", "43.8"),
        ("| Promoters | 43.8% |", "43.8"),
    ],
)
def test_numbers_of_another_are_found(text: str, written: str) -> None:
    assert [found.written for found in check(text, TOLD, themes=THEMES)] == [written]
