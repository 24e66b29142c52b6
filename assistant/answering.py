"""Turns of the built-in planner in further processes, so that a server answers on all its cores.

The database and the index are shared as they are with every other command.
"""

import logging
import os
import pickle
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from queue import Empty, LifoQueue
from typing import Any

from assistant.app import App
from assistant.garbage import look_in_small_steps
from assistant.logs import logging_to
from assistant.models import Answer
from assistant.process_beside import ProcessBeside, Starter
from assistant.settings import Settings
from assistant.tenants import Tenants

__all__ = ["Answering", "AnsweringProcess", "Asked", "further_processes"]

MOST_PROCESSES = 3
"""Each takes some 330 MB."""

Told = Sequence[tuple[str, dict[str, Any]]]
"""The events of a turn, as names and data that fit JSON: a `tool` for each that ran, `writing`
while a model writes, then `answer`."""

LOG = logging.getLogger("hearken")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a tenant, as `Asking.stream` takes it."""

    tenant: str
    question: str
    as_of: date | None = None
    conversation: str | None = None
    answer_id: str = ""


def further_processes(app: App) -> int:
    """How many answer beside the server: one for each further core. None with a model: those turns
    wait for its endpoint, for which threads do."""
    return 0 if app.commons.chat else min((os.cpu_count() or 1) - 1, MOST_PROCESSES)


class Answering:
    """Answers turns in a process that is free, else here: until the first has started, where there
    is none, and where one fails."""

    def __init__(self, tenants: Tenants) -> None:
        self._tenants = tenants
        self._free: LifoQueue[AnsweringProcess] = LifoQueue()
        self._started: list[AnsweringProcess] = []

    def start(self, processes: int) -> list[threading.Thread]:
        """Start so many processes; each answers once it has loaded, and its thread ends then."""
        admitting = []
        for number in range(1, processes + 1):
            process = AnsweringProcess(self._tenants.first.settings, number)
            self._started.append(process)
            admitting.append(threading.Thread(target=self._admit, args=(process,), daemon=True))
            admitting[-1].start()
        return admitting

    def stop(self) -> None:
        """End the processes, whatever they do."""
        for process in self._started:
            process.close()

    def told(self, asked: Asked) -> Iterator[tuple[str, dict[str, Any]]]:
        """The events of a turn; the last is its answer. Raises as `Asking.stream` does."""
        yield from self._elsewhere(asked) or _events_of(self._tenants, asked)

    def _elsewhere(self, asked: Asked) -> Told | None:
        """What a free process told; None where none is free, or it failed before it kept an
        answer: what is wrong is then seen here."""
        try:
            process = self._free.get_nowait()
        except Empty:
            return None
        began = self._tenants.first.clock()
        try:
            told = process.answer(asked)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            LOG.warning("answering process %s ended", process.number, exc_info=error)
            process.close()
            return self._kept(asked, began)
        self._free.put(process)
        return told

    def _kept(self, asked: Asked, since: datetime) -> Told | None:
        """The answer that a process kept in the conversation before it ended, which must not stand
        there twice."""
        kept = self._tenants.app(asked.tenant).conversations
        turns = kept.turns(asked.conversation, since=since) if asked.conversation else []
        same = (turn for turn in reversed(turns) if turn["question"] == asked.question.strip())
        return next(([("answer", Answer.from_json(turn).as_json())] for turn in same), None)

    def _admit(self, process: "AnsweringProcess") -> None:
        with suppress(EOFError, OSError, ValueError):  # it could not start, or was closed
            process.wait()
            self._free.put(process)


class AnsweringProcess:
    """Answers one turn after another; raises as `ProcessBeside` does."""

    def __init__(self, settings: Settings, number: int) -> None:
        self.number = number
        self._process = ProcessBeside("assistant.answering", str(number))
        self._process.tell(settings)

    def wait(self) -> None:
        """Wait until it has loaded."""
        self._process.hear()

    def answer(self, asked: Asked) -> Told | None:
        """The events of a turn; None where it raised an error."""
        self._process.tell(asked)
        told: Told | None = self._process.hear()
        return told

    def close(self) -> None:
        """End it, whatever it does."""
        self._process.close()


def _events_of(tenants: Tenants, asked: Asked) -> Iterator[tuple[str, dict[str, Any]]]:
    from assistant.agent.events import Done, ToolRan, Writing

    events = tenants.app(asked.tenant).asking.stream(
        asked.question,
        as_of=asked.as_of,
        conversation=asked.conversation,
        answer_id=asked.answer_id,
    )
    for event in events:
        if isinstance(event, ToolRan):
            call = {"name": event.call.name, "args": dict(event.call.args)}
            yield "tool", call | {"figures": event.figures, "quotes": event.quotes}
        elif isinstance(event, Writing):
            yield "writing", {"text": event.text}
        elif isinstance(event, Done):
            yield "answer", event.answer.as_json()


def _answer_along(number: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this one
    starter = Starter()
    settings: Settings = starter.hear()
    app = App(settings)
    tenants = Tenants(app)
    told: Told | None = list(_events_of(tenants, Asked(app.tenant, "nps")))  # loads what turns need
    look_in_small_steps()
    with logging_to(settings.home / "logs" / f"answering-{number}"), suppress(EOFError, OSError):
        while True:
            starter.tell(told)
            asked: Asked = starter.hear()
            try:
                told = list(_events_of(tenants, asked))
            except Exception:  # the server answers the same and says what is wrong
                told = None
    app.close()


if __name__ == "__main__":
    _answer_along(sys.argv[1])
