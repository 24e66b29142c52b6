"""The command line: `hearken`, also `python -m assistant`.

Imports that take time happen inside the command that needs them.
"""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import HearkenError, InvalidInputError
from assistant.settings import load_settings
from assistant.terminal import (
    day_of,
    fail,
    lines_of,
    mapping_of,
    out,
    print_json,
    questions_of,
    say,
)

if TYPE_CHECKING:
    from assistant.app import App

__all__ = ["main"]


class Language(StrEnum):
    """The languages that answers are written in."""

    EN = "en"
    ZH = "zh"


cli = typer.Typer(
    help="Ask your customer feedback. 听客：客户反馈问答助手。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON alone on stdout.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", help="The day that counts as today, like 2026-03-13.")
]
Host = Annotated[str, typer.Option(help="The address to listen on.")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")]


@cli.callback()
def _common(
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """`--debug` is read in main(), which catches the errors."""
    del debug


@cli.command()
def demo(host: Host = "127.0.0.1", port: Port = 7860) -> None:
    """Make the synthetic demo store (once) and serve it."""
    app = _open()
    if made := app.install_demo():
        say(f"Made a demo store of {made} synthetic feedback records in {app.settings.home}.")
    _serve(app, host, port)


@cli.command()
def serve(host: Host = "127.0.0.1", port: Port = 7860) -> None:
    """Serve the chat window and the HTTP API."""
    _serve(_open(), host, port)


@cli.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(help="CSV, TSV, JSONL, JSON, XLSX, Parquet; .gz")],
    mapping: Annotated[
        list[str] | None, typer.Option("--map", help="field=column; may be repeated.")
    ] = None,
    source: Annotated[str | None, typer.Option(help="Where the feedback comes from.")] = None,
    sheet: Annotated[str | None, typer.Option(help="The sheet of a workbook.")] = None,
    encoding: Annotated[
        str | None, typer.Option(help="The encoding, where it is guessed wrong.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read and report, store nothing.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Import feedback from files; running it again adds nothing."""
    from assistant.ingest.job import ImportOptions
    from assistant.progress import TerminalProgress

    app = _open()
    options = ImportOptions(
        mapping=mapping_of(mapping or []),
        source=source,
        sheet=sheet,
        encoding=encoding,
        dry_run=dry_run,
        tenant=app.tenant,
    )
    try:
        with TerminalProgress() as progress:
            report = app.import_files(files, options, progress)
    finally:
        app.close()
    if as_json:
        print_json(report.as_json())
        return
    verb = "Would import" if dry_run else "Imported"
    out(
        f"{verb} {report.accepted} of {report.read} rows "
        f"({report.duplicates} duplicates, {report.rejected} rejected) in {report.seconds} s."
    )
    for file in report.files:
        columns = ", ".join(f"{field} ← {column}" for field, column in file.columns.items())
        out(f"{file.name} ({file.format}, {file.encoding}): {columns}")
        for note in file.notes:
            out(f"  note: {note}")
        for rejection in file.rejections:
            out(f"  line {rejection.line}: {rejection.reason}")
        if file.rejected_file:
            out(f"  rejected rows: {file.rejected_file}")


@cli.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in any wording.")] = None,
    batch: Annotated[
        Path | None, typer.Option(help='A JSONL file of {"id","question"}; one answer a line.')
    ] = None,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """Answer a question, or each of a file as a fresh conversation."""
    day = day_of(as_of)
    if (question is None) == (batch is None):
        raise typer.BadParameter("give a question, or --batch FILE")
    questions = questions_of(batch) if batch else [{"id": "q1", "question": question or ""}]
    app = _open()
    app.warm_up()
    try:
        for each in questions:
            try:
                answer = app.ask(each["question"], as_of=day, answer_id=each["id"])
            except HearkenError as error:
                if batch is None:
                    raise
                print_json({**each, "error": str(error)})
                continue
            if as_json or batch:
                print_json(answer.as_json())
            else:
                out(answer.answer)
    finally:
        app.close()


@cli.command()
def draft(
    feedback_id: Annotated[str, typer.Argument(help="The id of the feedback to answer.")],
    tone: Annotated[str, typer.Option(help="warm, formal or brief.")] = "warm",
    language: Annotated[
        str | None, typer.Option(help="en or zh; by default the customer's language.")
    ] = None,
    as_json: Json = False,
) -> None:
    """A reply draft with its checks, for a person to approve."""
    app = _open()
    try:
        made = app.draft(feedback_id, tone, language)
    finally:
        app.close()
    if as_json:
        print_json(made.as_json())
        return
    out(made.body)
    out("")
    out(f"risk: {made.risk}; due: {made.due_at.isoformat()}; sources: {', '.join(made.sources)}")
    for fact in made.missing:
        out(f"missing: {fact}")
    for finding in made.findings:
        out(f"{finding.severity}: {finding.text}")


@cli.command()
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


@cli.command()
def alerts(
    as_of: AsOf = None,
    replay: Annotated[
        bool, typer.Option("--backtest", help="What the rules would have said in the past.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Open alerts, worst first; or the rules replayed over the history."""
    day = day_of(as_of)
    app = _open()
    try:
        found = app.replay_alerts(day) if replay else app.alerts(day)
    finally:
        app.close()
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


@cli.command()
def report(
    as_of: AsOf = None,
    language: Annotated[Language, typer.Option(help="The language of the report.")] = Language.EN,
    folder: Annotated[Path, typer.Option("--out", help="The folder to write into.")] = Path(),
) -> None:
    """Write the weekly report as Markdown and as an HTML page that prints well."""
    from assistant.report import as_html, weekly_report

    app = _open()
    try:
        day = day_of(as_of) or app.today()
        markdown = weekly_report(app, day, language)
    finally:
        app.close()
    for suffix, text in ((".md", markdown), (".html", as_html(markdown, language))):
        path = folder / f"hearken-report-{day.isoformat()}{suffix}"
        try:
            path.write_text(text, "utf-8")
        except OSError as error:
            raise InvalidInputError(f"{path} cannot be written ({error.strerror}).") from None
        out(str(path))


@cli.command("eval")
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


@cli.command()
def reindex() -> None:
    """Rebuild the search index from the database."""
    app = _open()
    try:
        out(f"Indexed {app.reindex()} records.")
    finally:
        app.close()


@cli.command()
def doctor(as_json: Json = False) -> None:
    """Check the installation and say what is wrong."""
    from assistant.doctor import examine

    app = _open()
    try:
        found = examine(app)
    finally:
        app.close()
    if as_json:
        print_json(found)
    else:
        for name in ("feedback", "indexed", "pending", "home", "database", "embedding", "brain"):
            out(f"{name}: {found[name]}")
        for problem in found["problems"]:
            out(f"problem: {problem}")
        if not found["problems"]:
            out("Everything works.")
    if found["problems"]:
        raise typer.Exit(1)


def main() -> None:
    """The entry point: one plain sentence for an error, exit code 1."""
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


def _open() -> "App":
    from assistant.app import App

    return App(load_settings())


def _serve(app: "App", host: str, port: int) -> None:
    from assistant.server import serve as run

    try:
        run(app, host, port, announce=say)
    finally:
        app.close()
