import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.cli.main import cli
from assistant.errors import InvalidInputError, NotFoundError


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HEARKEN_HOME", str(tmp_path / "home"))


def said(*words: str) -> str:
    """What a command prints for a person."""
    result = CliRunner().invoke(cli, words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def run(*words: str) -> Any:
    """The JSON that a command prints; what it raises is raised."""
    result = CliRunner().invoke(cli, [*words, "--json"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_orders_and_the_scorecard_made_of_them(tmp_path: Path) -> None:
    orders = tmp_path / "orders.csv"
    orders.write_text("order_id,order_date,amount\nO1,2026-03-01,30\nO2,2026-03-02,10\nO3,x,1\n")
    figures = tmp_path / "figures.csv"
    figures.write_text("date,measure,value,target\n2026-03-01,revenue,1,50\n")
    assert run("orders", str(orders), "--dry-run")["accepted"] == 2
    assert run("orders", str(orders))["accepted"] == 2
    assert run("orders", str(orders))["accepted"] == 0
    assert run("scorecard", "import", str(figures))["accepted"] == 1
    cells = {cell["measure"]: cell for cell in run("scorecard", "--as-of", "2026-03-13")["cells"]}
    assert (cells["revenue"]["value"], cells["revenue"]["target"]) == (40.0, 50.0)
    assert cells["revenue"]["met"] is False
    assert cells["staff_turnover"]["source"] == "missing"


def test_a_plan_says_what_it_lacks() -> None:
    plan = run("plans", "new", "Refunds within three days", "--theme", "returns_refunds")
    assert (plan["id"], plan["state"], plan["owner"]) == ("P1", "plan", "service")
    checked = run("plans", "check", "P1")
    assert {"no_baseline", "no_target", "no_achievable", "no_relevant"} == set(checked["gaps"])
    assert len(checked["sentences"]) == len(checked["gaps"])
    changed = run("plans", "edit", "P1", "--achievable", "a clerk", "--relevant", "money")
    assert changed["check"]["gaps"] == ["no_baseline", "no_target"]
    assert [each["id"] for each in run("plans", "list")] == ["P1"]
    assert run("plans", "show", "p1")["history"][0]["reason"] == "opened"
    with pytest.raises(InvalidInputError, match="no_baseline"):
        run("plans", "move", "P1", "do", "--reason", "now")
    with pytest.raises(NotFoundError, match="P2"):
        run("plans", "show", "P2")


def test_a_plan_is_told_in_the_language_that_is_asked_for() -> None:
    told = said("plans", "new", "退款三天内到账", "--theme", "returns_refunds", "--language", "zh")
    assert told.splitlines()[0] == "P1 退款三天内到账（计划）"
    assert "主题：退换退款" in told
    assert "没有反馈可以测量基线。" in told
    assert not re.search(r"owner|due|baseline|target|theme", told)
    told = said("plans", "show", "P1")
    assert "theme: Returns and refunds" in told
    assert "Plan, " in told.splitlines()[-1]


def test_a_theme_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="'delvery'"):
        run("plans", "new", "Parcels in two days", "--theme", "delvery")
    assert run("plans", "list") == []
