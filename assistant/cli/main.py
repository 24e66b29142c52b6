"""The entry point and the list of commands.

Imports that take time happen inside the command that needs them.
"""

import sys
from typing import Annotated

import typer

from assistant.cli import (
    access,
    asking,
    evaluating,
    importing,
    labelling,
    planning,
    scorecards,
    serving,
    upkeep,
    watching,
)
from assistant.cli.policies import policies
from assistant.cli.replies import replies
from assistant.cli.terminal import fail
from assistant.errors import HearkenError

__all__ = ["cli", "main"]

cli = typer.Typer(
    help="Ask your customer feedback. 听客：客户反馈问答助手。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@cli.callback()
def _common(
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """`--debug` is read in main(), which catches the errors."""
    del debug


cli.command()(serving.demo)
cli.command()(serving.serve)
cli.command()(serving.mcp)
cli.command("import")(importing.import_)
cli.command()(importing.orders)
cli.command()(asking.ask)
cli.command()(asking.draft)
cli.add_typer(replies, name="replies")
cli.add_typer(policies, name="policies")
cli.command()(labelling.classify)
cli.command()(labelling.correct)
cli.command()(labelling.corrections)
cli.command()(labelling.relabel)
cli.command()(labelling.retrain)
cli.command()(watching.alerts)
cli.command()(watching.report)
cli.command("eval")(evaluating.eval_)
cli.add_typer(planning.plans, name="plans")
cli.add_typer(scorecards.scorecard, name="scorecard")
cli.command()(upkeep.reindex)
cli.command()(upkeep.doctor)
cli.add_typer(access.keys, name="keys")
cli.add_typer(access.users, name="users")


def main() -> None:
    """Run one command: one plain sentence for an error, exit code 1."""
    debug = "--debug" in sys.argv
    sys.argv = [sys.argv[0], *(word for word in sys.argv[1:] if word != "--debug")]
    try:
        cli()
    except HearkenError as error:
        if debug:
            raise
        fail(str(error))
    except KeyboardInterrupt:
        fail("Stopped.")
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
