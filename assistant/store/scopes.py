"""Turns a scope into the WHERE clause that every query shares."""

from dataclasses import replace

from sqlalchemy import ColumnElement, and_, func, or_

from assistant.models import ATTRIBUTES, Scope, by_column, value_of
from assistant.store.casing import says_any
from assistant.store.column_values import stands_in
from assistant.store.tables import feedback, mention
from assistant.store.theme_column import theme_condition

__all__ = ["beyond_mentions", "conditions", "mention_conditions"]

PLAIN = (*ATTRIBUTES, "customer_id", "order_id")
LABELS = ("sentiment", "emotion", "urgency")


def conditions(scope: Scope) -> list[ColumnElement[bool]]:
    """The conditions of a scope, to be joined by AND."""
    found: list[ColumnElement[bool]] = [feedback.c.tenant == scope.tenant]
    if scope.period:
        # The few of a customer are found by the customer: SQLite would else take the index of days
        # and read all of the period.
        of_all = feedback.c.day
        day = func.coalesce(of_all, of_all) if scope.customer_id else of_all
        found.append(day.between(scope.period.start, scope.period.end))
    found.extend(
        feedback.c[name].in_(getattr(scope, name))
        for name in PLAIN + LABELS
        if getattr(scope, name)
    )
    if scope.theme:
        found.append(theme_condition(scope.theme, scope.stance))
    if scope.without_theme:
        found.append(~theme_condition(scope.without_theme, ()))
    if scope.without_product:
        named = feedback.c.product
        found.append(or_(named.is_(None), named.not_in(scope.without_product)))
    if scope.rating:
        found.append(
            or_(*(and_(feedback.c.rating >= r, feedback.c.rating < r + 1) for r in scope.rating))
        )
    if scope.nps:
        found.append(feedback.c.nps.in_(scope.nps))
    if scope.unique:
        found.append(feedback.c.noise.is_(None))
    if scope.words:
        text = func.coalesce(feedback.c.title, "") + "\n" + feedback.c.text
        found.append(says_any(text, scope.words))
    for column, kept in by_column(scope.kept).items():
        found.append(stands_in(column, [value_of(each) for each in kept]))
    return found


def mention_conditions(scope: Scope) -> list[ColumnElement[bool]]:
    """The part of a scope with themes and stances that the mentions know themselves."""
    found: list[ColumnElement[bool]] = [
        mention.c.tenant == scope.tenant,
        mention.c.theme.in_(scope.theme),
        mention.c.sentiment.in_(scope.stance),
    ]
    if scope.period:
        found.append(mention.c.day.between(scope.period.start, scope.period.end))
    if scope.emotion:
        found.append(mention.c.emotion.in_(scope.emotion))
    return found


def beyond_mentions(scope: Scope) -> list[ColumnElement[bool]]:
    """What of such a scope only the feedback knows; empty where that is nothing."""
    rest = replace(scope, period=None, theme=(), stance=(), emotion=())
    return [] if rest == Scope(tenant=scope.tenant) else conditions(rest)
