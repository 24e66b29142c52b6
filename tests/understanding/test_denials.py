"""Faults that are denied are praise, praise that is denied is blame; offsets stay."""

import pytest

from assistant.understanding.denials import without_denials


@pytest.mark.parametrize(
    "text",
    [
        "not a scratch on it",
        "there was no chemical smell at all",
        "it has never once leaked",
        "can't complain",
        "without any visible dents",
    ],
)
def test_a_denied_fault_is_praise(text: str) -> None:
    assert "great" in without_denials(text)


@pytest.mark.parametrize(
    "text", ["would not recommend it", "it is not very good", "wasn't worth the money"]
)
def test_denied_praise_is_blame(text: str) -> None:
    assert "terrible" in without_denials(text)


@pytest.mark.parametrize(
    "text", ["there is a scratch on it", "not in the box", "a good kettle", ""]
)
def test_the_rest_stays_as_it_is(text: str) -> None:
    assert without_denials(text) == text


def test_offsets_stay() -> None:
    text = "not a scratch, but i would not recommend the lid"
    changed = without_denials(text)
    assert len(changed) == len(text)
    assert changed.index("the lid") == text.index("the lid")
