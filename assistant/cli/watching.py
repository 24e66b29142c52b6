"""`hearken alerts` and `hearken report`."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.alert_lines import alert_lines, replay_lines
from assistant.cli.options import AsOf, Json, Language, opened
from assistant.cli.terminal import day_of, out, print_json
from assistant.errors import InvalidInputError

if TYPE_CHECKING:
    from assistant.services.alerting import Pushed

__all__ = ["alerts", "report"]


def alerts(
    as_of: AsOf = None,
    replay: Annotated[
        bool, typer.Option("--backtest", help="What the rules would have said in the past.")
    ] = False,
    push: Annotated[
        bool, typer.Option("--push", help="Send today's new alerts to the webhooks now.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Open alerts, worst first; the rules replayed over the history; or a push to the webhooks."""
    day = day_of(as_of)
    with opened() as app:
        if push:
            _print_pushed(app.alerting.push(), as_json=as_json)
        elif replay:
            found = app.alerting.replay(day or app.today())
            _print(found, replay_lines(found), as_json=as_json)
        else:
            opened_alerts = app.alerting.open_json(day)
            _print(opened_alerts, alert_lines(opened_alerts), as_json=as_json)


def _print(found: Any, lines: Iterable[str], *, as_json: bool) -> None:
    if as_json:
        print_json(found)
    else:
        for line in lines:
            out(line)


def _print_pushed(pushed: "list[Pushed]", *, as_json: bool) -> None:
    failed = [each for each in pushed if each.problem]
    if as_json:
        print_json([asdict(each) for each in pushed])
    else:
        for each in failed:
            out(f"{each.key} to {each.webhook}: {each.problem}")
        out(f"Pushed {len(pushed) - len(failed)}, failed {len(failed)}.")
    if failed:
        raise typer.Exit(1)


def report(
    week: Annotated[
        str | None, typer.Option(help="An ISO week like 2026-W46; by default the as-of day's.")
    ] = None,
    as_of: AsOf = None,
    language: Annotated[Language, typer.Option(help="The language of the report.")] = Language.EN,
    folder: Annotated[
        Path,
        typer.Option("--out", help="The folder to write into; it is made where it is missing."),
    ] = Path(),
    as_json: Json = False,
) -> None:
    """Write the weekly report as Markdown and as an HTML page that prints well."""
    from assistant.report import iso_week, week_named, weekly_report

    with opened() as app:
        day = day_of(as_of) or app.today()
        monday = week_named(week) if week else day - timedelta(days=day.weekday())
        written = weekly_report(app, monday, day, language)
    name = f"hearken-report-{iso_week(monday)}"
    texts = {folder / f"{name}.md": written.markdown, folder / f"{name}.html": written.html}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in texts.items():
            path.write_text(text, "utf-8")
    except OSError as error:
        raise InvalidInputError(f"{error.filename} cannot be written ({error.strerror}).") from None
    if as_json:
        print_json({"week": iso_week(monday), "files": [str(path) for path in texts]})
    else:
        out("\n".join(map(str, texts)))
