"""How feedback comes into a store: from files, or as the synthetic demo shop."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import InvalidInputError
from assistant.models.vectors import Vectors
from assistant.services.indexing import Indexing
from assistant.settings import Settings
from assistant.store.feedback import FeedbackStore
from retrieval.embedders import BuiltinEmbedder, Embedder

if TYPE_CHECKING:
    from assistant.ingest.job import ImportOptions, ImportReport, Progress
    from assistant.models import Incoming, Labels
    from assistant.services.intake import Intake
    from assistant.understanding.reader import Reader

__all__ = ["ADAPTATION", "Importing"]

BATCH = 500
MOST_HELPERS = 3
"""Processes that read along: with more, storing would keep them waiting."""

ADAPTATION = "adaptation.npz"
"""Where a home keeps what its reader learned from corrections."""


class Importing:
    """Reads, understands and stores feedback, then indexes it unless a server does."""

    def __init__(
        self,
        *,
        settings: Settings,
        clock: Callable[[], datetime],
        feedback: FeedbackStore,
        embedder: Embedder,
        reader: "Callable[[], Reader]",
        indexing: Indexing,
        tenant: str,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._feedback = feedback
        self._embedder = embedder
        self._reader = reader
        self._indexing = indexing
        self._tenant = tenant

    def files(
        self, paths: list[Path], options: "ImportOptions", progress: "Progress | None" = None
    ) -> "ImportReport":
        """Import files; nothing is stored in a dry run. Raises InvalidInputError."""
        from assistant.ingest.job import run_import

        began = self._clock()
        with self.intake() as intake:
            report = run_import(
                paths,
                sink=intake,
                options=options,
                tenant=self._tenant,
                zone=self._settings.zone,
                now=began,
                rejected_dir=self._settings.home_of(self._tenant) / "rejected",
                progress=progress,
            )
        if not options.dry_run:
            self._indexing.keep_up()
        return replace(report, seconds=round((self._clock() - began).total_seconds(), 2))

    def demo(self) -> "list[Incoming]":
        """Fill an empty store with the feedback of the synthetic demo shop, and return it.

        A store with demo feedback is left as it is, and gives []. Raises InvalidInputError for one
        that holds real feedback, which must not be mixed with invented.
        """
        from assistant.demo.store import demo_feedback, demo_glossary, demo_policies

        home, zone = self._settings.home_of(self._tenant), self._settings.zone
        if self._feedback.holds(self._tenant):
            if self.holds_demo():
                return []
            raise InvalidInputError(
                f"{home} holds real feedback; set HEARKEN_HOME to another folder for the demo."
            )
        home.mkdir(parents=True, exist_ok=True)
        shutil.copy(demo_glossary(), home / "glossary.yaml")
        shutil.copytree(demo_policies(), home / "policies", dirs_exist_ok=True)
        items = [
            replace(item, feedback=replace(item.feedback, tenant=self._tenant))
            for item in demo_feedback(self._clock().astimezone(zone).date(), zone)
        ]
        with self.intake() as intake:
            intake.expect(items)
            for first in range(0, len(items), BATCH):
                intake.add(items[first : first + BATCH])
        return items

    def holds_demo(self) -> bool:
        """Whether the store holds the synthetic demo feedback."""
        return self._feedback.holds(self._tenant, "demo")

    @contextmanager
    def intake(self) -> "Iterator[Intake]":
        """An intake that reads in further processes where cores are free.

        Only the built-in encoder gives the same vectors in each of them.
        """
        from assistant.services.intake import Intake
        from assistant.services.reading import SharedReading
        from assistant.services.reading_process import ReadingProcess

        alike = isinstance(self._embedder, BuiltinEmbedder)
        helpers = min(MOST_HELPERS, (os.cpu_count() or 1) - 1) if alike else 0
        learned = self._settings.home_of(self._tenant) / ADAPTATION
        reading = SharedReading(
            self._understand, lambda: ReadingProcess(self._settings.themes_file, learned), helpers
        )
        with (
            closing(reading),
            closing(Intake(self._feedback, reading, self._indexing, self._tenant)) as intake,
        ):
            yield intake

    def _understand(self, texts: Sequence[str]) -> "tuple[list[Labels], Vectors]":
        vectors = self._embedder.encode(texts)
        readable = vectors if isinstance(self._embedder, BuiltinEmbedder) else None
        return self._reader().read(texts, readable), vectors
