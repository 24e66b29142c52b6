"""Forty questions to the language model of the settings: is what is shown right, and whose is it?

A shown number is right when, after rounding, a figure of the answer has it and the tool that
computed the figure gives it again. Every question must end in a verified answer.
"""

import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from assistant.app import App
from assistant.errors import SettingsError
from assistant.ingest.job import ImportOptions
from assistant.services.factories import make_chat_model
from assistant.settings import load_settings
from evals.cases.shop import write_shop
from evals.gold import CASES
from evals.numbers import NumbersCase, load_cases, score
from evals.transcripts import Recorder, save_transcript

__all__ = ["QUESTIONS", "Tally", "chosen", "judge", "run", "wrong_numbers"]

QUESTIONS = 40
PRICES = (0.15, 0.60)
"""US dollars a million tokens sent and received: a list price of small hosted models."""

QUOTED = re.compile(r"[“「\"][^”」\"]*[”」\"]")
NO_FIGURE = re.compile(
    r"\[[^\]\s]+\]|\d{4}-\d{2}-\d{2}|\d{4}年|\d{1,2}月(?:\d{1,2}[日号])?|^\s*\d{1,2}[.)、]"
    r"|\b(?:19|20)\d\d\b|\bQ[1-4]\b|(?:last|past|最近|过去|近)\s?\d+",
    re.MULTILINE | re.IGNORECASE,
)
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over the questions. `own` are the answers that are the model's and verified, `sent`
    and `received` tokens of all calls."""

    asked: int = 0
    answered: int = 0
    own: int = 0
    own_right: int = 0
    wrong_shown: int = 0
    tools: int = 0
    slowest_ms: int = 0
    sent: int = 0
    received: int = 0

    @property
    def cost(self) -> float:
        """What a thousand questions would cost at PRICES, in US dollars."""
        spent = self.sent * PRICES[0] + self.received * PRICES[1]
        return round(spent / 1_000 / max(1, self.asked), 2)

    def to_markdown(self) -> str:
        rows = (
            ("questions", self.asked),
            ("answered and verified", self.answered),
            ("the model's own answer shown", self.own),
            ("of those with every figure of the gold", self.own_right),
            ("wrong numbers shown", self.wrong_shown),
            ("tool calls", self.tools),
            ("slowest answer, ms", self.slowest_ms),
            ("tokens sent per question", round(self.sent / max(1, self.asked))),
            ("tokens received per question", round(self.received / max(1, self.asked))),
            (f"US$ per 1,000 questions at {PRICES[0]} and {PRICES[1]} a million", self.cost),
        )
        lines = [f"| {name} | {value} |" for name, value in rows]
        return "\n".join(["## Language model", "", "| | |", "|:--|--:|", *lines, ""])


def chosen(cases: Iterable[NumbersCase], count: int = QUESTIONS) -> list[NumbersCase]:
    """So many of the cases, spread evenly, one per question."""
    distinct = list({case.question: case for case in cases}.values())
    step = max(1, len(distinct) // count)
    return distinct[::step][:count]


def judge(
    app: App,
    cases: Iterable[NumbersCase],
    before: Callable[[str], None] = lambda _: None,
    after: Callable[[NumbersCase, Mapping[str, Any]], None] = lambda _c, _a: None,
) -> Tally:
    """Ask every case and count. `before` and `after` watch each question."""
    tally = Tally()
    for case in cases:
        before(case.question)
        answer = app.ask(case.question, as_of=case.as_of).as_json()
        own = answer["mode"] == "llm" and answer["verified"]
        tally = replace(
            tally,
            asked=tally.asked + 1,
            answered=tally.answered + (answer["verified"] is True and bool(answer["answer"])),
            own=tally.own + own,
            own_right=tally.own_right + (own and not score(case, answer)),
            wrong_shown=tally.wrong_shown + len(wrong_numbers(app, answer, case.as_of)),
            tools=tally.tools + len(answer["tools"]),
            slowest_ms=max(tally.slowest_ms, answer["elapsed_ms"]),
        )
        after(case, answer)
    return tally


def wrong_numbers(app: App, answer: Mapping[str, Any], as_of: date) -> list[str]:
    """The numbers of a shown answer that running its tools again does not give."""
    values: list[float] = []
    for call in answer["tools"]:
        for figure in app.tool(call["name"], call["args"], as_of).ledger.figures:
            bounds = (figure.value, figure.low, figure.high, figure.n)
            values += [abs(float(each)) for each in bounds if isinstance(each, int | float)]
    plain = NO_FIGURE.sub(" ", QUOTED.sub(" ", answer["answer"]))
    for call in answer["tools"]:
        for names in call["args"].values():
            for name in names if isinstance(names, list) else ():
                plain = plain.replace(str(name), " ")
    for figure in answer["figures"]:
        for names in (figure["filters"] | {"value": [figure["value"]]}).values():
            for name in names:
                plain = plain.replace(name, " ") if isinstance(name, str) else plain
    wrong = []
    for written in NUMBER.findall(plain):
        number = float(written.replace(",", ""))
        slack = 0.5 * 10 ** -len(written.partition(".")[2]) + 1e-9
        if not any(abs(value - number) <= slack for value in values):
            wrong.append(written)
    return wrong


def run(home: Path, count: int = QUESTIONS, transcript: Path | None = None) -> Tally:
    """Ask the endpoint of the environment over a small shop; may write down what it says.

    Raises SettingsError where no endpoint is set.
    """
    settings = load_settings().model_copy(update={"home": home})
    model = make_chat_model(settings)
    if model is None:
        raise SettingsError("No language model is set; set OPENAI_API_KEY or OPENAI_BASE_URL.")
    recorder = Recorder(inner=model)
    app = App(settings, model=recorder)
    write_shop(home / "shop.csv")
    app.importing.files([home / "shop.csv"], ImportOptions())

    def told(case: NumbersCase, answer: Mapping[str, Any]) -> None:
        sys.stderr.write(f"{answer['mode']:8} {answer['elapsed_ms']:6} ms  {case.question}\n")
        if transcript:
            save_transcript(recorder.heard, transcript)

    try:
        tally = judge(app, chosen(load_cases(CASES), count), recorder.about, told)
        return replace(tally, **recorder.tokens)
    finally:
        app.close()


if __name__ == "__main__":
    place = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(run(Path(folder), int(sys.argv[1]), place).to_markdown())
