"""The balanced scorecard."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from assistant.api.paths import PREFIX
from assistant.api.queries import period_of
from assistant.api.schemas import Day, PeriodBody
from assistant.api.visits import Viewer
from assistant.tools.scorecard import scorecard_json

__all__ = ["router"]

router = APIRouter(prefix=f"{PREFIX}/scorecard", tags=["scorecard"])


class ScorecardQuery(BaseModel):
    """No period means the last 30 days up to `as_of`, which is today where it is left out."""

    model_config = ConfigDict(extra="forbid")

    start: Day | None = None
    end: Day | None = None
    as_of: Day | None = None


class CellOut(BaseModel):
    """One measure; its source is feedback, orders, plans, import, or missing."""

    perspective: str
    measure: str
    unit: str
    value: float | None
    n: int
    before: float | None
    target: float | None
    met: bool | None
    source: str


class ScorecardBody(BaseModel):
    """The scorecard's measures: finance, customer, process, learning."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "period": {"start": "2026-02-12", "end": "2026-03-13"},
                    "cells": [
                        {
                            "perspective": "customer",
                            "measure": "nps",
                            "unit": "points",
                            "value": -12.5,
                            "n": 320,
                            "before": -15.0,
                            "target": -10.0,
                            "met": False,
                            "source": "feedback",
                        }
                    ],
                }
            ]
        }
    )

    period: PeriodBody | None
    cells: list[CellOut]


@router.get("")
def get(query: Annotated[ScorecardQuery, Query()], me: Viewer) -> ScorecardBody:
    """Each measure in a period with the equally long one before, its target and its source."""
    period = period_of(query.start, query.end)
    args = {"period": period.model_dump()} if period else {}
    result = me.app.tools.run("scorecard", args, query.as_of)
    return ScorecardBody.model_validate(scorecard_json(result))
