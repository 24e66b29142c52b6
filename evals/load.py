"""Many conversations at once against a server of its own, for `make bench`."""

import statistics
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from assistant.client import Client
from evals.served import served

__all__ = ["talk_at_once"]

AT_ONCE = 100


def talk_at_once(home: Path, questions: Sequence[str], as_of: date) -> Mapping[str, float]:
    """Seconds until the first event and until the answer, of 100 conversations that start
    together, and the same of one conversation alone, by what they are."""
    with served(home) as url, ExitStack() as opened:
        # Made beforehand: each client reads the certificates of this machine, which takes its time.
        clients = [opened.enter_context(Client(url, seconds=300)) for _ in range(AT_ONCE)]
        for round_ in ("warm", "alone"):
            alone = [
                _talk(clients[0], question, as_of, f"{round_}-{n}")
                for n, question in enumerate(questions)
            ]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            asked = [questions[n % len(questions)] for n in range(AT_ONCE)]
            names = [f"talk-{n}" for n in range(AT_ONCE)]
            together = list(pool.map(_talk, clients, asked, [as_of] * AT_ONCE, names))
    return {
        "HTTP alone, first sign, 95 %": _late([first for first, _ in alone]),
        "HTTP alone, answer, 95 %": _late([last for _, last in alone]),
        f"HTTP {AT_ONCE} at once, first sign, 95 %": _late([first for first, _ in together]),
        f"HTTP {AT_ONCE} at once, answer, median": statistics.median(last for _, last in together),
        f"HTTP {AT_ONCE} at once, answer, 95 %": _late([last for _, last in together]),
    }


def _talk(client: Client, question: str, as_of: date, name: str) -> tuple[float, float]:
    first, began = 0.0, time.perf_counter()
    for _ in client.stream(question, as_of=as_of.isoformat(), conversation=name):
        first = first or time.perf_counter() - began
    return first, time.perf_counter() - began


def _late(seconds: Sequence[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]
