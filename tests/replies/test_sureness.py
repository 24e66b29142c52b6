"""What is surely on a complaint is told; the rest is left to a person."""

from pathlib import Path

import pytest

from assistant.models import Urgency
from assistant.replies.draft import RiskKind
from assistant.replies.policies.clauses import load_policies
from assistant.replies.shop.brand import load_brand
from assistant.replies.writing.drafting import draft
from retrieval.embedders import BuiltinEmbedder
from tests.replies.drafting import Drafted, drafting
from tests.replies.reviews import review

POLICIES = """# Kites and boats

## Kites
Kite spars that break within 1 year are replaced free of charge. Spars snapped by a dog are not
covered.

## Boat hire
If you cancel up to 3 days before it, you get the whole price back.

## Club evenings
Guests are welcome on Fridays. Bring indoor shoes.

## 客服
超过两天没有得到回复的，请打店长电话，店长当天回电。

## 工期
定制风筝 20 天内做好。超过约定日期的，每晚一天退货款的 2%。

## 保修
绞盘保修 3 年，线轮保修 1 年，皮筋不在保修范围内。保修期内上门维修免费。自行改装过的绞盘不予保修。
"""


@pytest.fixture
def drafted(tmp_path: Path, encoder: BuiltinEmbedder) -> Drafted:
    return drafting(POLICIES, tmp_path, encoder)


def test_a_sentence_that_also_gives_something_takes_nothing_back(drafted: Drafted) -> None:
    body, notes = drafted("线轮用了一年半就不转了，换了皮筋也没用。")
    assert "线轮保修 1 年" in body
    assert "older order than clause" in notes
    assert "takes this case out" not in notes


def test_a_clause_on_silence_answers_no_late_parcel(drafted: Drafted) -> None:
    body, _ = drafted("说好二十天，今天第二十六天了还没发货。")
    assert "没有得到回复" not in body


def test_a_guarantee_is_told_beside_damage_that_the_review_does_not_name(drafted: Drafted) -> None:
    body, notes = drafted("用了两年绞盘不转了。")
    assert "维修免费" in body
    assert "自行改装" not in body
    assert "自行改装" in notes


def test_a_rule_of_another_matter_is_left_to_a_person(drafted: Drafted) -> None:
    body, notes = drafted("My kite spar broke. Four weeks later still no money for it.")
    assert "replaced free of charge" in body
    assert "whole price back" not in body
    assert "the refund that you are still waiting for" in notes


def test_every_complaint_without_a_rule_has_a_note(drafted: Drafted) -> None:
    _, notes = drafted(
        "The kite spar broke after a week. The corner of the tail board is chipped. "
        "The manual is full of rude jokes."
    )
    assert "“The corner of the tail board is chipped”" in notes


def test_a_late_parcel_needs_no_photo(drafted: Drafted) -> None:
    body, _ = drafted("Nine weeks we have waited for the oak mast that I paid in spring.")
    assert "photo" not in body


def test_damage_in_another_language_is_no_danger(tmp_path: Path, encoder: BuiltinEmbedder) -> None:
    (tmp_path / "rules.md").write_text(POLICIES, "utf-8")
    clauses = load_policies(tmp_path)
    said = review(
        "Die Laterne kam mit einem Sprung im Glas an, der Karton war zerdrückt.",
        language="de",
        urgency=Urgency.CRITICAL,
    )
    made = draft(said, clauses, load_brand(None, clauses), encoder.encode)
    assert made.risk is RiskKind.NONE
