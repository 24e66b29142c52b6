"""A folder to import from, and a sink in memory that notes what a job does."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from assistant.ingest.job import ImportOptions, ImportReport, run_import
from assistant.models import DEFAULT_TENANT, Feedback, Incoming

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")


class MemorySink:
    """Keeps what it is given; fails at the batch that it is told to fail at."""

    def __init__(self, fail_at: int = 0) -> None:
        self.rows: dict[str, Incoming] = {}
        self.expected: set[str] = set()
        self.fail_at = fail_at
        self.batches = 0

    def known(self, batch: Sequence[Incoming]) -> set[str]:
        return {item.key for item in batch if item.key in self.rows}

    def expect(self, batch: Sequence[Incoming]) -> None:
        self.expected.update(incoming.key for incoming in batch)

    def add(self, batch: Sequence[Incoming]) -> int:
        self.batches += 1
        if self.batches == self.fail_at:
            raise ConnectionError("the database went away")
        before = len(self.rows)
        for incoming in batch:
            assert incoming.key in self.expected, "a batch was added that was not announced"
            assert incoming.key not in self.rows, "a known key was offered again"
            self.rows[incoming.key] = incoming
        return len(self.rows) - before

    @property
    def feedback(self) -> list[Feedback]:
        return [incoming.feedback for incoming in self.rows.values()]


class CountingProgress:
    def __init__(self) -> None:
        self.total = 0
        self.done = 0
        self.finished = 0

    def start(self, total_rows: int) -> None:
        self.total = total_rows

    def advance(self, rows: int) -> None:
        self.done += rows

    def finish(self) -> None:
        self.finished += 1


class Desk:
    """A folder to import from, and the sink it goes to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sink = MemorySink()
        self.rejected = folder / "rejected"

    def file(self, content: str, name: str = "reviews.csv") -> Path:
        path = self.folder / name
        path.write_bytes(content.encode("utf-8", "surrogatepass"))
        return path

    def run(
        self,
        *paths: Path,
        options: ImportOptions | None = None,
        zone: ZoneInfo = SHANGHAI,
        now: datetime = NOW,
        progress: CountingProgress | None = None,
        tenant: str = DEFAULT_TENANT,
    ) -> ImportReport:
        report = run_import(
            paths,
            sink=self.sink,
            options=options or ImportOptions(),
            tenant=tenant,
            zone=zone,
            now=now,
            rejected_dir=self.rejected,
            progress=progress,
        )
        assert report.accepted + report.duplicates + report.rejected == report.read
        return report
