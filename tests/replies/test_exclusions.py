"""What policies take back from a case that the review tells: goods, states and times."""

from pathlib import Path

import pytest

from assistant.replies.policies.refusals import affirmed
from retrieval.embedders import BuiltinEmbedder
from tests.replies.drafting import Drafted, drafting

POLICIES = """# Rugs and curtains

## Changed plans
Rolled rugs come back to us within 21 days of delivery and you get your money. Rugs that were walked
on stay with you.

## Off-cuts
Pieces from the remnants bin cannot be exchanged or returned unless they have a fault.

## Ten-year promise
Hand-knotted rugs are guaranteed for 10 years against loose knots.
Fading by sunlight is not covered.

## Parcels with damage
If a rug arrives torn, send us a photo within 4 days and we replace it. After that we mend
it for $20.

## 价保
付款后 20 天内降价，可以申请退差价。直播秒杀款不参加价保。

## 到货检查
窗帘破损的，签收后 3 天内拍照联系客服，我们补发。超过 3 天的按维修处理。
"""


@pytest.fixture
def drafted(tmp_path: Path, encoder: BuiltinEmbedder) -> Drafted:
    return drafting(POLICIES, tmp_path, encoder)


@pytest.mark.parametrize(
    ("text", "told", "left"),
    [
        (
            "It came from the remnants bin, does not suit my hall and you won't take it back.",
            "remnants bin cannot be",
            "get your money",
        ),
        (
            "My hand-knotted rug has lost all its colour, the sunlight made it fade. Awful.",
            "Fading by sunlight",
            "10 years",
        ),
        ("直播秒杀款买完第三天就降价了，退差价！", "不参加价保", "20 天内"),
    ],
)
def test_what_is_taken_back_is_not_offered(
    drafted: Drafted, text: str, told: str, left: str
) -> None:
    body, notes = drafted(text)
    assert told.lower() in body.lower()
    assert left not in body
    assert "takes this case out" in notes


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The rug does not suit my hall and you won't take it back.", "get your money"),
        ("The piece from the remnants bin arrived torn.", "we replace it"),
        ("刚买第三天就降价了，退差价！", "20 天内"),
    ],
)
def test_what_holds_is_told(drafted: Drafted, text: str, told: str) -> None:
    body, notes = drafted(text)
    assert told in body
    assert "takes this case out" not in notes


def test_an_exception_goes_with_its_rule_where_the_case_is_not_sure(drafted: Drafted) -> None:
    body, notes = drafted("My hand-knotted rug has loose threads, and the sunlight shows them all.")
    assert "10 years" in body
    assert "Fading by sunlight" in body
    assert "takes this case out" in notes


def test_what_somebody_denies_is_not_their_case() -> None:
    assert "bin" not in affirmed("It is not from the remnants bin.")
    assert "直播" not in affirmed("我不是直播间买的")
    assert affirmed("From the bin.") == "From the bin."


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("The rug arrived torn. I only unrolled and noticed two weeks later.", "for $20"),
        ("窗帘收到放了十天才拆，打开发现破损，客服不管。", "按维修处理"),
    ],
)
def test_a_time_that_is_over_says_what_holds_then(drafted: Drafted, text: str, then: str) -> None:
    body, notes = drafted(text)
    assert then in body
    assert "older order" in notes
    _, notes = drafted("The rug arrived torn yesterday.")
    assert "older order" not in notes
