"""Arguments and options that the commands on replies share."""

from typing import Annotated

import typer

__all__ = ["As", "Days", "Id", "Most", "Seen", "Why"]

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
