"""Texts that name a danger or none, to train the danger reader on and to judge it by.

The project's own sentences stand in dangers_en.yaml, dangers_zh.yaml and dangers_other.yaml, by
kind; beside them stand all labelled items and phrases that the other heads learn from.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path

from assistant.models import Urgency
from assistant.understanding.cleaning import clean
from assistant.understanding.safety import DangerKind, danger_in
from assistant.yaml_files import read_yaml
from evals.training.corpus import LABELS, SHARED, training_items
from evals.training.phrases import phrases

__all__ = ["DangerText", "held_out_dangers", "labelled_dangers", "own_dangers"]

CALM = "calm"
FILLINGS = 4
_SLOT = re.compile(r"\{(\w+)\}")
_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class DangerText:
    """A text; `kind` is None where it names no danger or where no one has told its kind.

    Texts made of one line share its `line`, so that no fold learns what another is judged by.
    """

    text: str
    language: str
    danger: bool
    kind: DangerKind | None
    line: str


def own_dangers() -> list[DangerText]:
    """The sentences written for this reader, in en, zh and ten more languages; one with a slot is
    filled several times, always alike."""
    found: list[DangerText] = []
    for language in ("en", "zh"):
        banks = _banks(_FOLDER / f"dangers_{language}.yaml")
        slots = {name: cycle(lines.splitlines()) for name, lines in banks.pop("slots").items()}
        for each in _texts(language, banks):
            times = FILLINGS if _SLOT.search(each.text) else 1
            found += [replace(each, text=_filled(each.text, slots)) for _ in range(times)]
    for language, banks in _banks(_FOLDER / "dangers_other.yaml").items():
        found += _texts(language, banks)
    return found


def _filled(text: str, slots: Mapping[str, Iterator[str]]) -> str:
    return _SLOT.sub(lambda slot: next(slots[slot[1]]), text)


def held_out_dangers() -> list[DangerText]:
    """Sentences in nine languages, half of them dangers: written to judge, never trained on."""
    banks = _banks(LABELS.parent / "dangers.yaml")
    return [each for language, of in banks.items() for each in _texts(language, of)]


def labelled_dangers() -> list[DangerText]:
    """Every labelled item and phrase: a danger where it is critical, its kind by its words."""
    items = [
        (item.text, item.language, item.urgency == Urgency.CRITICAL)
        for item in training_items(SHARED)
    ]
    lines = [(p.text, p.language, p.critical) for name in ("en", "zh") for p in phrases(name)]
    found = []
    for text, language, danger in items + lines:
        named = danger_in(clean(text), language) if danger else None
        kind = named.kind if named else None
        found.append(DangerText(text, language, danger, kind, text))
    return found


def _banks(path: Path) -> dict:  # type: ignore[type-arg]
    banks: dict = read_yaml(path.read_text("utf-8"))  # type: ignore[type-arg]
    return banks


def _texts(language: str, banks: Mapping[str, str]) -> Iterator[DangerText]:
    for bank, lines in banks.items():
        kind = None if bank == CALM else DangerKind(bank)
        for line in lines.splitlines():
            yield DangerText(line, language, kind is not None, kind, line)
