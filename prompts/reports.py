"""What the weekly report is made of, and the page it is printed on."""

from functools import lru_cache
from html import escape
from importlib import resources
from string import Template
from typing import Any

from assistant.yaml_files import read_yaml

__all__ = ["report_page", "weekly_sections"]


@lru_cache
def weekly_sections() -> tuple[tuple[str, dict[str, Any]], ...]:
    """The tools of the weekly report with their arguments, in the order of its sections."""
    sections = read_yaml(_file("weekly_report.yaml"))
    return tuple((section["tool"], section.get("args", {})) for section in sections)


def report_page(title: str, language: str, body: str) -> str:
    """A page of its own around HTML that is safe already; the title is plain text."""
    page = Template(_file("report.html"))
    return page.substitute(title=escape(title), language=language, body=body)


def _file(name: str) -> str:
    return resources.files("prompts").joinpath(name).read_text("utf-8")
