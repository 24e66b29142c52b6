"""`hearken import` and `hearken orders`."""

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.options import DryRun, Encoding, Files, Json, Map, Sheet, opened
from assistant.cli.terminal import mapping_of, out, print_json

if TYPE_CHECKING:
    from assistant.ingest.job import ImportReport

__all__ = ["import_", "orders", "print_import"]


def import_(
    files: Files,
    mapping: Map = None,
    source: Annotated[str | None, typer.Option(help="Where the feedback comes from.")] = None,
    sheet: Sheet = None,
    encoding: Encoding = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Import feedback from files; running it again adds nothing."""
    from assistant.cli.progress import TerminalProgress
    from assistant.ingest.job import ImportOptions

    with opened() as app:
        options = ImportOptions(
            mapping=mapping_of(mapping or []),
            source=source,
            sheet=sheet,
            encoding=encoding,
            dry_run=dry_run,
        )
        with TerminalProgress("importing") as progress:
            report = app.imports.feedback.files(files, options, progress)
    print_import(report, dry_run=dry_run, as_json=as_json)


def orders(
    files: Files,
    mapping: Map = None,
    sheet: Sheet = None,
    encoding: Encoding = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Import orders, one line of an order a row; running it again adds nothing."""
    from assistant.ingest.flat import FlatOptions

    with opened() as app:
        options = FlatOptions(
            mapping=mapping_of(mapping or []), sheet=sheet, encoding=encoding, dry_run=dry_run
        )
        report = app.imports.tables.orders(files, options)
    print_import(report, dry_run=dry_run, as_json=as_json)


def print_import(report: "ImportReport", *, dry_run: bool, as_json: bool) -> None:
    """What became of the rows of an import, file by file."""
    if as_json:
        print_json(report.as_json())
        return
    verb = "Would import" if dry_run else "Imported"
    out(
        f"{verb} {report.accepted} of {report.read} rows "
        f"({report.duplicates} duplicates, {report.rejected} rejected) in {report.seconds} s."
    )
    for file in report.files:
        columns = ", ".join(f"{field} ← {column}" for field, column in file.columns.items())
        kind = ", ".join(filter(None, (file.format, file.encoding)))
        out(f"{file.name} ({kind}): {columns}")
        for note in file.notes:
            out(f"  note: {note}")
        for rejection in file.rejections:
            out(f"  line {rejection.line}: {rejection.reason}")
        if (more := file.rejected - len(file.rejections)) > 0:
            out(f"  and {more} more")
        if file.rejected_file:
            out(f"  rejected rows: {file.rejected_file}")
