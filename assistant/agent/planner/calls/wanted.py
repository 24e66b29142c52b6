"""What the calls of one intent are made from."""

from dataclasses import dataclass
from datetime import date

from assistant.agent.question.intents import Intent
from assistant.agent.question.patterns.saying import MENTION, SAID
from assistant.agent.question.question import Question
from assistant.models import Period, ToolCall

__all__ = ["Wanted"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question and its intent. `before` is the call that the question leans on, `whole` the time
    from the first feedback to the as-of day."""

    question: Question
    intent: Intent
    before: ToolCall | None
    as_of: date
    whole: Period | None

    @property
    def folded(self) -> str:
        return self.question.folded

    @property
    def quotes_words(self) -> bool:
        """Whether it asks for what feedback says in certain words."""
        return bool(MENTION.search(self.folded) or SAID.search(self.folded))
