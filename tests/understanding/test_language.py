"""The language of short, mixed and empty texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("很好", "zh"),
        ("贵", "zh"),
        ("great", "en"),
        ("Package never arrived", "en"),
        ("iPhone 很好用", "zh"),
        ("这个app的customer service太差了", "zh"),
        ("I bought the 红米 phone and love it", "en"),
        ("ok", "en"),
        ("XZ-200 LED", "en"),
        ("A STEAL FOR THIS PRICE", "en"),
        ("El envío llegó tarde", "es"),
        ("muy bueno", "es"),
        ("Très bien, merci", "fr"),
        ("Le colis est arrivé cassé", "fr"),
        ("Das Paket kam kaputt an", "de"),
        ("Toujours rien reçu", "fr"),
        ("Magnifique robe", "fr"),
        ("Tamanho errado", "pt"),
        ("No funciona", "es"),
        ("Einwandfrei", "de"),
        ("Super cute", "en"),
        ("sentiment trend", "en"),
        ("I am furious", "en"),
        ("Solid as a rock", "en"),
        ("sehr gut", "de"),
        ("Leider schon nach zwei Wochen defekt", "de"),
        ("Franchement déçue", "fr"),
        ("Não recomendo a ninguém", "pt"),
        ("Doskonała jakość", "pl"),
        ("La qualità è pessima", "it"),
        ("O produto chegou quebrado", "pt"),
        ("Het pakket is nooit aangekomen", "nl"),
        ("とても良いです", "ja"),
        ("배송이 너무 느려요", "ko"),
        ("Очень плохое качество", "ru"),
        ("Дуже дякую, все чудово, її якість", "uk"),
        ("جودة سيئة", "ar"),
        ("ดีมาก", "th"),
        ("優の良品店", "zh"),
        ("the shoes are great \ud800", "en"),
        ("", "und"),
        ("   \n", "und"),
        ("😀👍!!!", "und"),
        ("12345", "und"),
        ("https://shop.example/a 很好", "zh"),
    ],
)
def test_the_language_that_carries_the_text(text: str, language: str) -> None:
    assert detect(text) == language


@given(st.text(max_size=300))
def test_any_text_gets_a_code(text: str) -> None:
    assert detect(text).islower()
    assert len(detect(text)) in (2, 3)
