"""`hearken eval`."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.options import Json
from assistant.cli.terminal import out, print_json
from assistant.errors import InvalidInputError

__all__ = ["eval_"]


def eval_(
    suite: Annotated[str, typer.Argument(help="understanding, numbers, personal-data …")] = "all",
    data: Annotated[Path, typer.Option(help="The folder with the labelled data sets.")] = Path(
        "../shared/data"
    ),
    brain: Annotated[
        str, typer.Option(help="Who answers the questions of qa: planner or llm.")
    ] = "planner",
    as_json: Json = False,
) -> None:
    """Run the eval suites and print their tables."""
    from evals.qa_run import Brain
    from evals.suites import run_suites

    if brain not in list(Brain):
        raise InvalidInputError(f"There is no brain {brain!r}; choose planner or llm.")
    for name, table, numbers in run_suites(suite, data, Brain(brain)):
        if as_json:
            print_json({"suite": name, **numbers})
        else:
            out(table)
