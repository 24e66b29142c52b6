"""Twenty people answer five hundred reviews at once: `python -m evals.reply_crowd`.

Four processes with five people each, as threads, work over one SQLite file, as the window, the API
and the command line do. Each claims, writes, approves and marks as sent what is free. Counted:
reviews sent twice, edits that the history does not hold, and the time that a step took.
"""

import multiprocessing
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.app import App
from assistant.errors import ConflictError
from assistant.models import (
    Actor,
    Emotion,
    Feedback,
    Incoming,
    Labels,
    ReplyState,
    Role,
    Sentiment,
    Urgency,
)
from assistant.settings import Settings

__all__ = ["CrowdResult", "main", "run"]

PEOPLE, REVIEWS, PROCESSES = 20, 500, 4
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)

Kept = tuple[str, str]
"""A review's id and a text that its writer was told is kept."""

Outcome = tuple[list[str], list[Kept], int, list[float]]


@dataclass(frozen=True, slots=True)
class CrowdResult:
    """`double` reviews sent more than once, `lost` edits that the history lacks, `unsent` reviews
    nobody answered, `refused` steps that somebody else was faster at; milliseconds a step."""

    people: int
    reviews: int
    double: int
    lost: int
    unsent: int
    refused: int
    seconds: float
    median_ms: float
    slowest_ms: float


def run(home: Path, people: int = PEOPLE, reviews: int = REVIEWS) -> CrowdResult:
    """Fill a store in `home` and let everybody loose on it."""
    ids = [f"R{number:03d}" for number in range(reviews)]
    _fill(home, ids)
    context = multiprocessing.get_context("spawn")
    began = time.perf_counter()
    groups = [list(range(people))[start::PROCESSES] for start in range(PROCESSES)]
    with context.Pool(PROCESSES) as pool:
        found = pool.starmap(_group, [(home, numbers, ids) for numbers in groups])
    seconds = time.perf_counter() - began
    outcomes = [outcome for group in found for outcome in group]
    sent = Counter(id for done, *_ in outcomes for id in done)
    steps = [each for *_, times in outcomes for each in times]
    kept = [each for _, texts, _, _ in outcomes for each in texts]
    return CrowdResult(
        people=people,
        reviews=reviews,
        double=sum(count > 1 for count in sent.values()),
        lost=_lost(home, ids, kept),
        unsent=sum(sent[id] == 0 for id in ids),
        refused=sum(refused for *_, refused, _ in outcomes),
        seconds=seconds,
        median_ms=1000 * statistics.median(steps),
        slowest_ms=1000 * max(steps),
    )


def _open(home: Path) -> App:
    return App(Settings(home=home))


def _fill(home: Path, ids: Sequence[str]) -> None:
    app = _open(home)
    labels = Labels("en", Sentiment.NEGATIVE, -0.8, Emotion.ANGRY, Urgency.NORMAL, ())
    said = [Feedback(id=id, time=NOW, text=f"It leaks, says {id}.", rating=1) for id in ids]
    app.commons.stores.feedback.add(
        [Incoming(each.id, each) for each in said], [labels] * len(said)
    )
    app.close()


def _group(home: Path, numbers: Sequence[int], ids: Sequence[str]) -> list[Outcome]:
    """The people of one process."""
    app = _open(home)
    app.commons.embedder.encode(["."])
    with ThreadPoolExecutor(len(numbers)) as people:
        outcomes = list(people.map(lambda number: _work(app, number, ids), numbers))
    app.close()
    return outcomes


def _work(app: App, number: int, ids: Sequence[str]) -> Outcome:
    """What one person sent, which texts were kept, how often another was faster, step times."""
    me = Actor(f"person {number}", Role.MANAGER)
    sent: list[str] = []
    kept: list[Kept] = []
    times: list[float] = []
    refused = 0
    for step in range(len(ids)):
        id = ids[(number * 7 + step) % len(ids)]
        try:
            began = time.perf_counter()
            claimed = app.replies.claim(id, me)
            text = f"An answer by {me.name} to {id}."
            edited = app.replies.edit(id, me, text, claimed.reply.version)
            kept.append((id, text))
            approved = app.replies.approve(id, me, edited.reply.version, "checked by the eval")
            app.replies.mark_sent(id, me, approved.reply.version)
            sent.append(id)
            times.append((time.perf_counter() - began) / 4)
        except ConflictError:
            refused += 1
    return sent, kept, refused, times


def _lost(home: Path, ids: Sequence[str], kept: Sequence[Kept]) -> int:
    """Kept texts that no version holds, and reviews whose last text is not the sent one."""
    app = _open(home)
    held = set()
    wrong = 0
    for id in ids:
        case = app.replies.show(id)
        held |= {(id, version.body) for version in case.versions}
        wrong += case.reply.state is not ReplyState.SENT or len(case.versions) != 1
    app.close()
    return wrong + sum(each not in held for each in kept)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = run(Path(folder))
    sys.stdout.write(
        f"{found.people} people, {found.reviews} reviews, {found.seconds:.0f} s: "
        f"{found.double} sent twice, {found.lost} edits lost, {found.unsent} unanswered, "
        f"{found.refused} steps refused because another was faster; "
        f"a step took {found.median_ms:.0f} ms at the median, {found.slowest_ms:.0f} ms at most\n"
    )


if __name__ == "__main__":
    main()
