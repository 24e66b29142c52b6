"""The import tab: a file, what was recognised in it, corrections, and the report."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.app import App
from assistant.errors import HearkenError
from assistant.ingest.headers import FIELDS
from assistant.ingest.job import ImportOptions, ImportReport
from assistant.ingest.readers import open_table
from assistant.models import Role
from ui.actors import acting
from ui.markup import hypertext, problem
from ui.reports import preview_html, report_html
from ui.wording import Texts

__all__ = ["ImportTab"]

SUFFIXES = [".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".json", ".xlsx", ".parquet", ".gz"]
RECOGNISE = ""


class WindowProgress:
    """Tells Gradio's progress bar how many rows an import has behind it."""

    def __init__(self, bar: gr.Progress, text: str) -> None:
        self._bar = bar
        self._text = text
        self._done = 0
        self._total = 0

    def start(self, total_rows: int) -> None:
        self._total = total_rows
        self._bar((0, total_rows), desc=self._text)

    def advance(self, rows: int) -> None:
        self._done += rows
        self._bar((self._done, self._total), desc=self._text)

    def finish(self) -> None:
        """Nothing: the report takes the place of the bar."""


class ImportTab:
    """Nothing is stored before the Import button is pressed."""

    def __init__(self, app: App, texts: Texts) -> None:
        self._app = app
        self._texts = texts
        hypertext(f'<p class="quiet intro">{texts("import.intro")}</p>')
        with gr.Row(equal_height=False):
            with gr.Column(scale=2, min_width=300):
                self.file = gr.File(
                    label=texts("import.drop"),
                    file_types=SUFFIXES,
                    height=150,
                    elem_id="import-file",
                )
                self.source = gr.Textbox(
                    label=texts("import.source"),
                    info=texts("import.source_note"),
                    elem_id="import-source",
                )
                self.start = gr.Button(
                    texts("import.start"), variant="primary", interactive=False, elem_id="import-go"
                )
                self.rejected = gr.DownloadButton(texts("import.download"), visible=False)
            with gr.Column(scale=4, min_width=300):
                self.report = hypertext(elem_id="import-report")
                with gr.Column(visible=False, elem_id="mapping") as self.mapping:
                    hypertext(
                        f'<div class="mapping-title"><h3>{texts("import.columns")}</h3>'
                        f'<p class="quiet">{texts("import.columns_note")}</p></div>'
                    )
                    with gr.Row(elem_classes="filters"):
                        self.columns = [
                            gr.Dropdown(
                                [(texts("import.auto"), RECOGNISE)],
                                value=RECOGNISE,
                                label=texts.known("fields", field),
                                min_width=140,
                                filterable=False,
                                elem_id=f"map-{field}",
                            )
                            for field in FIELDS
                        ]

    def bind(self, renewal: Any, renewed: Sequence[Any]) -> None:
        """`renewal` gives updates for `renewed`, what else shows the store."""
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "minimal"}
        outputs = [self.report, self.mapping, self.start, self.rejected, *self.columns]
        inputs = [self.file, self.source, *self.columns]
        self.file.upload(self.first_look, [self.file, self.source], outputs, **quiet)
        self.file.clear(self._cleared, None, outputs, **quiet)
        for column in self.columns:
            column.input(self.look, inputs, outputs, **quiet)
        imported = self.start.click(
            self.run,
            inputs,
            outputs,
            api_visibility="private",
            show_progress="full",
            show_progress_on=self.report,
        )
        imported.then(renewal, None, list(renewed), **quiet)

    def first_look(self, path: str | None, source: str) -> list[Any]:
        """The preview of a new file, its columns recognised."""
        return self.look(path, source, *([RECOGNISE] * len(FIELDS)))

    def look(self, path: str | None, source: str, *columns: str | None) -> list[Any]:
        """The preview of a file with the columns that were chosen; nothing is stored."""
        if not path:
            return self._cleared()
        try:
            names = open_table(Path(path)).columns
        except HearkenError as error:
            return [problem(str(error)), gr.update(visible=False), *self._off(), *self._same()]
        chosen = {f: c for f, c in zip(FIELDS, columns, strict=True) if c and c in names}
        try:
            report = self._import(path, source, chosen, dry_run=True)
        except HearkenError as error:
            shown = self._choices(names, chosen)
            return [problem(str(error)), gr.update(visible=True), *self._off(), *shown]
        return [
            preview_html(report, self._texts),
            gr.update(visible=True),
            gr.update(interactive=report.accepted > 0),
            gr.update(visible=False),
            *self._choices(names, report.files[0].columns),
        ]

    def run(
        self,
        request: gr.Request,
        path: str | None,
        source: str,
        *columns: str | None,
        progress: gr.Progress = gr.Progress(),  # noqa: B008 - how Gradio asks for its bar
    ) -> list[Any]:
        """Import the file and report."""
        if not path:
            return [problem(self._texts("import.nothing")), *[gr.update()] * (3 + len(FIELDS))]
        chosen = {f: c for f, c in zip(FIELDS, columns, strict=True) if c}
        bar = WindowProgress(progress, self._texts("import.understanding"))
        try:
            acting(request, self._texts, Role.MANAGER)
            report = self._import(path, source, chosen, dry_run=False, bar=bar)
        except HearkenError as error:
            return [problem(str(error)), gr.update(), *self._off(), *self._same()]
        kept = report.files[0].rejected_file
        return [
            report_html(report, self._texts),
            gr.update(visible=False),
            gr.update(interactive=False),
            gr.update(value=str(kept.resolve()) if kept else None, visible=kept is not None),
            *self._same(),
        ]

    def _import(
        self,
        path: str,
        source: str,
        mapping: Mapping[str, str],
        *,
        dry_run: bool,
        bar: WindowProgress | None = None,
    ) -> ImportReport:
        options = ImportOptions(
            mapping=mapping,
            source=source.strip() or None,
            dry_run=dry_run,
            tenant=self._app.tenant,
        )
        return self._app.importing.files([Path(path)], options, bar)

    def _cleared(self) -> list[Any]:
        return ["", gr.update(visible=False), *self._off(), *self._same()]

    def _off(self) -> list[Any]:
        return [gr.update(interactive=False), gr.update(visible=False)]

    def _same(self) -> list[Any]:
        return [gr.update() for _ in FIELDS]

    def _choices(self, names: Sequence[str], chosen: Mapping[str, str]) -> list[Any]:
        choices = [(self._texts("import.auto"), RECOGNISE), *((name, name) for name in names)]
        return [gr.update(choices=choices, value=chosen.get(f, RECOGNISE)) for f in FIELDS]
