"""The weekly report: the whole at a glance, what customers are angry about, and what follows."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from assistant.agent.planner.writer import write
from assistant.errors import PeriodError
from assistant.models import Figure, Period, ToolCall
from assistant.svg import Bar, Point, bar_chart, line_chart
from assistant.tools.arguments import PeriodArg
from prompts.formats import bold_closed, number
from prompts.reports import report_page, weekly_sections
from prompts.wording import Wording

if TYPE_CHECKING:
    from assistant.app import App
    from assistant.tools.result import ToolResult

__all__ = ["Report", "Section", "iso_week", "set_out", "week_named", "weekly_report"]

WEEKS_SHOWN = 2
ASIDE = re.compile(r" *> .+|\*[^*].*[^*]\*")
"""A line that quotes a customer, or a remark on how something was computed."""

WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, what the agent answers to it, the pictures of it, and in words and a table what
    these show besides."""

    heading: str
    text: str
    charts: tuple[str, ...] = ()
    course: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One week, in one language. The pictures are in the page alone; Markdown has tables."""

    title: str
    language: str
    sections: tuple[Section, ...]

    @property
    def markdown(self) -> str:
        parts = [f"# {self.title}"]
        for section in self.sections:
            parts += [f"## {section.heading}", section.text, section.course]
        return "\n\n".join(filter(None, parts)) + "\n"

    @property
    def html(self) -> str:
        """A page of its own; HTML in feedback stays text, nothing is loaded."""
        reader = (
            MarkdownIt("commonmark", {"html": False})
            .enable("table")
            .disable(["image", "link", "autolink"])
        )
        body = [reader.render(f"# {self.title}")]
        for section in self.sections:
            body.append(reader.render(f"## {section.heading}"))
            body.extend(section.charts)
            body.append(reader.render(section.text))
        return report_page(self.title, self.language, "".join(body))


def week_named(written: str) -> date:
    """The Monday of an ISO week like 2026-W46. Raises PeriodError."""
    match = WEEK.fullmatch(written.strip())
    try:
        if match is None:
            raise ValueError
        return date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        raise PeriodError(f"{written!r} is no week; write an ISO week like 2026-W46.") from None


def iso_week(day: date) -> str:
    """The name of a day's ISO week."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def weekly_report(app: "App", monday: date, as_of: date, language: str) -> Report:
    """The week from `monday`, cut at the as-of day. An empty store gives a report that says so.

    Raises PeriodError for a week that has not begun.
    """
    if monday > as_of:
        raise PeriodError(f"The week {iso_week(monday)} has not begun; name an earlier one.")
    last = min(monday + timedelta(days=6), as_of)
    wording = Wording(language, app.taxonomy.names(language), printed=True)
    period = PeriodArg(start=monday, end=last)
    sections, said = [], set[str]()
    for name, args in weekly_sections():
        given = {"period": period.model_dump(mode="json"), **args}
        result = app.tools.run(name, given, last, reader=language)
        written = write(((ToolCall(name, args), result),), wording)
        text = set_out(bold_closed(written), said)
        heading = wording.word(name, "sections")
        if name != "complaints":
            sections.append(Section(heading, text))
            continue
        shown = {"period": Period.last_days(7 * WEEKS_SHOWN, last).as_json()}
        trend = app.tools.run("trend", {**shown, "metric": "negative_share"}, last)
        course = set_out(bold_closed(write(((ToolCall("trend", shown), trend),), wording)), said)
        sections.append(Section(heading, text, _charts(result, trend, wording), course))
    title = wording.render("report", start=monday, end=last).strip()
    return Report(title, language, tuple(sections))


def set_out(text: str, said: set[str]) -> str:
    """A section as a document has it: every quote and every remark is a paragraph of its own, and
    none is read twice.

    `said` are those of the sections before, to which these are added. What a colon announces
    stays.
    """
    lines: list[str] = []
    for line in text.splitlines():
        if not ASIDE.fullmatch(line):
            lines.append(line)
            continue
        before = next(filter(None, reversed(lines)), "")
        if line.strip() in said and not before.endswith((":", "：")):
            continue
        said.add(line.strip())
        if line[0] != " " and lines and lines[-1]:
            lines.append("")
        lines.append(line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _charts(result: "ToolResult", trend: "ToolResult", wording: "Wording") -> tuple[str, ...]:
    bars = [
        Bar(
            wording.theme(row["theme"]),
            _value(row["count"]),
            _value(row["count_before"]) if "count_before" in row else None,
            f"{number(row['count'])} ({number(row['share'])})",
        )
        for row in result.data["themes"]
    ]
    figures: list[Figure] = [point["figure"] for point in trend.data["points"]]
    points = [
        Point(f"{f.period.start:%m-%d}", _value(f), f.low, f.high) for f in figures if f.period
    ]
    charts = (
        bar_chart(bars, wording.word("themes", "charts")),
        line_chart(points, wording.word("negative_share", "charts")),
    )
    return tuple(chart for chart in charts if chart)


def _value(figure: Figure) -> float:
    return figure.value if isinstance(figure.value, int | float) else 0.0
