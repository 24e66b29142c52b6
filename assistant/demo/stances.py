"""How a clause stands towards its topic on a given day, under the planted stories."""

from random import Random
from typing import Any

from assistant.demo.files import read_yaml

__all__ = ["Stances"]

NEUTRAL_SHARE = 0.06
HISTORY = 119


class Stances:
    """Draws stances at the rates of catalogue.yaml and stories.yaml."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._catalogue: dict[str, Any] = read_yaml("catalogue.yaml")
        self._stories: dict[str, Any] = read_yaml("stories.yaml")

    def draw(
        self, topic: str, product: str | None, back: int, weekend: bool, mood: float
    ) -> tuple[str, str]:
        """The stance and the bank of clauses to draw from; an empty bank is the stance's own.

        `back` counts days from today (0, -1, …); `mood` lifts the chance of a complaint.
        """
        leak = self._stories["kettle_leak"]
        leaking = topic == "product" and product == leak["product"] and back >= leak["first"]
        if leaking and self._random.random() < leak["rate"]:
            return "negative", "leak"
        if self._random.random() < NEUTRAL_SHARE and topic != "packaging":
            return "neutral", ""
        if self._random.random() >= self._chance(topic, product, back, weekend) + mood:
            return "positive", ""
        slow = self._stories["weekend_support"]["slow"]
        if topic == "customer_service" and weekend and self._random.random() < slow:
            return "negative", "weekend"
        return "negative", ""

    def mood(self, place: str, product: str | None, back: int) -> float:
        """What is added to every chance of a complaint in one item: who writes a ticket has a
        reason, and a good product makes mild."""
        mood = self._random.gauss(0.3 if place == "ticket" else -0.04, 0.16)
        if product == self._stories["pillow_better"]["product"]:
            mood += 0.6 * (self._chance("product", product, back, False) - 0.38)
        return mood

    def breaks(self, product: str | None, back: int) -> bool:
        """Whether an item tells of breakage."""
        if product is None or not self._catalogue["products"][product]["breakable"]:
            return False
        story = self._stories["better_packaging"]
        rate = story["rate_after"] if back >= story["first"] else story["rate_before"]
        return self._random.random() < float(rate)

    def _chance(self, topic: str, product: str | None, back: int, weekend: bool) -> float:
        pillow = self._stories["pillow_better"]
        if topic == "customer_service" and weekend:
            return float(self._stories["weekend_support"]["negative"])
        if topic != "product":
            return float(self._catalogue["negative"][topic])
        if product == pillow["product"]:
            passed = 1 + max(-HISTORY, back) / HISTORY
            rise = pillow["negative_last"] - pillow["negative_first"]
            return float(pillow["negative_first"] + passed * rise)
        return float(self._catalogue["products"][product]["negative"])
