"""`hearken replies`: what a person does with one answer."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.options import acting, opened
from assistant.cli.reply_options import As, Id, Seen, Why
from assistant.cli.terminal import out, text_of
from assistant.errors import InvalidInputError
from assistant.replies.workflow.targets import TARGETS

if TYPE_CHECKING:
    from assistant.app import App
    from assistant.replies.workflow.case import Case

__all__ = ["approve", "claim", "edit", "export", "not_needed", "reject", "send", "sent"]


def claim(
    feedback_id: Id,
    release: Annotated[bool, typer.Option("--release", help="Release it instead.")] = False,
    take_over: Annotated[bool, typer.Option("--take-over", help="From another person.")] = False,
    reason: Why = "",
    actor: As = None,
) -> None:
    """Take a reply on, so that nobody else answers it."""
    with opened() as app:
        service, me = app.replies, acting(actor)
        if release:
            case = service.release(feedback_id, me)
        elif take_over:
            case = service.take_over(feedback_id, me, reason)
        else:
            case = service.claim(feedback_id, me)
    out(_line(case))


def edit(
    feedback_id: Id,
    text: Annotated[str | None, typer.Option(help="The new text.")] = None,
    file: Annotated[Path | None, typer.Option(help="A file with the new text; - is stdin.")] = None,
    version: Seen = None,
    actor: As = None,
) -> None:
    """Keep a text of your own; it is checked like a draft."""
    if (text is None) == (file is None):
        raise InvalidInputError("Give the new text by --text or by --file.")
    body = text if text is not None else _read(file)
    with opened() as app:
        seen = _seen(app, feedback_id, version)
        case = app.replies.edit(feedback_id, acting(actor), body, seen)
    for finding in case.findings:
        out(f"{finding.severity}: {finding.text}")
    out(_line(case))


def approve(feedback_id: Id, version: Seen = None, reason: Why = "", actor: As = None) -> None:
    """Approve the text; where a check found an error, only with a reason."""
    with opened() as app:
        seen = _seen(app, feedback_id, version)
        case = app.replies.approve(feedback_id, acting(actor), seen, reason)
    out(_line(case))


def reject(feedback_id: Id, reason: Why = "", version: Seen = None, actor: As = None) -> None:
    """Turn a text down; the feedback waits again."""
    with opened() as app:
        seen = _seen(app, feedback_id, version)
        case = app.replies.reject(feedback_id, acting(actor), reason, seen)
    out(_line(case))


def sent(feedback_id: Id, version: Seen = None, reason: Why = "", actor: As = None) -> None:
    """Say that you posted the approved text."""
    with opened() as app:
        seen = _seen(app, feedback_id, version)
        case = app.replies.mark_sent(feedback_id, acting(actor), seen, reason)
    out(_line(case))


def not_needed(feedback_id: Id, reason: Why = "", actor: As = None) -> None:
    """Close a feedback without an answer."""
    with opened() as app:
        case = app.replies.not_needed(feedback_id, acting(actor), reason)
    out(_line(case))


def send(
    feedback_id: Id,
    target: Annotated[
        str, typer.Option(help=f"How the webhook is spoken to: {', '.join(TARGETS)}.")
    ] = "plain",
    version: Seen = None,
    actor: As = None,
) -> None:
    """Post the approved text to HEARKEN_REPLY_WEBHOOK, signed, and mark it as sent."""
    from assistant.replies.workflow.poster import poster_of
    from assistant.replies.workflow.sending import send as hand_over
    from assistant.replies.workflow.targets import target_of

    with opened() as app:
        poster = poster_of(app.settings, app.tenant)
        seen = _seen(app, feedback_id, version)
        case = hand_over(app.replies, feedback_id, acting(actor), seen, target_of(target), poster)
    out(_line(case))


def export(
    file: Annotated[Path | None, typer.Argument(help="A CSV file; else stdout.")] = None,
) -> None:
    """The approved texts as CSV, to be posted by hand; changes nothing."""
    from assistant.replies.workflow.table import write_csv

    with opened() as app:
        cases = list(app.replies.approved())
    if file is None:
        write_csv(cases, sys.stdout)
        return
    try:
        with file.open("w", encoding="utf-8-sig", newline="") as stream:
            count = write_csv(cases, stream)
    except OSError as error:
        raise InvalidInputError(f"{file} cannot be written ({error.strerror}).") from None
    out(f"{count} approved replies in {file}.")


def _seen(app: "App", feedback_id: str, version: int | None) -> int:
    return app.replies.show(feedback_id).reply.version if version is None else version


def _line(case: "Case") -> str:
    reply = case.reply
    held = f", {reply.holder}" if reply.holder else ""
    return f"{case.record.feedback.id}: {reply.state} (version {reply.version}{held})"


def _read(path: Path | None) -> str:
    return sys.stdin.read() if path is None or str(path) == "-" else text_of(path)
