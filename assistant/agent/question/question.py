"""What a question says besides its intent: periods, filters, order, numbers.

Everything here reads the user's turn alone; no feedback text reaches it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from assistant.agent.names.folding import fold
from assistant.agent.names.match import Match
from assistant.agent.question.bounds import Bound
from assistant.agent.question.foreign import foreign_language
from assistant.agent.question.moves import Move
from assistant.agent.question.patterns.common import ENGLISH
from assistant.agent.question.patterns.references import IN_CHINESE, IN_ENGLISH
from assistant.agent.question.places import blank
from assistant.han import HAN
from assistant.models import Period
from assistant.tools.trend import Step
from assistant.understanding.language import detect

__all__ = [
    "LANGUAGES",
    "ORDER_VALUE",
    "REPURCHASE_RATE",
    "Question",
    "asked_language",
    "language_of",
]

WORDLESS = re.compile(r"(?:[\W\d_]|\b(?:nps|csat|ces|vs)\b|\b[a-z]{0,3}\d+\b)*")

REPURCHASE_RATE = "\0"
"""That customers came back, which no column is called."""

ORDER_VALUE = ""
"""The number that is no column: no header is empty."""

LANGUAGES = ("en", "zh")
"""The languages that answers are written in."""


@dataclass(frozen=True, slots=True)
class Question:
    """One turn of the user, read.

    `open` is the folded question in which periods and names are blanked, `rest` the same without
    the gaps; `wording`, from which the intent is read, keeps the themes and moods. `said` are
    periods whose days the answer must name. `place` is 2 for "second worst".
    `against` says that its only period is what the present is compared with ("than last month").
    `also_by` is a second dimension beside `by`, to be crossed with it.
    `number` is the number by which two sides are compared that no score is: a column of numbers,
    ORDER_VALUE for what the shop's orders cost, or REPURCHASE_RATE.
    `mean` is the column of numbers whose mean is asked for.
    `order_sides` are the sides of a test that a column of the orders tells.
    `least` is how many records a group must have beside its `bound`, or alone.
    `grown` is 1 where what rose most is asked for, -1 where what fell most is.
    `matched` are names that were written otherwise than the shop writes them, `kinds` the fields
    of which one word named several values ("the lamps"). `move` is what it
    asks of the answer before it; `leans_on` is the folded question whose ranking it reads on.
    """

    text: str
    folded: str
    language: str
    periods: tuple[Period, ...] = ()
    said: tuple[tuple[str, Period], ...] = ()
    compares: bool = False
    against: bool = False
    year_before: bool = False
    versus_last: bool = False
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    feedback_ids: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    by: str | None = None
    also_by: str | None = None
    bound: Bound | None = None
    number: str | None = None
    mean: str | None = None
    order_sides: tuple[str, ...] = ()
    least: int | None = None
    step: Step | None = None
    grown: int = 0
    order: str | None = None
    place: int | None = None
    ranks: bool = False
    foretells: bool = False
    top: int | None = None
    matched: tuple[Match, ...] = ()
    kinds: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    open: str = ""
    rest: str = ""
    wording: str = ""
    move: Move | None = None
    leans_on: str = ""

    def with_name(self, match: Match) -> "Question":
        """The question with one name more, blanked where it stands."""
        at = self.open.find(match.written)
        opened = self.open if at < 0 else blank(self.open, [(at, at + len(match.written))])
        return replace(
            self,
            filters={
                **self.filters,
                match.field: tuple(
                    dict.fromkeys((*self.filters.get(match.field, ()), *match.values))
                ),
            },
            open=opened,
            rest=self.rest.replace(match.written, " ").strip(),
            wording=self.wording.replace(match.written, " ").strip(),
            matched=(*self.matched, match),
        )


def language_of(question: str) -> str:
    """zh where Han characters stand, en where English words do, else what is detected."""
    if HAN.search(question):
        return "zh" if not re.search(r"[\u3040-\u30ff]", question) else "ja"
    if foreign := foreign_language(fold(question)):
        return foreign
    if ENGLISH.search(question.lower()) or len(question) < 15:
        return "en"
    return detect(question)


def asked_language(text: str, usual: str = "en") -> str:
    """The language to answer in: the one that the question asks for, else its own; `usual` where
    all that it says is numbers, ids and what scores are called in every language."""
    folded = fold(text)
    if WORDLESS.fullmatch(folded):
        return usual
    if IN_ENGLISH.search(folded):
        return "en"
    return "zh" if IN_CHINESE.search(folded) else language_of(text)
