"""Up and down, more and less: what a text says of a change must agree with the sign of figures."""

import re
from collections.abc import Iterator, Sequence

from assistant.agent.checking.numerals import claims
from assistant.models import Figure

__all__ = ["miscompared", "misdirected", "overstated"]

UP = re.compile(
    r"\b(?:r[iou]se[ns]?|rising|increas\w*|went up|up (?:by|from)|grew|grow[ns]?|climb\w*|gain\w*"
    r"|higher|more than (?:before|last))\b|上升|上涨|增长|增加|提高|提升|升高|升了|涨了|多了|高了",
    re.IGNORECASE,
)
DOWN = re.compile(
    r"\b(?:f[ae]ll(?:s|en|ing)?|drop\w*|declin\w*|decreas\w*|went down|down (?:by|from)|shr[aiu]nk"
    r"|los[et]s?|lower|reduc\w*|fewer than|less than (?:before|last))\b"
    r"|下降|下跌|下滑|减少|降低|回落|跌了|降了|少了|低了",
    re.IGNORECASE,
)
NOT = re.compile(
    r"\b(?:not|no|never|neither|if|would|could|may|might)\b|n't\b|没|未|不|若|如果|就(?:能|会|可以)?看",
    re.IGNORECASE,
)
SIGNIFICANT = re.compile(r"\bsignificant(?:ly)?\b|显著", re.IGNORECASE)
UNSURE = re.compile(
    r"\b(?:cannot|none|nor|without|too|far|short|hardly|barely|whether|until|unless|yet)\b|是否|难以|尚",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    r"[,，、;；。！？!?\n|]|\.(?=\s|$)|\b(?:while|but|and|whereas|although)\b|而|但|，"
)
SENTENCE = re.compile(r"[;；。！？!?\n|]|\.(?=\s|$)|\b(?:while|but|whereas|although)\b|而|但")
AMOUNT = r"([-−]?\d+(?:\.\d+)?)"
FROM_TO = (
    re.compile(rf"\bfrom {AMOUNT}\b[^\d,]{{0,12}}? to {AMOUNT}", re.IGNORECASE),
    re.compile(rf"从 ?{AMOUNT}[^\d，,]{{0,8}}?[到至]了? ?{AMOUNT}"),
)
ARROW = re.compile(rf"(?<![\d.]){AMOUNT}(?: ?[%％])? ?(?:→|->) ?{AMOUNT}")
INTERVAL = re.compile(
    r"\b(?:interval|range[sd]?|between|confidence|CI|anywhere)\b|区间|范围", re.IGNORECASE
)
BOUNDS = re.compile(
    rf"(?:区间|范围) ?{AMOUNT} ?[到至] ?{AMOUNT}"
    rf"|\b(?:interval|between) {AMOUNT} (?:to|and) {AMOUNT}",
    re.IGNORECASE,
)
"""The ends of an interval, which are no changes themselves."""

YEAR_AGO = re.compile(
    r"\bsame (?:period|time|days|week|month|quarter) (?:last year|a year (?:ago|earlier)"
    r"|(?:in|of) (?:last year|(?:19|20)\d\d))|\byear[- ](?:on|over)[- ]year\b|去年同期|同比",
    re.IGNORECASE,
)
A_YEAR = range(358, 373)
ANY_CASE = re.IGNORECASE | re.ASCII
"""By ASCII alone a word ends before a Han character: NPS上升."""
METRICS = (
    (re.compile(r"\bnps\b|净推荐值", ANY_CASE), ("nps_change",)),
    (re.compile(r"\bcsat\b|满意度", ANY_CASE), ("csat_change",)),
    (re.compile(r"\bces\b", ANY_CASE), ("ces_change",)),
    (re.compile(r"\brating\b|评分", re.IGNORECASE), ("mean_change", "rating_mean_change")),
)


def misdirected(text: str, figures: Sequence[Figure]) -> Iterator[str]:
    """The clauses that say the opposite of the change that they speak of.

    Judged are clauses with one direction and no negation: by the changes whose numbers they hold,
    else, where they name a metric, by its changes if those all have one sign.
    """
    changes = [
        (figure.name, float(figure.value))
        for figure in figures
        if _is_change(figure) and isinstance(figure.value, int | float)
    ]
    for clause in CLAUSE.split(re.sub(r"(?<=\d),(?=\d)", "", text)):
        direction = _direction(clause)
        judged = _spoken_of(clause, changes) if direction else []
        if judged and all(value * direction < 0 for value in judged):
            yield clause.strip()
    yield from _reversed(text)
    yield from _backwards(text, figures)


def overstated(text: str, figures: Sequence[Figure]) -> Iterator[str]:
    """The clauses that call a change significant whose interval holds zero.

    Judged are clauses without negation or doubt, as `misdirected` judges them.
    """
    changes, open_ones = [], set()
    for each in filter(_is_change, figures):
        if isinstance(each.value, int | float) and each.low is not None and each.high is not None:
            changes.append((each.name, float(each.value)))
            open_ones |= {float(each.value)} if each.low <= 0 <= each.high else set()
    for clause in CLAUSE.split(re.sub(r"(?<=\d),(?=\d)", "", text)):
        if not SIGNIFICANT.search(clause) or NOT.search(clause) or UNSURE.search(clause):
            continue
        judged = _spoken_of(clause, changes)
        if judged and all(value in open_ones for value in judged):
            yield clause.strip()


def miscompared(text: str, figures: Sequence[Figure]) -> list[str]:
    """What a text says of the year before, where no figures lie a year apart."""
    starts = {figure.period.start for figure in figures if figure.period}
    if any((late - early).days in A_YEAR for late in starts for early in starts):
        return []
    return [match.group() for match in YEAR_AGO.finditer(text)]


def _reversed(text: str) -> Iterator[str]:
    """A fall "from 51 to 54", which takes the ends of an interval for before and after."""
    for sentence in SENTENCE.split(text):
        direction = _direction(sentence)
        told = (match for each in FROM_TO for match in each.finditer(sentence))
        for match in told if direction else ():
            old, new = (float(each.replace("−", "-")) for each in match.groups())
            if (new - old) * direction < 0 and not INTERVAL.search(sentence[: match.start()]):
                yield match.group()


def _backwards(text: str, figures: Sequence[Figure]) -> Iterator[str]:
    """What is told "from 54 to 51" although 51 is the score of the earlier period."""
    for match in (found for each in (*FROM_TO, ARROW) for found in each.finditer(text)):
        old, new = (_close_to(written, figures) for written in match.groups())
        alike = [(a, b) for a in old for b in new if (a.name, a.filters) == (b.name, b.filters)]
        ahead = [a.period.start > b.period.start for a, b in alike if a.period and b.period]
        if ahead and all(ahead):
            yield match.group()


def _close_to(written: str, figures: Sequence[Figure]) -> list[Figure]:
    """The figures whose value is written so, with its sign."""
    told = written.replace("−", "-")
    decimals = len(told.partition(".")[2])
    return [
        figure
        for figure in figures
        if isinstance(figure.value, int | float)
        and abs(round(figure.value, 2) - float(told)) <= 0.5 * 10**-decimals + 1e-9
    ]


def _spoken_of(clause: str, changes: Sequence[tuple[str, float]]) -> list[float]:
    numbers = list(claims(BOUNDS.sub("", clause)))
    if numbers:
        return [
            value
            for _, value in changes
            if any(abs(abs(value) - claim.value) <= claim.slack for claim in numbers)
        ]
    named = {name for metric, own in METRICS if metric.search(clause) for name in own}
    return [value for name, value in changes if name in named]


def _is_change(figure: Figure) -> bool:
    return figure.name == "change" or figure.name.endswith("_change")


def _direction(clause: str) -> int:
    up, down = bool(UP.search(clause)), bool(DOWN.search(clause))
    return 0 if up == down or NOT.search(clause) else (1 if up else -1)
