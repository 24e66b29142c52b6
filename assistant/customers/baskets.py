"""What is bought together, from the orders of all customers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.analytics.baskets import Companion, companions
from assistant.store.orders import BasketKey, OrderStore

__all__ = ["Together", "best_sellers", "bought_with"]

FEWEST_BASKETS = 20
"""Orders of several products from which orders are the baskets, not customers."""


@dataclass(frozen=True, slots=True)
class Together:
    """What baskets hold besides a product. `by` is order_id or customer_id, what a basket is; n
    baskets of `total` hold the product."""

    product: str
    by: BasketKey
    companions: Sequence[Companion]
    n: int
    total: int


def bought_with(orders: OrderStore, product: str, tenant: str, until: date) -> Together:
    """What is bought with a product: in the same order or, where few orders have several products,
    by the same customers."""
    by: BasketKey = "order_id"
    pairs = orders.pairs(tenant, until, by)
    sizes = Counter(order for order, _ in pairs)
    if sum(n > 1 for n in sizes.values()) < FEWEST_BASKETS:
        by = "customer_id"
        pairs = orders.pairs(tenant, until, by)
    found, n, total = companions(pairs, product)
    return Together(product, by, found, n, total)


def best_sellers(orders: OrderStore, tenant: str, until: date, top: int) -> list[str]:
    """The products of most orders, the most frequent first."""
    counts = Counter(product for _, product in orders.pairs(tenant, until, "order_id"))
    return sorted(counts, key=lambda product: (-counts[product], product))[:top]
