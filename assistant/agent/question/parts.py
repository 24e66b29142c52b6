"""The parts of a question that asks for several things: "NPS and the top complaints in May"."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from assistant.agent.names.folding import fold
from assistant.agent.question.intents import Intent
from assistant.agent.question.patterns.joint import JOINT, RELATES
from assistant.agent.question.patterns.saying import QUOTED

__all__ = ["parts_of"]

MOST_PARTS, MOST_JOINTS = 3, 5
LONGEST_CUE = 24
"""Characters up to which a cue is a saying, as "satisfaction and loyalty"."""


def parts_of(text: str, intents: Sequence[Intent]) -> Iterator[tuple[str, ...]]:
    """The ways to take a question apart so that each piece holds the cue of something that can be
    asked, those into most pieces first; none where it asks for one thing, or where a piece leans
    on another."""
    fixed = [cue.span() for i in intents for each in i.cues for cue in each.finditer(text.lower())]
    joints = [
        joint.span()
        for joint in JOINT.finditer(text)
        if not any(a < joint.start() and joint.end() < b <= a + LONGEST_CUE for a, b in fixed)
    ]
    if not joints or len(joints) > MOST_JOINTS or QUOTED.search(fold(text)):
        return
    if any(RELATES.search(fold(piece)) for piece in _cut(text, joints)):
        return
    for count in range(min(MOST_PARTS - 1, len(joints)), 0, -1):
        for chosen in combinations(joints, count):
            pieces = _cut(text, chosen)
            if all(_asks(fold(piece), intents) for piece in pieces):
                yield pieces


def _asks(piece: str, intents: Sequence[Intent]) -> bool:
    return any(intent.tool and intent.is_cued(piece) for intent in intents)


def _cut(text: str, joints: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    starts = [0, *(end for _, end in joints)]
    ends = [*(start for start, _ in joints), len(text)]
    return tuple(text[start:end] for start, end in zip(starts, ends, strict=True))
