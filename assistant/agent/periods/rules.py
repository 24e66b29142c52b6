"""All ways in which a period is written: English, Chinese, in digits, and by festival."""

import re
from datetime import date

from assistant.agent.periods.calendar import week_of
from assistant.agent.periods.chinese import YEAR, chinese_rules
from assistant.agent.periods.digits import digit_rules
from assistant.agent.periods.english import english_rules
from assistant.agent.periods.festivals import FESTIVALS
from assistant.agent.periods.rule import Read, Rule, rules
from assistant.agent.periods.stretches import festival_days, year_number
from assistant.models import Period

__all__ = ["RULES"]


def _festivals() -> list[Rule]:
    return rules((_festival(name, written) for name, written in FESTIVALS.items()), said=True)


def _festival(name: str, written: str) -> tuple[str, Read]:
    """The festival with its year before or behind: 去年双十一, last Christmas, 618 this year."""
    form = (
        rf"(?:{YEAR}|\b(this|last) (?:year's )?)?(?<![a-z])(?:{written})"
        r"(?:(?<=[\u4e00-\u9fff\d])|(?![a-z]))"
        r"(?:当天|期间|那几天|大促|假期|(的?(?:那|所在的?)一?周| week))?"
        r"(?: (?:in )?(\d{4}|(?:this|last) year)\b)?"
    )

    def read(match: re.Match[str], as_of: date) -> Period:
        before = match[2] if match[2] == "last" else None
        found = festival_days(name, year_number(match[1] or before or match[4], as_of), as_of)
        return week_of(found.end) if match[3] else found

    return form, read


RULES = english_rules() + chinese_rules() + digit_rules() + _festivals()
