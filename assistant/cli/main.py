"""The entry point and the list of commands.

Imports that take time happen inside the command that needs them.
"""

import atexit
import gc
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

OBJECTS_BETWEEN_LOOKS = 400_000
"""New objects after which Python looks for garbage in cycles: more than a cold answer makes. With
its default of 700 a tenth of a cold answer is spent looking through imported modules, which are no
garbage, and with 50,000 still 0.15 seconds; sixty questions in a row need no more memory."""

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
    """Run one command: one plain sentence for an error, exit code 1; 2 for a wrong usage."""
    gc.set_threshold(OBJECTS_BETWEEN_LOOKS)
    # What is left at the end of a command goes with its process: no need to search it.
    atexit.register(gc.freeze)
    debug = "--debug" in sys.argv
    sys.argv = [sys.argv[0], *(word for word in sys.argv[1:] if word != "--debug")]
    try:
        sys.exit(cli(standalone_mode=False, prog_name="hearken"))
    except typer.TyperException as error:
        fail(_usage(error), error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except (KeyboardInterrupt, typer.Abort):
        fail("Stopped.")
    except Exception as error:
        if debug:
            raise
        fail(_sentence(error))


def _usage(error: typer.TyperException) -> str:
    """What is wrong with the words of a command; nothing where its help was shown instead."""
    told = " ".join(error.format_message().replace("Value error, ", "").split())
    context = getattr(error, "ctx", None)
    hint = f"; `{context.command_path} --help` says more." if context else "."
    return told.rstrip(".") + hint if told else ""


def _sentence(error: Exception) -> str:
    if isinstance(error, HearkenError):
        return str(error)
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename} cannot be used ({error.strerror}); check the path and its rights."
    # The message of an unknown error may hold a customer's words.
    kind = type(error).__name__
    return f"Something went wrong here ({kind}); run it again with --debug to see where."
