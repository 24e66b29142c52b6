"""How a period is written in digits, in any language: days, months and ISO weeks."""

from assistant.agent.periods.rule import Rule, rules
from assistant.agent.periods.stretches import (
    days_between,
    iso_week,
    named_day,
    named_month,
    slashed,
)

__all__ = ["digit_rules"]


def digit_rules() -> list[Rule]:
    """The rules in no order of rank: at each place the longest match wins."""
    return rules([
        (r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)",
         lambda m, d: named_day(int(m[1]), int(m[2]), int(m[3]), d)),
        (r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(20\d\d)(?!\d)",
         lambda m, d: named_day(int(m[3]), int(m[2]), int(m[1]), d)),
        (r"(?<!\d)(20\d\d)[-/.](\d{1,2})(?![-/.]?\d)",
         lambda m, d: named_month(int(m[1]), int(m[2]), d)),
        (r"(?<![\d/.])(\d{1,2})/(20\d\d)(?![/\d])",
         lambda m, d: named_month(int(m[2]), int(m[1]), d)),
        (r"(?<!\d)(20\d\d)[- ]?w(?:eek )?(\d{1,2})(?![\d-])",
         lambda m, d: iso_week(int(m[1]), int(m[2]), d)),
        (r"(?<![\d/.])(\d{1,2})/(\d{1,2})(?![\d/%])(?:当天)?",
         lambda m, d: named_day(None, int(m[1]), int(m[2]), d)),
        (r"(?<![\d.])(\d{1,2})\.(\d{1,2})\s*(?:-|–|~|到|至)\s*(\d{1,2})\.(\d{1,2})(?![\d.%])",
         lambda m, d: days_between(named_day(None, int(m[1]), int(m[2]), d),
                                   named_day(None, int(m[3]), int(m[4]), d))),
        (r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)",
         lambda m, d: slashed(int(m[1]), int(m[2]), int(m[3]), d)),
    ])  # fmt: skip
