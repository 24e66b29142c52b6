"""How buttons and links inside HTML reach Gradio's events, see static/window.js."""

import gradio as gr

__all__ = ["Bridge"]


class Bridge:
    """A hidden box and its button: the page's script types a value and presses.

    It stands outside all tabs, since Gradio draws a tab only when it is first shown.
    """

    def __init__(self, name: str) -> None:
        self.value = gr.Textbox(visible="hidden", elem_id=f"{name}-value", label=name)
        self.go = gr.Button(name, visible="hidden", elem_id=f"{name}-go")
