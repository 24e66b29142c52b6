"""Ratings, NPS and CES that fit what a text says."""

from random import Random

__all__ = ["draw_ces", "draw_nps", "draw_rating"]

RATINGS = {
    "positive": {5: 70, 4: 28, 3: 2},
    "mixed": {4: 25, 3: 48, 2: 27},
    "neutral": {4: 30, 3: 60, 2: 10},
    "negative": {3: 12, 2: 38, 1: 50},
    "severe": {2: 25, 1: 75},
}
# Flat between 3 and 4: the zone in which more satisfaction buys hardly any loyalty.
NPS_BY_RATING = {1: (0, 3), 2: (2, 5), 3: (5, 8), 4: (6, 8), 5: (9, 10)}


def draw_rating(stance: str, random: Random) -> int:
    """1-5; one in sixty customers clicks the wrong end of the scale."""
    weights = RATINGS[stance]
    rating = random.choices(list(weights), list(weights.values()))[0]
    return 6 - rating if random.random() < 1 / 60 else rating


def draw_nps(rating: int, random: Random) -> int:
    """0-10, given how satisfied the customer is on 1-5."""
    low, high = NPS_BY_RATING[rating]
    return min(10, max(0, random.randint(low, high) + random.choices((-1, 0, 1), (10, 75, 15))[0]))


def draw_ces(rating: int, weekend: bool, random: Random) -> int:
    """1 (very hard) to 7 (very easy); support is harder to reach on weekends."""
    return min(7, max(1, round(rating * 1.3 + random.gauss(-0.2, 0.9) - (1.0 if weekend else 0))))
