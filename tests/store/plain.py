"""What a scope means, in plain Python: the yardstick for the SQL."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from assistant.models import APART, Feedback, Labels, Scope

__all__ = ["Entry", "column", "hits", "lies_in", "tally"]

Entry = tuple[Feedback, Labels]


def lies_in(entry: Entry, scope: Scope) -> bool:
    feedback, labels = entry
    stances = {m.theme: m.sentiment for m in labels.themes}
    named = [t for t in scope.theme if t in stances]
    if scope.stance:
        named = [t for t in named if stances[t] in scope.stance]
    words = f"{feedback.title or ''}\n{feedback.text}".lower()
    # Times of these tests are in UTC and so is their database.
    day = feedback.time.date()
    return (
        feedback.tenant == scope.tenant
        and (scope.period is None or scope.period.start <= day <= scope.period.end)
        and all(
            not getattr(scope, name) or getattr(feedback, name) in getattr(scope, name)
            for name in ("product", "channel", "touchpoint", "segment", "customer_id")
        )
        and all(
            not getattr(scope, name) or getattr(labels, name) in getattr(scope, name)
            for name in ("language", "sentiment", "emotion", "urgency")
        )
        and (not scope.theme or bool(named))
        and not any(t in stances for t in scope.without_theme)
        and (
            not scope.rating
            or (feedback.rating is not None and int(feedback.rating) in scope.rating)
        )
        and (not scope.words or any(_says(words, each) for each in scope.words))
    )


def column(entry: Entry, name: str) -> Any:
    feedback, labels = entry
    if name == "day":
        return feedback.time.date()
    if name == "themes":
        spelled = " ".join(sorted(f"{m.theme}:{m.sentiment}" for m in labels.themes))
        return f" {spelled} " if spelled else ""
    if name in ("language", "sentiment", "emotion", "urgency"):
        return getattr(labels, name)
    return getattr(feedback, name)


def tally(entries: Iterable[Entry], scope: Scope, *names: str) -> Counter[tuple[Any, ...]]:
    return Counter(
        tuple(column(entry, name) for name in names) for entry in entries if lies_in(entry, scope)
    )


def hits(
    entries: Iterable[Entry], names: Sequence[str], *met: Callable[[Entry], bool]
) -> dict[tuple[Any, ...], tuple[int, ...]]:
    found: defaultdict[tuple[Any, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        found[tuple(column(entry, name) for name in names)].append(entry)
    return {
        key: (len(group), *(sum(map(each, group)) for each in met)) for key, group in found.items()
    }


def _says(text: str, wording: str) -> bool:
    return all(piece.lower() in text for piece in wording.split(APART))
