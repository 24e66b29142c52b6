"""A clause in the window: its title in the language of the window."""

import pytest

from assistant.replies.policies.clauses import Clause
from assistant.understanding.themes import load_themes
from ui.replies.case import _clause
from ui.wording import Texts


@pytest.mark.parametrize(("language", "title"), [("zh", "清洗说明"), ("en", "Care")])
def test_the_half_of_a_title_in_the_language_of_the_window(language: str, title: str) -> None:
    clause = Clause("care.1", "Care 清洗说明", {"en": "Wash cold.", "zh": "冷水洗。"}, "care.md")
    assert f"care.1 · {title}<" in _clause(
        "care.1", clause, Texts(language, lambda: load_themes(None))
    )
