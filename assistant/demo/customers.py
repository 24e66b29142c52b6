"""The customers of the demo shop: who they are and how often they write."""

from dataclasses import dataclass
from itertools import accumulate
from random import Random

from assistant.demo.files import read_yaml

__all__ = ["Customer", "Customers"]


@dataclass(frozen=True, slots=True)
class Customer:
    """`vip` customers stay vip; the others are new at their first feedback, if `newcomer`."""

    id: str
    language: str
    name: str | None
    vip: bool
    newcomer: bool


class Customers:
    """A pool from which the same people are drawn again, some far more often than others."""

    def __init__(self, size: int, random: Random) -> None:
        catalogue = read_yaml("catalogue.yaml")
        tongues = catalogue["languages"]
        spoken = random.choices(list(tongues), list(tongues.values()), k=size)
        self._random = random
        self._known: set[str] = set()
        self._pools: dict[str, list[Customer]] = {language: [] for language in tongues}
        for number, language in enumerate(spoken, start=1):
            name = random.choice(catalogue["names"][language]) if random.random() < 0.5 else None
            vip, newcomer = random.random() < 0.08, random.random() < 0.55
            self._pools[language].append(Customer(f"C{number:04d}", language, name, vip, newcomer))
        self.by_id = {one.id: one for pool in self._pools.values() for one in pool}
        self._weights = {
            language: list(accumulate(random.paretovariate(2.5) for _ in pool))
            for language, pool in self._pools.items()
        }

    def draw(self, language: str) -> Customer | None:
        """Somebody who writes in this language; None where the pool has nobody."""
        pool = self._pools[language]
        if not pool:
            return None
        return self._random.choices(pool, cum_weights=self._weights[language])[0]

    def segment(self, customer: Customer) -> str:
        """The segment at this feedback; remembers that the customer has written."""
        seen = customer.id in self._known
        self._known.add(customer.id)
        if customer.vip:
            return "vip"
        return "new" if customer.newcomer and not seen else "returning"
