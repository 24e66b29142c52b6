import pytest

from assistant.app import App
from assistant.models import Answer, ToolCall
from assistant.tools.registry import TOOLS
from assistant.understanding.themes import load_themes
from ui.chat.answers import answer_messages, conversation_markdown, question_message, step_message
from ui.wording import Texts, read_texts
from ui.workings import SETTINGS, call_lines

QUESTION = {
    "en": "What are customers angry about since 2026-03-01?",
    "zh": "2026年3月1日以来客户在生什么气？",
}


def test_an_answer_has_its_text_a_picture_and_its_computation(app: App, texts: Texts) -> None:
    answer = app.ask(QUESTION[texts.language])
    text, picture, computed = answer_messages(answer, texts)
    assert answer.citations
    for cited in answer.citations:
        assert f"[{cited}](#item-{cited})" in text["content"]
    assert picture["content"].__class__.__name__ == "Plot"
    assert texts("steps.computed") in computed["metadata"]["title"]
    table = [line for line in computed["content"].splitlines() if line.startswith("| ")]
    assert len(table) == 1 + len(answer.figures)
    assert texts.known("figures", "negative_share") in computed["content"]


def test_every_step_names_its_period_and_filters(app: App, texts: Texts) -> None:
    answer = app.ask("NPS for Kettle in March 2026 by channel")
    step = step_message(answer.tools[0], texts, "7")
    assert "2026-03-01" in step["metadata"]["title"]
    assert "Kettle" in step["content"]
    assert step["content"].endswith("- 7")


def test_a_step_without_a_period_says_what_is_assumed(app: App, texts: Texts) -> None:
    answer = app.ask("NPS by channel")
    assert texts("steps.assumed") in step_message(answer.tools[0], texts)["content"]


def test_every_argument_of_every_tool_has_a_name(texts: Texts) -> None:
    """Those that the texts do not know would stand there as the code has them."""
    filters, settings = texts.answers.words["filters"], read_texts(texts.language)["arguments"]
    for name, tool in TOOLS.items():
        for argument in set(tool.args.model_fields) - {"period"}:
            known = settings if argument in set(SETTINGS) - {"stance"} else filters
            assert argument in known, (name, argument)


def test_settings_are_told_in_words(texts: Texts) -> None:
    bound = {"side": "at_least", "value": 20.0}
    args = {"by": "product", "bound": bound, "least": 5, "ids": ["R1", "R2|"], "tone": "warm"}
    said = "\n".join(call_lines(ToolCall("nps", args), texts))
    side, tone = texts.known("arguments", "at_least"), texts.word("warm", "tones")
    assert f" = {side} 20;" in said
    assert f" = {tone}" in said
    assert r"R1, R2\|" in said
    assert texts("steps.assumed") not in said
    days = "\n".join(call_lines(ToolCall("volume", {"by": "weekday", "unique": True}), texts))
    assert f" = {texts.word('weekday', 'plain')}" in days
    assert f": {texts.word('unique', 'filters')}\n" in days
    assert f"{texts('steps.filters')}: {texts('steps.none')}" in said


@pytest.mark.parametrize(
    "markup",
    [
        "![a](http://evil.example/x.png)",
        "[![a](b)](http://evil.example/x.png)",
        r"!\[a\](http://evil.example/x.png)",
    ],
)
def test_neither_question_nor_answer_brings_a_link(markup: str, texts: Texts) -> None:
    assert "](" not in question_message(markup)["content"]
    answer = Answer(id="", question="", language="en", answer=markup, verified=True, mode="llm")
    assert "](" not in answer_messages(answer, texts)[0]["content"]


def test_a_question_cannot_open_a_tag() -> None:
    assert "<img" not in question_message("<img src=x>")["content"]


def test_a_conversation_is_exported_whole(app: App, texts: Texts) -> None:
    turns = [app.ask("NPS by channel"), app.ask("各渠道NPS")]
    document = conversation_markdown(turns, texts)
    assert document.startswith(f"# {texts('chat.exported')}\n")
    for turn in turns:
        assert f"## {turn.question}" in document
        assert turn.answer in document


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("**先做什么：**配送物流", "**先做什么**：配送物流"),
        ("好。**先做**，再说。**好。** 完", "好。**先做**，再说。**好。** 完"),
        ("a **b:** c", "a **b:** c"),
    ],
)
def test_bold_chinese_ends_where_it_should(said: str, shown: str) -> None:
    answer = Answer(id="", question="", language="zh", answer=said, verified=True, mode="llm")
    (message,) = answer_messages(answer, Texts("zh", lambda: load_themes(None)))
    assert message["content"] == shown
    assert shown in conversation_markdown([answer], Texts("zh", lambda: load_themes(None)))
