"""A second invented shop, of another trade, language and year: pet supplies sold in China.

Made from a seed like shop.py, so that no question can lean on the names, channels or dates of the
first. Product names are Chinese, the reviews are Chinese and English, and there are two segments.
"""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

import pandas as pd

__all__ = ["FIRST_DAY", "LAST_DAY", "PRODUCTS", "make_pets", "write_pets"]

FIRST_DAY = date(2025, 5, 1)
LAST_DAY = date(2026, 7, 22)
SEED = 11

COLUMNS = (
    *("id", "time", "text", "rating", "nps", "channel", "product", "order_id", "customer_id"),
    *("language", "touchpoint", "segment"),
)
PRODUCTS = {
    "猫砂": 0.85,
    "自动喂食器": 0.70,
    "宠物牵引绳": 0.77,
    "猫抓板": 0.62,
    "冻干零食": 0.92,
    "宠物烘干箱": 0.48,
}
CHANNELS = {"天猫": 0.0, "京东": 0.06, "抖音": -0.14, "小程序": 0.1}
DRIFT = {("猫砂", 6): -0.25, ("猫砂", 7): -0.3, ("宠物烘干箱", 7): 0.2, ("抖音", 11): -0.2}
BUSY = {date(2025, 6, 18): 3, date(2025, 11, 11): 4, date(2026, 6, 18): 3}

BAD = {
    "zh": (
        "粉尘太大了，猫咪一直打喷嚏。",
        "客服半天不回消息，态度很差。",
        "申请退款两周了还没到账。",
        "用了三天就坏了，质量太差。",
        "快递把箱子压扁了，等了八天。",
        "插上电就漏电，手被电了一下，太危险了！",
    ),
    "en": (
        "So dusty that my cat keeps sneezing.",
        "Support took days to answer and was rude.",
        "Two weeks and still no refund.",
        "Broke on the third day, poor quality.",
        "The box arrived crushed after eight days.",
        "It gave me an electric shock when I plugged it in, dangerous!",
    ),
}
FAIR = {
    "zh": ("一般般，够用。", "希望能出个小包装，方便试用。", "还行，价格再低点就好了。"),
    "en": (
        "It is okay.",
        "Fine, I wish there were a smaller size.",
        "Decent, a bit pricey.",
    ),
}
GOOD = {
    "zh": (
        "猫主子很喜欢，质量好。",
        "发货快，客服耐心。",
        "会回购，性价比高。",
        "做工扎实，用着放心。",
    ),
    "en": ("My cat loves it.", "Fast delivery and kind support.", "Great value, will buy again."),
}
SHOCKS = 5
"""The last remark of BAD tells of a danger; it is kept rare."""


def make_pets() -> pd.DataFrame:
    """About 4,500 rows, oldest first, always the same; times in UTC, marks whole or missing."""
    rng = Random(SEED)
    rows = []
    for step in range((LAST_DAY - FIRST_DAY).days + 1):
        day = FIRST_DAY + timedelta(days=step)
        volume = round(rng.randint(7, 13) * BUSY.get(day, 1))
        midnight = datetime.combine(day, time(), UTC)
        seconds = sorted(rng.randrange(86_400) for _ in range(volume))
        rows += [_row(rng, midnight + timedelta(seconds=second)) for second in seconds]
    frame = pd.DataFrame(rows, columns=list(COLUMNS[1:]))
    frame.insert(0, "id", [f"P{number:05d}" for number in range(1, len(frame) + 1)])
    return frame.astype({"rating": "Int64", "nps": "Int64"})


def write_pets(path: Path) -> int:
    """Write the shop as CSV (UTF-8, missing values empty) and return its number of rows."""
    frame = make_pets()
    frame.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")
    return len(frame)


def _row(rng: Random, moment: datetime) -> tuple[object, ...]:
    product = rng.choice(tuple(PRODUCTS))
    channel = rng.choices(tuple(CHANNELS), (40, 28, 20, 12))[0]
    language = "zh" if rng.random() < 0.8 else "en"
    drift = DRIFT.get((product, moment.month), 0) + DRIFT.get((channel, moment.month), 0)
    happy = rng.random() < PRODUCTS[product] + CHANNELS[channel] + drift
    if happy:
        rating, nps = rng.choice((4, 4, 5, 5, 5)), rng.choice((8, 9, 9, 10))
    else:
        rating, nps = rng.choice((1, 2, 2, 3, 3)), rng.choice((1, 3, 5, 6, 6, 7))
    given = rng.random()
    said = GOOD if happy else FAIR if rating == 3 else BAD
    remarks = said[language]
    if said is BAD and rng.random() > 0.03:
        remarks = remarks[:SHOCKS]
    return (
        moment.isoformat(),
        rng.choice(remarks),
        rating if given < 0.75 else None,
        nps if given > 0.45 else None,
        channel,
        product,
        f"T{rng.randrange(10_000_000, 99_999_999)}" if rng.random() < 0.6 else None,
        f"U{rng.randrange(1, 900):04d}" if rng.random() < 0.8 else None,
        language,
        "购后" if rng.random() < 0.7 else "售后",
        "会员" if rng.random() < 0.35 else "新客",
    )
