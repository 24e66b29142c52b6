"""The rows of a scorecard file: a measure with its value, and its target, on a day."""

import re
from collections.abc import Callable, Mapping
from typing import Protocol

from assistant.ingest.amounts import read_amount
from assistant.ingest.flat import Moment
from assistant.ingest.headers import plain_header
from assistant.ingest.scales import is_blank
from assistant.ingest.times import TimeParser
from assistant.ingest.values import RowError, clean_text
from assistant.models import ShopFigure

__all__ = ["FigureRows", "KnownMeasure"]

MONTH = re.compile(r"^\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?\s*$")
"""A month stands for its first day."""

PERSPECTIVES = {
    "finance": "finance financial 财务",
    "customer": "customer customers 客户 顾客",
    "process": "process processes internal internalprocess 流程 内部流程 内部运营",
    "learning": "learning growth learningandgrowth 学习 学习与成长 学习成长",
}


class KnownMeasure(Protocol):
    """What is known of a measure."""

    @property
    def id(self) -> str: ...

    @property
    def perspective(self) -> str: ...

    @property
    def unit(self) -> str: ...


class FigureRows:
    """Reads the rows; `known` finds a measure by what people call it."""

    names: Mapping[str, str] = {
        "date": "date day month period time as_of 日期 月份 时间 期间 统计日期",
        "measure": "measure metric kpi indicator name 指标 指标名称 名称 度量",
        "value": "value actual result amount 数值 值 实际值 实际 结果",
        "target": "target goal plan planned 目标 目标值 计划值",
        "perspective": "perspective dimension 维度 视角",
        "unit": "unit 单位",
    }
    required = ("date", "measure", "value")
    time = "date"

    def __init__(self, known: Callable[[str], KnownMeasure | None], tenant: str) -> None:
        self._known = known
        self._tenant = tenant

    def parse(
        self,
        cells: Mapping[str, str],
        kept: Mapping[str, str],  # noqa: ARG002
        times: TimeParser,
        moment: Moment,
    ) -> ShopFigure:
        """The figure of a row. Raises RowError."""
        name = clean_text(cells["measure"]).strip()
        if not name:
            raise RowError("no measure")
        if len(name) > 64:
            raise RowError(f"measure {name[:40]!r} is longer than 64 characters")
        known = self._known(name)
        perspective = _perspective(cells.get("perspective", "")) or (known and known.perspective)
        if not perspective:
            raise RowError(
                f"measure {name!r} is not known: add a column perspective with "
                f"{', '.join(PERSPECTIVES)}"
            )
        if is_blank(cells["value"]):
            raise RowError("no value")
        target = cells.get("target", "")
        date = MONTH.sub(r"\1-\2-01", cells["date"])
        try:
            written = times.parse(date)
        except (ValueError, OverflowError):
            raise RowError(f"date {cells['date'][:40]!r} cannot be read") from None
        day = written.astimezone(moment.zone).date() if written.tzinfo else written.date()
        return ShopFigure(
            day=day,
            measure=known.id if known else name,
            perspective=perspective,
            value=read_amount(cells["value"], "value"),
            unit=cells.get("unit", "")[:32] or (known.unit if known else ""),
            target=None if is_blank(target) else read_amount(target, "target"),
            tenant=self._tenant,
        )


def _perspective(cell: str) -> str | None:
    if not cell.strip():
        return None
    wanted = plain_header(cell)
    for perspective, names in PERSPECTIVES.items():
        if wanted in names.split():
            return perspective
    raise RowError(f"perspective {cell[:40]!r} is none of {', '.join(PERSPECTIVES)}")
