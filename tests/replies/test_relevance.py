"""Rules that are found by all that they share with a review, and told whole."""

from pathlib import Path

import pytest

from assistant.replies.policies.clauses import load_policies
from assistant.replies.policies.rulebook import Rulebook
from assistant.replies.policies.sentences import row_told
from assistant.replies.review.complaints import complaints
from retrieval.embedders import BuiltinEmbedder
from tests.replies.reviews import review

POLICIES = """# Orders

## Fitting promise
If you measured with our chart and the saddle still does not fit, we rebuild it once free of
charge. Send us a photo of the chart within 30 days.

## Returns
Saddles that were not used can be returned within 10 days.

## Five-year guarantee
Trees, girths and buckles are guaranteed for 5 years. We send the part or repair the saddle.
Leather is guaranteed for 1 year against cracking.

## Customs
Import duty is paid by the recipient; we cannot refund it.

## Manners
Nobody should be spoken to rudely by us. The owner calls you within 2 working days.

## 价保
付款后 15 天内同款降价，可以申请补差价。直播间专享价除外。
"""


@pytest.fixture
def book(tmp_path: Path, encoder: BuiltinEmbedder) -> Rulebook:
    (tmp_path / "rules.md").write_text(POLICIES, "utf-8")
    return Rulebook.of(load_policies(tmp_path), encoder.encode)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I used your chart and it is still too narrow for my horse.", "rebuild it once"),
        ("I used your chart and it is still too narrow for my horse.", "photo of the chart"),
        ("The leather is lovely, but the buckle snapped after a year.", "We send the part"),
        ("Had to pay 40 euro duty at the door, nobody told me.", "paid by the recipient"),
        ("The man on the phone laughed at me and hung up.", "owner calls you"),
        ("刚买三天就降了50块，说我是直播间买的不给补。", "直播间专享价除外"),
    ],
)
def test_the_rule_is_found_by_all_it_shares(book: Rulebook, text: str, words: str) -> None:
    language = "en" if text.isascii() else "zh"
    answers = [book.to(one, language, text, "Saddle") for one in complaints(review(text))]
    assert words in " ".join(said for each in answers if each for said in each.sentences)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            "Pegs · guarantee: 3 years · what we do: send new pegs.",
            "For pegs, the guarantee is 3 years; we send new pegs.",
        ),
        ("散光片 · 加工时间：7 个工作日 · 处理办法：换新。", "散光片：加工时间 7 个工作日，换新。"),
    ],
)
def test_a_row_is_told_as_a_sentence(row: str, told: str) -> None:
    assert row_told(row) == told
