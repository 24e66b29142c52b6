"""What an event says where it is refused or fails."""

import inspect
import logging
import typing

import gradio as gr
import pytest

from assistant.errors import NotFoundError
from ui.escaping import escape
from ui.events import Updates
from ui.refusals import refusals_shown, refusals_told
from ui.wording import Texts

SECRET = "Lin said 13812345678"
NO_FILE = "There is no policy file 'x'; choose one of the list."


class Panel:
    told = "the place"

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    @refusals_told
    def pressed(self, error: Exception | None, request: gr.Request) -> Updates:
        if error:
            raise error
        return {"else": request}

    @refusals_shown
    def read(self, error: Exception | None) -> str:
        if error:
            raise error
        return "done"


def test_what_goes_well_is_left_alone(texts: Texts) -> None:
    panel, request = Panel(texts), gr.Request()
    assert panel.pressed(None, request) == {"else": request}
    assert panel.read(None) == "done"


def test_a_refusal_is_told_in_the_language_of_the_page(texts: Texts) -> None:
    panel, error = Panel(texts), NotFoundError(NO_FILE)
    shown = panel.read(error)
    assert escape(texts.sentence(error)) in shown
    assert panel.pressed(error, gr.Request()) == {panel.told: shown}


def test_what_nobody_foresaw_is_logged_and_not_shown(
    texts: Texts, caplog: pytest.LogCaptureFixture
) -> None:
    panel = Panel(texts)
    with caplog.at_level(logging.ERROR, "hearken.window"):
        shown = panel.read(ValueError(SECRET))
    assert SECRET not in shown
    assert texts("unexpected") in shown
    (record,) = caplog.records
    assert record.exc_info
    assert record.exc_info[0] is ValueError


def test_gradio_still_sees_what_a_handler_takes() -> None:
    assert typing.get_type_hints(Panel.pressed)["request"] is gr.Request
    assert list(inspect.signature(Panel.pressed).parameters) == ["self", "error", "request"]
