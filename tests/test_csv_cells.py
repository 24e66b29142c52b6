import pytest

from assistant.csv_cells import disarmed


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "\n@", "\u3000+"])
def test_no_cell_is_a_formula(start: str) -> None:
    assert disarmed(f"{start}1+1").startswith("'")


@pytest.mark.parametrize("cell", ["", "Hello = world", "您好！", "1-2"])
def test_other_cells_stay(cell: str) -> None:
    assert disarmed(cell) == cell
