import html

from hypothesis import given
from hypothesis import strategies as st

from ui.escaping import escape


@given(st.text())
def test_escaped_text_has_no_line_break_and_reads_the_same(text: str) -> None:
    shown = escape(text)
    assert not set("<>\"'\r\n") & set(shown)
    assert html.unescape(shown.replace("&#13;", "&#10;")) == text.replace("\r", "\n")
