import random

from hypothesis import given
from hypothesis import strategies as st

from assistant.analytics.baskets import MIN_TOGETHER, companions

pairs_of = st.lists(st.tuples(st.sampled_from("1234567"), st.sampled_from("ABCD")), max_size=40)


def baskets(*contents: str) -> list[tuple[str, str]]:
    return [(str(n), product) for n, content in enumerate(contents) for product in content]


def test_counts_by_hand() -> None:
    found, n, total = companions(baskets(*["AB"] * 8, "A", "A", *["C"] * 10), "A")
    assert (n, total) == (10, 20)
    (b,) = found
    assert (b.product, b.together, b.share.value, b.elsewhere.value) == ("B", 8, 0.8, 0.0)
    assert b.lift == 0.8 / (8 / 20)


def test_what_everyone_buys_is_no_companion() -> None:
    found, _, _ = companions(baskets(*["AB"] * 20, *["BC"] * 20), "A")
    assert found == []


def test_two_common_baskets_say_nothing() -> None:
    assert companions(baskets("AB", "AB", *["C"] * 500), "A")[0] == []


def test_an_unknown_product_has_no_companions() -> None:
    assert companions(baskets("AB"), "Z") == ([], 0, 1)
    assert companions([], "A") == ([], 0, 0)


def test_chance_makes_few_companions() -> None:
    """12 products bought independently: judged as a family, hardly any pair stands out."""
    rng = random.Random(7)
    false = 0
    for _ in range(20):
        bought = [(str(n), p) for n in range(200) for p in "ABCDEFGHIJKL" if rng.random() < 0.2]
        false += len(companions(bought, "A")[0])
    assert false <= 4


@given(pairs_of, st.sampled_from("ABCD"))
def test_the_numbers_are_those_of_the_baskets(pairs: list[tuple[str, str]], product: str) -> None:
    found, n, total = companions(pairs, product)
    of = {owner: {p for o, p in pairs if o == owner} for owner, _ in pairs}
    assert total == len(of)
    assert n == sum(product in content for content in of.values())
    for each in found:
        assert each.together == sum({product, each.product} <= content for content in of.values())
        assert each.together >= MIN_TOGETHER
        assert each.lift > 1
        assert each.product != product
