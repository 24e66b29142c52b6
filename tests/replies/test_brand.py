"""The brand file, and the sign-off that a policy gives."""

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.replies.policies.clauses import Clause
from assistant.replies.shop.brand import load_brand
from tests.replies.reviews import BRAND


def test_a_policy_on_the_sign_off_is_followed() -> None:
    assert BRAND.sign_off == {"en": "Your Lumen & Leaf team", "zh": "光叶家居客服团队"}


@pytest.mark.parametrize(
    ("language", "text", "signed"),
    [
        ("en", "In English, sign replies as Cotton Tree.", "Cotton Tree"),
        ("en", "Sign-off: Bluebird Care", "Bluebird Care"),
        ("en", 'We close every letter with "Warmly, Bluebird".', "Warmly, Bluebird"),
        ("en", "Replies are signed 'Heron Care Team', always.", "Heron Care Team"),
        ("en", "Sign every reply as Ida from Heron. Be brief.", "Ida from Heron"),
        ("en", "Finish with Kind regards, the Heron family.", "Kind regards, the Heron family"),
        ("en", "Answers go out under the name Heron Desk.", "Heron Desk"),
        ("en", "Signed by The Herons and never by one person.", "The Herons"),
        ("en", "A parcel is signed as received by a neighbour.", "Your customer care team"),
        ("zh", "每条回复末尾写上「白鹭 敬上」。", "白鹭 敬上"),
        ("zh", "以白鹭书店的名义署名。", "白鹭书店"),
        ("zh", "请以“木棉衣橱”落款。", "木棉衣橱"),
        ("zh", "落款统一写晨光文具客服。", "晨光文具客服"),
        ("en", "Customers must sign for the parcel with the courier.", "Your customer care team"),
        ("zh", "签收时请核对“外包装”。", "客服团队"),
    ],
)
def test_a_sign_off_is_read_from_free_text(language: str, text: str, signed: str) -> None:
    clause = Clause("rules.1", "Our rules", {language: text}, "rules.md")
    assert load_brand(None, [clause]).sign_off[language] == signed


def test_a_file_goes_before_the_default(tmp_path: Path) -> None:
    file = tmp_path / "brand.yaml"
    file.write_text("sign_off: {en: The Owls}\navoid: [cheap]\n", "utf-8")
    brand = load_brand(file)
    assert brand.sign_off["en"] == "The Owls"
    assert brand.sign_off["zh"] == "客服团队"
    assert brand.avoid == ("cheap",)


@pytest.mark.parametrize("text", ["- a list", "colour: blue", "sign_off: Owls", "a: [", "avoid: x"])
def test_a_bad_file_is_one_sentence(tmp_path: Path, text: str) -> None:
    file = tmp_path / "brand.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=r"brand\.yaml"):
        load_brand(file)
