"""Clauses that say something, and those that tell a mood."""

import pytest

from assistant.understanding.content import has_content


@pytest.mark.parametrize("clause", ["but enough is enough", "What is going on with you?", "—", ""])
def test_a_mood_has_no_content(clause: str) -> None:
    assert not has_content(clause)


@pytest.mark.parametrize("clause", ["the lid leaks", "3 times", "Nobody’s refund", "怎么回事"])
def test_a_matter_has(clause: str) -> None:
    assert has_content(clause)
