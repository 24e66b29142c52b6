"""Which intent a question has: the likeliest by a trained head, helped by cue words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any

from assistant.agent.question.intent_head import IntentHead
from assistant.models.vectors import Encode
from assistant.yaml_files import read_yaml

__all__ = ["Intent", "IntentReader", "load_intents"]

CUE_BONUS = 0.15
LONGEST_CUE = 10
CERTAIN_ENOUGH = 0.3
"""Below this sum of probability and bonus a question is not understood."""

LEAD = (
    r"(?:(?:ok|okay|hey|hi|now|then|so|also|and|yes|please|pls|kindly|just|quickly)[,! ]+)*"
    r"(?:(?:can|could|would|will) (?:you|u) |i (?:want|need|would like|.d like) you to "
    r"|let(?:'s| us) |go ahead and |you should |make sure (?:to|you) |(?:do )?not forget to )?"
    r"(?:please |pls |just |kindly |automatically |now )*"
)
"""What a demand begins with in English; `{lead}` in a decisive pattern."""

LATIN = re.compile(r"[a-z]")
FLAGS = ("takes_words", "beats_scores", "of_all")


@dataclass(frozen=True, slots=True)
class Intent:
    """One kind of question: calls `tool` with `args`, or answers with the template `say`.

    One whose `decisive` pattern stands in a question is chosen whatever else does; one that `needs`
    a filter is not chosen without it, unless a cue speaks of it. `ignores` are filters that its
    tool looks at by itself, so that the same word of the question is none; `takes_words` says that
    quoted words restrict it. `outranked_by` are the intents that win where their cue stands beside;
    one that `beats_scores` wins over the score that is named with it. `of_all` asks about the whole
    shop, whatever was asked before.
    """

    name: str
    tool: str | None
    say: str | None
    args: Mapping[str, Any] = field(default_factory=dict)
    cues: tuple[re.Pattern[str], ...] = ()
    examples: tuple[str, ...] = ()
    decisive: tuple[re.Pattern[str], ...] = ()
    ignores: tuple[str, ...] = ()
    takes_words: bool = False
    outranked_by: tuple[str, ...] = ()
    beats_scores: bool = False
    of_all: bool = False
    needs: str = ""

    def is_cued(self, folded: str) -> bool:
        """Whether a word that points to this intent stands in a folded question."""
        return any(cue.search(folded) for cue in (*self.cues, *self.decisive))

    def is_ordered(self, folded: str) -> bool:
        """Whether a folded question can mean nothing else."""
        return any(cue.search(folded) for cue in self.decisive)


@lru_cache
def load_intents() -> tuple[Intent, ...]:
    """The intents of prompts/intents.yaml."""
    raw = read_yaml(resources.files("prompts").joinpath("intents.yaml").read_text("utf-8"))
    return tuple(
        Intent(
            name=name,
            tool=entry.get("tool"),
            say=entry.get("say"),
            args=entry.get("args", {}),
            cues=tuple(_cues(**entry["cues"])),
            examples=tuple(entry["examples"]),
            decisive=tuple(
                re.compile(cue.replace("{lead}", LEAD)) for cue in entry.get("decisive", ())
            ),
            ignores=tuple(entry.get("ignores", ())),
            outranked_by=tuple(entry.get("outranked_by", ())),
            needs=entry.get("needs", ""),
            **{name: bool(entry.get(name)) for name in FLAGS},
        )
        for name, entry in raw["intents"].items()
    )


def _cues(
    words: Sequence[str] = (), patterns: Sequence[str] = (), chinese: Sequence[str] = ()
) -> Iterator[re.Pattern[str]]:
    """The lists of an intent as one pattern each; only `words` are whole words."""
    if words:
        yield re.compile(rf"\b(?:{'|'.join(words)})\b")
    if others := (*patterns, *map(_parted, chinese)):
        yield re.compile("|".join(others))


def _parted(cue: str) -> str:
    """A cue of a Chinese list, where it begins or ends with Latin letters as words of their own:
    "excel" is no part of "excellent"."""
    before = r"(?<![a-z])" if LATIN.match(cue[0]) else ""
    return before + cue + (r"(?![a-z])" if LATIN.match(cue[-1]) else "")


class IntentReader:
    """Ranks the intents for a question."""

    def __init__(self, intents: Sequence[Intent], encode: Encode, head: IntentHead) -> None:
        """`encode` gives the vectors that the head learned with. An intent that it did not learn is
        found by its cues alone."""
        self.intents = intents
        self._encode = encode
        self._head = head

    def rank(self, wording: str, folded: str) -> list[tuple[Intent, float]]:
        """The intents with their scores, best first.

        `wording` is the question without the shop's names and its periods, as the head reads it;
        the cues look at the whole question.
        """
        likely = self._likelihood(wording) if wording else {}
        scores = [
            (intent, likely.get(intent.name, 0.0) + CUE_BONUS * intent.is_cued(folded))
            for intent in self.intents
        ]
        return sorted(scores, key=lambda pair: -pair[1])

    def cue_spans(self, text: str) -> list[tuple[int, int]]:
        """Where a short cue of some intent stands in a text; a long one may hold other words."""
        return [
            match.span()
            for intent in self.intents
            for cue in intent.cues
            for match in cue.finditer(text)
            if 0 < match.end() - match.start() <= LONGEST_CUE
        ]

    def _likelihood(self, wording: str) -> dict[str, float]:
        """The probability of each intent; what is missing to one is no question's."""
        chances = self._head([wording], self._encode([wording]))[0].tolist()
        return dict(zip(self._head.names, chances, strict=True))

    @staticmethod
    def certain(ranked: Sequence[tuple[Intent, float]]) -> Intent | None:
        """The best intent, None when nothing is likely enough."""
        intent, score = ranked[0]
        return intent if score >= CERTAIN_ENOUGH else None
