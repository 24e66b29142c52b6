"""`hearken classify`, and the commands that change labels: correct, relabel, retrain."""

import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.options import Json, acting, opened
from assistant.cli.terminal import day_of, lines_of, out, print_json, say
from assistant.errors import InvalidInputError
from assistant.models import Emotion, Period, Scope, Sentiment, Urgency
from assistant.settings import load_settings

if TYPE_CHECKING:
    from assistant.app import App
    from assistant.services.labelling import Reread

__all__ = ["classify", "correct", "corrections", "relabel", "retrain"]


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
    for labelled in classify_lines(lines, themes or settings.themes_file):
        print_json(labelled)


class Labeller(StrEnum):
    """Who may read feedback again."""

    BUILTIN = "builtin"
    LLM = "llm"


def correct(
    feedback_id: Annotated[str, typer.Argument(help="The id of the feedback.")],
    sentiment: Annotated[Sentiment | None, typer.Option(help="The overall stance.")] = None,
    emotion: Annotated[Emotion | None, typer.Option(help="The dominant emotion.")] = None,
    urgency: Annotated[Urgency | None, typer.Option(help="How soon the shop must act.")] = None,
    themes: Annotated[
        str | None,
        typer.Option(help="All themes: delivery:negative,packaging:positive; '' for none."),
    ] = None,
    reason: Annotated[str | None, typer.Option(help="Why.")] = None,
    actor: Annotated[str | None, typer.Option("--as", help="Who corrects.")] = None,
    as_json: Json = False,
) -> None:
    """Correct the labels of one feedback; the correction wins and is kept."""
    from assistant.store.corrections import LabelChange

    change = LabelChange(
        sentiment=sentiment,
        emotion=emotion,
        urgency=urgency,
        themes=None if themes is None else _themes_of(themes),
    )
    with opened() as app:
        changed = app.labelling.correct(feedback_id, change, acting(actor), reason)
        app.indexing.keep_up()
    if as_json:
        print_json({"feedback_id": feedback_id, "changed": changed})
    else:
        out(f"Corrected: {', '.join(changed)}." if changed else "Confirmed: the labels were right.")


def corrections(as_json: Json = False) -> None:
    """What staff corrected, the latest first."""
    with opened() as app:
        found = [each.as_json() for each in app.labelling.corrections()]
    if as_json:
        print_json(found)
        return
    for each in found:
        out(
            f"{each['time'][:16]} {each['actor']}: {each['feedback_id']} {each['label']} "
            f"{_shown(each['was'])} → {_shown(each['value'])}"
            + (f" ({each['reason']})" if each["reason"] else "")
        )
    if not found:
        out("Nothing was corrected yet.")


def relabel(
    labels: Annotated[Labeller, typer.Option(help="Who reads.")] = Labeller.BUILTIN,
    start: Annotated[str | None, typer.Option("--from", help="The first day.")] = None,
    end: Annotated[str | None, typer.Option("--to", help="The last day.")] = None,
    product: Annotated[list[str] | None, typer.Option(help="May be repeated.")] = None,
    channel: Annotated[list[str] | None, typer.Option(help="May be repeated.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before a model reads.")] = False,
    as_json: Json = False,
) -> None:
    """Read stored feedback again; corrected labels stay."""
    with opened() as app:
        first, last = app.records.span() or (app.today(), app.today())
        period = Period(day_of(start, "--from") or first, day_of(end, "--to") or last)
        if period.days < 1:
            raise InvalidInputError(
                f"--from {period.start} lies after --to {period.end}; swap the two."
            )
        scope = Scope(
            tenant=app.tenant,
            period=period,
            product=tuple(product or ()),
            channel=tuple(channel or ()),
        )
        by_model = labels is Labeller.LLM
        done = _read_by_model(app, scope, yes=yes) if by_model else _read_again(app, scope)
        if done is None:
            return
        app.indexing.keep_up()
    if as_json:
        print_json({"labeller": done.labeller, "read": done.read, "failed": done.failed})
        return
    out(f"{done.labeller} read {done.read} records.")
    if done.failed:
        out(f"{done.failed} records kept their labels: the model's answer did not fit.")


def _read_again(app: "App", scope: Scope) -> "Reread":
    from assistant.cli.progress import TerminalProgress

    with TerminalProgress("reading") as bar:
        bar.start(app.records.count(scope))
        return app.labelling.reread(scope, bar.advance)


def _read_by_model(app: "App", scope: Scope, *, yes: bool) -> "Reread | None":
    """Says first what it would cost; None where the person would rather not."""
    from assistant.cli.progress import TerminalProgress

    budget = app.labelling.budget(scope)
    say(
        f"{budget.labeller} would read {budget.records} records for about "
        f"{budget.tokens} tokens; records that it has read already are left out."
    )
    if budget.records and not yes and not typer.confirm("Go on?", err=True):
        return None
    with TerminalProgress("reading") as bar:
        bar.start(budget.records)
        return app.labelling.reread_by_model(scope, bar.advance)


def retrain(as_json: Json = False) -> None:
    """Learn from the team's corrections; prints how held-out cases are read before and after."""
    with opened() as app:
        trials = app.retraining.run()
    if as_json:
        print_json([each.as_json() for each in trials])
        return
    for each in trials:
        out(
            f"{each.label}: {each.n} cases, read as staff do {each.before:.1%} before, "
            f"{each.after:.1%} after (held-out folds); {each.drift:.1%} of other feedback would be "
            f"read otherwise; {'learned' if each.kept else 'left as it was'}."
        )
    if any(each.kept for each in trials):
        out("What is imported from now on is read so; `hearken relabel` reads the rest again.")


def _shown(value: str | Mapping[str, str]) -> str:
    """A label as `correct` takes it."""
    if isinstance(value, str):
        return value
    return ",".join(f"{theme}:{stance}" for theme, stance in value.items()) or "none"


def _themes_of(written: str) -> dict[str, Sentiment]:
    themes: dict[str, Sentiment] = {}
    for part in filter(None, (each.strip() for each in written.split(","))):
        theme, _, stance = part.partition(":")
        try:
            themes[theme.strip()] = Sentiment(stance.strip() or "negative")
        except ValueError:
            raise InvalidInputError(
                f"--themes {part!r} has no stance; write it like delivery:negative."
            ) from None
    return themes
