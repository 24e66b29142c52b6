"""`hearken eval`."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.options import Json
from assistant.cli.terminal import out, print_json

__all__ = ["eval_"]


def eval_(
    suite: Annotated[str, typer.Argument(help="understanding, numbers, personal-data …")] = "all",
    data: Annotated[Path, typer.Option(help="The folder with the labelled data sets.")] = Path(
        "../shared/data"
    ),
    as_json: Json = False,
) -> None:
    """Run the eval suites and print their tables."""
    from evals.suites import run_suites

    for name, table, numbers in run_suites(suite, data):
        if as_json:
            print_json({"suite": name, **numbers})
        else:
            out(table)
