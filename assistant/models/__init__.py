"""The words of Hearken as frozen types.

A feedback is one thing that a customer said; labels are what the understanding read in it; a
period is a run of whole days; a scope says which feedback a number rests on; a figure is one
computed number; a citation is a verbatim quote; a ledger is all of both that one turn produced.
"""

from assistant.models.answers import Answer, ToolCall, Trouble
from assistant.models.bands import NUMBER, Band
from assistant.models.feedback import DEFAULT_TENANT, Feedback, Incoming, with_title
from assistant.models.figures import SMALL_SAMPLE, Citation, Figure, Ledger
from assistant.models.kept import by_column, column_of, value_of
from assistant.models.labels import Emotion, Labels, Sentiment, ThemeMention, Urgency
from assistant.models.people import Actor, Role
from assistant.models.scopes import (
    APART,
    ATTRIBUTES,
    FIRST_DAY,
    LAST_DAY,
    NAMED,
    OPEN_START,
    SOURCE,
    Period,
    Scope,
)
from assistant.models.shop import Purchase, ShopFigure
from assistant.models.states import Measure, PlanState, ReplyState

__all__ = [
    "APART",
    "ATTRIBUTES",
    "DEFAULT_TENANT",
    "FIRST_DAY",
    "LAST_DAY",
    "NAMED",
    "NUMBER",
    "OPEN_START",
    "SMALL_SAMPLE",
    "SOURCE",
    "Actor",
    "Answer",
    "Band",
    "Citation",
    "Emotion",
    "Feedback",
    "Figure",
    "Incoming",
    "Labels",
    "Ledger",
    "Measure",
    "Period",
    "PlanState",
    "Purchase",
    "ReplyState",
    "Role",
    "Scope",
    "Sentiment",
    "ShopFigure",
    "ThemeMention",
    "ToolCall",
    "Trouble",
    "Urgency",
    "by_column",
    "column_of",
    "value_of",
    "with_title",
]
