"""Asks the questions of qa.yaml in both invented shops, with any brain."""

import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import Any

from assistant.app import App
from assistant.errors import InvalidInputError
from assistant.ingest.job import ImportOptions
from assistant.settings import Settings, load_settings
from evals import qa
from evals.cases.pets import write_pets
from evals.cases.shop import write_shop
from evals.qa_cases import QaCase, load_qa

__all__ = ["Brain", "OpenApp", "open_with", "run_qa"]

OpenApp = Callable[[Path], App]
"""Opens Hearken over a new home, with the brain that is to be measured."""

WRITE = {"shop": write_shop, "pets": write_pets}


class Brain(StrEnum):
    """Who answers."""

    PLANNER = "planner"
    LLM = "llm"


def open_with(brain: Brain) -> OpenApp:
    """Opens Hearken with the built-in planner, or with the model that the settings name.

    Raises InvalidInputError where a model is asked for and none is configured.
    """
    if brain == Brain.PLANNER:
        return lambda home: App(Settings(home=home, openai_api_key=None, openai_base_url=None))
    settings = load_settings()
    if not settings.has_model:
        raise InvalidInputError("No language model is configured; set OPENAI_API_KEY first.")
    return lambda home: App(settings.model_copy(update={"home": home, "database_url": None}))


def run_qa(open_app: OpenApp, cases: Iterable[QaCase] | None = None) -> qa.QaResult:
    """Import both shops into new homes, ask every case as a conversation, and score it."""
    chosen = tuple(load_qa() if cases is None else cases)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        apps: dict[str, App] = {}
        for name in sorted({case.shop for case in chosen}):
            home = folder / name
            home.mkdir()
            WRITE[name](home / "shop.csv")
            apps[name] = open_app(home)
            stack.callback(apps[name].close)
            apps[name].imports.feedback.files([home / "shop.csv"], ImportOptions())

        def ask(case: QaCase) -> Mapping[str, Any]:
            app = apps[case.shop]
            answers = [app.ask(turn, as_of=case.as_of, conversation=case.id) for turn in case.turns]
            return answers[-1].as_json()

        return qa.run(ask, chosen)
