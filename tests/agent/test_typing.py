"""What people type otherwise than it is written: Traditional Chinese, slips, model numbers."""

import pytest

from assistant.agent.names.finder import NameBook
from assistant.agent.names.folding import fold, unfolded
from assistant.agent.names.spelling import respelt

CODES = NameBook.of_names(
    "product", ["GT-200", "GT-200 Pro", "PS-8 Pole Saw", "LB-90 Leaf Blower", "龙井"], {}
)


def test_traditional_chinese_reads_like_simplified() -> None:
    assert fold("這個月龍井的評價怎麼樣") == "这个月龙井的评价怎么样"
    assert unfolded("這個月") == "這個月"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("gt200", ["GT-200"]),
        ("the gt 200 pro", ["GT-200 Pro"]),
        ("pole saws", ["PS-8 Pole Saw"]),
        ("leaf blower", ["LB-90 Leaf Blower"]),
        ("lb90", ["LB-90 Leaf Blower"]),
        ("gt-300", []),
    ],
)
def test_a_model_number_is_found_however_it_is_joined(text: str, names: list[str]) -> None:
    assert [match.value for match in CODES.find(text)] == names


@pytest.mark.parametrize("text", ["gt-300 complaints", "gt-20 rating", "lb-91 leaf"])
def test_another_model_number_is_no_slip(text: str) -> None:
    assert CODES.find_misspelt(text) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("the wrost reviews", "the worst reviews"),
        ("custmer complants", "customer complaints"),
        ("worse than before", "worse than before"),
        ("customers ranting about crates", "customers ranting about crates"),
        ("costumer", "costumer"),
    ],
)
def test_slips_are_mended_and_words_are_not(typed: str, meant: str) -> None:
    assert respelt(typed, {"crates", "ranting"}) == meant


def test_a_name_is_never_mended() -> None:
    assert respelt("worts and all", {"worts"}) == "worts and all"
