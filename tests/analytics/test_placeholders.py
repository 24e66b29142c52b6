import pytest

from assistant.analytics.placeholders import is_placeholder


@pytest.mark.parametrize(
    "text",
    [
        "此用户没有填写评价。",
        "该用户未填写评价内容",
        "此用户未及时填写评价内容",
        "系统默认好评！",
        "评价方未及时做出评价,系统默认好评!",
        "15天内买家未作出评价",
        "用户未及时评价，系统自动默认好评",
        "默认好评",
        "暂无评价",
        "无",
        "No comment",
        "no comments left.",
        "The user did not leave a comment",
        "This customer left no review",
        "Automatic positive feedback",
        "N/A",
        "None",
        "",
        " ...!!! ",
        "👍👍🎉",
        "❤️" * 300,
        "[]<>。。。",
    ],
)
def test_nobody_said_anything(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    [
        "好",
        "good",
        "ok",
        "还没评价就被删了，什么店",
        "书里没有内容",
        "默认好评返现是骗人的",
        "无语",
        "No comment on the price, but the lid leaks",
        "nothing works",
        "none of it arrived",
        "666",
    ],
)
def test_somebody_said_something(text: str) -> None:
    assert not is_placeholder(text)
