"""An answer as chat messages: steps that fold, the text, a picture, and how it was computed."""

import re
from collections.abc import Sequence
from typing import Any

import gradio as gr

from assistant.models import Answer, ToolCall
from prompts.formats import bold_closed, inert
from ui.escaping import escape
from ui.pictures.charts import chart_of
from ui.wording import Texts
from ui.workings import call_lines, period_of, workings

__all__ = [
    "answer_messages",
    "conversation_markdown",
    "next_questions",
    "question_message",
    "step_message",
    "writing_message",
]

Message = dict[str, Any]

LINK = re.compile(r"\\?\]\(")
PLAIN_ID = re.compile(r"[\w.:~-]+")


def question_message(question: str) -> Message:
    return {"role": "user", "content": _without_links(inert(question))}


def step_message(call: ToolCall, texts: Texts, found: str = "") -> Message:
    """A tool that ran, as a folding step; `found` says how much it gave."""
    period = period_of(call.args, texts)
    title = " · ".join(part for part in (texts.known("tools", call.name), period) if part)
    lines = call_lines(call, texts)
    if found:
        lines.append(f"- {found}")
    return _folded(title, "\n".join(lines))


def writing_message(text: str, texts: Texts) -> Message:
    """What a model has written so far, under a line that says that it is not checked yet."""
    note = f'<span class="working writing">{escape(texts("chat.writing"))}</span>'
    return {"role": "assistant", "content": f"{note}\n\n{_without_links(bold_closed(text))}"}


def answer_messages(answer: Answer, texts: Texts, turn: int | None = None) -> list[Message]:
    """The messages of a finished answer, without its steps.

    With the number of its turn (from 1) its computations can be run again.
    """
    messages: list[Message] = [{"role": "assistant", "content": _linked(answer)}]
    chart = chart_of(answer.tools, answer.figures, texts)
    if chart is not None:
        messages.append({"role": "assistant", "content": gr.Plot(chart, show_label=False)})
    if answer.tools:
        checked = texts("steps.checked" if answer.verified else "steps.unchecked")
        title = f"{texts('steps.computed')} · {checked}"
        messages.append(_folded(title, workings(answer, texts, turn)))
    return messages


def next_questions(suggestions: Sequence[str], question: str) -> list[str]:
    """The suggestions of an answer that are not its question once more."""
    asked = question.strip(" ?？").casefold()
    return [each for each in suggestions if each.casefold() != asked]


def conversation_markdown(answers: Sequence[Answer], texts: Texts) -> str:
    """A whole conversation as a Markdown document."""
    parts = [f"# {texts('chat.exported')}"]
    for each in answers:
        parts += [f"## {inert(each.question)}", bold_closed(each.answer)]
        if each.tools:
            parts += [f"### {texts('steps.computed')}", workings(each, texts)]
    return "\n\n".join(parts) + "\n"


def _folded(title: str, content: str) -> Message:
    return {
        "role": "assistant",
        "content": content,
        "metadata": {"title": inert(title), "status": "done"},
    }


def _linked(answer: Answer) -> str:
    """The text with every cited id as a link that opens the feedback.

    An id that is no plain one stays text: it comes from a file and may hold Markdown.
    """
    text = bold_closed(answer.answer)
    for feedback_id in answer.citations:
        if not PLAIN_ID.fullmatch(feedback_id):
            text = text.replace(f"[{feedback_id}]", f"[{inert(feedback_id)}]")
    text = _without_links(text)
    for feedback_id in answer.citations:
        if PLAIN_ID.fullmatch(feedback_id):
            text = text.replace(f"[{feedback_id}]", f"[{feedback_id}](#item-{feedback_id})")
    return text


def _without_links(text: str) -> str:
    """Markdown in which no bracket opens a link or an image.

    Neither a quote nor a model may bring one: an image would tell its server who reads.
    """
    return LINK.sub("&#93;(", text)
