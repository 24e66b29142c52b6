"""What is left of Han characters when known words are taken out."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.agent.planner.shop.strangers import PARTICLES
from assistant.agent.planner.words.han_pieces import han_pieces

LETTERS = "水壶漏了电池的a "
LONGEST = 4
words = st.text("水壶漏电池", min_size=2, max_size=LONGEST)


def test_a_word_between_known_ones() -> None:
    assert list(han_pieces("有没有人说漏水的问题", {"有没有", "问题"}.__contains__, LONGEST)) == [
        "人说漏水"
    ]
    assert list(han_pieces("有没有人说漏水", {"有没有"}.__contains__, LONGEST, "说")) == ["漏水"]


@given(st.text(LETTERS, max_size=30), st.sets(words, max_size=6))
def test_every_piece_was_said_and_holds_nothing_known(text: str, known: set[str]) -> None:
    place = 0
    for piece in han_pieces(text, known.__contains__, LONGEST, "漏"):
        place = text.index(piece, place) + len(piece)
        assert len(piece) > 1
        assert not {*piece} & {*PARTICLES, "漏", "a", " "}
        assert not any(word in piece for word in known)
