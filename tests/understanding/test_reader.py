"""What the reader says: stances of themes, denial, danger, other languages, bad input."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.models import Emotion, Labels, Sentiment, Urgency
from assistant.models.vectors import Encode
from assistant.understanding.cleaning import CAP
from assistant.understanding.reader import Reader
from assistant.understanding.themes import load_themes


def _stances(labels: Labels) -> dict[str, Sentiment]:
    return {mention.theme: mention.sentiment for mention in labels.themes}


def _check(labels: Labels, text: str) -> None:
    assert -1 <= labels.score <= 1
    if labels.sentiment is Sentiment.NEGATIVE:
        assert labels.score < 0
    if labels.sentiment is Sentiment.POSITIVE:
        assert labels.score > 0
        if Sentiment.NEGATIVE not in _stances(labels).values():
            assert labels.emotion not in (Emotion.ANGRY, Emotion.DISAPPOINTED, Emotion.ANXIOUS)
    for mention in labels.themes:
        assert 0 <= mention.start < mention.end <= min(len(text), CAP)


@pytest.mark.parametrize(
    ("text", "theme", "side", "quote"),
    [
        ("物流快但是包装破了", "delivery", "positive", "物流快"),
        ("物流快但是包装破了", "packaging", "negative", "但是包装破了"),
        ("质量很好，但是客服态度太差", "product_quality", "positive", "质量很好"),
        ("质量很好，但是客服态度太差", "customer_service", "negative", "但是客服态度太差"),
        ("The food was great, but the waiter was rude", "product_quality", "positive", "food"),
        ("The food was great, but the waiter was rude", "customer_service", "negative", "waiter"),
        (
            "Enough is enough. Three attempts, three debits! The bank says it is your side.",
            "payment_security",
            "negative",
            "bank",
        ),
    ],
)
def test_a_theme_has_its_own_stance_and_clause(
    reader: Reader, text: str, theme: str, side: str, quote: str
) -> None:
    labels = reader.read([text])[0]
    assert _stances(labels)[theme] == side
    mention = next(mention for mention in labels.themes if mention.theme == theme)
    assert quote in text[mention.start : mention.end]


@pytest.mark.parametrize(
    ("text", "sentiment"),
    [
        ("质量不好", "negative"),
        ("质量不错", "positive"),
        ("没有任何问题，非常满意", "positive"),
        ("一点都不值这个价，也不好用", "negative"),
        ("Not bad at all", "positive"),
        ("I do not recommend this, it is not good", "negative"),
        ("I love it, no complaints", "positive"),
    ],
)
def test_denial_turns_the_stance(reader: Reader, text: str, sentiment: str) -> None:
    assert reader.read([text])[0].sentiment == sentiment


@pytest.mark.parametrize(
    "text",
    [
        "充电器冒烟起火了，太吓人了",
        "插座漏电，我差点触电！",
        "吃完拉肚子，食物中毒进了医院",
        "The battery exploded and burned my hand",
        "We all got food poisoning from this meal",
        "There is an unauthorized charge on my card",
    ],
)
def test_danger_is_critical(reader: Reader, text: str) -> None:
    assert reader.read([text])[0].urgency is Urgency.CRITICAL


@pytest.mark.parametrize(
    "text",
    ["质量很好，不会过敏，宝宝用着放心", "没有漏电，很安全，满意", "So safe, no injuries, love it"],
)
def test_denied_danger_is_not_critical(reader: Reader, text: str) -> None:
    assert reader.read([text])[0].urgency is not Urgency.CRITICAL


@pytest.mark.parametrize(
    ("text", "language", "sentiment"),
    [
        ("El producto llegó roto y nadie responde, pésimo servicio", "es", "negative"),
        ("Me encanta, muy buena calidad, lo recomiendo", "es", "positive"),
        ("Produit excellent, je suis très satisfait", "fr", "positive"),
        ("Das Gerät ist nach zwei Tagen kaputt gegangen, sehr schlecht", "de", "negative"),
        ("とても気に入りました。最高です", "ja", "positive"),
        ("배송이 너무 늦고 제품이 고장났어요", "ko", "negative"),
    ],
)
def test_other_languages_are_read_through_the_encoder(
    reader: Reader, text: str, language: str, sentiment: str
) -> None:
    labels = reader.read([text])[0]
    assert (labels.language, labels.sentiment) == (language, sentiment)


def test_vectors_that_the_caller_has_change_nothing(reader: Reader, encode: Encode) -> None:
    texts = ["Great shoes, fast delivery", "El envío llegó tarde", "物流很慢", ""]
    assert reader.read(texts, encode(texts)) == reader.read(texts)


def test_a_text_is_read_alike_in_any_company(reader: Reader) -> None:
    texts = ["物流很慢，客服不理人", "I love this dress", "很好", "Never again"]
    together = reader.read(texts)
    for text, labels in zip(texts, together, strict=True):
        alone = reader.read([text])[0]
        assert alone.themes == labels.themes
        assert alone.score == pytest.approx(labels.score, abs=1e-3)
        assert (alone.sentiment, alone.emotion, alone.urgency) == (
            labels.sentiment,
            labels.emotion,
            labels.urgency,
        )


@pytest.fixture(scope="module")
def own_reader(encode: Encode, tmp_path_factory: pytest.TempPathFactory) -> Reader:
    path = tmp_path_factory.mktemp("themes") / "themes.yaml"
    path.write_text(
        "themes:\n"
        "  - id: delivery\n"
        "    name: {en: Delivery, zh: 配送}\n"
        "  - id: gift_card\n"
        "    name: {en: Gift cards, zh: 礼品卡}\n"
        "    description: {en: gift cards and vouchers, zh: 礼品卡和购物卡}\n"
        "    cues: {en: [gift card], zh: [礼品卡]}\n"
        "    urgency: high\n"
        "  - id: parking\n"
        "    name: {en: Parking, zh: 停车}\n"
        "    description: {en: parking space for cars, zh: 停车位和停车场}\n",
        encoding="utf-8",
    )
    return Reader(load_themes(path), encode)


def test_a_theme_of_the_shop_works_by_its_cue_and_lifts_the_urgency(own_reader: Reader) -> None:
    text = "质量不错，就是礼品卡用不了"
    labels = own_reader.read([text])[0]
    mention = next(mention for mention in labels.themes if mention.theme == "gift_card")
    assert "礼品卡" in text[mention.start : mention.end]
    assert mention.sentiment is Sentiment.NEGATIVE
    assert labels.urgency is Urgency.HIGH


def test_a_theme_of_the_shop_works_by_its_description_alone(own_reader: Reader) -> None:
    found = own_reader.read(
        ["There was no space to park our car", "这里没有停车的地方", "物流很慢"]
    )
    assert [("parking" in _stances(labels)) for labels in found] == [True, True, False]


def test_only_themes_of_the_taxonomy_are_named(own_reader: Reader) -> None:
    labels = own_reader.read(["物流太慢，质量也差，客服态度恶劣"])[0]
    assert set(_stances(labels)) == {"delivery"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "😀😀👍",
        "!!!???",
        "\u200b\u200e\u202e\ufeff",
        "\ud800",
        "<script>alert('质量差')</script>",
        "&nbsp;<br/>",
        "a\u0301" * 50,
        "好" * 100_000,
        "very bad, " * 10_000,
        "<" * 100_000,
        "&" * 100_000,
        "a@" * 50_000,
        "，" * 100_000,
        " " * 100_000,
        "不" * 50_000 + "bad " * 12_000,
        "El servicio fue muy malo. " * 4_000,
    ],
)
def test_odd_input_is_read_without_a_fuss(reader: Reader, text: str) -> None:
    labels = reader.read([text])[0]
    _check(labels, text)
    if not any(char.isalnum() for char in text):
        assert labels.sentiment is Sentiment.NEUTRAL
        assert labels.score == 0
        assert labels.themes == ()


def test_hidden_characters_and_markup_do_not_change_the_stance(reader: Reader) -> None:
    plain, hidden, marked = reader.read(
        ["质量太差了，退货", "质量太差了\u200b，退货\u202e", "<p>质量太差了，<b>退货</b></p>"]
    )
    assert plain.sentiment == hidden.sentiment == marked.sentiment == "negative"
    assert set(_stances(plain)) == set(_stances(hidden)) == set(_stances(marked))


@pytest.mark.parametrize(
    "text", ["第三次买了，全家都在用。已经又下了一单。", "师傅扛上六楼，还帮着装好，太感人了"]
)
def test_who_praises_and_blames_nothing_is_calm(reader: Reader, text: str) -> None:
    labels = reader.read([text])[0]
    assert labels.sentiment == Sentiment.POSITIVE
    _check(labels, text)
    assert labels.urgency in (Urgency.NORMAL, Urgency.LOW)


def test_no_texts_give_no_labels(reader: Reader) -> None:
    assert reader.read([]) == []


_MIXED = st.text(
    alphabet=st.one_of(
        st.characters(), st.sampled_from(list("好坏不但是物流慢，。 goodbadnt.!<>&@"))
    ),
    max_size=120,
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_MIXED, min_size=10, max_size=10))
def test_a_thousand_generated_texts_never_raise(reader: Reader, texts: Sequence[str]) -> None:
    found = reader.read(texts)
    assert len(found) == len(texts)
    for labels, text in zip(found, texts, strict=True):
        _check(labels, text)
