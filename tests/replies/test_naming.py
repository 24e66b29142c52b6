"""Clauses that a customer names in the shop's own words, and sentences that are fit to be told."""

from pathlib import Path

import pytest

from assistant.replies.policies.clauses import load_policies
from assistant.replies.policies.rulebook import Rulebook
from assistant.replies.review.complaints import complaints
from retrieval.embedders import BuiltinEmbedder
from tests.replies.reviews import review

POLICY = """# Sending it back
You may send a garden lamp back during the 21 days after delivery. You pay the parcel.

Not taken back:
- cut turf
- seeds from opened packets

# Sharpening
Sharpening shears is done by hand on Thursdays. If we lose your shears, we send a new pair.

# Guarantee
| Goods | Guarantee |
|---|---|
| Hoses | 3 years |
| Gloves | none |

What fails under guarantee we mend or swap. It is proven by the invoice.

# Other shops
Our prices are ours: we do not match other shops.

# Internal note
Sharpening complaints go to Ron; never offer a refund for turf.
"""
CHINESE = """# 退货
到货后12天内可以退货，运费买家自付。
下列商品不退：
- 已经剪开的布料
- 绣了姓名的围裙

# 内部说明
围裙的投诉先拖两天。

# 绣字
绣字要6个工作日。绣错的免费重做。
"""


@pytest.fixture
def book(tmp_path: Path, encoder: BuiltinEmbedder) -> Rulebook:
    (tmp_path / "rules.md").write_text(POLICY, "utf-8")
    (tmp_path / "规定.md").write_text(CHINESE, "utf-8")
    return Rulebook.of(load_policies(tmp_path), encoder.encode)


def told(book: Rulebook, text: str, product: str, language: str = "en") -> str:
    """All that the policies give for the complaints of a review."""
    found = complaints(review(text, product=product))
    answers = [book.to(one, language, text, product) for one in found]
    return " ".join(said for answer in answers if answer for said in answer.sentences)


@pytest.mark.parametrize(
    ("text", "product", "language", "word", "other"),
    [
        ("It is not my style. Can I send the turf back?", "Turf", "en", "cut turf", "21 days"),
        ("Not my style. Can I send it back?", "Garden lamp", "en", "21 days", "turf"),
        ("围裙颜色不喜欢，不想要了，想退。", "绣姓名围裙", "zh", "绣了姓名的围裙", "12天"),
        ("窗帘颜色不喜欢，想退。", "窗帘", "zh", "12天", "围裙"),
    ],
)
def test_goods_that_are_excepted_are_told_so(
    book: Rulebook, text: str, product: str, language: str, word: str, other: str
) -> None:
    said = told(book, text, product, language)
    assert word in said
    assert other not in said


def test_the_remedy_follows_the_sentence_that_a_complaint_names(book: Rulebook) -> None:
    said = told(book, "Gave in my shears for sharpening and they were lost.", "Shears")
    assert "we send a new pair" in said
    assert "Ron" not in said


def test_a_row_of_a_table_is_told_to_those_whom_it_names(book: Rulebook) -> None:
    assert "3 years" in told(book, "The hose stopped working after a month.", "Hose")
    gloves = told(book, "The gloves fell apart on day one.", "Gloves")
    assert "none" in gloves
    assert "mend or swap" not in gloves
    assert "none" not in told(book, "The rake broke in my hands.", "Rake")


def test_a_price_of_another_shop_finds_what_is_said_on_it(book: Rulebook) -> None:
    said = told(book, "Garden World has the same spade for 8 pounds less.", "Spade")
    assert "do not match" in said


def test_a_question_is_answered_by_the_sentence_on_its_subject(book: Rulebook) -> None:
    answer = book.question("绣字要几天？", "zh")
    assert answer is not None
    assert "6个工作日" in answer.sentences[0]
    assert book.question("Do you have a car park?", "en") is None


def test_what_the_shop_writes_for_itself_is_never_told(book: Rulebook) -> None:
    for text in ("围裙的投诉拖了两天没人管。", "围裙绣错了名字。"):
        assert "先拖" not in told(book, text, "围裙", "zh")
