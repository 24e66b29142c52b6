"""The words of time: months, weekdays, numbers, and how they are misspelt."""

import re

from rapidfuzz.distance import OSA

__all__ = ["ENGLISH_NUMBER", "FEW", "MONTH_NUMBER", "UNITS", "WEEKDAY_NUMBER", "count", "mend"]

MONTHS = "january february march april may june july august september october november december"
MONTH_NUMBER = {name: i for i, name in enumerate(MONTHS.split(), 1)}
MONTH_NUMBER |= {name[:3]: i for name, i in MONTH_NUMBER.items()} | {"sept": 9}
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
WEEKDAY_NUMBER = {name: i for i, name in enumerate(WEEKDAYS.split())}
WEEKDAY_NUMBER |= {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3}
WEEKDAY_NUMBER |= {"fri": 4, "sat": 5, "sun": 6}
WEEKDAY_NUMBER |= dict(zip("一二三四五六日天", [0, 1, 2, 3, 4, 5, 6, 6], strict=True))
ENGLISH_NUMBER = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
ENGLISH_NUMBER |= {"seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fourteen": 14}
ENGLISH_NUMBER |= {"thirty": 30, "sixty": 60, "ninety": 90}
UNITS = {"天": "day", "日": "day", "周": "week", "星期": "week", "礼拜": "week", "月": "month"}
UNITS |= {"季度": "quarter", "季": "quarter", "年": "year", "小时": "hour", "个月": "month"}
FEW = {"day": 7, "week": 4, "month": 3}
"""How many "the last few …" are; the answer says which days were taken."""

SHORTEST_MISSPELT = 6
LONG, SHORTEST_END = 7, 3
LONG_TIME_WORDS = [
    w for w in (*MONTH_NUMBER, *WEEKDAY_NUMBER, "yesterday", "quarter", "fortnight") if len(w) > 5
]

SHORT_FORMS = {
    "u": "you", "ur": "your", "pls": "please", "plz": "please", "ppl": "people", "thru": "through",
    "whats": "what's", "hows": "how's", "wheres": "where's", "dont": "don't", "cant": "can't",
    "cuz": "because", "coz": "because", "prob": "problem", "probs": "problems", "cust": "customer",
    "custs": "customers", "yr": "year", "yrs": "years", "wk": "week", "wks": "weeks",
    "mth": "month", "mths": "months", "mos": "months", "qtr": "quarter", "qtrs": "quarters",
    "yday": "yesterday", "tdy": "today", "wkend": "weekend", "gimme": "give me", "lemme": "let me",
    "wanna": "want to",
    "excl": "excluding", "abt": "about", "bc": "because", "smth": "something", "sth": "something",
    "tix": "tickets", "msgs": "messages", "yest": "yesterday", "ystd": "yesterday",
    "gonna": "going to", "lst": "last", "nxt": "next", "prev": "previous",
}  # fmt: skip
"""What people in a hurry type; each stands for nothing else."""


SLIPS = {
    "moth": "month", "mont": "month", "monht": "month", "mnth": "month", "motnh": "month",
    "wek": "week", "weeek": "week", "wekk": "week", "yer": "year", "yaer": "year",
    "quater": "quarter", "qaurter": "quarter",
}  # fmt: skip
SLIP = re.compile(rf"(?<=\b(?:last|this|past|next) )(?:{'|'.join(SLIPS)})\b")
"""Short time words with a letter missing, doubled or moved: a moth is one only after "last"."""

LEFT_OUT = re.compile(r"\b(?:y'day|yest'day)\b")
"""Yesterday with an apostrophe for what is left out."""

SPOKEN_COUNTS = {"仨": "三个", "俩": "两个"}
SPOKEN_COUNT = re.compile(r"(?<![咱你我他她])([仨俩])个?")
"""What is said for "three of them" and "two of them" in one character."""


def mend(text: str) -> str:
    """The text with short forms written out ("ppl", "this yr", 仨) and long time words spelt right:
    "februrary", "wensday", "yesteday"."""
    text = SPOKEN_COUNT.sub(lambda match: SPOKEN_COUNTS[match[1]], text)
    text = LEFT_OUT.sub("yesterday", text)
    text = SLIP.sub(lambda match: SLIPS[match.group()], text)

    def spelt(match: re.Match[str]) -> str:
        word = match.group()
        if word in SHORT_FORMS:
            return SHORT_FORMS[word]
        if len(word) < SHORTEST_MISSPELT:
            return word
        near = [
            w for w in LONG_TIME_WORDS if OSA.distance(word, w, score_cutoff=2) <= _slips(word, w)
        ]
        return near[0] if near else word

    # Letters before a number are an id's: u00012 is no "you".
    return re.sub(r"(?<![a-z'])[a-z]+(?![a-z']|[-_]?\d{3})", spelt, text)


def _slips(word: str, meant: str) -> int:
    """How many slips may lie between a word and the one that is meant: two in a long one, whose
    end is right; "sturdy" is no Saturday."""
    return 1 + (len(meant) > LONG and word[-SHORTEST_END:] == meant[-SHORTEST_END:])


def count(written: str) -> int:
    """The number of a numeral in digits, English or Chinese. Raises KeyError for others."""
    if written in ENGLISH_NUMBER:
        return ENGLISH_NUMBER[written]
    if written.isdigit():
        return int(written)
    value = 0
    digits = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
    pending = 0
    for character in written:
        if character == "十":
            value += (pending or 1) * 10
            pending = 0
        elif character == "百":
            value += (pending or 1) * 100
            pending = 0
        else:
            pending = digits[character]
    return value + pending
