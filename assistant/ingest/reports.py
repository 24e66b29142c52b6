"""What an import did, as frozen types and as the JSON of `hearken import --json`."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Self

__all__ = ["FileReport", "ImportReport", "Rejection"]


@dataclass(frozen=True, slots=True)
class Rejection:
    """One rejected row: its line (or row) in the file, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """One file. accepted + duplicates + rejected = read.

    `columns` maps a field to the column it came from, `unmapped` are the columns kept as extra,
    `rejections` are the first few, all are in `rejected_file`.
    """

    name: str
    format: str
    encoding: str | None
    source: str
    columns: Mapping[str, str]
    unmapped: tuple[str, ...]
    read: int
    accepted: int
    duplicates: int
    rejected: int
    notes: tuple[str, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    rejected_file: Path | None = None

    def as_json(self) -> dict[str, Any]:
        plain = {f.name: getattr(self, f.name) for f in fields(self)}
        plain["columns"] = dict(self.columns)
        plain["unmapped"] = list(self.unmapped)
        plain["notes"] = list(self.notes)
        plain["rejections"] = [asdict(rejection) for rejection in self.rejections]
        plain["rejected_file"] = str(self.rejected_file) if self.rejected_file else None
        return plain


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """All files together. In a dry run `accepted` counts what would be added.

    `seconds` is 0 unless the caller sets it; `preview` holds the first rows of a dry run as
    plain JSON.
    """

    read: int
    accepted: int
    duplicates: int
    rejected: int
    seconds: float = 0.0
    dry_run: bool = False
    files: tuple[FileReport, ...] = ()
    preview: tuple[Mapping[str, Any], ...] = field(default=())

    @classmethod
    def of(
        cls,
        files: Sequence[FileReport],
        *,
        dry_run: bool,
        preview: tuple[Mapping[str, Any], ...] = (),
    ) -> Self:
        """The report of an import from those of its files."""
        return cls(
            read=sum(file.read for file in files),
            accepted=sum(file.accepted for file in files),
            duplicates=sum(file.duplicates for file in files),
            rejected=sum(file.rejected for file in files),
            dry_run=dry_run,
            files=tuple(files),
            preview=preview,
        )

    def as_json(self) -> dict[str, Any]:
        plain = {f.name: getattr(self, f.name) for f in fields(self)}
        plain["files"] = [report.as_json() for report in self.files]
        plain["preview"] = [dict(row) for row in self.preview]
        return plain
