"""What a customer would like: item-based collaborative filtering over what all customers bought."""

import warnings
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from assistant.analytics.intervals import Estimate, wilson
from assistant.errors import InvalidInputError
from assistant.store.orders import OrderStore

__all__ = ["FEWEST_CUSTOMERS", "Recommendation", "Recommendations", "recommend"]

FEWEST_CUSTOMERS = 20
"""Customers with two products or more below which nothing is recommended."""

MIN_SUPPORT = 3
"""Customers who bought both products, below which one is no reason for the other."""

NEIGHBOURS = 20


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A product, and why: `share` (0…1) of the customers who bought `because` bought it as well,
    `together` of them."""

    product: str
    because: str
    together: int
    share: Estimate


@dataclass(frozen=True, slots=True)
class Recommendations:
    """For one customer. `customers` bought two products or more, the ones that teach anything."""

    bought: Sequence[str]
    products: Sequence[Recommendation]
    customers: int

    @property
    def enough(self) -> bool:
        return self.customers >= FEWEST_CUSTOMERS


def recommend(
    orders: OrderStore, customer_id: str, tenant: str, until: date, top: int = 5
) -> Recommendations:
    """Products that customers with the same purchases bought, without those already bought.

    The cosine of products over customers (Sarwar, Karypis, Konstan & Riedl 2001, WWW10, 285-295),
    summed over what the customer bought, by the library implicit. A product needs 3 common
    customers with one that the customer bought. Nothing is recommended to someone who bought
    nothing, nor from fewer than 20 customers with two products. Raises InvalidInputError where the
    library is not installed.
    """
    bought = orders.bought(customer_id, tenant, until)
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for owner, product in orders.pairs(tenant, until, "customer_id"):
        owners[owner].add(product)
    teaching = sum(len(products) > 1 for products in owners.values())
    if not bought or teaching < FEWEST_CUSTOMERS:
        return Recommendations(bought, (), teaching)
    ranked = _ranked(owners, customer_id)
    buyers: defaultdict[str, set[str]] = defaultdict(set)
    for owner, products in owners.items():
        for product in products:
            buyers[product].add(owner)
    found = [reason for each in ranked if (reason := _reason(each, bought, buyers, len(owners)))]
    return Recommendations(bought, found[:top], teaching)


def _reason(
    product: str, bought: Sequence[str], buyers: dict[str, set[str]], customers: int
) -> Recommendation | None:
    """The purchase of the customer that most speaks for a product: enough customers share both,
    and its buyers bought the product more often than all customers did."""
    common = {other: len(buyers[product] & buyers[other]) for other in bought}
    best = max(bought, key=lambda other: (common[other] / len(buyers[other]), other))
    if common[best] < MIN_SUPPORT:
        best = max(bought, key=lambda other: (common[other], other))
    share = wilson(common[best], len(buyers[best]))
    if common[best] < MIN_SUPPORT or (share.value or 0) <= len(buyers[product]) / customers:
        return None
    return Recommendation(product, best, common[best], wilson(common[best], len(buyers[best])))


def _ranked(owners: dict[str, set[str]], customer_id: str) -> list[str]:
    """Every product that the customer has not bought and that has a score, best first."""
    cosine, csr_matrix = _library()
    customers, products = sorted(owners), sorted(set().union(*owners.values()))
    places = {product: place for place, product in enumerate(products)}
    cells = [(i, places[p]) for i, owner in enumerate(customers) for p in sorted(owners[owner])]
    rows, columns = zip(*cells, strict=True)
    matrix = csr_matrix(
        (np.ones(len(cells)), (rows, columns)), shape=(len(customers), len(products))
    )
    model = cosine(K=min(NEIGHBOURS, len(products)), num_threads=1)
    with warnings.catch_warnings():
        # The library converts its own intermediate matrix and warns of it.
        warnings.simplefilter("ignore")
        model.fit(matrix, show_progress=False)
        me = customers.index(customer_id)
        ids, scores = model.recommend(
            me, matrix[me], N=len(products), filter_already_liked_items=True
        )
    pairs = [(float(s), products[i]) for i, s in zip(ids, scores, strict=True) if i >= 0 and s > 0]
    return [product for _, product in sorted(pairs, key=lambda pair: (-pair[0], pair[1]))]


def _library() -> tuple[Any, Any]:
    try:
        from implicit.nearest_neighbours import CosineRecommender
        from scipy.sparse import csr_matrix
    except ImportError:
        raise InvalidInputError(
            "Recommendations need the library implicit; install it with "
            "`pip install 'hearken[recommend]'`."
        ) from None
    return CosineRecommender, csr_matrix
