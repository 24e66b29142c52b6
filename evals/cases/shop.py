"""The invented shop that the questions about numbers are asked about.

Every row is made up from a seed. Products and channels differ, and some of them change with the
months, so that best and worst are clear and not the same in every period. Most times carry an
offset that is not UTC: whoever cuts the days by the written date instead of the UTC day counts
other rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from random import Random

import pandas as pd

__all__ = ["CHANNELS", "COLUMNS", "FIRST_DAY", "LAST_DAY", "PRODUCTS", "make_shop", "write_shop"]

FIRST_DAY = date(2025, 9, 1)
LAST_DAY = date(2026, 3, 13)
SEED = 5  # one of those where every best and worst is clear and no gold value is a rounding tie

COLUMNS = (
    "id",
    "time",
    "text",
    "rating",
    "nps",
    "channel",
    "product",
    "order_id",
    "customer_id",
    "language",
    "touchpoint",
)


@dataclass(frozen=True, slots=True)
class Quality:
    """How a product or channel pleases: the share of happy customers, and how many of these are
    enthusiasts, who give the top marks rather than the next ones."""

    happy: float
    enthusiasm: float


PRODUCTS = {
    "Pillow": Quality(0.80, 0.72),
    "Mug": Quality(0.72, 0.55),
    "Kettle": Quality(0.72, 0.62),
    "Air Fryer": Quality(0.60, 0.75),
    "Gold Lamp": Quality(0.42, 0.50),
}
CHANNELS = {
    "trustpilot": Quality(-0.16, 0.05),
    "website": Quality(0.03, 0.00),
    "email": Quality(0.10, 0.10),
    "app": Quality(0.06, -0.25),
    "weibo": Quality(-0.06, 0.05),
}
CHANNEL_SHARES = (22, 25, 18, 20, 15)
OFFSETS = {"zh": (8,), "en": (0, -5, 1, -8)}
BUSY_DAYS = {date(2025, 11, 11): 2.5, date(2025, 11, 28): 2.0, date(2025, 12, 20): 1.6}

MONTHLY_DRIFT = {
    ("Kettle", 1): -0.15,
    ("Kettle", 2): -0.35,
    ("Kettle", 3): -0.45,
    ("Gold Lamp", 1): 0.05,
    ("Gold Lamp", 2): 0.12,
    ("Gold Lamp", 3): 0.18,
    ("Air Fryer", 9): -0.12,
    ("Air Fryer", 10): -0.08,
    ("Air Fryer", 2): 0.08,
    ("Air Fryer", 3): 0.12,
    ("Mug", 12): 0.12,
    ("weibo", 1): -0.20,
    ("weibo", 2): -0.20,
    ("email", 3): 0.05,
}

OPENINGS = {
    "zh": ("用了几天，", "刚收到货，", "帮家里人买的，", "第二次下单，", "活动时买的，", ""),
    "en": (
        "After a few days: ",
        "Just unpacked it. ",
        "A gift for my aunt. ",
        "Second order. ",
        "",
    ),
}
REMARKS = {
    ("zh", "bad"): (
        "开关不太灵，客服一直没回音。",
        "外壳有一道划痕，心情不好。",
        "等了九天才送到，太久了。",
        "和页面写的不一样，想退掉。",
        "味道有点大，放了两天还在。",
    ),
    ("zh", "fair"): (
        "没有特别的地方，够用。",
        "一般般，价格再低些会更好。",
        "功能正常，包装普通。",
        "还行，说明书有点难懂。",
    ),
    ("zh", "good"): (
        "做工细，颜色也好看。",
        "送得快，客服很耐心。",
        "家里老人说很好用。",
        "比想的还要好，会再来。",
        "这个价格很划算。",
    ),
    ("en", "bad"): (
        "The switch sticks and support never wrote back.",
        "There is a scratch along the side.",
        "Nine days on the road is too long.",
        "It is not what the page showed, I want to return it.",
        "It smells odd even after two days.",
    ),
    ("en", "fair"): (
        "Nothing special, does the job.",
        "Okay, though I hoped for a lower price.",
        "Works as it should, plain box.",
        "Fine, but the manual is hard to follow.",
    ),
    ("en", "good"): (
        "Well made and a lovely colour.",
        "Quick parcel and a patient support team.",
        "My parents use it every day.",
        "Better than I hoped, I will be back.",
        "Great value for the price.",
    ),
}


def make_shop() -> pd.DataFrame:
    """The whole shop: about 6,000 rows with the columns COLUMNS, oldest first, always the same.

    `time` is ISO 8601 with an explicit offset, within FIRST_DAY…LAST_DAY in UTC. `rating` (1-5)
    and `nps` (0-10) are whole numbers or missing: some rows have both, one, or neither. Some rows
    name no product, order or customer.
    """
    rng = Random(SEED)
    rows = [_row(rng, moment) for moment in _moments(rng)]
    shop = pd.DataFrame(rows, columns=list(COLUMNS[1:]))
    shop.insert(0, "id", [f"E{number:05d}" for number in range(1, len(shop) + 1)])
    return shop.astype({"rating": "Int64", "nps": "Int64"})


def write_shop(path: Path) -> int:
    """Write the shop as CSV (UTF-8, missing values empty) and return its number of rows."""
    shop = make_shop()
    shop.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")
    return len(shop)


def _moments(rng: Random) -> Iterator[datetime]:
    for step in range((LAST_DAY - FIRST_DAY).days + 1):
        day = FIRST_DAY + timedelta(days=step)
        usual = 26 if day.weekday() >= 5 else 33
        volume = round((usual + rng.randint(-6, 6)) * BUSY_DAYS.get(day, 1.0))
        midnight = datetime.combine(day, time(), UTC)
        for second in sorted(rng.randrange(86_400) for _ in range(volume)):
            yield midnight + timedelta(seconds=second)


def _row(rng: Random, moment: datetime) -> tuple[object, ...]:
    product = rng.choice(tuple(PRODUCTS))
    channel = rng.choices(tuple(CHANNELS), CHANNEL_SHARES)[0]
    language = "zh" if rng.random() < (0.85 if channel == "weibo" else 0.45) else "en"
    rating, nps = _marks(rng, product, channel, moment.month)
    local = moment.astimezone(timezone(timedelta(hours=rng.choice(OFFSETS[language]))))
    return (
        local.isoformat(),
        rng.choice(OPENINGS[language]) + rng.choice(REMARKS[language, _mood(rating, nps)]),
        rating,
        nps,
        channel,
        product if rng.random() < 0.97 else None,
        f"O{rng.randrange(100_000, 999_999)}" if rng.random() < 0.7 else None,
        f"C{rng.randrange(1, 1_500):04d}" if rng.random() < 0.9 else None,
        language,
        "strategic" if rng.random() < 0.3 else "checkout",
    )


def _marks(rng: Random, product: str, channel: str, month: int) -> tuple[int | None, int | None]:
    drift = MONTHLY_DRIFT.get((product, month), 0.0) + MONTHLY_DRIFT.get((channel, month), 0.0)
    share = PRODUCTS[product].happy + CHANNELS[channel].happy + drift
    enthusiasm = PRODUCTS[product].enthusiasm + CHANNELS[channel].enthusiasm
    enthusiast = rng.random() < enthusiasm
    if rng.random() < share:
        rating = 5 if enthusiast else rng.choice((4, 4, 4, 3))
        nps = rng.choice((9, 10)) if enthusiast else rng.choice((7, 8, 8))
    else:
        rating = rng.choice((1, 1, 2, 2, 3))
        nps = rng.choice((0, 2, 3, 4, 5, 6, 6, 7))
    given = rng.random()
    return (rating if given < 0.65 else None, nps if 0.40 <= given < 0.90 else None)


def _mood(rating: int | None, nps: int | None) -> str:
    if rating is None and nps is None:
        return "fair"
    mark = rating if rating is not None else (nps or 0) / 2
    return "bad" if mark < 3 else "good" if mark > 4 else "fair"
