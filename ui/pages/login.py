"""The page that people log in and out at: one form, no script."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.access.access import Access, Caller
from assistant.access.secrets import new_token, same
from assistant.api.sessions import close_login, keep_login, open_login
from assistant.api.visits import COOKIE, refuse_other_sites
from assistant.app import App
from ui.escaping import escape
from ui.pages.page import static_text
from ui.wording import LANGUAGES, Texts, preferred_language

__all__ = ["login_router"]

FORM_COOKIE = "hearken_form"
"""Proves that the form that comes in is one that this browser was given."""

FORM_SECONDS = 3600
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    # With `no-referrer` a browser would hide the origin of the form that is sent.
    "Referrer-Policy": "same-origin",
}
SAID = {401: "login.refused", 403: "login.stale", 429: "login.too_often"}
Field = Annotated[str, Form(max_length=200)]


def login_router(app: App, texts: Mapping[str, Texts]) -> APIRouter:
    """The routes /login and /logout. `texts` are the words by language."""
    router = APIRouter(include_in_schema=False)
    access = app.access

    @router.get("/login")
    def page(request: Request, language: str = "") -> Response:
        words = _words(texts, language, request)
        if caller := _logged_in(access, request):
            return _answer(_logout_form(caller, words), words)
        return _fresh_form(words, request)

    @router.get("/login/style.css")
    def style() -> Response:
        return Response(static_text("login.css"), media_type="text/css")

    @router.post("/login")
    def log_in(
        request: Request,
        name: Field = "",
        password: Field = "",
        form: Field = "",
        language: str = "",
    ) -> Response:
        words = _words(texts, language, request)
        known = request.cookies.get(FORM_COOKIE, "")
        try:
            refuse_other_sites(request)
            if not known or not same(form, known):
                raise HTTPException(403)
            opened = open_login(request, name, password)
        except HTTPException as error:
            said = words(SAID[error.status_code])
            return _fresh_form(words, request, said, error.status_code)
        if opened.caller.tenant != app.tenant:
            access.log_out(opened.token)
            return _fresh_form(words, request, words("login.elsewhere"), 403)
        answer = RedirectResponse(f"/{words.language}/", 303)
        keep_login(request, answer, opened)
        answer.delete_cookie(FORM_COOKIE, path="/login")
        return answer

    @router.post("/logout")
    def log_out(request: Request, form: Field = "", language: str = "") -> Response:
        words = _words(texts, language, request)
        caller = _logged_in(access, request)
        answer = RedirectResponse(f"/login?language={words.language}", 303)
        if caller and caller.csrf is not None and same(form, caller.csrf):
            refuse_other_sites(request)
            close_login(request, answer, caller)
        return answer

    return router


def _logged_in(access: Access, request: Request) -> Caller | None:
    token = request.cookies.get(COOKIE)
    return access.by_login(token) if token else None


def _words(texts: Mapping[str, Texts], language: str, request: Request) -> Texts:
    accepted = request.headers.get("accept-language", "")
    return texts[language if language in texts else preferred_language(accepted)]


def _fresh_form(words: Texts, request: Request, said: str = "", status: int = 200) -> Response:
    token = new_token()
    answer = _answer(_login_form(token, said, words), words, status)
    answer.set_cookie(
        FORM_COOKIE,
        token,
        max_age=FORM_SECONDS,
        path="/login",
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return answer


def _login_form(token: str, said: str, words: Texts) -> str:
    told = f'<p class="problem" role="alert">{escape(said)}</p>' if said else ""
    return (
        f'{told}<form method="post" action="/login?language={words.language}">'
        f'<label>{escape(words("login.name"))}<input name="name" autocomplete="username" '
        'maxlength="100" required autofocus></label>'
        f'<label>{escape(words("login.password"))}<input name="password" type="password" '
        'autocomplete="current-password" maxlength="200" required></label>'
        f'<input type="hidden" name="form" value="{escape(token)}">'
        f"<button>{escape(words('login.log_in'))}</button></form>"
        f'<p class="quiet"><a href="/{words.language}/?key">{escape(words("login.by_key"))}</a></p>'
    )


def _logout_form(caller: Caller, words: Texts) -> str:
    role = words(f"roles.{caller.actor.role}")
    who = words("login.logged_in", name=caller.actor.name, role=role)
    return (
        f'<p>{escape(who)}</p><form method="post" action="/logout?language={words.language}">'
        f'<input type="hidden" name="form" value="{escape(caller.csrf or "")}">'
        f"<button>{escape(words('login.log_out'))}</button></form>"
        f'<p><a href="/{words.language}/">{escape(words("login.go_on"))}</a></p>'
    )


def _answer(content: str, words: Texts, status: int = 200) -> HTMLResponse:
    other = next(each for each in LANGUAGES if each != words.language)
    page = (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(words('login.title'))}</title>"
        '<link rel="stylesheet" href="/login/style.css"></head><body><main>'
        f"<h1>{escape(words('brand'))}</h1>{content}"
        f'<nav><a href="/login?language={other}" lang="{other}">'
        f"{escape(words('switch_language'))}</a></nav></main></body></html>"
    )
    return HTMLResponse(page, status, HEADERS)
