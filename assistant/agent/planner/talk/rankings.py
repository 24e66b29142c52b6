"""The ranking that a follow-up reads on: its other end, its next, its top three."""

from dataclasses import dataclass

from assistant.agent.names.folding import fold
from assistant.agent.planner.calls.continuing import is_short
from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.question.dimensions import order_asked
from assistant.agent.question.patterns.common import COMPLAINING, ITEM, ITEMS
from assistant.agent.question.patterns.figures import SORTED
from assistant.agent.question.patterns.ranking import MOST, TOP_OF_TABLE
from assistant.agent.question.patterns.reasons import WHY
from assistant.agent.question.question import Question
from assistant.agent.thread import Thread
from assistant.models import ToolCall

__all__ = ["Ranking", "leaning_order", "ranking_read_on"]


@dataclass(frozen=True, slots=True)
class Ranking:
    """A split of the conversation that a follow-up reads on, and the question that asked for it."""

    calls: tuple[ToolCall, ...]
    question: str
    is_last: bool
    before: str = ""
    """The question before it, where it read on the same split."""

    @property
    def folded(self) -> str:
        return fold(f"{self.before} {self.question}")


def ranking_read_on(question: Question, thread: Thread) -> Ranking | None:
    """The split that a place, an end or a number alone is read from: that of the last answer, else
    of the one before; None for a question that names its own number or things."""
    ends = MOST.search(question.folded) or question.order in ("best", "worst")
    reads = question.place or ends or question.top
    own = (
        question.by
        or question.filters
        or question.periods
        or not (is_short(question) or SORTED.search(question.folded))
    )
    things = any(words.search(question.folded) for words in (ITEM, ITEMS, COMPLAINING, WHY))
    if not reads or own or things:
        return None
    before = thread.earlier_question if thread.earlier == thread.calls else ""
    last = Ranking(thread.calls, thread.question, is_last=True, before=before)
    earlier = Ranking(thread.earlier, thread.earlier_question, is_last=False)
    return next((each for each in (last, earlier) if each.calls and _splits(each.calls[-1])), None)


def _splits(call: ToolCall) -> bool:
    return TRAITS[call.name].splits and bool(call.args.get("by"))


def leaning_order(question: Question, ranking: Ranking) -> str | None:
    """From which end a ranking is read where a follow-up names a place or a number alone: scores
    from the best for "the top three", else from where the question for them began."""
    if question.order:
        return question.order
    if TOP_OF_TABLE.search(question.folded):
        return "best" if TRAITS[ranking.calls[-1].name].is_score else None
    if not question.place:
        return None
    return order_asked(fold(ranking.question)) or order_asked(ranking.folded)
