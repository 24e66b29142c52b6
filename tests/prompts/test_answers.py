"""The templates of answers."""

import re
from datetime import date
from importlib import resources
from typing import Any

import pytest

from assistant.models import Figure, Period, Scope
from assistant.tools.registry import TOOLS
from prompts.wording import Wording

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


def row(theme: str, rank: int, *, by_rule: bool = False) -> dict[str, Any]:
    part = Figure(name="priority", value=0.5, unit="", n=5)
    parts = dict.fromkeys(("score", "urgency", "reach", "severity", "trend", "count"), part)
    place = Figure(name="priority_rank", value=rank, unit="", n=5)
    return parts | {"theme": theme, "rank": place, "tied": [], "owner": None, "by_rule": by_rule}


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Card safety stands above its score"), ("zh", "Card safety的名次高于得分")],
)
def test_a_theme_that_a_rule_lifts_is_told_wherever_it_stands(language: str, said: str) -> None:
    def told(*rows: dict[str, Any]) -> str:
        first = Figure(name="first_priority", value="delivery", unit="", n=5)
        day = date(2026, 3, 1)
        r = {"rows": rows, "first": first, "quotes": []}
        scope = Scope(tenant="default", period=Period(day, day))
        names = {"payment_security": "Card safety"}
        wording = Wording(language, names)
        return wording.render("priority", r=r, scope=scope, compared=None, notes=())

    others = [row("delivery", 1), row("packaging", 2)]
    assert said in told(*others, row("payment_security", 3, by_rule=True))
    assert said not in told(*others, row("payment_security", 3))
