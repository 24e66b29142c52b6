"""The weekly report: the answers that a team reads every Monday, in one document."""

from datetime import date
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

from assistant.tools.arguments import PeriodArg

if TYPE_CHECKING:
    from assistant.app import App

__all__ = ["as_html", "weekly_report"]

SECTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("overview", {}),
    ("alerts", {}),
    ("complaints", {}),
    ("priority", {}),
    ("nps", {"by": "product"}),
    ("csat", {"by": "channel"}),
    ("health", {}),
    ("themes", {"stance": ["positive"]}),
)

PAGE = """<!doctype html>
<html lang="{language}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif;
  max-width: 52rem; margin: 2rem auto; padding: 0 1rem; color: #1c2430; }}
table {{ border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }}
th, td {{ padding: .35rem .6rem; border-bottom: 1px solid #d9dee5; text-align: left; }}
blockquote {{ margin: .6rem 0; padding: .2rem .9rem; border-left: 3px solid #0f766e; }}
h2 {{ margin-top: 2.2rem; }}
@media print {{ h2 {{ break-after: avoid; }} table, blockquote {{ break-inside: avoid; }} }}
</style>
{body}
</html>
"""


def weekly_report(app: "App", as_of: date, language: str) -> str:
    """The week of the as-of day so far, as Markdown. An empty store gives a report that says so."""
    from assistant.agent.calendar import week_of

    wording = app.wording(language)
    period = PeriodArg(start=week_of(as_of).start, end=as_of)
    title = wording.render("report", start=period.start, end=period.end)
    parts = [f"# {title}"]
    for name, args in SECTIONS:
        result = app.tool(name, {"period": period.model_dump(mode="json"), **args}, as_of)
        text = wording.render(
            name, r=result.data, scope=result.scope, compared=result.compared, notes=result.notes
        )
        parts.append(f"## {wording.word(name, 'sections')}\n\n{text}")
    return "\n\n".join(parts) + "\n"


def as_html(markdown: str, language: str) -> str:
    """The report as a page of its own; HTML in feedback stays text, images are not loaded."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    title = markdown.partition("\n")[0].removeprefix("# ")
    return PAGE.format(language=language, title=title, body=reader.render(markdown))
