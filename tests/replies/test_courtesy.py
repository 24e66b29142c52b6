"""What breaks no rule by its form, and where a sentence turns after an apology."""

import pytest

from assistant.replies.checking.courtesy import is_harmless, turned


@pytest.mark.parametrize(
    "sentence",
    [
        "So sorry to hear about the torn seam.",
        "Could you send us a short clip of it?",
        "I'll ask the carrier where it is.",
        "We can't tell yet what causes it.",
        "不好意思让您白跑一趟。",
        "麻烦拍一下底部的标签发给我们。",
        "请问是哪一天收到的？",
    ],
)
def test_courtesies_are_harmless(sentence: str) -> None:
    assert is_harmless(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Sorry, we sold you a bad one.",
        "Please take your stars back up.",
        "I'll ask the bank to refund you today.",
        "So sorry, a new one goes out tomorrow.",
        "抱歉，是我们的仓库搞错了。",
        "麻烦您把差评改一下。",
        "请您放心，今天就退给您。",
    ],
)
def test_a_risky_word_is_judged(sentence: str) -> None:
    assert not is_harmless(sentence)


def test_what_follows_an_apology_stands_by_itself() -> None:
    assert turned("漏水抱歉，这款用料不行。") == ["漏水抱歉", "这款用料不行。"]
    assert turned("Sorry about it but you opened it.") == ["Sorry about it", "you opened it."]
    assert turned("Thank you for the photo.") == ["Thank you for the photo."]
