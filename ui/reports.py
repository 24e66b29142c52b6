"""What an import would do or did, as HTML. Cells of the file are escaped."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.ingest.reports import FileReport, ImportReport
from ui.escaping import escape
from ui.wording import Texts

__all__ = ["preview_html", "report_html"]

SHOWN_FIELDS = ("time", "text", "rating", "nps", "product", "channel")
LONGEST_CELL = 160


def preview_html(report: ImportReport, texts: Texts) -> str:
    """The counts of a dry run, the first rows as they were understood, and the notes."""
    file = report.files[0]
    title = f"{texts('import.preview')}: {file.name}"
    return (
        f'<div class="sheet">{_head(title, report, texts)}{_facts(file, texts)}'
        f"{_rows(report.preview, texts)}{_rejections(file, texts, 'import.rejected_soon')}</div>"
    )


def report_html(report: ImportReport, texts: Texts) -> str:
    """The counts of an import, with the first rejected rows."""
    file = report.files[0]
    title = f"{texts('import.done')} ({texts('import.done_in', seconds=report.seconds)})"
    return (
        f'<div class="sheet" role="status">{_head(title, report, texts)}'
        f"{_facts(file, texts)}{_rejections(file, texts, 'import.rejections_note')}</div>"
    )


def _head(title: str, report: ImportReport, texts: Texts) -> str:
    counts = (
        ("read", report.read),
        ("new", report.accepted),
        ("duplicates", report.duplicates),
        ("rejected", report.rejected),
    )
    drawn = "".join(
        f'<div class="count {name}"><b>{n:,}</b> {escape(texts(f"import.{name}"))}</div>'
        for name, n in counts
    )
    return f'<h2 class="sheet-title">{escape(title)}</h2><div class="counts">{drawn}</div>'


def _facts(file: FileReport, texts: Texts) -> str:
    notes = [texts("import.encoding", format=file.format.upper(), encoding=file.encoding or "–")]
    if file.unmapped:
        notes.append(texts("import.unmapped", columns=", ".join(file.unmapped)))
    notes += file.notes
    items = "".join(f"<li>{escape(note)}</li>" for note in notes)
    return f'<ul class="notes">{items}</ul>'


def _rows(rows: Sequence[Mapping[str, Any]], texts: Texts) -> str:
    fields = [f for f in SHOWN_FIELDS if any(row.get(f) not in (None, "") for row in rows)]
    head = "".join(f'<th scope="col">{escape(texts.known("fields", f))}</th>' for f in fields)
    body = "".join(
        "<tr>" + "".join(f"<td class='{f}'>{_cell(row.get(f), f)}</td>" for f in fields) + "</tr>"
        for row in rows
    )
    return (
        f'<h3>{escape(texts("import.rows"))}</h3><div class="scroll"><table class="rows">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _rejections(file: FileReport, texts: Texts, note: str) -> str:
    if not file.rejections:
        return ""
    body = "".join(
        f"<tr><td>{each.line}</td><td class='text'>{escape(each.reason)}</td></tr>"
        for each in file.rejections
    )
    return (
        f"<h3>{escape(texts('import.rejections'))}</h3>"
        f'<p class="quiet">{escape(texts(note))}</p>'
        f'<div class="scroll"><table class="rows"><thead><tr><th scope="col">'
        f'{escape(texts("import.line"))}</th><th scope="col">{escape(texts("import.reason"))}'
        f"</th></tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(value: Any, field: str) -> str:
    if value is None:
        return "–"
    text = " ".join(str(value).split())
    if field == "time":
        text = text[:16].replace("T", " ")
    return escape(text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…")
