"""`hearken alerts` and `hearken report`."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.options import AsOf, Json, Language, opened
from assistant.cli.terminal import day_of, out, print_json
from assistant.errors import InvalidInputError

__all__ = ["alerts", "report"]


def alerts(
    as_of: AsOf = None,
    replay: Annotated[
        bool, typer.Option("--backtest", help="What the rules would have said in the past.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Open alerts, worst first; or the rules replayed over the history."""
    day = day_of(as_of)
    with opened() as app:
        found = app.replay_alerts(day) if replay else app.alerts(day)
    if as_json:
        print_json(found)
        return
    for each in found["episodes"] if isinstance(found, dict) else found:
        out(" · ".join(f"{name}: {value}" for name, value in each.items()))
    if isinstance(found, dict):
        out(
            f"{len(found['episodes'])} alerts over {found['days']} days; by chance alone at most "
            f"{found['expected_false_alarms']} would be expected."
        )
    elif not found:
        out("No open alerts.")


def report(
    as_of: AsOf = None,
    language: Annotated[Language, typer.Option(help="The language of the report.")] = Language.EN,
    folder: Annotated[Path, typer.Option("--out", help="The folder to write into.")] = Path(),
) -> None:
    """Write the weekly report as Markdown and as an HTML page that prints well."""
    from assistant.report import as_html, weekly_report

    with opened() as app:
        day = day_of(as_of) or app.today()
        markdown = weekly_report(app, day, language)
    for suffix, text in ((".md", markdown), (".html", as_html(markdown, language))):
        path = folder / f"hearken-report-{day.isoformat()}{suffix}"
        try:
            path.write_text(text, "utf-8")
        except OSError as error:
            raise InvalidInputError(f"{path} cannot be written ({error.strerror}).") from None
        out(str(path))
