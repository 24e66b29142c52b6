"""Arguments and options that the commands on replies share."""

from typing import Annotated

import typer

from assistant.cli.terminal import say
from assistant.models import Trouble

__all__ = ["As", "Days", "Id", "Most", "Seen", "Why", "say_trouble"]

Id = Annotated[str, typer.Argument(help="The id of the feedback.")]
As = Annotated[
    str | None, typer.Option("--as", help="Who acts; by default the user of this machine.")
]
Days = Annotated[int, typer.Option(min=1, max=366, help="How many days back to look.")]
Most = Annotated[int, typer.Option(min=1, max=1000, help="The largest number to list.")]
Seen = Annotated[
    int | None, typer.Option("--version", help="The version that was read; else the present one.")
]
Why = Annotated[str, typer.Option("--reason", help="Why.")]


def say_trouble(trouble: Trouble | None) -> None:
    """Say beside a draft why a model that was asked did not write it; nothing else is said."""
    if trouble:
        from prompts.wording import Wording

        say(Wording("en", {}).word(trouble, "draft_trouble"))
