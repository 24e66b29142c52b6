"""Looks the installation over and says what is wrong, in plain sentences."""

import sqlite3
from typing import Any

from assistant.app import App
from assistant.errors import HearkenError
from assistant.model_check import check_model
from assistant.store.database import FIRST_SAFE_WAL

__all__ = ["QUESTION", "examine"]

QUESTION = "What are customers unhappy about this week?"


def examine(app: App) -> dict[str, Any]:
    """Counts of feedback, indexed and pending, and a list of problems (empty when all is well)."""
    problems: list[str] = []
    indexed: int | None = None
    try:
        app.indexing.catch_up()
        indexed = app.indexing.indexed()
    except HearkenError as error:
        problems.append(str(error))
    except OSError as error:
        problems.append(f"{error.filename} cannot be used ({error.strerror}); check its rights.")
    feedback, pending = app.indexing.stored(), app.indexing.waiting()
    if indexed is not None and indexed + pending != feedback:
        problems.append(
            f"The search index holds {indexed} of {feedback} records; run `hearken reindex`."
        )
    try:
        app.commons.embedder.encode(["doctor"])
    except HearkenError as error:
        problems.append(str(error))
    checked = check_model(app.settings, app.asking.turn(QUESTION, app.today()))
    problems += checked.problems if checked else []
    if app.tokens.is_used_up():
        problems.append("The model's tokens of today are used up; raise HEARKEN_DAILY_TOKENS.")
    return {
        "feedback": feedback,
        "indexed": indexed,
        "pending": pending,
        "home": str(app.settings.home),
        "database": app.commons.database.dialect,
        "journal": "WAL" if sqlite3.sqlite_version_info >= FIRST_SAFE_WAL else "rollback",
        "embedding": app.commons.embedder.name,
        "brain": "model" if checked else "planner",
        "model": checked.as_json() | {"tokens_today": app.tokens.used()} if checked else None,
        "problems": problems,
    }
