"""`hearken keys` and `hearken users`, and whom `hearken serve` starts for."""

import json
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner, Result

from assistant.cli.main import cli
from assistant.cli.options import acting
from assistant.errors import HearkenError
from assistant.store.audit import AuditLog
from assistant.store.database import Database, sqlite_url

Run = Callable[..., Result]


@pytest.fixture
def hearken(tmp_path: Path) -> Run:
    def run(*words: str, stdin: str = "") -> Result:
        environment = {"HEARKEN_HOME": str(tmp_path / "home"), "HEARKEN_API_KEYS": None}
        return CliRunner().invoke(cli, words, input=stdin, env=environment)

    return run


def sentence(result: Result) -> str:
    """What the user is told of an error."""
    assert isinstance(result.exception, HearkenError)
    return str(result.exception)


def test_a_key_is_shown_once_listed_and_revoked(hearken: Run) -> None:
    made = hearken("keys", "add", "crm", "--role", "viewer", "--tenant", "b")
    assert made.stdout.startswith("hk_")
    listed = hearken("keys", "list", "--json").stdout
    assert made.stdout.strip() not in listed
    (row,) = json.loads(listed)
    assert (row["tenant"], row["name"], row["role"], row["revoked"]) == ("b", "crm", "viewer", None)
    assert hearken("keys", "revoke", "crm", "--tenant", "b").exit_code == 0
    assert json.loads(hearken("keys", "list", "--json").stdout)[0]["revoked"]
    assert "'crm'" in sentence(hearken("keys", "revoke", "crm", "--tenant", "b"))


def test_a_user_is_added_listed_and_removed(hearken: Run) -> None:
    assert "5 characters" in sentence(hearken("users", "add", "lin", stdin="short\n"))
    assert hearken("users", "add", "lin", stdin="correct horse battery\n").exit_code == 0
    listed = hearken("users", "list").stdout
    assert "lin" in listed
    assert "correct" not in listed
    assert hearken("users", "remove", "lin").exit_code == 0
    assert "no users" in hearken("users", "list").stdout


def test_who_gave_access_is_in_the_audit_log(hearken: Run, tmp_path: Path) -> None:
    hearken("keys", "add", "crm", "--role", "viewer")
    hearken("keys", "revoke", "crm")
    hearken("users", "add", "lin", stdin="correct horse battery\n")
    hearken("users", "remove", "lin")
    database = Database(sqlite_url(tmp_path / "home" / "hearken.db"), ZoneInfo("UTC"))
    log = AuditLog(database).page("default", 9)
    database.close()
    assert [(each.action, each.target) for each in log] == [
        ("user.remove", "lin"),
        ("user.add", "lin"),
        ("key.revoke", "default/crm"),
        ("key.add", "default/crm"),
    ]
    assert {each.actor for each in log} == {acting()}


def test_beyond_loopback_a_key_or_user_is_needed_first(hearken: Run) -> None:
    refused = hearken("serve", "--host", "0.0.0.0", "--port", "1")
    assert "hearken keys add" in sentence(refused)
