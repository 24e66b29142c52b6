"""A stored conversation as the messages of the chat."""

from collections.abc import Sequence

from assistant.agent.events import ToolRan
from assistant.app import App
from assistant.kept import Kept
from assistant.models import Answer
from ui.chat.answers import Message, answer_messages, question_message, step_message
from ui.wording import Texts

__all__ = ["Transcript"]

MOST_TURNS = 400
"""Turns that are kept drawn: their pictures are what takes time in a long conversation."""


class Transcript:
    """Reads conversations of one tenant and words them in one language."""

    def __init__(self, app: App, texts: Texts) -> None:
        self._app = app
        self._texts = texts
        self._drawn: Kept[tuple[str, int], list[Message]] = Kept(MOST_TURNS)

    def messages(self, conversation: str, until: int | None = None) -> list[Message]:
        """Question, steps and answer of each turn, or only of those before the turn `until`. An
        unknown conversation has none."""
        found: list[Message] = []
        answers = self._app.conversations.answers(conversation)
        for number, answer in enumerate(answers[: until - 1 if until else None], 1):
            found += self._messages_of(answer, number)
        return found

    def stopped(self, conversation: str, asked: str) -> list[Message]:
        """What is kept and, below it, the question that was stopped, to be edited or asked again;
        not where it is one that is kept, asked once more."""
        kept = self._app.conversations.answers(conversation)
        messages = self.messages(conversation)
        if all(answer.question != asked for answer in kept):
            messages.append(question_message(asked))
        return [*messages, {"role": "assistant", "content": self._texts("chat.stopped")}]

    def turn_at(
        self, answers: Sequence[Answer], index: int | list[int] | tuple[int, ...]
    ) -> int | None:
        """The number of the turn that a message belongs to, from 1; Gradio gives several places
        where it means a part of the message. None for what follows the last turn: a question that
        was stopped, or failed, is not kept."""
        place = index if isinstance(index, int) else index[0]
        for number, answer in enumerate(answers, 1):
            place -= len(self._messages_of(answer, number))
            if place < 0:
                return number
        return None

    def _messages_of(self, answer: Answer, number: int) -> list[Message]:
        themes = self._app.taxonomy
        found = self._drawn.find(themes, (answer.id, number))
        if found is None:
            steps = [step_message(call, self._texts) for call in answer.tools]
            answered = answer_messages(answer, self._texts, number)
            found = [question_message(answer.question), *steps, *answered]
            self._drawn.keep(themes, (answer.id, number), found)
        return found

    def step(self, event: ToolRan) -> Message:
        """A tool that has just run, with how much it found."""
        found = [self._texts("steps.figures", n=event.figures)]
        if event.quotes:
            found.append(self._texts("steps.quotes", n=event.quotes))
        return step_message(event.call, self._texts, " · ".join(found))
