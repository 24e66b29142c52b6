"""The fields of one theme, as staff fill them in."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import gradio as gr

from assistant.errors import InvalidInputError
from assistant.models import Urgency
from assistant.understanding.themes import Theme
from prompts.languages import LANGUAGES
from ui.wording import Texts

__all__ = ["COMMAS", "ThemeForm"]

BETWEEN_WORDS = re.compile(r"[,，、;；\n]+")
COMMAS = {"en": ", ", "zh": "，"}
ANY = ""


class ThemeForm:
    """Draws itself where it is made. Its values are a name, a description and words for each
    language, the page's own first; then the least urgency, the team, and whether it is in use."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._languages = sorted(LANGUAGES, key=lambda each: each != texts.language)
        with gr.Row(elem_classes="filters"):
            names = [self._box("name", each) for each in self._languages]
        with gr.Row(elem_classes="filters"):
            about = [self._box("about", each, 3) for each in self._languages]
        with gr.Row(elem_classes="filters"):
            words = [self._box("words", each, 4) for each in self._languages]
        with gr.Row(elem_classes="filters"):
            urgency = gr.Dropdown(
                [
                    (texts("theme_form.any_urgency"), ANY),
                    *((texts.word(each, "urgencies"), str(each)) for each in Urgency),
                ],
                value=ANY,
                label=texts("theme_form.urgency"),
                filterable=False,
                min_width=150,
            )
            owner = gr.Dropdown(
                self._owners(),
                value=ANY,
                label=texts("theme_form.owner"),
                allow_custom_value=True,
                min_width=150,
            )
            used = gr.Checkbox(True, label=texts("theme_form.in_use"), elem_id="theme-in-use")
        self.inputs: list[Any] = [*names, *about, *words, urgency, owner, used]

    def values(self, theme: Theme | None) -> list[Any]:
        """What `inputs` show of a theme; None is a new one."""
        if theme is None:
            return [*[""] * 3 * len(self._languages), ANY, ANY, True]
        return [
            *(theme.name.get(each, "") for each in self._languages),
            *(theme.description.get(each, "") for each in self._languages),
            *(COMMAS[each].join(theme.cues.get(each, ())) for each in self._languages),
            str(theme.urgency) if theme.urgency else ANY,
            theme.owner or ANY,
            theme.in_use,
        ]

    def theme(self, id: str, values: Sequence[Any], before: Theme | None) -> Theme:
        """The theme that `values` describe; what `before` says in other languages stays.

        Raises InvalidInputError for one without a name.
        """
        n = len(self._languages)
        *written, urgency, owner, used = values
        names, about, words = (
            dict(zip(self._languages, written[at : at + n], strict=True)) for at in (0, n, 2 * n)
        )
        cues = {
            each: tuple(cue for part in BETWEEN_WORDS.split(said) if (cue := part.strip()))
            for each, said in words.items()
        }
        name = _merged(before.name if before else {}, names)
        if not name:
            raise InvalidInputError("A theme needs a name; type one.")
        return Theme(
            id=id,
            name=name,
            description=_merged(before.description if before else {}, about),
            cues={k: v for k, v in {**(before.cues if before else {}), **cues}.items() if v},
            urgency=Urgency(urgency) if urgency else None,
            owner=(owner or "").strip() or None,
            in_use=bool(used),
        )

    def _owners(self) -> list[tuple[str, str]]:
        named = self._texts.answers.words["owners"]
        return [(self._texts("theme_form.no_owner"), ANY), *((v, k) for k, v in named.items())]

    def _box(self, field: str, language: str, lines: int = 1) -> gr.Textbox:
        name = self._texts.word(language, "languages")
        return gr.Textbox(
            label=self._texts(f"theme_form.{field}", language=name),
            lines=lines,
            max_lines=8,
            min_width=240,
            elem_id=f"theme-{field}-{language}",
        )


def _merged(before: Mapping[str, str], written: Mapping[str, str]) -> dict[str, str]:
    merged = {**before, **{k: " ".join(said.split()) for k, said in written.items()}}
    return {language: said for language, said in merged.items() if said}
