"""Untrusted text inside the window's HTML."""

import html

__all__ = ["escape"]


def escape(text: str) -> str:
    """Text for an element or an attribute, its line breaks as character references.

    The HTML is shown by Gradio's Markdown component: after a blank line Markdown would read on by
    itself, and find the image that a feedback brings.
    """
    return html.escape(text).replace("\r", "&#13;").replace("\n", "&#10;")
