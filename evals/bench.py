"""Speed, measured in one run so that the numbers can be set against each other: `make bench`.

Prints the encoder's own speed, the import of 10,000 synthetic reviews with understanding and
embedding, the time of warm questions over them, a cold `hearken ask`, 100 conversations at once
over HTTP, and how much later a model's first word comes than from its endpoint. Then every tool
over stores of 10,000, 100,000 and 1,000,000 synthetic records, the first call and the one after it:
what a question costs after an import, and what it costs until the next one.
"""

import csv
import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from assistant.app import App
from assistant.cli.main import OBJECTS_BETWEEN_LOOKS
from assistant.demo.store import demo_feedback
from assistant.ingest.job import ImportOptions
from assistant.settings import Settings
from assistant.tools.registry import TOOLS
from evals.first_token import first_tokens
from evals.large_store import OWN_COLUMN, fill
from evals.load import talk_at_once
from retrieval.embedders import BuiltinEmbedder

__all__ = ["main"]

ROWS = 10_000
TODAY = date(2026, 6, 30)
QUESTIONS = (
    "what are customers angry about this week",
    "这周客户在生什么气",
    "nps by channel last month",
    "各商品满意度",
    "how many 1 star reviews yesterday",
    "最该先解决什么",
    "what do people love about the pillow",
    "find reviews like screen flickers",
    "is the delivery problem getting better or worse",
    "一切正常吗",
)
ROUNDS = 5
SIZES = (10_000, 100_000, 1_000_000)
ARGUMENTS: Mapping[str, Mapping[str, Any]] = {
    "before_after": {"changed_on": "2026-06-01"},
    "column_mean": {"column": OWN_COLUMN},
    "customer": {"customer_id": ["C0000001"]},
    "experiment": {"by": "product", "a": "Product 00", "b": "Product 01"},
}
WITHOUT_ENCODER = frozenset(TOOLS) - {"policy", "draft_reply", "new_problems", "search"}
"""The others read single texts with the encoder, so that their time does not grow."""


def main() -> None:
    """Run all of it over a temporary home."""
    gc.set_threshold(OBJECTS_BETWEEN_LOOKS)  # as every command does
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        file = home / "reviews.csv"
        texts = _write_reviews(file)
        _print("encoder alone, one process", f"{_encoder_speed(texts):.0f} texts/s")
        app = App(Settings(home=home))
        began = time.perf_counter()
        report = app.imports.feedback.files([file], ImportOptions())
        seconds = time.perf_counter() - began
        _print(f"import of {report.accepted}, indexed", f"{report.accepted / seconds:.0f} rows/s")
        times = _warm(app)
        app.close()
        _print("warm question, median", f"{statistics.median(times):.0f} ms")
        _print("warm question, 95 %", f"{statistics.quantiles(times, n=20)[-1]:.0f} ms")
        _print("cold `hearken ask`", f"{_cold(home):.2f} s")
        for what, seconds in talk_at_once(home, QUESTIONS, TODAY).items():
            _print(what, f"{1000 * seconds:.0f} ms")
        later = [1000 * seconds for seconds in first_tokens(home, TODAY)]
        _print(
            "a model's first word, later than from its endpoint, median",
            f"{statistics.median(later):.0f} ms",
        )
        _print("the same, 95 %", f"{statistics.quantiles(later, n=20)[-1]:.0f} ms")
    _growth()


def _growth() -> None:
    _print("tool, milliseconds", "".join(f"{size:>16,}" for size in SIZES))
    found = [_tool_times(size) for size in SIZES]
    for name in sorted(WITHOUT_ENCODER):
        _print(name, "".join(f"{'{:.0f} then {:.0f}'.format(*of[name]):>16}" for of in found))


def _tool_times(rows: int) -> dict[str, tuple[float, float]]:
    """The first and the second call of each tool over the last 30 days of a large store."""
    with tempfile.TemporaryDirectory() as folder:
        app = App(Settings(home=Path(folder)))
        fill(app.commons.database, rows, TODAY)
        app.commons.encoder.load()  # as a server has before its first question
        times = {}
        for name in sorted(WITHOUT_ENCODER):
            arguments = ARGUMENTS.get(name, {})
            times[name] = (_timed(app, name, arguments), _timed(app, name, arguments))
        app.close()
    return times


def _timed(app: App, tool: str, arguments: Mapping[str, Any]) -> float:
    began = time.perf_counter()
    app.tools.run(tool, arguments, TODAY)
    return 1000 * (time.perf_counter() - began)


def _write_reviews(file: Path) -> list[str]:
    items = demo_feedback(TODAY, ZoneInfo("UTC"), days=260)[-ROWS:]
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["id", "time", "text", "rating", "nps", "product", "channel"])
        for item in items:
            said = item.feedback
            time_ = said.time.isoformat()
            row = [said.id, time_, said.full_text, said.rating, said.nps, said.product]
            rows.writerow([*row, said.channel])
    return [item.feedback.full_text for item in items]


def _encoder_speed(texts: list[str]) -> float:
    encoder = BuiltinEmbedder()
    encoder.encode(texts[:10])
    began = time.perf_counter()
    encoder.encode(texts[:2_000])
    return 2_000 / (time.perf_counter() - began)


def _warm(app: App) -> list[float]:
    for question in QUESTIONS:
        app.ask(question, as_of=TODAY)
    return [
        float(app.ask(question, as_of=TODAY).elapsed_ms)
        for _ in range(ROUNDS)
        for question in QUESTIONS
    ]


def _cold(home: Path) -> float:
    command = [sys.executable, "-m", "assistant", "ask", QUESTIONS[0], "--as-of", str(TODAY)]
    environment = {**os.environ, "HEARKEN_HOME": str(home)}
    began = time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return time.perf_counter() - began


def _print(what: str, value: str) -> None:
    sys.stdout.write(f"{what:<32}{value:>16}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
