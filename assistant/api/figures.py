"""Figures: each route runs one tool over the scope of its query."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from assistant.api.paths import PREFIX
from assistant.api.plain import plain
from assistant.api.queries import (
    ComparedQuery,
    CsatQuery,
    DriversQuery,
    ScopeQuery,
    ThemesQuery,
    TopQuery,
    TrendQuery,
)
from assistant.api.schemas import FigureBody, PeriodBody
from assistant.api.visits import Viewer, Visit
from assistant.models import Period

__all__ = ["router"]

router = APIRouter(prefix=f"{PREFIX}/figures", tags=["figures"])


class FiguresBody(BaseModel):
    """Every figure of the computation, and the rows that they stand in.

    `notes` are codes for what must not be hidden, such as `small_sample`.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "tool": "nps",
                    "period": {"start": "2026-02-12", "end": "2026-03-13"},
                    "compared": {"start": "2026-01-13", "end": "2026-02-11"},
                    "filters": {"product": ["Kettle"]},
                    "figures": [
                        {
                            "name": "nps",
                            "value": -31.2,
                            "unit": "points",
                            "n": 147,
                            "low": -43.1,
                            "high": -19.3,
                            "period": {"start": "2026-02-12", "end": "2026-03-13"},
                            "filters": {"product": ["Kettle"]},
                        }
                    ],
                    "rows": {},
                    "notes": [],
                }
            ]
        }
    )

    tool: str
    period: PeriodBody | None
    compared: PeriodBody | None
    filters: dict[str, Any]
    figures: list[FigureBody]
    rows: dict[str, Any]
    notes: list[str]


@router.get("/nps")
def nps(query: Annotated[ComparedQuery, Query()], me: Viewer) -> FiguresBody:
    """Net Promoter Score with its interval, its change, and split by a dimension."""
    return _run("nps", query, me)


@router.get("/csat")
def csat(query: Annotated[CsatQuery, Query()], me: Viewer) -> FiguresBody:
    """Satisfaction from ratings: share of 4-5, mean, standard deviation, distribution."""
    return _run("csat", query, me)


@router.get("/themes")
def themes(query: Annotated[ThemesQuery, Query()], me: Viewer) -> FiguresBody:
    """What customers speak of, with the stance towards it."""
    return _run("themes", query, me)


@router.get("/drivers")
def drivers(query: Annotated[DriversQuery, Query()], me: Viewer) -> FiguresBody:
    """Which themes move a score."""
    return _run("drivers", query, me)


@router.get("/priority")
def priority(query: Annotated[TopQuery, Query()], me: Viewer) -> FiguresBody:
    """What to solve first: urgency, reach, severity and trend of each problem."""
    return _run("priority", query, me)


@router.get("/health")
def health(query: Annotated[ScopeQuery, Query()], me: Viewer) -> FiguresBody:
    """The health of each product beside the others."""
    return _run("health", query, me)


@router.get("/trends")
def trends(query: Annotated[TrendQuery, Query()], me: Viewer) -> FiguresBody:
    """One number over time, and whether it gets better."""
    return _run("trend", query, me)


def _run(tool: str, query: ScopeQuery, me: Visit) -> FiguresBody:
    result = me.app.tools.run(tool, query.args(), query.as_of)
    scope = result.scope
    return FiguresBody(
        tool=tool,
        period=_days(scope.period),
        compared=_days(result.compared),
        filters=scope.filters(),
        figures=[FigureBody(**plain(figure)) for figure in result.ledger.figures],
        rows=plain(result.data),
        notes=list(result.notes),
    )


def _days(period: Period | None) -> PeriodBody | None:
    return PeriodBody(start=period.start, end=period.end) if period else None
