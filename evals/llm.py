"""Forty questions to the language model of the settings: is what is shown right, and whose is it?

A shown number is right when, after rounding, a figure of the answer has it and the tool that
computed the figure gives it again. Every question must end in a verified answer.
"""

import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.app import App
from assistant.errors import SettingsError
from assistant.ingest.job import ImportOptions
from assistant.models import Trouble
from assistant.services.factories import make_chat_model
from assistant.settings import load_settings
from evals.cases.shop import write_shop
from evals.gold import CASES
from evals.numbers import NumbersCase, load_cases, score
from evals.tables import table
from evals.transcripts import Recorder, load_transcript, save_transcript

__all__ = ["QUESTIONS", "Asked", "Tally", "chosen", "judge", "run", "wrong_numbers"]

QUESTIONS = 40
PRICES = (0.15, 0.60)
"""US dollars a million tokens sent and received: a list price of small hosted models."""

LABELS = {
    "asked": "questions",
    "answered": "answered and verified",
    "own": "the model's own answer shown",
    "own_right": "of those with every figure of the gold",
    "wrong_shown": "wrong numbers shown",
    "tools": "tool calls",
    "slowest_ms": "slowest answer, ms",
    "sent_per_question": "tokens sent per question",
    "received_per_question": "tokens received per question",
    "cost": f"US$ per 1,000 questions at {PRICES[0]} and {PRICES[1]} a million",
}

QUOTED = re.compile(r"[“「\"][^”」\"]*[”」\"]")
NO_FIGURE = re.compile(
    r"\[[^\]\s]+\]|\d{4}-\d{2}-\d{2}"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{1,2}\b(?!\.\d)"
    r"|\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
    r"|\d{4}年|\d{1,2}月(?:\d{1,2}[日号])?|^\s*\d{1,2}[.)、]"
    r"|\b(?:19|20)\d\d\b|\bQ[1-4]\b|(?:last|past|previous|最近|过去|近|前)\s?\d+|比\d+天前",
    re.MULTILINE | re.IGNORECASE,
)
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of one question. `own` says that the answer shown is the model's and verified,
    `trouble` why it is not; `sent` and `received` are tokens of all calls."""

    id: str
    answered: bool
    own: bool
    own_right: bool
    wrong: tuple[str, ...]
    trouble: str
    tools: int
    elapsed_ms: int
    sent: int
    received: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of all questions."""

    asked: tuple[Asked, ...]

    @property
    def numbers(self) -> dict[str, float]:
        """The counts by name; cost is US dollars a thousand questions at PRICES."""
        rows, n = self.asked, max(1, len(self.asked))
        sent, received = (sum(getattr(row, name) for row in rows) for name in ("sent", "received"))
        return {
            "asked": len(rows),
            "answered": sum(row.answered for row in rows),
            "own": sum(row.own for row in rows),
            "own_right": sum(row.own_right for row in rows),
            "wrong_shown": sum(len(row.wrong) for row in rows),
            "tools": sum(row.tools for row in rows),
            "slowest_ms": max((row.elapsed_ms for row in rows), default=0),
            "sent_per_question": round(sent / n),
            "received_per_question": round(received / n),
            "cost": round((sent * PRICES[0] + received * PRICES[1]) / 1_000 / n, 2),
        }

    @property
    def troubles(self) -> Counter[str]:
        """Why the planner answered, with how often."""
        return Counter(row.trouble for row in self.asked if row.trouble)

    def to_markdown(self) -> str:
        rows = [(LABELS[name], value) for name, value in self.numbers.items()]
        rows += [(f"answered by the planner: {t}", n) for t, n in sorted(self.troubles.items())]
        return f"## Language model\n\n{table(('', ''), rows, 'lr')}\n"


def chosen(cases: Iterable[NumbersCase], count: int = QUESTIONS) -> list[NumbersCase]:
    """This many of the cases, one per question, spread evenly, the languages in turn."""
    distinct = {case.question: case for case in cases}.values()
    by_language = [[c for c in distinct if c.language == language] for language in ("en", "zh")]
    share = count // len(by_language)
    spread = [cases[:: max(1, len(cases) // share)][:share] for cases in by_language]
    return [case for pair in zip(*spread, strict=True) for case in pair]


def judge(
    app: App, case: NumbersCase, answer: Mapping[str, Any], tokens: Mapping[str, int]
) -> Asked:
    """What came of a case. `tokens` are those `sent` and `received` for it."""
    own = answer["mode"] == "llm" and answer["verified"] is True
    return Asked(
        id=case.id,
        answered=answer["verified"] is True and bool(answer["answer"]),
        own=own,
        own_right=own and not score(case, answer),
        wrong=tuple(wrong_numbers(app, answer, case.as_of)),
        trouble="" if own else _trouble(app, answer),
        tools=len(answer["tools"]),
        elapsed_ms=answer["elapsed_ms"],
        sent=tokens.get("sent", 0),
        received=tokens.get("received", 0),
    )


def _trouble(app: App, answer: Mapping[str, Any]) -> str:
    """Why the model did not answer, as the note above the answer says it."""
    wording = app.wording(answer["language"])
    notes = {wording.render("model_failed", trouble=each): each.value for each in Trouble}
    return notes.get(answer["answer"].partition("\n")[0], "none")


def wrong_numbers(app: App, answer: Mapping[str, Any], as_of: date) -> list[str]:
    """The numbers of a shown answer that running its tools again does not give."""
    values: list[float] = []
    for call in answer["tools"]:
        for figure in app.tools.run(call["name"], call["args"], as_of).ledger.figures:
            bounds = (figure.value, figure.low, figure.high, figure.n)
            values += [abs(float(each)) for each in bounds if isinstance(each, int | float)]
    plain = NO_FIGURE.sub(" ", QUOTED.sub(" ", answer["answer"]))
    named = [*(call["args"] for call in answer["tools"])]
    named += [each["filters"] | {"value": [each["value"]]} for each in answer["figures"]]
    for values_of in named:
        for names in values_of.values():
            for name in names if isinstance(names, list) else ():
                # A rating is a filter too: its digit must not be cut out of numbers.
                if isinstance(name, str) and not name.isdecimal():
                    plain = plain.replace(name, " ")
    wrong = []
    for written in NUMBER.findall(plain):
        number = float(written.replace(",", ""))
        slack = 0.5 * 10 ** -len(written.partition(".")[2]) + 1e-9
        if not any(abs(value - number) <= slack for value in values):
            wrong.append(written)
    return wrong


def run(home: Path, count: int = QUESTIONS) -> Tally:
    """Ask the endpoint of the environment over a small shop.

    What came is written down in the home question by question, with what the model said; a run
    that was broken off goes on where it stopped. Raises SettingsError where no endpoint is set.
    """
    settings = load_settings().model_copy(update={"home": home, "database_url": None})
    model = make_chat_model(settings)
    if model is None:
        raise SettingsError("No language model is set; set OPENAI_API_KEY or OPENAI_BASE_URL.")
    record, transcript = home / "asked.jsonl", home / "transcript.jsonl"
    done = _load(record)
    recorder = Recorder(inner=model)
    recorder.heard |= load_transcript(transcript) if transcript.exists() else {}
    app = App(settings, model=recorder)
    if not done:
        write_shop(home / "shop.csv")
        app.imports.feedback.files([home / "shop.csv"], ImportOptions())
    try:
        for case in chosen(load_cases(CASES), count):
            if case.id in done:
                continue
            recorder.about(case.question)
            before = recorder.tokens.copy()
            answer = app.ask(case.question, as_of=case.as_of).as_json()
            done[case.id] = judge(app, case, answer, recorder.tokens - before)
            _say(case, done[case.id])
            save_transcript(recorder.heard, transcript)
            lines = (json.dumps(asdict(row), ensure_ascii=False) for row in done.values())
            record.write_text("\n".join(lines) + "\n", "utf-8")
    except KeyboardInterrupt:
        sys.stderr.write("stopped; run it again to go on\n")
    finally:
        app.close()
    return Tally(tuple(done.values()))


def _load(record: Path) -> dict[str, Asked]:
    rows = record.read_text("utf-8").splitlines() if record.exists() else ()
    asked = (json.loads(row) for row in rows)
    return {row["id"]: Asked(**row | {"wrong": tuple(row["wrong"])}) for row in asked}


def _say(case: NumbersCase, came: Asked) -> None:
    whose = "model" if came.own else came.trouble
    sys.stderr.write(f"{whose:12} {came.elapsed_ms:6} ms  {case.question}\n")


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else QUESTIONS
    if len(sys.argv) > 2:
        kept = Path(sys.argv[2])
        kept.mkdir(parents=True, exist_ok=True)
        sys.stdout.write(run(kept, count).to_markdown())
    else:
        with tempfile.TemporaryDirectory() as folder:
            sys.stdout.write(run(Path(folder), count).to_markdown())
