"""Numbers of a text that are no figures: dates, list numbers, lengths of periods, 95 %, the NPS
answers of a scope, what a score means."""

import re

from assistant.agent.checking.definitions import without_definitions
from assistant.models import Ledger

__all__ = ["DATES", "without_other_numbers"]

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
COUNTED = (
    r"(?! *(?:%|reviews?|records?|ratings?|answers?|responses|customers?|complaints?|feedback"
    r"|people|tickets?|orders?|mentions?|points?|stars?)\b)"
)
"""What makes a count of a number that looks like a year: "in 2024 reviews"."""

SPAN = r" ?[-–—~～至到] ?"
DATES = re.compile(
    r"\b\d{1,2}" + SPAN + r"\d{1,2} " + MONTH + r"(?![a-z])(?:[ ,]+(?:19|20)\d\d\b)?"
    r"|\b"
    + MONTH
    + r" \(?\d{1,2}"
    + SPAN
    + r"\d{1,2}\b(?!\.\d)"
    + COUNTED
    + r"\)?(?:[ ,]+(?:19|20)\d\d\b)?"
    r"|\d{1,2}月 ?\(?\d{1,2}[日号]?" + SPAN + r"(?:\d{1,2}月)?\d{1,2}[日号]\)?"
    r"|\d{4}-\d{1,2}-\d{1,2}|\d{4}年(?:\d{1,2}月(?:\d{1,2}[日号])?)?"
    r"|\d{1,2}月\d{1,2}(?:[日号]|(?!\d|\.\d| ?[%条位名份人个分]))"
    r"|(?<![\d.])(?:1[0-2]|[1-9])月份?"
    r"|\d{1,2}:\d{2}|\bQ[1-4]\b(?:[ ,]+(?:19|20)\d\d\b)?"
    r"|\b(?:in|of|since|during|until|year|"
    + MONTH
    + r")[ ,]+(?:19|20)\d\d\b(?![-/.]\d)"
    + COUNTED
    + r"|\b\d{1,2}(?:st|nd|rd|th)? (?:of )?"
    + MONTH
    + r"(?![a-z])(?:[ ,]+(?:19|20)\d\d\b)?"
    r"|\b"
    + MONTH
    + r" \d{1,2}(?:st|nd|rd|th)?\b(?! *%|\.\d|,\d{3}(?!\d))(?:[ ,]+(?:19|20)\d\d\b)?",
    re.IGNORECASE,
)
YEAR_ASKED = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
YEAR_TOLD = re.compile(
    r"\b(?:from|for|before|after|through|to|and|vs\.?|versus) ((?:19|20)\d\d)\b(?![-/.,]\d)"
    + COUNTED,
    re.IGNORECASE,
)
"""A year that only a question or a figure's period tells from a count: "from 2019"."""
SLASHED = re.compile(r"(?<![\d./])(\d{1,2})/(\d{1,2})(?![\d./]| ?%)")
"""11/24 is a day where a figure's period begins or ends on it, else a part: 4/5 of all."""
CONFIDENCE = re.compile(
    r"\b95 ?(?:%|per ?cent) ?(?:confidence|credible|interval|CI\b)"
    r"|\bconfidence(?: level)? of 95 ?%"
    r"|95 ?%的?(?:置信|可信|区间)|置信(?:度|水平)[为是]? ?95 ?%",
    re.IGNORECASE,
)
"""How sure every interval is."""

LISTING = re.compile(
    r"^\s*(?:(?:\| *(?=\d{1,2} *\|))?(\d{1,2})(?:[.)](?!\d)|、|(?= *\|))|[-*]\s)", re.MULTILINE
)
"""A list's numbers, or the places in the first column of a table."""
UNIT = r"(?:days?|weeks?|months?|天|日|周|个月)"
LENGTH = rf"(?P<n>\d+)[ -]?(?P<unit>{UNIT})"
WINDOWS = tuple(
    re.compile(each, re.IGNORECASE)
    for each in (
        r"(?:\b(?:last|past|previous|prior|preceding|recent|these|same|whole|full|over) "
        rf"|最近|过去|之前|此前|近|前) ?{LENGTH}",
        rf"{LENGTH}(?= (?:before|earlier|prior|previously|preceding|period|window)\b"
        r"|(?:之?前|以前|内|期间))",
    )
)
ANSWERS = re.compile(r"NPS ?(?:answers?|回答)[:：] ?(\d+(?:(?:-|, )\d+)*)")
DAYS = {"d": 1, "天": 1, "日": 1, "w": 7, "周": 7, "m": 30, "个": 30}


def without_other_numbers(text: str, ledger: Ledger, question: str) -> str:
    """A text without its dates, list numbers, levels of confidence and lengths of periods.

    A length ("the last 30 days") stays where neither a figure nor the question is about it.
    """
    periods = [figure.period for figure in ledger.figures if figure.period]
    days = {period.days for period in periods}
    years = {str(day.year) for period in periods for day in (period.start, period.end)}
    years |= set(YEAR_ASKED.findall(question))

    def window(match: re.Match[str]) -> str:
        number, unit = int(match["n"]), DAYS[match["unit"][0].lower()]
        told = number * unit
        near = any(abs(told - each) <= (unit == 30) * 3 * number for each in days)
        return " " if near or match.group().lower() in question.lower() else match.group()

    def year(match: re.Match[str]) -> str:
        return " " if match[1] in years else match.group()

    ends = {(day.month, day.day) for each in periods for day in (each.start, each.end)}

    def day_told(match: re.Match[str]) -> str:
        return " " if (int(match[1]), int(match[2])) in ends else match.group()

    plain = SLASHED.sub(day_told, YEAR_TOLD.sub(year, DATES.sub(" ", text)))
    plain = without_definitions(CONFIDENCE.sub(" ", plain))
    plain = ANSWERS.sub(lambda match: " " if _are_asked_for(match, ledger) else match[0], plain)
    for each in WINDOWS:
        plain = each.sub(window, plain)
    return _without_list_numbers(plain)


def _are_asked_for(match: re.Match[str], ledger: Ledger) -> bool:
    """Whether these are the answers by which the figures are narrowed."""
    named = set(re.findall(r"\d+", match[1]))
    return any(named <= set(figure.filters.get("nps", ())) for figure in ledger.figures)


def _without_list_numbers(text: str) -> str:
    """The numbers of a list count from one; any other number at the start of a line is one."""
    last = 0

    def drop(match: re.Match[str]) -> str:
        nonlocal last
        if match[1] is None:
            return " "
        number = int(match[1])
        if number not in (1, last + 1):
            return match.group()
        last = number
        return " "

    return LISTING.sub(drop, text)
