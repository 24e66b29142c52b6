"""Cleaning keeps offsets, clauses keep words."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.clauses import clauses
from assistant.understanding.cleaning import CAP, clean


def _pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in clauses(clean(text))]


def test_stops_and_contrast_cut_a_text() -> None:
    assert _pieces("物流快但是包装破了") == ["物流快", "但是包装破了"]
    assert _pieces("The food was great, but the waiter was rude. Never again!") == [
        "The food was great",
        "but the waiter was rude",
        "Never again!",
    ]
    assert _pieces("4.5 stars for this") == ["4.5 stars for this"]
    assert _pieces("好，贵") == ["好，贵"]
    assert _pieces("") == _pieces("!?… 😀") == []


def test_markup_addresses_and_hidden_characters_are_blanked() -> None:
    assert clean("a<b>Bold</b>&amp;").split() == ["a", "bold"]
    assert clean("质\u200b量\u202e差") == "质 量 差"
    assert clean("ＡＢＣ１２") == "abc12"
    assert clean("see https://x.example/a?b=1 now").split() == ["see", "now"]


@given(st.text(max_size=500))
def test_cleaning_keeps_the_length(text: str) -> None:
    assert len(clean(text)) == min(len(text), CAP)


@given(st.text(alphabet="好坏但是不过，。! a.\nbut?😀", max_size=200))
def test_clauses_are_in_order_apart_and_hold_every_word(text: str) -> None:
    cleaned = clean(text)
    found = clauses(cleaned)
    edges = [edge for clause in found for edge in clause]
    assert edges == sorted(edges)
    assert all(start < end for start, end in found)
    covered = "".join(cleaned[start:end] for start, end in found)
    assert [c for c in covered if c.isalnum()] == [c for c in cleaned if c.isalnum()]
