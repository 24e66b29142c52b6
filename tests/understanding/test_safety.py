"""Words of danger are found in many languages, and not where they are denied."""

import re
from collections import Counter

import pytest

from assistant.understanding.cleaning import clean
from assistant.understanding.phrases import load_phrases
from assistant.understanding.safety import (
    DangerKind,
    DangerPhrase,
    danger_phrases,
    dangers_in,
    is_danger,
)

PHRASES = danger_phrases()
SECTIONS = list(dict.fromkeys((phrase.language, phrase.kind) for phrase in PHRASES))
HARMLESS = [
    (text, language)
    for language, texts in load_phrases("dangers")["harmless"].items()
    for text in texts
]


def is_found(phrase: DangerPhrase) -> bool:
    example = clean(phrase.example)
    return bool(re.search(phrase.pattern, example)) and is_danger(example, phrase.language)


@pytest.mark.parametrize(("language", "kind"), SECTIONS)
def test_every_phrase_finds_its_example(language: str, kind: str) -> None:
    phrases = [phrase for phrase in PHRASES if (phrase.language, phrase.kind) == (language, kind)]
    assert [phrase for phrase in phrases if not is_found(phrase)] == []


@pytest.mark.parametrize(("text", "language"), HARMLESS)
def test_what_is_harmless_is_not_found(text: str, language: str) -> None:
    assert not is_danger(clean(text), language)


def test_each_phrase_stands_once_and_captures_nothing() -> None:
    written = Counter((phrase.language, phrase.pattern) for phrase in PHRASES)
    assert [phrase for phrase, times in written.items() if times > 1] == []
    assert [phrase for phrase in PHRASES if re.compile(phrase.pattern).groups] == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The kettle gave me a shock", "en"),
        ("My son cut his hand on the edge", "en"),
        ("I will take legal action", "en"),
        ("You charged my card twice for one order", "en"),
        ("Glass in my food!", "en"),
        ("The power bank has puffed up like a cushion", "en"),
        ("I can see someone else's orders in my account", "en"),
        ("充电宝鼓成了馒头", "zh"),
        ("我家狗把扣子吞了，正在抢救", "zh"),
        ("我没下过单，卡里却被扣了三百", "zh"),
        ("孩子吃了起疹子", "zh"),
        ("这插座一插就冒火花", "zh"),
        ("已经打了12315", "zh"),
        ("一单扣了两次钱", "zh"),
        ("吃了一半发现有虫", "zh"),
        ("不但冒烟还烧了", "zh"),
        ("没几天就漏电了", "zh"),
        ("没想到会漏电", "zh"),
        ("拔插头的时候差点没触电", "zh"),
        ("水溅出来，险些没烫伤孩子", "zh"),
        ("差一点就没骨折", "zh"),
        ("无语，重复扣款", "zh"),
        ("颜色不对,漏电", "zh"),
        ("El cargador se incendió mientras dormíamos", "es"),
        ("Le chargeur de ce téléphone a pris feu", "fr"),
        ("Das Netzteil ist explodiert", "de"),
        ("O carregador pegou fogo", "pt"),
        ("Меня ударило током", "ru"),
        ("食べたら下痢になりました", "ja"),
        ("충전기에서 불이 났어요", "ko"),
        ("Bộ sạc phát nổ", "vi"),
    ],
)
def test_danger_is_found(text: str, language: str) -> None:
    assert is_danger(clean(text), language)
    assert is_danger(clean(text))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("No safety issues at all, shipping was slow", "en"),
        ("Not dangerous, just ugly", "en"),
        ("Non-toxic, but it leaks water", "en"),
        ("The rash guard fits badly", "en"),
        ("It looks like exhaustion on a stick", "en"),
        ("颜色不好看，但没有过敏", "zh"),
        ("洗完头不痒，就是味道大", "zh"),
        ("发霉的味道，一口没吃", "zh"),
        ("敏感肌用着一点没过敏", "zh"),
        ("性价比爆炸低", "zh"),
        ("Sin alergias, pero caro", "es"),
        ("危険ではないですが、遅いです", "ja"),
        ("위험하지 않지만 느려요", "ko"),
    ],
)
def test_what_is_denied_or_harmless_is_no_danger(text: str, language: str) -> None:
    assert not is_danger(clean(text), language)


def test_every_danger_of_a_text_is_named_with_its_kind() -> None:
    text = clean("The plug caught fire and I got an electric shock. My lawyer will hear of it.")
    kinds = [danger.kind for danger in dangers_in(text, "en")]
    assert kinds == [DangerKind.FIRE, DangerKind.ELECTRICITY, DangerKind.LAW]


@pytest.mark.parametrize("phrase", PHRASES[::17], ids=lambda phrase: phrase.example)
def test_an_example_is_of_its_own_kind(phrase: DangerPhrase) -> None:
    found = list(dangers_in(clean(phrase.example), phrase.language))
    assert phrase.kind in [danger.kind for danger in found]
