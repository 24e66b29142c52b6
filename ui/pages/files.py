"""The files of the window: its own, and those that people download from it."""

import io
from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import (
    FileResponse,
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)

from assistant.app import App
from assistant.errors import NotFoundError, PeriodError
from assistant.models import Role
from assistant.replies.workflow.table import write_csv
from assistant.report import iso_week, week_named, weekly_report
from ui.chat.answers import conversation_markdown
from ui.pages.page import static_text
from ui.wording import LANGUAGES, Texts, preferred_language

__all__ = ["window_files"]

COOKIE = "hearken_language"
YEAR = 365 * 24 * 3600
OWN_FILES = {
    "window.js": "text/javascript",
    "chat.js": "text/javascript",
    "copying.js": "text/javascript",
    "drafting.js": "text/javascript",
    "tables.js": "text/javascript",
    "narrow.css": "text/css",
    "icon.svg": "image/svg+xml",
}


def window_files(app: App, texts: Mapping[str, Texts]) -> APIRouter:
    """The way to the page of a language, and all that pages load or download. `texts` are those of
    each language."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    def choose_language(request: Request, language: str = "") -> Response:
        chosen = language if language in LANGUAGES else request.cookies.get(COOKIE, "")
        if chosen not in LANGUAGES:
            chosen = preferred_language(request.headers.get("accept-language", ""))
        answer = RedirectResponse(f"/{chosen}/")
        if language in LANGUAGES:
            answer.set_cookie(COOKIE, language, max_age=YEAR, samesite="lax")
        return answer

    @router.get("/window/{name}")
    def own_file(name: str) -> Response:
        kind = OWN_FILES.get(name)
        if kind is None:
            return Response(status_code=404)
        return Response(static_text(name), media_type=kind)

    @router.get("/window/conversations/{conversation}.md")
    def export(conversation: str, language: str = LANGUAGES[0]) -> Response:
        answers = app.conversations.answers(conversation)
        chosen = texts.get(language, texts[LANGUAGES[0]])
        return PlainTextResponse(
            conversation_markdown(answers, chosen),
            media_type="text/markdown; charset=utf-8",
            headers=_saved_as("hearken-conversation.md"),
        )

    @router.get("/window/reports/{week}.html")
    def report(week: str, language: str = LANGUAGES[0]) -> Response:
        chosen = language if language in LANGUAGES else LANGUAGES[0]
        try:
            monday = week_named(week)
            written = weekly_report(app, monday, app.today(), chosen)
        except PeriodError as error:
            return PlainTextResponse(texts[chosen].sentence(error), 404)
        name = f"hearken-report-{iso_week(monday)}.html"
        return HTMLResponse(written.html, headers=_saved_as(name))

    @router.get("/window/replies/approved.csv")
    def approved_replies() -> Response:
        table = io.StringIO(newline="")
        write_csv(app.replies.approved(), table)
        return Response(
            table.getvalue().encode("utf-8-sig"),
            media_type="text/csv; charset=utf-8",
            headers=_saved_as("hearken-replies.csv"),
        )

    @router.get("/window/imports/{job}.csv")
    def rejected_rows(job: str, request: Request) -> Response:
        caller = request.scope.get("hearken.caller")
        if caller is not None and not caller.actor.role.covers(Role.MANAGER):
            return Response(status_code=403)
        try:
            path = app.imports.jobs.rejected_file(job)
        except NotFoundError:
            return Response(status_code=404)
        return FileResponse(path, media_type="text/csv; charset=utf-8", filename=path.name)

    return router


def _saved_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
