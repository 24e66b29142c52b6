"""A clause that has no text in the customer's language is handed to a person, with its text."""

from pathlib import Path

import pytest

from assistant.replies.policies.clauses import load_policies
from assistant.replies.shop.brand import load_brand
from assistant.replies.writing.drafting import draft
from retrieval.embedders import BuiltinEmbedder
from tests.replies.reviews import review

POLICIES = """# 自行车行

## 电机保修
电机保修 4 年，有异响或无力的，免费上门维修。

## 安装
安装师傅损坏墙面的，由本店免费修补。

## 试骑
试骑需预约，每次 30 分钟。
"""


@pytest.mark.parametrize(
    ("text", "language", "clause", "words"),
    [
        ("Der Motor brummt und zieht nicht mehr.", "de", "rules.1", "电机保修 4 年"),
        ("Your installer left a big crack in my wall.", "en", "rules.2", "损坏墙面"),
    ],
)
def test_the_clause_goes_to_a_person(
    tmp_path: Path, encoder: BuiltinEmbedder, text: str, language: str, clause: str, words: str
) -> None:
    (tmp_path / "rules.md").write_text(POLICIES, "utf-8")
    clauses = load_policies(tmp_path)
    made = draft(review(text, language=language), clauses, load_brand(None), encoder.encode)
    assert words not in made.body
    for notes in made.notes.values():
        assert any(clause in note and words in note for note in notes)


def test_a_matter_of_no_clause_names_none(tmp_path: Path, encoder: BuiltinEmbedder) -> None:
    (tmp_path / "rules.md").write_text(POLICIES, "utf-8")
    clauses = load_policies(tmp_path)
    text = "Der Katalog kam zerknittert an."
    made = draft(review(text, language="de"), clauses, load_brand(None), encoder.encode)
    assert not any("rules." in note for note in made.notes["en"])
