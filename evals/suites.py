"""The eval suites by name: each gives a Markdown table and its numbers."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.app import App
from assistant.demo.store import demo_policies
from assistant.errors import InvalidInputError
from assistant.ingest.job import ImportOptions
from assistant.replies.policies.clauses import load_policies
from assistant.replies.shop.brand import load_brand
from assistant.settings import load_settings
from assistant.understanding.reader import Reader
from assistant.understanding.themes import load_themes
from evals import (
    corrections,
    demo_numbers,
    emerging,
    hidden_orders,
    injections,
    intents,
    llm,
    numbers,
    personal_data,
    qa,
    replies,
    reply_checks,
    reply_paraphrases,
    reply_rubric,
    understanding,
    understanding_tables,
)
from evals.cases.shop import write_shop
from evals.demo_gold import CASES as DEMO_CASES
from evals.gold import CASES
from evals.homes import asking, opened_app
from evals.qa_cases import HALVES
from evals.qa_run import Brain, open_with, run_qa
from evals.tables import table
from prompts.languages import LANGUAGES
from retrieval.embedders import BuiltinEmbedder

__all__ = ["SUITES", "run_suites"]

Outcome = tuple[str, dict[str, Any]]


def run_suites(
    name: str, data: Path, brain: Brain = Brain.PLANNER
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Run one suite, or all that have what they need; gives (name, Markdown, numbers).

    `brain` is who answers the suite of questions.

    Raises InvalidInputError for an unknown name, or a folder without the data sets.
    """
    if name != "all" and name not in SUITES:
        raise InvalidInputError(f"There is no suite {name!r}; the suites are {', '.join(SUITES)}.")
    if name in NEED_DATA and not data.is_dir():
        raise InvalidInputError(f"{data} is no folder; give the labelled data sets by --data.")
    for each, run in SUITES.items():
        able = each not in NEED_MODEL and (each not in NEED_DATA or data.is_dir())
        if each == name or (name == "all" and able):
            text, found = _qa(brain) if each == "qa" else run(data)
            yield each, text, found


def _understanding(data: Path) -> Outcome:
    reader = Reader(load_themes(None), BuiltinEmbedder().encode)
    found = understanding.run(reader, data)
    found["corrections"] = _team_agreement(reader)
    tables = understanding_tables.to_markdown(found)
    return f"{tables}\n{corrections.to_markdown(found['corrections'])}", found


def _team_agreement(reader: Reader) -> dict[str, Any]:
    """Over the store of the configured home, where there is one."""
    settings = load_settings()
    if not settings.database_url and not (settings.home / "hearken.db").exists():
        return {}
    app = App(settings)
    try:
        return corrections.agreement(app.labelling.cases(), reader)
    finally:
        app.close()


def _numbers(_: Path) -> Outcome:
    with opened_app() as app:
        file = app.settings.home / "shop.csv"
        write_shop(file)
        app.imports.feedback.files([file], ImportOptions())
        result = numbers.run(asking(app), numbers.load_cases(CASES))
    with opened_app() as app:
        demo_numbers.fill_demo(app.commons.stores.feedback, app.settings.home, app.settings.zone)
        demo = demo_numbers.run(asking(app), demo_numbers.load(DEMO_CASES))
    return f"{result.to_markdown()}\n{demo.to_markdown()}", {
        "total": result.total,
        "passed": result.passed,
        "demo_total": demo.total,
        "demo_passed": demo.passed,
    }


def _personal_data(_: Path) -> Outcome:
    found = personal_data.run()
    return f"## Personal data\n\n{table(('', ''), found.items(), 'll')}\n", found


def _emerging(data: Path) -> Outcome:
    found = emerging.run(data / "tweets_en_airline.csv")
    return f"## Emerging themes\n\n{table(('', ''), found.items(), 'll')}\n", found


def _replies(_: Path) -> Outcome:
    encode = BuiltinEmbedder().encode
    reader = Reader(load_themes(None), encode)
    clauses = load_policies(demo_policies())
    brand = load_brand(None, clauses)
    drafts = replies.run(reader.read, encode, clauses, brand)
    checks = reply_checks.run(reader.read, clauses, brand, encode)
    tuned, held_out = (
        reply_paraphrases.run(reader.read, clauses, brand, encode, path)
        for path in (reply_paraphrases.TUNING, reply_paraphrases.HELD_OUT)
    )
    read = reply_rubric.run({o.case.id: o.draft.body for o in drafts.outcomes})
    tables = (
        replies.to_markdown(drafts),
        reply_checks.to_markdown(checks),
        reply_paraphrases.to_markdown(tuned),
        reply_paraphrases.to_markdown(held_out),
        reply_rubric.to_markdown(read),
    )
    return "## Replies\n\n" + "\n".join(tables), {
        "hard_fails": drafts.hard_fails,
        "complaints": drafts.complaints,
        "clause_precision": drafts.precision,
        "clause_recall": drafts.recall,
        "check_recall": checks.recall,
        "check_false_alarms": checks.false_alarms,
        **tuned.as_json(),
        **held_out.as_json(),
        "rubric": read.overall,
    }


def _intents(_: Path) -> Outcome:
    found = intents.run(BuiltinEmbedder().encode)
    return intents.to_markdown(found), {
        language: found.accuracy(language) for language in LANGUAGES
    }


def _qa(brain: Brain) -> Outcome:
    result = run_qa(open_with(brain))
    return qa.to_markdown(result), {half: result.of(half=half).as_json() for half in HALVES}


def _injections(_: Path) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        stage = injections.Stage(Path(folder), BuiltinEmbedder())
        every = [attack for language in ("en", "zh") for attack in hidden_orders.attacks(language)]
        found = injections.judge(stage, every)
        stage.close()
    return found.to_markdown(), asdict(found)


def _llm(_: Path) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        found = llm.run(Path(folder))
    return found.to_markdown(), {**found.numbers, "troubles": dict(found.troubles)}


SUITES: dict[str, Callable[[Path], Outcome]] = {
    "understanding": _understanding,
    "numbers": _numbers,
    "personal-data": _personal_data,
    "emerging": _emerging,
    "replies": _replies,
    "intents": _intents,
    "qa": lambda _: _qa(Brain.PLANNER),
    "injections": _injections,
    "llm": _llm,
}
NEED_DATA = ("understanding", "emerging")
NEED_MODEL = ("llm",)
