"""Policies: clauses of any shop's Markdown, what contradicts, what answers a text."""

from pathlib import Path

import pytest

from assistant.errors import HearkenError
from assistant.replies.policies.clauses import load_policies
from assistant.replies.policies.subjects import check_policies, relevant, subjects_of
from retrieval.embedders import BuiltinEmbedder
from tests.replies.reviews import CLAUSES


def test_demo_clauses_have_both_languages_apart() -> None:
    clause = next(clause for clause in CLAUSES if clause.id == "returns.2")
    assert clause.title == "Refund time 退款时效"
    assert clause.title_in("zh") == "退款时效"
    assert clause.title_in("en") == clause.title_in("de") == "Refund time"
    assert clause.file == "returns.md"
    assert "5 business days" in (clause.in_language("en") or "")
    assert "5 个工作日" in (clause.in_language("zh") or "")
    assert "business" not in (clause.in_language("zh") or "")
    assert not any("synthetic" in each.whole for each in CLAUSES)


def test_ids_are_kept_or_numbered_by_file(tmp_path: Path) -> None:
    (tmp_path / "house.md").write_text(
        "# House rules\n\nBe kind.\n\n## Refunds\n\nWithin 3 days.\n\n## r-7 Parking\n\nFree.\n",
        "utf-8",
    )
    clauses = load_policies(tmp_path)
    assert [clause.id for clause in clauses] == ["house.1", "house.2", "r-7"]
    assert [clause.title for clause in clauses] == ["House rules", "Refunds", "Parking"]


def test_language_headings_part_a_clause(tmp_path: Path) -> None:
    text = "## a.1 Refunds\n\nFor all.\n\n### English\n\nIn 3 days.\n\n### 中文\n\n三天内。\n"
    (tmp_path / "a.md").write_text(text, "utf-8")
    (clause,) = load_policies(tmp_path)
    assert clause.text == {"en": "For all.\nIn 3 days.", "zh": "三天内。"}


def test_languages_line_by_line_are_told_apart(tmp_path: Path) -> None:
    text = "## Parcels\n\nWe post within 2 days.\n两天内寄出。\nLate ones are free.\n晚到免运费。\n"
    (tmp_path / "a.md").write_text(text, "utf-8")
    (clause,) = load_policies(tmp_path)
    assert clause.text == {
        "en": "We post within 2 days.\nLate ones are free.",
        "zh": "两天内寄出。\n晚到免运费。",
    }


LOOSE = """Corner shop rules

Sending back
============

Within 20 days.

##Breakage
- Tell us in 2 days
- We send it again.

**Who pays?** We do.

**Gift cards** last 2 years.

| Where | Days | Price |
|---|---|---|
| Town | 2 | $3 |
| Hills | 5 |  |
"""
LOOSE_CHINESE = """**一、退换货**

签收后10天内可退。

**二、破损**
1. 请拍照；
2. 核实后补发

三、邮费

| 地区 | 邮费 |
|--|--|
| 省内 | 6元 |

**贺卡**：写错字的重写。
"""


@pytest.mark.parametrize(
    ("text", "titles", "texts"),
    [
        (
            LOOSE,
            ["Sending back", "Breakage", "Who pays?", "Gift cards"],
            [
                "Within 20 days.",
                "Tell us in 2 days.\nWe send it again.",
                "We do.",
                "Gift cards last 2 years.\nTown · days: 2 · price: $3.\nHills · days: 5.",
            ],
        ),
        (
            LOOSE_CHINESE,
            ["退换货", "破损", "邮费", "贺卡"],
            ["签收后10天内可退。", "请拍照；核实后补发。", "省内 · 邮费：6元。", "写错字的重写。"],
        ),
    ],
)
def test_headings_lists_and_tables_of_any_kind(
    tmp_path: Path, text: str, titles: list[str], texts: list[str]
) -> None:
    (tmp_path / "a.md").write_text(text, "utf-8")
    clauses = load_policies(tmp_path)
    assert [clause.title for clause in clauses] == titles
    assert [" ".join(clause.text.values()) for clause in clauses] == texts


@pytest.mark.parametrize("folder", [None, Path("/nowhere/at/all")])
def test_no_folder_gives_no_clauses(folder: Path | None) -> None:
    assert load_policies(folder) == ()


def test_an_empty_folder_gives_no_clauses(tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_text("\n\n", "utf-8")
    assert load_policies(tmp_path) == ()


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("## a.1 退货\n三天".encode("gb18030"), "UTF-8"),
        (b"## a.1 X\n\n```\nnever closed\n", "code block"),
        (b"## a.1 X\n\none\n\n## a.1 Y\n\ntwo\n", "another id"),
        (b"## a.1 X\n\n\0\0\n", "binary"),
    ],
)
def test_a_broken_file_is_one_sentence(tmp_path: Path, content: bytes, word: str) -> None:
    (tmp_path / "bad.md").write_bytes(content)
    with pytest.raises(HearkenError, match=word) as raised:
        load_policies(tmp_path)
    assert "\n" not in str(raised.value)


def test_the_demo_policies_have_nothing_to_mend() -> None:
    assert check_policies(CLAUSES) == []


def test_contradicting_and_missing_numbers_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "## a.1 Refund time\n\nWe refund within 5 business days after the return reaches us.\n\n"
        "## a.2 Exchange\n\nFaulty items are exchanged soon.\n",
        "utf-8",
    )
    (tmp_path / "b.md").write_text(
        "## b.1 Refund time\n\nA refund takes 14 days after we receive the return.\n\n"
        "## b.2 Gift cards\n\nA gift card is valid for 24 months.\n\n礼品卡有效期 12 个月。\n",
        "utf-8",
    )
    found = {
        (finding.check, finding.clauses) for finding in check_policies(load_policies(tmp_path))
    }
    assert found == {
        ("contradiction", ("a.1", "b.1")),
        ("no_number", ("a.2",)),
        ("languages", ("b.2",)),
    }


def test_relevant_ranks_the_clause_of_the_complaint_first() -> None:
    encode = BuiltinEmbedder().encode
    for text, id in [
        ("I was charged twice for one order", "payment.1"),
        ("退款等了十四天还没到账", "returns.2"),
        ("my parcel is nine days late", "shipping.2"),
        ("How many points do I collect with a purchase?", "reviews.3"),
    ]:
        assert relevant(CLAUSES, text, encode)[0].id == id
    assert relevant(CLAUSES, ["delivery"], encode)[0].id.startswith("shipping.")
    assert relevant((), "anything", encode) == ()


def test_a_subject_nobody_wrote_about_has_no_clause() -> None:
    subjects = {clause.id: subjects_of(clause) for clause in CLAUSES}
    assert [id for id, found in subjects.items() if "coupon" in found] == []
    assert max(subjects, key=lambda id: subjects[id].get("gift_card", 0)) == "payment.4"


LISTS = """# Wool room

*Yarn for slow evenings. Last updated: March 2026*

We do not take back:

- Cut yardage
- opened kits

You can always swap:

- Needles of another size are sent within 3 days.

## What is not covered
1. moths
2. felting in the washing machine
"""
CHINESE_LISTS = """## 退换

7天内可退。以下情况不予退换：
- 剪开的布料；
- 拆封的**毛线**
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            LISTS,
            "We do not take back: Cut yardage.|We do not take back: opened kits.|"
            "Needles of another size are sent within 3 days.|"
            "What is not covered: moths.|What is not covered: felting in the washing machine.",
        ),
        (
            CHINESE_LISTS,
            "7天内可退。|以下情况不予退换：剪开的布料；以下情况不予退换：拆封的毛线。",
        ),
    ],
)
def test_an_item_of_a_list_says_what_opens_it_and_a_byline_is_no_rule(
    tmp_path: Path, text: str, expected: str
) -> None:
    (tmp_path / "a.md").write_text(text, "utf-8")
    said = [
        line for c in load_policies(tmp_path) for t in c.text.values() for line in t.split("\n")
    ]
    assert "|".join(said) == expected


def test_bold_words_before_a_new_sentence_head_it(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text("**Workshop** Repairs take 3 days.\n", "utf-8")
    clause = load_policies(tmp_path)[0]
    assert clause.title == "Workshop"
    assert clause.in_language("en") == "Repairs take 3 days."
