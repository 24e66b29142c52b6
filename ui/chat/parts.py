"""What the chat is made of: its messages, the suggestions below them, the box for a question."""

import gradio as gr

from ui.markup import welcome
from ui.wording import Texts

__all__ = ["CHIPS", "message_list", "question_box", "suggestion_chips"]

CHIPS = 4
"""Suggestions that are shown at once."""


def message_list(texts: Texts) -> gr.Chatbot:
    """The messages, none at first."""
    return gr.Chatbot(
        label=texts("chat.label"),
        show_label=False,
        container=False,
        height="max(340px, calc(100dvh - 344px))",
        sanitize_html=True,
        latex_delimiters=[],
        feedback_options=("Like", "Dislike"),
        buttons=["copy"],
        editable="user",
        placeholder=welcome(texts),
        elem_id="chatbot",
        autoscroll=False,
        group_consecutive_messages=True,
        layout="bubble",
    )


def suggestion_chips(texts: Texts) -> list[gr.Button]:
    """Questions to press, at first those that a newcomer may ask."""
    with gr.Row(elem_id="chips"):
        return [
            gr.Button(question, size="sm", elem_classes="chip", min_width=40)
            for question in texts.listed("chat.starters")[:CHIPS]
        ]


def question_box(texts: Texts) -> gr.Textbox:
    return gr.Textbox(
        placeholder=texts("chat.placeholder"),
        label=texts("chat.question"),
        show_label=False,
        container=False,
        submit_btn=True,
        max_lines=6,
        autofocus=True,
        elem_id="question",
    )
