"""Runs a computation of an answer once more and says whether its figures are still the same."""

import json
import math
import re
from collections.abc import Mapping
from typing import Any

import gradio as gr

from assistant.app import App
from assistant.models import Figure
from prompts.formats import number as written
from ui.bridge import Bridge
from ui.escaping import escape
from ui.events import QUIET
from ui.markup import hypertext, problem
from ui.refusals import refusals_shown
from ui.wording import Texts

__all__ = ["AgainLine"]

MOST_CHANGES = 10
CALL = re.compile(r"(\d{1,6})-(\d{1,3})")


class AgainLine:
    """A line below the chat, filled by the links in "How this was computed"."""

    def __init__(self, app: App, texts: Texts) -> None:
        self._app = app
        self._texts = texts
        self.told = hypertext(elem_id="again-told")

    def bind(self, bridge: Bridge, conversation: gr.State) -> None:
        """`bridge` brings the turn and the place of the call, written `<turn>-<place>`."""
        bridge.go.click(self.run, [bridge.value, conversation], [self.told], **QUIET)

    @refusals_shown
    def run(self, spelled: str, conversation: str) -> str:
        """What the computation gives now, beside what it gave then."""
        call_of_turn = CALL.fullmatch(spelled)
        if call_of_turn is None:
            return problem(self._texts("again.gone"))
        number, place = map(int, call_of_turn.groups())
        answer = self._app.conversations.answer(conversation, number)
        if answer is None or not answer.as_of or place >= len(answer.tools):
            return problem(self._texts("again.gone"))
        call = answer.tools[place]
        result = self._app.tools.run(call.name, call.args, answer.as_of)
        before = [figure for figure in answer.figures if figure.tool == place]
        return self._compared(call.name, before, list(result.ledger.figures))

    def _compared(self, tool: str, before: list[Figure], now: list[Figure]) -> str:
        left: dict[str, list[Figure]] = {}
        for figure in now:
            left.setdefault(_what(figure), []).append(figure)
        changed = []
        for old in before:
            found = left.get(_what(old))
            new = found.pop(0) if found else None
            if new is None or not _same(old, new):
                changed.append((old, new))
        texts, name = self._texts, self._texts.title("tools", tool)
        if not changed:
            said = texts("again.same", tool=name, n=len(before))
            return f'<p class="again" role="status">{escape(said)}</p>'
        said = texts("again.changed", tool=name, n=len(before), changed=len(changed))
        rows = "".join(self._row(old, new) for old, new in changed[:MOST_CHANGES])
        return f'<div class="again" role="status"><p>{escape(said)}</p><ul>{rows}</ul></div>'

    def _row(self, old: Figure, new: Figure | None) -> str:
        parts = [self._texts.known("figures", old.name), *_names(old.filters)]
        now = self._shown(new) if new else self._texts("again.no_more")
        return f"<li>{escape(' · '.join(parts))}: {escape(self._shown(old))} → {escape(now)}</li>"

    def _shown(self, figure: Figure) -> str:
        value = figure.value
        said = self._texts.theme(value) if isinstance(value, str) else written(figure)
        return f"{said} (n = {figure.n})"


def _what(figure: Figure) -> str:
    """What a figure measures, apart from what came out."""
    plain = figure.as_json()
    return json.dumps([plain["name"], plain["period"], plain["filters"]], sort_keys=True)


def _same(old: Figure, new: Figure) -> bool:
    a, b = old.value, new.value
    if isinstance(a, float | int) and isinstance(b, float | int):
        return old.n == new.n and math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)
    return a == b and old.n == new.n


def _names(filters: Mapping[str, Any]) -> list[str]:
    listed = (v if isinstance(v, list | tuple) else [v] for v in filters.values())
    return [" ".join(", ".join(map(str, each)).split()) for each in listed]
