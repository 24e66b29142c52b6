"""`hearken scorecard` and `hearken scorecard import`."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.importing import print_import
from assistant.cli.options import AsOf, DryRun, Json, Language, Map, opened
from assistant.cli.terminal import day_of, mapping_of, out, print_json
from assistant.models import ToolCall

__all__ = ["scorecard"]

scorecard = typer.Typer(help="The balanced scorecard, and the import of its figures.")


@scorecard.callback(invoke_without_command=True)
def show(
    context: typer.Context,
    as_of: AsOf = None,
    language: Annotated[Language, typer.Option(help="The language to write in.")] = Language.EN,
    as_json: Json = False,
) -> None:
    """The scorecard of the last 30 days."""
    if context.invoked_subcommand:
        return
    from assistant.agent.planner.writer import write
    from assistant.tools.scorecard import scorecard_json

    with opened() as app:
        result = app.tools.run("scorecard", {}, day_of(as_of))
        if as_json:
            print_json(scorecard_json(result))
        else:
            out(write(((ToolCall("scorecard", {}), result),), app.wording(language)))


@scorecard.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(help="Columns date, measure, value, target.")],
    mapping: Map = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Import figures; a later value of the same day and measure replaces the earlier one."""
    from assistant.ingest.flat import FlatOptions

    with opened() as app:
        options = FlatOptions(mapping=mapping_of(mapping or []), dry_run=dry_run)
        report = app.imports.tables.figures(files, options)
    print_import(report, dry_run=dry_run, as_json=as_json)
