"""Columns that say yes or no of each record: a subscriber, a gift, a first order."""

import re
from collections.abc import Sequence

from assistant.agent.names.column_kinds import also_called
from assistant.agent.names.folding import fold
from assistant.han import HAN

__all__ = ["as_group", "flag_names", "header_of", "headers_of", "is_flag_value"]

YES = frozenset(("yes", "y", "true", "t", "1", "是", "有"))
NO = frozenset(("no", "n", "false", "f", "0", "否", "无", "没有"))
ASKS = re.compile(r"^(?:is|has|was) |^(?:是否|有无|有没有)|\?$")
"""What a header of such a column asks with: is_subscriber, 是否会员."""

PEOPLE = re.compile(r"(?:用户|客户|顾客|买家|的人)$")
"""Whom a header ends with: those of 陪练课用户 are no others than 非陪练课."""

NOT = ("non {}", "non-{}", "un{}", "not {}", "not a {}", "no {}", "without {}", "without a {}")
NOT_CHINESE = (
    *("非{}", "不是{}", "没有{}", "没{}", "未{}", "无{}", "不{}"),
    *("不用{}", "不要{}", "不需{}", "不需要{}", "无需{}"),
)


RECORDS = (
    r"(?:orders?|purchases?|customers?|clients?|buyers?|shoppers?|users?|people|folks|reviews?"
    r"|ones?|feedback|tickets?|cases?|requests?|bookings?|parcels?)"
)
OF_ALL = r"(?<!\bour )(?<!\bmy )(?<!\byour )(?<!\ball )(?<!\bany )(?<!\bthe )"
OF_ALL_CHINESE = r"(?<!我们)(?<!咱们)(?<!我们的)(?<!所有)(?<!全部)(?<!全体)(?<!各位)"
TOLD_OF = (
    r"(?=[里中在的打给对都最说评投抱吐反满差好占和跟与比平更有觉]|用户|顾客|客户|买家|订单"
    r"|nps|csat|呢|\W|$)"
)
"""What follows a group of which something is told: 会员打几分."""


def as_group(written: str) -> str:
    """A pattern for a folded everyday header where it sets some records apart from the others:
    "gift orders", "members rate", 会员打几分. In "our members" it is any customer."""
    name = re.escape(written)
    if HAN.search(written):
        return rf"{OF_ALL_CHINESE}{name}{TOLD_OF}"
    set_apart = rf"{OF_ALL}(?<![a-z0-9-])({name})(?=s\b|s?[ -]{RECORDS}\b)"
    return rf"{set_apart}|\b{RECORDS} (?:is|are|was|were) (?:an? |marked )?({name})\b"


def flag_names(column: str, values: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """What the records of each value of a column are called by its header: those with a yes are
    the subscribers, those with a no the non-subscribers. Empty for a column of another kind."""
    folded = {fold(value): value for value in values}
    if len(folded) < 2 or not folded.keys() <= YES | NO or folded.keys() <= NO:
        return {}
    headers = headers_of(column)
    things = dict.fromkeys((*headers, *(PEOPLE.sub("", each) for each in headers)))
    without = tuple(
        form.format(header)
        for header in filter(None, things)
        for form in (NOT_CHINESE if HAN.search(header) else NOT)
    )
    return {value: headers if each in YES else without for each, value in folded.items()}


def is_flag_value(value: str) -> bool:
    """Whether a value says no more than yes or no."""
    return fold(value) in YES | NO


def headers_of(column: str) -> tuple[str, ...]:
    """The folded header of a column, and what else its kind is called in either language."""
    header = header_of(column)
    return (header, *also_called(header))


def header_of(column: str) -> str:
    """A folded header without what asks: subscriber of is_subscriber."""
    return ASKS.sub("", fold(column).replace("_", " ")).strip()
