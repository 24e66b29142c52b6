"""What a reply asks for: personal data openly, secrets anywhere."""

import pytest

from assistant.replies.checking.requests import data_requests


@pytest.mark.parametrize(
    "sentence",
    [
        "Please comment below with your phone number.",
        "Please reply under this post with your full name and home address.",
        "请在评论区留下您的手机号和收货地址。",
        "麻烦公开回复一下您的银行卡号。",
    ],
)
@pytest.mark.parametrize("public", [True, False])
def test_data_asked_for_openly(sentence: str, public: bool) -> None:
    assert [each.check for each in data_requests(sentence, public=public)] == ["personal_data"]


@pytest.mark.parametrize(
    "sentence", ["Please tell us your phone number.", "请告诉我们您的手机号。"]
)
def test_in_public_without_a_private_way(sentence: str) -> None:
    assert [each.blocks for each in data_requests(sentence, public=True)] == [True]
    assert list(data_requests(sentence, public=False)) == []


@pytest.mark.parametrize(
    "sentence", ["Please e-mail us your password.", "请私信发来验证码，我们帮您登录。"]
)
def test_secrets_are_asked_for_nowhere(sentence: str) -> None:
    (found,) = data_requests(sentence, public=False)
    assert "nobody needs it" in found.text


@pytest.mark.parametrize(
    "sentence",
    [
        "Please send us a private message with your phone number.",
        "Please do not post your phone number here below.",
        "We never ask for your password.",
        "Please tell us the order number.",
        "请私信告诉我们您的手机号。",
        "请不要在评论区留下手机号。",
        "",
    ],
)
def test_what_may_be_asked(sentence: str) -> None:
    assert list(data_requests(sentence, public=True)) == []
