"""The weekly report over the shop of the tests, read as a browser would."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from assistant.errors import PeriodError
from assistant.report import Report, Section, iso_week, set_out, week_named
from assistant.svg import Bar, Point, bar_chart, line_chart


class Tags(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_weeks_are_read_and_named_as_iso_has_them() -> None:
    assert week_named("2026-W46") == date(2026, 11, 9)
    assert week_named(" 2027w1 ") == date(2027, 1, 4)
    assert iso_week(date(2027, 1, 3)) == "2026-W53"
    assert iso_week(week_named("2026-W01")) == "2026-W01"


@pytest.mark.parametrize("written", ["2026-W54", "2026-W00", "46", "2026-11-09", ""])
def test_what_is_no_week_is_refused(written: str) -> None:
    with pytest.raises(PeriodError, match="no week"):
        week_named(written)


def test_the_page_loads_nothing_and_feedback_stays_text() -> None:
    text = "> “<script>alert(1)</script> ![x](https://evil.example/x.png)”"
    chart = bar_chart([Bar("<b>Kettle</b>", 3, 1, "3")], "By theme")
    page = Report("A <week>", "en", (Section("Complaints", text, (chart,)),)).html
    tags = Tags(page).found
    names = {tag for tag, _ in tags}
    assert names & {"script", "img", "link", "iframe", "b"} == set()
    assert not [attrs for _, attrs in tags if "src" in attrs or "href" in attrs]
    assert "svg" in names


def test_markdown_tells_in_a_table_what_the_page_draws() -> None:
    course = "| Days | Negative share |\n|:--|--:|\n| last week | 12.0% |"
    told = Report("A week", "en", (Section("Complaints", "Late.", ("<svg></svg>",), course),))
    assert told.markdown == f"# A week\n\n## Complaints\n\nLate.\n\n{course}\n"
    assert "<table" not in told.html


def test_bars_are_as_long_as_their_values() -> None:
    drawn = Tags(bar_chart([Bar("a", 4, None, "4"), Bar("b", 1, 2, "1")], "t")).found
    widths = [float(attrs["width"] or 0) for tag, attrs in drawn if tag == "rect"]
    assert widths[0] == pytest.approx(4 * widths[1], abs=0.2)
    assert widths[2] == pytest.approx(2 * widths[1], abs=0.2)


def test_a_line_rises_with_its_values_inside_its_band() -> None:
    points = [Point("Mo", 10, 5, 15), Point("Tu", 20, 12, 30)]
    drawn = line_chart(points, "t")
    (line,) = re.findall(r'polyline points="([^"]+)"', drawn)
    first, last = (float(place.split(",")[1]) for place in line.split())
    assert last < first
    (band,) = re.findall(r'polygon points="([^"]+)"', drawn)
    heights = [float(place.split(",")[1]) for place in band.split()]
    assert heights[0] < first < heights[3]


def test_nothing_to_draw_is_no_picture() -> None:
    assert bar_chart([], "t") == line_chart([Point("Mo", 1)], "t") == ""


def test_a_quote_and_a_remark_are_read_once_and_by_themselves() -> None:
    said: set[str] = set()
    first = set_out("Most:\n> “late” — [A1]\n> “rude” — [A2]\n*Scope: a week*\n*2 copies*", said)
    assert first == "Most:\n\n> “late” — [A1]\n\n> “rude” — [A2]\n\n*Scope: a week*\n\n*2 copies*"
    again = (
        "- **late**\n  > “late” — [A1]\n- cold\n  > “cold” — [A3]\n*Scope: a week*\n**Do first:** x"
    )
    assert set_out(again, said) == "- **late**\n- cold\n  > “cold” — [A3]\n**Do first:** x"
    assert set_out("On the other hand:\n\n> “rude” — [A2]", said).endswith("> “rude” — [A2]")
    assert set_out("*Scope: another week*", said) == "*Scope: another week*"
