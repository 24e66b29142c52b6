"""`hearken classify` and `hearken eval`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.options import Json
from assistant.cli.terminal import lines_of, out, print_json
from assistant.settings import load_settings

__all__ = ["classify", "eval_"]


def classify(
    file: Annotated[Path | None, typer.Argument(help='JSONL of {"id","text"}; else stdin.')] = None,
    themes: Annotated[Path | None, typer.Option(help="A themes file of the shop.")] = None,
    as_json: Json = False,
) -> None:
    """Label texts; needs no store."""
    del as_json  # the output is JSONL either way
    from assistant.classify import classify_lines

    settings = load_settings()
    lines = lines_of(file) if file else sys.stdin
    for labelled in classify_lines(lines, themes or settings.themes):
        print_json(labelled)


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
