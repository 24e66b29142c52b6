from datetime import date
from pathlib import Path

import pytest

from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.shop.standing import StandingRules, load_rules
from assistant.errors import SettingsError
from assistant.models import ToolCall

TODAY = date(2026, 3, 13)
RULES = """
default_period: last 7 days
split_by: channel
filters: {channel: trustpilot}
aliases: {小金: Gold Lamp}
notes: [Write short answers.]
"""


def rules(tmp_path: Path, text: str) -> StandingRules:
    path = tmp_path / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    return load_rules(path, TODAY)


def applied(standing: StandingRules, name: str, **args: object) -> tuple[ToolCall, list[str]]:
    made = standing.apply(CallPlan("en", (ToolCall(name, args),)), TODAY)
    return made.calls[0], [remark for remark, _ in made.remarks]


def test_without_a_file_nothing_changes(tmp_path: Path) -> None:
    standing = load_rules(tmp_path / "rules.yaml", TODAY)
    assert applied(standing, "nps") == (ToolCall("nps", {}), [])
    assert standing.as_text() == ""


def test_the_rules_fill_what_a_question_leaves_open(tmp_path: Path) -> None:
    standing = rules(tmp_path, "default_period: last 7 days\nsplit_by: channel")
    call, remarks = applied(standing, "nps")
    assert call.args == {"period": {"start": "2026-03-07", "end": "2026-03-13"}, "by": "channel"}
    assert remarks == ["rule_period", "rule_split"]


def test_what_the_question_says_stands(tmp_path: Path) -> None:
    standing = rules(tmp_path, RULES)
    said = {"period": {"start": "2026-01-01", "end": "2026-01-31"}, "channel": ["app"]}
    call, remarks = applied(standing, "nps", **said, by="product")
    assert call.args == {**said, "by": "product"}
    assert remarks == []


def test_a_tool_without_splits_is_not_split(tmp_path: Path) -> None:
    call, remarks = applied(rules(tmp_path, "split_by: product"), "complaints")
    assert call == ToolCall("complaints", {})
    assert remarks == []


def test_a_single_item_is_looked_up_without_rules(tmp_path: Path) -> None:
    call, _ = applied(rules(tmp_path, RULES), "quotes", customer_id=["C1"])
    assert call.args == {"customer_id": ["C1"]}


def test_a_model_reads_every_rule(tmp_path: Path) -> None:
    text = rules(tmp_path, RULES).as_text()
    for word in ("last 7 days", "channel", "trustpilot", "小金", "Gold Lamp", "short answers"):
        assert word in text


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("default: x", "default"),
        ("split_by: colour", "colour"),
        ("filters: {colour: red}", "colour"),
        ("default_period: whenever", "whenever"),
        ("- a list", "cannot be read"),
        ("{", "cannot be read"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        rules(tmp_path, text)
