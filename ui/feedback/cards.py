"""Feedback as cards. Every word of a customer is escaped; the clauses that blame are marked."""

from urllib.parse import quote
from zoneinfo import ZoneInfo

from assistant.models import ThemeMention
from assistant.store.records import Record
from prompts.formats import stars
from ui.escaping import escape
from ui.wording import Texts

__all__ = ["card", "marked"]

ASKED_LENGTH = 120
LOUD = ("critical", "high")


def card(record: Record, zone: ZoneInfo, texts: Texts) -> str:
    """One feedback with its labels."""
    said, labels = record.feedback, record.labels
    question = texts("feedback.ask_similar", text=" ".join(said.text.split())[:ASKED_LENGTH])
    return (
        f'<article class="card {escape(labels.sentiment)}">{_head(record, zone, texts)}'
        f"<p>{marked(said.full_text, labels.themes, texts)}</p>"
        f'<footer>{_themes(labels.themes, texts)}<button type="button" class="ask" '
        f'data-ask="{escape(question)}">{escape(texts("feedback.ask"))}</button></footer></article>'
    )


def _head(record: Record, zone: ZoneInfo, texts: Texts) -> str:
    """What it is about and how it was rated; below, in smaller type, where it comes from."""
    said, labels = record.feedback, record.labels
    first = [f'<span class="about">{escape(said.product)}</span>'] if said.product else []
    if said.rating is not None:
        spoken = texts("feedback.stars", n=f"{said.rating:g}")
        first.append(
            f'<span class="stars" role="img" aria-label="{spoken}">{stars(said.rating)}</span>'
        )
    if said.nps is not None:
        first.append(f'<span class="tag">{escape(texts("feedback.nps", n=said.nps))}</span>')
    if labels.urgency in LOUD:
        word = "critical" if labels.urgency == "critical" else "urgent"
        first.append(f'<span class="tag loud">{escape(texts(f"feedback.{word}"))}</span>')
    facts = [
        said.time.astimezone(zone).date().isoformat(),
        said.channel,
        texts.word(labels.language, "languages"),
        texts.word(labels.emotion, "emotions"),
        texts("feedback.synthetic") if said.extra.get("synthetic") == "true" else "",
    ]
    below = [f'<a class="id" href="#item-{escape(quote(said.id))}">{escape(said.id)}</a>']
    below += [f"<span>{escape(fact)}</span>" for fact in facts if fact]
    return f'<header>{"".join(first)}<span class="facts">{"".join(below)}</span></header>'


def marked(text: str, mentions: tuple[ThemeMention, ...], texts: Texts) -> str:
    """The text as HTML with each clause that mentions a theme in a `mark`; none nest."""
    parts, at = [], 0
    by_clause: dict[tuple[int, int], list[ThemeMention]] = {}
    for mention in mentions:
        by_clause.setdefault((mention.start, mention.end), []).append(mention)
    for (start, end), some in sorted(by_clause.items()):
        if start < at or end <= start or end > len(text):
            continue
        said = "; ".join(_stance(mention, texts) for mention in some)
        parts.append(_plain(text[at:start]))
        parts.append(
            f'<mark class="{escape(some[0].sentiment)}" title="{escape(said)}">'
            f"{_plain(text[start:end])}</mark>"
        )
        at = end
    return "".join([*parts, _plain(text[at:])])


def _plain(text: str) -> str:
    return escape(text.replace("\r", "")).replace("&#10;", "<br>")


def _stance(mention: ThemeMention, texts: Texts) -> str:
    return f"{texts(f'feedback.stance_{mention.sentiment}')}: {texts.theme(mention.theme)}"


def _themes(mentions: tuple[ThemeMention, ...], texts: Texts) -> str:
    distinct = dict.fromkeys((mention.theme, str(mention.sentiment)) for mention in mentions)
    return "".join(
        f'<span class="theme {escape(stance)}">'
        f"<b>{escape(texts(f'feedback.stance_{stance}'))}</b> {escape(texts.theme(theme))}</span>"
        for theme, stance in distinct
    )
