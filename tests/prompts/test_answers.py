"""The templates of answers."""

import re
from importlib import resources

import pytest

from assistant.tools.registry import TOOLS

COMPUTED = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|`[^`]*`", re.DOTALL)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_template_writes_a_number_of_its_own(language: str) -> None:
    """The ledger holds it against the figures, and so it would fail where none happens to be
    the same: "1 is the same grouping"."""
    folder = resources.files("prompts").joinpath("answers", language)
    files = {name: folder.joinpath(f"{name}.md") for name in TOOLS}
    said = {
        name: COMPUTED.sub("", f.read_text("utf-8")) for name, f in files.items() if f.is_file()
    }
    assert len(said) > 30
    assert [name for name, words in said.items() if re.search(r"\d", words)] == []
