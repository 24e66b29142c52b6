"""Small pieces of HTML. Whatever comes from data or from a user is escaped here."""

from typing import Any
from urllib.parse import quote

import gradio as gr

from assistant.models import Actor, Role
from assistant.settings import Settings
from ui.escaping import escape
from ui.wording import LANGUAGES, Texts

__all__ = [
    "account",
    "ask_button",
    "banner",
    "copy_button",
    "download_link",
    "export_link",
    "footer",
    "header",
    "hypertext",
    "problem",
    "refused",
    "said",
    "theme_icon",
    "welcome",
    "working",
]


def hypertext(value: str = "", **options: Any) -> gr.Markdown:
    """A component for HTML that this package made.

    gr.HTML would evaluate its template as JavaScript, which the content security policy forbids.
    A value starts with a block element and has no blank line, so that Markdown leaves it alone.
    """
    return gr.Markdown(
        value, sanitize_html=False, latex_delimiters=[], container=False, buttons=[], **options
    )


def theme_icon() -> str:
    return (
        '<svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" fill="none" '
        'stroke="currentColor" stroke-width="2"><circle cx="12" cy="12" r="9"/>'
        '<path d="M12 3a9 9 0 0 1 0 18z" fill="currentColor"/></svg>'
    )


def header(texts: Texts) -> str:
    other = next(language for language in LANGUAGES if language != texts.language)
    switch = escape(texts("switch_theme"))
    return (
        f'<header class="masthead" data-all="{escape(texts("filters.any"))}" '
        f'data-send="{escape(texts("chat.send"))}" '
        f'data-copy-message="{escape(texts("chat.copy"))}" '
        f'data-working="{escape(texts("chat.working"))}">'
        f'<div class="wordmark"><h1>{escape(texts("brand"))}</h1>'
        f"<p>{escape(texts('tagline'))}</p></div>"
        f'<nav><a class="switch" href="/?language={other}" lang="{other}" '
        f'aria-label="{escape(texts("switch_language_label"))}">'
        f"{escape(texts('switch_language'))}</a>"
        f'<button type="button" class="switch" data-switch-theme aria-label="{switch}" '
        f'title="{switch}">{theme_icon()}</button></nav></header>'
    )


def account(actor: Actor, texts: Texts) -> str:
    """Who has logged in, in which role, and the way out."""
    role = texts(f"roles.{actor.role}")
    note = "" if actor.role.covers(Role.AGENT) else f" · {escape(texts('login.looking'))}"
    return (
        f'<p class="quiet account">{escape(actor.name)} · {escape(role)}{note} · '
        f'<a href="/login?language={texts.language}">{escape(texts("login.log_out"))}</a></p>'
    )


def banner(kind: str, texts: Texts) -> str:
    """The line above the tabs: `demo`, `empty`, `making_demo`, or nothing for a real shop."""
    if kind == "demo":
        said = escape(texts("banner.demo"))
        return f'<p class="banner demo" role="note" title="{said}">{said}</p>'
    if kind in ("empty", "making_demo"):
        return (
            f'<div class="banner empty" role="note"><h2>{escape(texts("banner.empty_title"))}</h2>'
            f"<p>{escape(texts(f'banner.{kind}'))}</p></div>"
        )
    return ""


def welcome(texts: Texts) -> str:
    return (
        f'<div class="welcome"><h2>{escape(texts("chat.welcome_title"))}</h2>'
        f"<p>{escape(texts('chat.welcome'))}</p></div>"
    )


def working(texts: Texts) -> str:
    """What stands in place of an answer until it is there."""
    return f'<span class="working">{escape(texts("chat.working"))}</span>'


def export_link(conversation: str, texts: Texts) -> str:
    href = f"/window/conversations/{quote(conversation)}.md?language={texts.language}"
    return f"<div>{download_link(href, texts('chat.export'))}</div>"


def download_link(href: str, label: str) -> str:
    """A link to a file of the window, drawn as a button."""
    return f'<a class="plain-button" href="{escape(href)}" download>{escape(label)}</a>'


def ask_button(question: str, texts: Texts, *, short: bool = False) -> str:
    """A button that takes its question to the chat; `short` where a row has no room."""
    label = texts("overview.ask_short" if short else "overview.ask")
    return (
        f'<button type="button" class="ask" data-ask="{escape(question)}" '
        f'title="{escape(question)}" aria-label="{escape(f"{label}: {question}")}">'
        f"{escape(label)}</button>"
    )


def copy_button(selector: str, texts: Texts) -> str:
    """A button that copies what stands in a box of the page. Gradio's own stands inside the label
    of its box, and so takes the name of the box and every press on its title."""
    return (
        f'<div><button type="button" class="plain-button" data-copy="{escape(selector)}" '
        f'data-copied="{escape(texts("replies.copied"))}">'
        f"{escape(texts('replies.copy'))}</button></div>"
    )


def problem(text: str) -> str:
    """One plain sentence in place of what could not be shown."""
    return f'<p class="problem" role="status">{escape(text)}</p>'


def refused(text: str) -> str:
    """One plain sentence that says why something was not done."""
    return f'<p class="refused" role="alert">{escape(text)}</p>'


def said(text: str) -> str:
    """One plain sentence that says what was done."""
    return f'<p class="told" role="status">{escape(text)}</p>'


def footer(settings: Settings, texts: Texts) -> str:
    """Where the data goes: nowhere, or to the model in the settings."""
    model = settings.has_model
    said = texts("made_with_model", model=settings.model) if model else texts("made_with")
    return f'<footer class="quiet">{escape(said)}</footer>'
