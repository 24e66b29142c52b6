"""The ways to the weekly reports, of the week that is over and of the one that runs."""

from datetime import date, timedelta

from assistant.report import iso_week
from ui.escaping import escape
from ui.markup import download_link
from ui.wording import Texts

__all__ = ["report_links"]


def report_links(today: date, texts: Texts) -> str:
    """Two links, each to a page that is saved as a file."""
    weeks = (("last_week", today - timedelta(weeks=1)), ("this_week", today))
    links = (
        download_link(
            f"/window/reports/{iso_week(day)}.html?language={texts.language}",
            texts(f"overview.{which}"),
        )
        for which, day in weeks
    )
    name = f'<span class="quiet">{escape(texts("overview.report"))}</span>'
    return f'<p class="reports">{name}{"".join(links)}</p>'
