"""The brand file, and the sign-off that a policy gives."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.replies.draft import Tone
from assistant.replies.policies.clauses import Clause
from assistant.replies.shop.brand import load_brand
from assistant.replies.writing.composer import compose
from assistant.replies.writing.voice import Voice
from tests.replies.reviews import BRAND, CLAUSES, review


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


@pytest.mark.parametrize(
    ("language", "contact", "asked"),
    [
        ("en", "care@heron.example", "write to care@heron.example"),
        ("en", "+44 20 7946 0018", "call us on +44 20 7946 0018"),
        ("en", "the chat on our page", "contact us by the chat on our page"),
        ("en", "message us on Line", "message us on Line"),
        ("zh", "care@heron.example", "写邮件到 care@heron.example"),
        ("zh", "微信客服", "联系微信客服"),
        ("zh", "私信我们", "私信我们"),
    ],
)
def test_a_contact_is_put_as_a_request(language: str, contact: str, asked: str) -> None:
    brand = replace(BRAND, contact={language: contact})
    voice = Voice(review("It broke."), brand, Tone.WARM, language)
    assert voice.private.strip() == asked


def test_the_composer_leaves_out_words_that_the_shop_avoids() -> None:
    brand = replace(BRAND, avoid=("亲爱的",))
    bodies = [
        compose(review("杯子漏水。", id=f"A{n}"), CLAUSES, brand, language="zh").body
        for n in range(12)
    ]
    assert not any("亲爱的" in body for body in bodies)
