"""The groups of a score: each with its number, against the rest, and against an earlier time."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.analytics.comparison import Difference, correct_family
from assistant.models import Scope
from assistant.tools.arguments import ComparedArgs
from assistant.tools.context import Comparison, ToolContext
from assistant.tools.figures import amount, change, name_of
from assistant.tools.groups import tallied, within

__all__ = ["Counts", "Figures", "Score", "split_score"]

MOST_SILENT = 5
"""So many groups without answers are named."""

Figures = dict[str, Any]
"""The figures of one group by name; a distribution is a list of them."""
Counts = Mapping[Any, int]


Tally = Callable[[ToolContext, Scope, str, str], Counter[tuple[Any, ...]]]
"""By context, scope, dimension and column: `(group, answer)` to how many gave it."""


def _by_name(context: ToolContext, scope: Scope, by: str, column: str) -> Counter[tuple[Any, ...]]:
    return tallied(context.tallies, scope, by, column)


@dataclass(frozen=True, slots=True)
class Score:
    """How one score is computed from the histogram of a column.

    `difference` compares the number that groups are ranked by, in the unit and with the factor
    that `scale` names; `tally` counts the answers of each group, where the column is none that is
    counted by name.
    """

    column: str
    rank_by: str
    measure: Callable[[Counts, Scope, dict[str, str]], Figures]
    changes: Callable[[Counts, Counts, Scope], dict[str, Any]]
    difference: Callable[[Counts, Counts], Difference]
    scale: tuple[str, float] = ("points", 1)
    tally: Tally = _by_name


def split_score(
    score: Score, args: ComparedArgs, pair: Comparison, context: ToolContext
) -> dict[str, Any]:
    """The groups of the dimension that is asked for, the highest first, with the best and the
    worst, how many have too few records, and which have records without any answer; where a period
    to compare with is named, each also with what it was then."""
    by, scope = str(args.by), pair.now
    histograms, silent = _histograms(score, by, scope, context)
    groups: list[dict[str, Any]] = [
        {"name": name, **score.measure(histogram, scope, {by: name}), **against}
        for (name, histogram), against in zip(
            histograms.items(), _against_rest(score, by, histograms, scope), strict=True
        )
    ]
    if args.compare_to:
        before, _ = _histograms(score, by, pair.before, context)
        groups = _moved(score, by, groups, (histograms, before), pair)
    every, groups = groups, [each for each in groups if each[score.rank_by].n >= args.least]
    groups.sort(key=lambda group: (-group[score.rank_by].value, group["name"]))
    data: dict[str, Any] = {"by": by, "rank_by": score.rank_by, "groups": groups}
    if len(every) > len(groups):
        few = len(every) - len(groups)
        data["few"] = amount("groups_count", few, scope, len(every))
    data |= within(groups, score.rank_by, args.bound, scope)
    data |= _silent(silent, by, scope)
    if groups:
        total = sum(group[score.rank_by].n for group in groups)
        data["best"] = name_of(f"best_{by}", groups[0]["name"], scope, total)
        data["worst"] = name_of(f"worst_{by}", groups[-1]["name"], scope, total)
    return data


def _histograms(
    score: Score, by: str, scope: Scope, context: ToolContext
) -> tuple[Mapping[str, dict[Any, int]], Mapping[str, int]]:
    """The answers of each group, and the records of each group in which nobody answered."""
    found: defaultdict[str, dict[Any, int]] = defaultdict(dict)
    records: Counter[str] = Counter()
    for (name, value), n in score.tally(context, scope, by, score.column).items():
        if name is not None:
            records[str(name)] += n
            if value is not None:
                found[str(name)][value] = n
    return found, {name: n for name, n in records.items() if name not in found}


def _silent(records: Mapping[str, int], by: str, scope: Scope) -> dict[str, Any]:
    """The groups in which nobody answered, those with most records first; empty for none."""
    if not records:
        return {}
    ordered = sorted(records.items(), key=lambda pair: (-pair[1], pair[0]))
    return {
        "silent_count": amount("silent_groups_count", len(records), scope, sum(records.values())),
        "silent": [
            {"name": name, "count": amount("count", n, scope, n, "records", {by: name})}
            for name, n in ordered[:MOST_SILENT]
        ],
    }


def _moved(
    score: Score,
    by: str,
    groups: list[dict[str, Any]],
    histograms: tuple[Mapping[str, Counts], Mapping[str, Counts]],
    pair: Comparison,
) -> list[dict[str, Any]]:
    """The groups with what each was in the period that is compared with, and how it moved, judged
    as one family; a group without answers then stays as it is."""
    now, before = histograms
    both = [group for group in groups if group["name"] in before]
    differences = correct_family(
        [score.difference(now[g["name"]], before[g["name"]]) for g in both]
    )
    unit, factor = score.scale
    found: dict[str, dict[str, Any]] = {}
    for group, difference in zip(both, differences, strict=True):
        of = {by: group["name"]}
        figures = score.measure(before[group["name"]], pair.before, of)
        name = f"{score.rank_by}_change"
        found[group["name"]] = {
            "was": figures[score.rank_by],
            "moved": change(name, difference, pair.now, unit, of, factor),
            "moved_verdict": difference.verdict,
        }
    return [group | found.get(group["name"], {}) for group in groups]


def _against_rest(
    score: Score, by: str, histograms: Mapping[str, Counts], scope: Scope
) -> list[dict[str, Any]]:
    """Each group minus all others together, judged as one family; nothing for a single group."""
    if len(histograms) < 2:
        return [{} for _ in histograms]
    everything: defaultdict[Any, int] = defaultdict(int)
    for histogram in histograms.values():
        for value, n in histogram.items():
            everything[value] += n
    differences = []
    for histogram in histograms.values():
        rest = {value: n - histogram.get(value, 0) for value, n in everything.items()}
        differences.append(score.difference(histogram, rest))
    unit, factor = score.scale
    return [
        {
            "against_rest": change(
                f"{score.rank_by}_against_rest_change", d, scope, unit, {by: name}, factor
            ),
            "standing": d.verdict,
        }
        for name, d in zip(histograms, correct_family(differences), strict=True)
    ]
