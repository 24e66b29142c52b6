"""The `themes` column of a feedback: ` delivery:negative packaging:positive `, sorted.

A blank stands at both ends, so that ` delivery:` is found in it and nothing else is; an id of a
theme therefore holds neither a blank nor a colon.
"""

from collections.abc import Iterable
from functools import lru_cache

from sqlalchemy import ColumnElement, false, or_

from assistant.models import Sentiment, ThemeMention
from assistant.store.tables import feedback

__all__ = ["blamed_themes", "read_themes", "spelled_themes", "theme_condition"]


def spelled_themes(mentions: Iterable[ThemeMention]) -> str:
    """The value of the column for these mentions; "" for none."""
    themes = sorted(f"{each.theme}:{each.sentiment}" for each in mentions)
    return f" {' '.join(themes)} " if themes else ""


@lru_cache(maxsize=4_096)
def read_themes(spelled: str) -> tuple[tuple[str, str], ...]:
    """The (theme, sentiment) pairs that a value of the column spells."""
    pairs = (token.rpartition(":") for token in spelled.split())
    return tuple((theme, sentiment) for theme, _, sentiment in pairs)


@lru_cache(maxsize=4_096)
def blamed_themes(spelled: str) -> frozenset[str]:
    """The themes that a record blames, from its value of the column."""
    return frozenset(
        theme for theme, stance in read_themes(spelled) if stance == Sentiment.NEGATIVE
    )


def theme_condition(themes: tuple[str, ...], stances: tuple[Sentiment, ...]) -> ColumnElement[bool]:
    """Records that mention one of the themes, with one of the stances where any is given."""
    tokens = [f" {t}:{s} " for t in themes for s in stances] or [f" {t}:" for t in themes]
    return or_(false(), *(feedback.c.themes.contains(token, autoescape=True) for token in tokens))
