"""`hearken ask` and `hearken draft`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.options import AsOf, Json, Language, opened
from assistant.cli.reply_options import say_trouble
from assistant.cli.terminal import day_of, out, print_json, questions_of
from assistant.errors import HearkenError

if TYPE_CHECKING:
    from assistant.replies.draft import Draft

__all__ = ["ask", "draft"]


def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in any wording.")] = None,
    batch: Annotated[
        Path | None, typer.Option(help='A JSONL file of {"id","question"}; one answer a line.')
    ] = None,
    as_of: AsOf = None,
    language: Annotated[
        Language, typer.Option(help='The language of answers to questions without words ("NPS?").')
    ] = Language.EN,
    as_json: Json = False,
) -> None:
    """Answer a question, or each of a file as a fresh conversation."""
    day = day_of(as_of)
    if (question is None) == (batch is None):
        raise typer.BadParameter("give a question, or --batch FILE")
    questions = questions_of(batch) if batch else [{"id": "q1", "question": question or ""}]
    with opened() as app:
        app.warm_up()
        for each in questions:
            try:
                answer = app.ask(
                    each["question"], as_of=day, answer_id=each["id"], language=language
                )
            except HearkenError as error:
                if batch is None:
                    raise
                print_json({**each, "error": str(error)})
                continue
            if as_json or batch:
                print_json(answer.as_json())
            else:
                out(answer.answer)


def draft(
    feedback_id: Annotated[str, typer.Argument(help="The id of the feedback to answer.")],
    tone: Annotated[str, typer.Option(help="warm, formal or brief.")] = "warm",
    language: Annotated[
        str | None, typer.Option(help="en or zh; by default the customer's language.")
    ] = None,
    variants: Annotated[int, typer.Option(help="1, or 2 in different words.")] = 1,
    as_json: Json = False,
) -> None:
    """Show a reply draft with its checks and keep nothing; `hearken replies draft` keeps it.

    Two variants are two JSON lines.
    """
    with opened() as app:
        record = app.records.get(feedback_id)
        drafts = app.replies.desk.variants(record, variants, tone, language)
    for made in drafts:
        if as_json:
            print_json(made.as_json())
        else:
            _print_draft(made)
            say_trouble(made.trouble)


def _print_draft(made: "Draft") -> None:
    out(made.body)
    out("")
    out(f"risk: {made.risk}; due: {made.due_at.isoformat()}; sources: {', '.join(made.sources)}")
    for fact in made.notes["en"]:
        out(f"missing: {fact}")
    for finding in made.findings:
        out(f"{finding.severity}: {finding.text}")
