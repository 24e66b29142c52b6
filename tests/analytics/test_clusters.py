import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score, silhouette_score

from assistant.analytics.clusters import (
    MIN_ROWS,
    Floats,
    adjusted_rand,
    find_groups,
    silhouette,
)
from assistant.errors import InvalidInputError

COLUMNS = 9
BLOCKS = [[column] for column in range(COLUMNS)]


def flags(chances: Floats, seed: int = 0) -> Floats:
    """0/1 columns that are true with these chances, in units of their spread."""
    drawn = (np.random.default_rng(seed).random(chances.shape) < chances).astype(float)
    scaled: Floats = (drawn - drawn.mean(axis=0)) / drawn.std(axis=0)
    return scaled


def planted(n: int, groups: int = 3) -> tuple[Floats, Floats]:
    """Rows of three groups, each with three columns of its own, and their groups."""
    of = (np.arange(n) % groups).astype(float)
    own = np.arange(COLUMNS) // 3
    return flags(np.where(own[None] == of[:, None], 0.9, 0.05)), of


def test_planted_groups_are_found() -> None:
    rows, of = planted(240)
    found = find_groups(rows, BLOCKS)
    assert found.k == 3
    assert found.is_real
    assert found.is_stable
    assert adjusted_rand_score(of, found.labels) > 0.9


def test_independent_columns_make_no_groups() -> None:
    false = sum(
        find_groups(flags(np.full((120, COLUMNS), 0.3), seed), BLOCKS, seed).is_real
        for seed in range(8)
    )
    assert false <= 2


def test_a_one_hot_block_alone_is_no_group() -> None:
    """Two languages are not two personas where nothing goes together with the language."""
    language = np.random.default_rng(1).random(200) < 0.5
    rows = np.column_stack([language, ~language, flags(np.full((200, 4), 0.4), 2)]).astype(float)
    assert not find_groups(rows, [[0, 1], [2], [3], [4], [5]]).is_real


def test_the_largest_group_comes_first_and_every_row_has_one() -> None:
    rows, _ = planted(1_000)
    found = find_groups(rows, BLOCKS)
    sizes = np.bincount(found.labels)
    assert len(found.labels) == 1_000
    assert list(sizes) == sorted(sizes, reverse=True)


def test_the_same_rows_give_the_same_groups() -> None:
    rows, _ = planted(90)
    first, second = find_groups(rows, BLOCKS), find_groups(rows, BLOCKS)
    assert (first.labels == second.labels).all()
    assert (first.silhouette, first.stability) == (second.silhouette, second.stability)


@pytest.mark.parametrize("rows", [np.zeros((0, 2)), planted(MIN_ROWS - 1)[0], np.ones((50, 2))])
def test_too_few_or_equal_rows_make_no_groups(rows: Floats) -> None:
    found = find_groups(rows, [[column] for column in range(rows.shape[1])])
    assert (found.k, found.silhouette, found.is_real, found.is_stable) == (0, None, False, False)
    assert found.n == len(rows)


def test_numbers_that_are_none_are_refused() -> None:
    with pytest.raises(InvalidInputError, match="finite"):
        find_groups(np.array([[np.nan]]), [[0]])


labelled = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3), st.floats(-5, 5, width=32)),
    min_size=4,
    max_size=40,
)


@given(labelled)
@settings(max_examples=50)
def test_the_rand_index_is_that_of_scikit_learn(rows: list[tuple[int, int, float]]) -> None:
    a, b = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    assert adjusted_rand(a, b) == pytest.approx(adjusted_rand_score(a, b))


@given(labelled)
@settings(max_examples=50)
def test_the_silhouette_is_that_of_scikit_learn(rows: list[tuple[int, int, float]]) -> None:
    labels = np.array([row[0] for row in rows])
    points = np.array([[row[2], row[1]] for row in rows], dtype=float)
    if not 2 <= len(set(labels)) < len(rows):
        return
    expected = silhouette_score(points, labels)
    assert silhouette(points, labels) == pytest.approx(expected, abs=1e-6)
