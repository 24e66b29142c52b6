"""The import tab: a file, what was recognised in it, corrections, progress, and the report."""

import time
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.app import App
from assistant.errors import HearkenError
from assistant.ingest.readers import open_table
from assistant.models import Role
from assistant.store.import_jobs import ImportJob
from ui.actors import acting
from ui.events import QUIET, SILENT, Updates
from ui.imports.kinds import KINDS, Kind, Wish
from ui.imports.reports import (
    jobs_html,
    preview_html,
    progress_html,
    report_html,
    wanted_html,
)
from ui.markup import hypertext, problem, refused
from ui.renewal import Renewal
from ui.wording import Texts

__all__ = ["ImportTab"]

SUFFIXES = [".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".json", ".xlsx", ".parquet", ".gz"]
RECOGNISE, NO_COLUMN = "", "\t"
"""Choices beside the columns; a tab is in no name of a column."""
NOTHING: Mapping[str, str] = {}
USUAL = next(iter(KINDS))
MOST_FIELDS = max(len(kind.fields) for kind in KINDS.values())
MOST_JOBS = 8
BETWEEN_LOOKS = 0.4
"""Seconds between two looks at the progress of an import."""


class ImportTab:
    """Nothing is stored until the Import button is pressed; the import then runs in the background,
    whether or not anybody watches."""

    def __init__(self, app: App, texts: Texts) -> None:
        self._app = app
        self._texts = texts
        hypertext(f'<p class="quiet intro">{texts("import.intro")}</p>')
        with gr.Row(equal_height=False):
            with gr.Column(scale=2, min_width=300):
                self._draw_file()
            with gr.Column(scale=4, min_width=300):
                self.report = hypertext(wanted_html(USUAL, texts), elem_id="import-report")
                with gr.Column(visible=False, elem_id="mapping") as self.mapping:
                    hypertext(
                        f'<div class="mapping-title"><h3>{texts("import.columns")}</h3>'
                        f'<p class="quiet">{texts("import.columns_note")}</p></div>'
                    )
                    with gr.Row(elem_classes="filters"):
                        self.columns = [self._column(place) for place in range(MOST_FIELDS)]
                self.jobs = hypertext(elem_id="import-jobs")

    def _draw_file(self) -> None:
        texts = self._texts
        self.kind = gr.Radio(
            [(texts(f"import.kind_{name}"), name) for name in KINDS],
            value=USUAL,
            label=texts("import.kind"),
            elem_id="import-kind",
        )
        self.file = gr.File(
            label=texts("import.file"), file_types=SUFFIXES, height=150, elem_id="import-file"
        )
        self.source = gr.Textbox(
            label=texts("import.source"), info=texts("import.source_note"), elem_id="import-source"
        )
        self.start = gr.Button(
            texts("import.start"), variant="primary", interactive=False, elem_id="import-go"
        )

    def _column(self, place: int) -> gr.Dropdown:
        usual = KINDS[USUAL].fields
        name = usual[place] if place < len(usual) else ""
        return gr.Dropdown(
            [(self._texts("import.auto"), RECOGNISE)],
            value=RECOGNISE,
            label=self._texts.known("fields", name),
            min_width=140,
            filterable=False,
            elem_id=f"map-{name}",
        )

    def bind(self, tab: gr.Tab, renewal: Renewal) -> None:
        """Wire up the events; `renewal` follows each import."""
        outputs = [self.report, self.mapping, self.start, *self.columns]
        inputs = [self.file, self.kind, self.source, *self.columns]
        tab.select(self.listed, None, [self.jobs], **QUIET)
        first = [self.file, self.kind, self.source]
        self.file.upload(self.first_look, first, outputs, **QUIET)
        self.file.clear(self._cleared, [self.kind], outputs, **QUIET)
        self.kind.input(self._asked_source, [self.kind], [self.source], **QUIET).then(
            self.first_look, first, outputs, **QUIET
        )
        for column in self.columns:
            column.input(self.look, inputs, outputs, **QUIET)
        imported = self.start.click(self.run, inputs, [*outputs, self.jobs], **SILENT)
        renewal.bind(imported.then)

    def listed(self, request: gr.Request) -> str:
        """The latest imports, for whoever may import."""
        try:
            acting(request, self._texts, Role.MANAGER)
        except HearkenError:
            return ""
        return self._jobs()

    def first_look(self, path: str | None, kind: str, source: str) -> Updates:
        """The preview of a new file, its columns recognised."""
        return self.look(path, kind, source, *([RECOGNISE] * MOST_FIELDS))

    def look(self, path: str | None, kind: str, source: str, *columns: str | None) -> Updates:
        """The preview of a file with the columns that were chosen; nothing is stored.

        The whole file is read, some seconds for a large one: the preview states how many rows are
        new, and only a file with any can be imported.
        """
        chosen_kind = KINDS[kind]
        if not path:
            return self._cleared(kind)
        try:
            names = open_table(Path(path)).columns
        except HearkenError as error:
            told = refused(self._texts.sentence(error))
            return {**self._cleared(kind), self.report: told}
        chosen = _mapping(chosen_kind, columns, names)
        wish = Wish(chosen, source, dry_run=True)
        try:
            report = chosen_kind.read(self._app, [Path(path)], wish, None)
        except HearkenError as error:
            return {
                self.report: refused(self._texts.sentence(error)),
                self.mapping: gr.update(visible=True),
                self.start: gr.update(interactive=False),
                **self._choices(chosen_kind, names, chosen),
            }
        return {
            self.report: preview_html(report.as_json(), self._texts),
            self.mapping: gr.update(visible=True),
            self.start: gr.update(interactive=report.accepted > 0),
            **self._choices(chosen_kind, names, {**chosen, **report.files[0].columns}),
        }

    def run(
        self,
        request: gr.Request,
        path: str | None,
        kind: str,
        source: str,
        *columns: str | None,
    ) -> Iterator[Updates]:
        """Queue the import and report its progress until it has ended."""
        if not path:
            yield {self.report: problem(self._texts("import.nothing"))}
            return
        try:
            actor = acting(request, self._texts, Role.MANAGER)
            job = self._started(Path(path), KINDS[kind], source, columns)
            detail = {"name": job.name, "dry_run": False}
            self._app.audit(KINDS[kind].name.action, job.id, detail, actor)
        except HearkenError as error:
            told = refused(self._texts.sentence(error))
            yield {self.report: told, self.start: gr.update(interactive=False)}
            return
        begun = {self.mapping: gr.update(visible=False), self.start: gr.update(interactive=False)}
        while job.finished is None:
            yield {
                **begun,
                self.report: progress_html(job, self._texts),
                self.jobs: self._jobs(),
            }
            time.sleep(BETWEEN_LOOKS)
            job = self._app.imports.jobs.get(job.id)
        yield {**begun, self.report: self._ended(job), self.jobs: self._jobs()}

    def _started(
        self, path: Path, kind: Kind, source: str, columns: Sequence[str | None]
    ) -> ImportJob:
        wish = Wish(_mapping(kind, columns), source, dry_run=False)
        read = partial(self._read, kind, wish)
        with path.open("rb") as content:
            return self._app.imports.jobs.start(path.name, content, kind.name, read)

    def _read(self, kind: Kind, wish: Wish, paths: list[Path], progress: Any) -> Any:
        return kind.read(self._app, paths, wish, progress)

    def _ended(self, job: ImportJob) -> str:
        if job.report is None:
            return refused(self._texts.sentence(job.error or ""))
        return report_html(job.report, job.id, self._texts)

    def _jobs(self) -> str:
        zone = self._app.settings.zone
        return jobs_html(self._app.imports.jobs.page(MOST_JOBS), zone, self._texts)

    def _asked_source(self, kind: str) -> Any:
        return gr.update(visible=kind == USUAL)

    def _cleared(self, kind: str) -> Updates:
        return {
            self.report: wanted_html(kind, self._texts),
            self.mapping: gr.update(visible=False),
            self.start: gr.update(interactive=False),
            **self._choices(KINDS[kind]),
        }

    def _choices(
        self, kind: Kind, names: Sequence[str] = (), chosen: Mapping[str, str] = NOTHING
    ) -> Updates:
        """Updates of the columns: one for each field of the kind, the others hidden."""
        texts = self._texts
        choices = [(texts("import.no_column"), NO_COLUMN), *((name, name) for name in names)]

        def recognised(field: str) -> tuple[str, str]:
            return texts("import.auto" if field in chosen else "import.not_found"), RECOGNISE

        shown = [
            gr.update(
                choices=[recognised(field), *choices],
                value=(chosen[field] or NO_COLUMN) if field in chosen else RECOGNISE,
                label=texts.known("fields", field),
                visible=True,
            )
            for field in kind.fields
        ]
        shown += [gr.update(visible=False)] * (MOST_FIELDS - len(shown))
        return dict(zip(self.columns, shown, strict=True))


def _mapping(
    kind: Kind, columns: Sequence[str | None], names: Sequence[str] | None = None
) -> dict[str, str]:
    """Field to column as chosen, to "" for no column; of columns among `names` where given."""
    chosen = {f: c for f, c in zip(kind.fields, columns, strict=False) if c}
    return {
        field: "" if column == NO_COLUMN else column
        for field, column in chosen.items()
        if column == NO_COLUMN or names is None or column in names
    }
