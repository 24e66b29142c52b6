"""The questions of support staff with what a right answer rests on, read from qa.yaml.

The figures are computed by evals.gold (pandas), which knows nothing of the product.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from assistant.errors import InvalidInputError
from assistant.han import HAN
from assistant.models import ATTRIBUTES
from evals.cases.pets import LAST_DAY as PETS_AS_OF
from evals.cases.pets import make_pets
from evals.cases.shop import LAST_DAY as SHOP_AS_OF
from evals.cases.shop import make_shop
from evals.gold import day_range, expected_figures
from evals.numbers import Expected

__all__ = ["HALVES", "QA_CASES", "SHOPS", "QaCase", "load_qa"]

QA_CASES = Path(__file__).parent / "cases" / "qa.yaml"
HALVES = ("dev", "test")
FILTERS = (*ATTRIBUTES, "customer_id")

SHOPS: Mapping[str, tuple[Callable[[], pd.DataFrame], date]] = {
    "shop": (make_shop, SHOP_AS_OF),
    "pets": (make_pets, PETS_AS_OF),
}
"""The invented shops by name, each with the day that is today in it."""


@dataclass(frozen=True, slots=True)
class QaCase:
    """One conversation, whose last turn is scored.

    `tools` are the tools of which any is right, empty where none must be called. `period` and
    `compare` are None where the case does not fix them; `args` must stand in the call as they
    are. `holds` are words that the answer must say.
    """

    id: str
    half: str
    shop: str
    kind: str
    language: str
    turns: tuple[str, ...]
    as_of: date
    tools: tuple[str, ...]
    period: Mapping[str, str] | None
    compare: Mapping[str, str] | None
    by: str | None
    filters: Mapping[str, frozenset[str]]
    args: Mapping[str, Any]
    figures: tuple[Expected, ...] = ()
    holds: tuple[str, ...] = field(default=())


def load_qa(path: Path = QA_CASES) -> tuple[QaCase, ...]:
    """Every case of the file. Raises InvalidInputError for an entry that is none."""
    raw = yaml.safe_load(path.read_text("utf-8"))
    seen: Counter[tuple[str, str]] = Counter()
    cases = []
    for shop, entries in raw.items():
        make, as_of = SHOPS[shop]
        frame = make()
        for number, entry in enumerate(entries, start=1):
            try:
                cases.append(_case(entry, f"{shop}-{number:03d}", shop, frame, as_of, seen))
            except (KeyError, ValueError, TypeError) as error:
                raise InvalidInputError(
                    f"Entry {number} of {shop} in {path.name} is no case ({error}): correct it."
                ) from error
    return tuple(cases)


def _case(
    entry: Mapping[str, Any],
    name: str,
    shop: str,
    frame: pd.DataFrame,
    as_of: date,
    seen: Counter[tuple[str, str]],
) -> QaCase:
    turns = (entry["q"],) if isinstance(entry["q"], str) else tuple(entry["q"])
    language = entry.get("l") or ("zh" if HAN.search(turns[-1]) else "en")
    half = HALVES[seen[entry["k"], language] % 2]
    seen[entry["k"], language] += 1
    filters = entry.get("f", {})
    return QaCase(
        id=name,
        half=half,
        shop=shop,
        kind=entry["k"],
        language=language,
        turns=turns,
        as_of=as_of,
        tools=() if entry["t"] == "none" else tuple(entry["t"].split("|")),
        period=_days(entry.get("p"), as_of),
        compare=_days(entry.get("c"), as_of),
        by=entry.get("by"),
        filters={field: frozenset(map(str, values)) for field, values in filters.items()},
        args=entry.get("a", {}),
        figures=_figures(entry, frame, as_of),
        holds=tuple(entry.get("m", ())),
    )


def _days(written: str | None, as_of: date) -> dict[str, str] | None:
    if written is None:
        return None
    start, end = day_range(written, as_of)
    return {"start": start.isoformat(), "end": min(end, as_of).isoformat()}


def _figures(entry: Mapping[str, Any], frame: pd.DataFrame, as_of: date) -> tuple[Expected, ...]:
    if "n" not in entry:
        return ()
    days = _days(entry.get("p", "default"), as_of)
    assert days is not None
    spec: dict[str, Any] = {"metrics": entry["n"], "period": f"{days['start']}..{days['end']}"}
    spec["filters"] = entry.get("f", {})
    names = {"by": "group", "rank": "rank", "c": "compare"}
    spec |= {names[key]: entry[key] for key in names if key in entry}
    return tuple(Expected(**figure) for figure in expected_figures(frame, spec, as_of))
