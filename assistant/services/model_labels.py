"""Labels by a language model, through structured output in batches."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.agent.llm.budget import count_tokens, shortened
from assistant.agent.llm.calling import Limits, Meter
from assistant.agent.llm.metered_call import metered
from assistant.errors import ModelError
from assistant.models import Emotion, Labels, Sentiment, ThemeMention, Trouble, Urgency
from assistant.understanding.language import detect
from assistant.understanding.outgoing import masked
from assistant.understanding.themes import Taxonomy
from prompts.wording import instructions

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

__all__ = ["BATCH", "ModelReader"]

BATCH = 10
LONGEST_TEXT = 600
"""Tokens of one text that are sent."""

ANSWER_TOKENS = 90
"""What the labels of one text come to, by which a budget is estimated."""

SCORES = {Sentiment.NEGATIVE: -0.8, Sentiment.NEUTRAL: 0.0, Sentiment.POSITIVE: 0.8}
"""The score of a stance from a reader that gives no probabilities."""

OBJECT = re.compile(r"\{.*\}", re.DOTALL)
TAG = re.compile(r"<(?=\s*/?\s*item\b)", re.IGNORECASE)
"""What would open or close an item of the prompt."""


class _Mention(BaseModel):
    model_config = ConfigDict(extra="ignore")

    theme: str
    sentiment: Sentiment = Sentiment.NEUTRAL
    quote: str = ""


class _Item(BaseModel):
    model_config = ConfigDict(extra="ignore")

    n: int
    sentiment: Sentiment
    emotion: Emotion
    urgency: Urgency
    themes: list[_Mention] = []


class _Items(BaseModel):
    items: list[_Item]


class ModelReader:
    """Reads texts by a chat model, charged to the day's tokens. Personal data is masked before a
    text leaves."""

    def __init__(
        self, model: "BaseChatModel", taxonomy: Taxonomy, limits: Limits, meter: Meter
    ) -> None:
        self._model = model.bind(response_format=_SCHEMA)
        self._taxonomy = taxonomy
        self._limits = limits
        self._meter = meter

    def tokens(self, texts: Sequence[str]) -> int:
        """About how many tokens it takes to read these texts, question and answer together."""
        batches = [texts[i : i + BATCH] for i in range(0, len(texts), BATCH)]
        asked = sum(count_tokens(self._prompt(batch)) for batch in batches)
        return asked + ANSWER_TOKENS * len(texts)

    def read(self, texts: Sequence[str]) -> list[Labels | None]:
        """The labels of each text, in order; None where the model gave none that fit.

        Raises ModelError when the endpoint fails, or the tokens of the day are used up.
        """
        try:
            written = metered(self._model, self._prompt(texts), self._limits, self._meter)
        except ModelError as error:
            raise _resumable(error) from error
        found = _items(written)
        return [
            self._labels(found[n], text) if n in found else None
            for n, text in enumerate(texts, start=1)
        ]

    def _prompt(self, texts: Sequence[str]) -> str:
        themes = [
            (t.id, t.description.get("en") or t.name.get("en") or t.id) for t in self._taxonomy
        ]
        sent = [TAG.sub("‹", shortened(masked(text), LONGEST_TEXT)) for text in texts]
        return instructions("labels", themes=themes, texts=sent)

    def _labels(self, item: _Item, text: str) -> Labels:
        mentions: dict[str, ThemeMention] = {}
        for each in item.themes:
            if each.theme in self._taxonomy.ids:
                start = text.find(each.quote) if each.quote.strip() else -1
                span = (start, start + len(each.quote)) if start >= 0 else (0, len(text))
                mentions[each.theme] = ThemeMention(each.theme, each.sentiment, *span)
        return Labels(
            language=detect(text),
            sentiment=item.sentiment,
            score=SCORES[item.sentiment],
            emotion=item.emotion,
            urgency=item.urgency,
            themes=tuple(mentions[id] for id in self._taxonomy.ids if id in mentions),
        )


def _resumable(error: ModelError) -> ModelError:
    """The error with what a second run would find, and when to start it."""
    if error.trouble is Trouble.USED_UP:
        return ModelError(
            "The day's tokens for the language model are used up; what was read so far is kept, "
            "raise HEARKEN_DAILY_TOKENS or run the command again tomorrow.",
            error.trouble,
        )
    return ModelError(
        f"{str(error).rstrip('.')}; what was read so far is kept, run the command again to go on.",
        error.trouble,
    )


def _items(said: str) -> Mapping[int, _Item]:
    """The items of a model's answer by number; none where it is no such JSON."""
    found = OBJECT.search(said)
    try:
        items = _Items.model_validate_json(found.group() if found else said).items
    except ValidationError:
        return {}
    return {item.n: item for item in items}


_SCHEMA: dict[str, Any] = {
    "type": "json_schema",
    "json_schema": {"name": "labels", "schema": _Items.model_json_schema()},
}
