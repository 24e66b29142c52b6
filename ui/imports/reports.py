"""What an import would do, does or did, as HTML. Cells of the file are escaped.

Reports come as their JSON, as imports keep them.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from assistant.store.import_jobs import ImportJob, ImportStatus
from ui.escaping import escape
from ui.markup import said
from ui.wording import Texts

__all__ = [
    "jobs_html",
    "preview_html",
    "progress_html",
    "report_html",
    "wanted_html",
]

SHOWN_FIELDS = ("time", "title", "text", "rating", "nps", "product", "channel")
LONGEST_CELL = 160

Report = Mapping[str, Any]


def wanted_html(kind: str, texts: Texts) -> str:
    """What a file of this kind must have, and what helps."""
    rows = "".join(
        f"<dt>{escape(texts(f'import.{each}'))}</dt><dd>{escape(texts(f'import.{each}_{kind}'))}</dd>"
        for each in ("needed", "useful")
    )
    return (
        f'<div class="sheet"><h2 class="sheet-title">{escape(texts("import.wanted"))}</h2>'
        f'<dl class="wanted">{rows}</dl><p class="quiet">{escape(texts("import.nothing_yet"))}</p>'
        "</div>"
    )


def preview_html(report: Report, texts: Texts) -> str:
    """The counts of a dry run, the first rows as they were understood, and the notes."""
    file = report["files"][0]
    title = texts("import.preview", file=file["name"])
    return (
        f'<div class="sheet">{_head(title, report, texts)}'
        f"{_facts(file, texts, texts.sentence)}"
        f"{_rows(report['preview'], texts)}{_nothing_new(report, texts)}"
        f"{_rejections(file, texts, 'import.rejected_soon')}</div>"
    )


def _nothing_new(report: Report, texts: Texts) -> str:
    """Why the import cannot be started, where every row is stored already."""
    if report["accepted"] or not report["duplicates"]:
        return ""
    return said(texts("import.nothing_new"))


def progress_html(job: ImportJob, texts: Texts) -> str:
    """How many rows of an import are behind it."""
    waiting = job.status is ImportStatus.WAITING
    doing = texts("import.waiting") if waiting else texts("import.understanding")
    counted = texts("import.so_far", done=f"{job.done:,}", total=f"{job.total:,}")
    bar = f'value="{job.done}" max="{job.total}"' if job.total else ""
    return (
        f'<div class="sheet" role="status"><h2 class="sheet-title">{escape(doing)} · '
        f"{escape(job.name)}</h2>"
        f'<progress {bar} aria-label="{escape(doing)}"></progress>'
        f'<p class="quiet">{escape(counted) if job.total else ""} '
        f"{escape(texts('import.goes_on'))}</p></div>"
    )


def report_html(report: Report, job_id: str, texts: Texts) -> str:
    """The counts of an import, with the first rejected rows and the way to all of them."""
    file = report["files"][0]
    title = f"{texts('import.done')} ({texts('import.done_in', seconds=report['seconds'])})"
    link = _download(job_id, texts) if file["rejected_file"] else ""
    question = escape(texts("import.ask"))
    ask = (
        f'<p class="after"><button type="button" class="plain-button" data-ask="{question}">'
        f"{question}</button></p>"
    )
    return (
        f'<div class="sheet" role="status">{_head(title, report, texts)}{ask}'
        f"{_facts(file, texts, texts.imported)}"
        f"{_rejections(file, texts, 'import.rejections_note')}{link}</div>"
    )


def jobs_html(jobs: Sequence[ImportJob], zone: ZoneInfo, texts: Texts) -> str:
    """The latest imports, the newest first; nothing where there was none."""
    if not jobs:
        return ""
    heads = ("when", "file", "kind_head", "state")
    head = "".join(f'<th scope="col">{escape(texts(f"import.{each}"))}</th>' for each in heads)
    head += "".join(
        f'<th scope="col" class="n">{escape(texts(f"import.{each}"))}</th>'
        for each in ("new", "duplicates", "rejected")
    )
    body = "".join(_job(job, zone, texts) for job in jobs)
    return (
        f'<div class="sheet"><h2 class="sheet-title">{escape(texts("import.latest"))}</h2>'
        f'<div class="scroll"><table class="rows jobs"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div></div>"
    )


def _job(job: ImportJob, zone: ZoneInfo, texts: Texts) -> str:
    report = job.report or {}
    files = report.get("files") or [{}]
    state = escape(texts(f"import.status_{job.status}"))
    if job.error:
        state += f'<br><span class="quiet">{escape(texts.sentence(job.error))}</span>'
    rejected = f"{report['rejected']:,}" if report else ""
    if files[0].get("rejected_file"):
        rejected = (
            f'{rejected} <a href="{_href(job.id)}" download>{escape(texts("import.get"))}</a>'
        )
    numbers = [f"{report[name]:,}" if report else "" for name in ("accepted", "duplicates")]
    kind = escape(texts(f"import.kind_{job.kind}")) if job.kind else ""
    cells = f"<td>{kind}</td><td>{state}</td>"
    cells += "".join(f'<td class="n">{each}</td>' for each in (*numbers, rejected))
    when = job.created.astimezone(zone)
    return (
        f"<tr><td>{when:%Y-%m-%d %H:%M}</td>"
        f'<th scope="row" class="text">{escape(job.name)}</th>{cells}</tr>'
    )


def _href(job_id: str) -> str:
    return f"/window/imports/{escape(job_id)}.csv"


def _download(job_id: str, texts: Texts) -> str:
    label = escape(texts("import.download"))
    return f'<p><a class="plain-button" href="{_href(job_id)}" download>{label}</a></p>'


def _head(title: str, report: Report, texts: Texts) -> str:
    counts = (
        ("read", report["read"]),
        ("new", report["accepted"]),
        ("duplicates", report["duplicates"]),
        ("rejected", report["rejected"]),
    )
    drawn = "".join(
        f'<div class="count {name if n else "none"}"><b>{n:,}</b> '
        f"{escape(texts(f'import.{name}'))}</div>"
        for name, n in counts
    )
    return f'<h2 class="sheet-title">{escape(title)}</h2><div class="counts">{drawn}</div>'


def _facts(file: Mapping[str, Any], texts: Texts, sentence: Callable[[object], str]) -> str:
    format, encoding = file["format"].upper(), file["encoding"]
    told = texts("import.encoding", format=format, encoding=encoding) if encoding else format
    notes = [told, *(sentence(note) for note in file["notes"])]
    items = "".join(f"<li>{escape(note)}</li>" for note in notes)
    return f'<ul class="notes">{items}</ul>'


def _rows(rows: Sequence[Mapping[str, Any]], texts: Texts) -> str:
    fields = [f for f in SHOWN_FIELDS if any(row.get(f) not in (None, "") for row in rows)]
    if not fields:
        return ""
    head = "".join(f'<th scope="col">{escape(texts.known("fields", f))}</th>' for f in fields)
    body = "".join(
        "<tr>" + "".join(f"<td class='{f}'>{_cell(row.get(f), f)}</td>" for f in fields) + "</tr>"
        for row in rows
    )
    return (
        f'<h3>{escape(texts("import.rows"))}</h3><div class="scroll"><table class="rows">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _rejections(file: Mapping[str, Any], texts: Texts, note: str) -> str:
    if not file["rejections"]:
        return ""
    body = "".join(
        f"<tr><td>{each['line']}</td>"
        f"<td class='text'>{escape(texts.sentence(each['reason']))}</td></tr>"
        for each in file["rejections"]
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
    text = f"{value:.3g}" if isinstance(value, float) else " ".join(str(value).split())
    if field == "time":
        text = text[:16].replace("T", " ")
    return escape(text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…")
