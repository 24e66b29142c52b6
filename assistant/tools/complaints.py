"""What customers are angry about: the answer a team reads first."""

from dataclasses import replace
from typing import Any

from assistant.analytics.intervals import wilson
from assistant.analytics.power import detectable_share_difference
from assistant.analytics.priority import PriorityRow, rank_themes
from assistant.models import SMALL_SAMPLE, Scope, Sentiment
from assistant.store.feedback import Order
from assistant.tools.alert_lines import alert_lines
from assistant.tools.arguments import TopArgs
from assistant.tools.complaint_parts import Basis, affected, basis, effects
from assistant.tools.context import Comparison, ToolContext
from assistant.tools.feelings import mood
from assistant.tools.figures import amount, name_of, share
from assistant.tools.likely_causes import likely_causes
from assistant.tools.mentions import ThemeCounts, count_mentions, impacts
from assistant.tools.quotes import evidence, looked_at_first
from assistant.tools.repeats import repeats
from assistant.tools.replies import overdue_in
from assistant.tools.result import Quote, ToolResult, quote
from assistant.tools.themes import Counted, moved_rows, owner_of

__all__ = ["complaints", "most_blamed"]

IN_DEPTH = 3
"""So many themes get a likely cause and who is affected."""

MOST_BETTER = 2
MOST_TRIED = 8
"""Records that say the words of a cause, of which one may say them of the theme."""

FEW_QUOTES = 3


def complaints(args: TopArgs, context: ToolContext) -> ToolResult:
    """What customers are unhappy or angry about: the negative and angry share with their change,
    the most blamed themes with counts, change, effect on the score, likely causes (hypotheses),
    who is affected, quotes and a counter-quote, open alerts, what got better, and what to do."""
    found = context.kept("complaints", args, lambda: _from_feedback(args, context))
    if not found.data["themes"] or found.scope.filters():
        return found
    # By the clock and the replies, so counted each time.
    overdue = overdue_in(found.scope, context)
    return replace(found, data={**found.data, "overdue": overdue}) if overdue.value else found


def _from_feedback(args: TopArgs, context: ToolContext) -> ToolResult:
    pair = context.compared(args, args.compare_to)
    main = most_blamed(args, context)
    if not main.data["themes"]:
        return _without_themes(main, context)
    data = dict(main.data)
    rests_on = Basis.of(pair.now, context)
    data["basis"] = basis(rests_on, pair.now)
    data |= repeats(pair.now, data["now"]["count"].n, context)
    shown = [row["theme"] for row in data["themes"]]
    score, found = effects(rests_on, pair.now, context)
    groups = affected(pair.now, shown[:IN_DEPTH], context)
    words = likely_causes(pair.now, shown, context)
    data["score"] = score
    for row in data["themes"]:
        row["effect"] = found.get(row["theme"])
        row["affected"] = groups.get(row["theme"], [])
        row["cause"] = words.get(row["theme"], [])
    _show_causes(data["themes"][:IN_DEPTH], pair.now, context)
    data["alerts"] = alert_lines(pair.now, context)
    return replace(main, data=data)


def _show_causes(rows: list[dict[str, Any]], scope: Scope, context: ToolContext) -> None:
    """Puts a quote first that says the likeliest cause of a theme, where none of its quotes says
    any of its causes but some feedback does; the first of the others stays."""
    for row in rows:
        causes = [cause["words"] for cause in row["cause"]]
        if any(_says(each, cause) for cause in causes for each in row["quotes"]):
            continue
        used = {each.id for other in rows for each in other["quotes"]}
        for cause in causes:
            # Words of a scope are those that any of them suffices of, so one more would widen it.
            saying = replace(scope, words=(cause,)) if not scope.words else scope
            found = evidence(
                saying, row["theme"], Sentiment.NEGATIVE, context, limit=MOST_TRIED, used=used
            )
            if shown := next((each for each in found if _says(each, cause)), None):
                row["quotes"] = [shown, *row["quotes"][:1]]
                break


def _says(each: Quote, cause: str) -> bool:
    return cause in each.text.lower().replace("’", "'")


def _without_themes(found: ToolResult, context: ToolContext) -> ToolResult:
    """Who is unhappy without blaming a known theme is still shown, the worst first."""
    unhappy = replace(found.scope, sentiment=(Sentiment.NEGATIVE,))
    records = context.feedback.select(unhappy, Order.WORST, FEW_QUOTES)
    return replace(found, data={**found.data, "quotes": [quote(each) for each in records]})


def most_blamed(args: TopArgs, context: ToolContext) -> ToolResult:
    """The short form: mood, most blamed themes with their change and quotes, what got better, what
    to do first."""
    pair = context.compared(args, args.compare_to)
    now, total = count_mentions(context.tallies, pair.now)
    before, total_before = count_mentions(context.tallies, pair.before)
    notes = [*pair.notes]
    if not total:
        return ToolResult(pair.now, {"themes": []}, pair.before.period, (*notes, "no_data"))
    if total < SMALL_SAMPLE:
        notes.append("small_sample")
    if not total_before:
        notes.append("no_period_before")
    counted = Counted(now, before, total, total_before)
    everything = {t for t in (*now, *before) if _blamed(now, t) or _blamed(before, t)}
    ordered = sorted(everything, key=lambda t: (-_blamed(now, t), t))
    # What is shown is judged as one family, so that themes nobody asked about cost no power.
    rows = [
        row
        for family in (ordered[: args.top], ordered[args.top :])
        for row in moved_rows(family, Sentiment.NEGATIVE, counted, pair.now)
    ]
    ranked = rank_themes(impacts(context.tallies, pair.now, pair.before))
    data: dict[str, Any] = mood(pair.now, pair.before, context)
    data["better"] = _better(rows)
    data["themes"] = [row for row in rows[: args.top] if row["count"].value]
    _fill(data["themes"], now, ranked, pair, context)
    if data["themes"]:
        data["top"] = name_of("top_theme", data["themes"][0]["theme"], pair.now, total)
    if ranked:
        data |= _first(ranked[0], total, pair, context)
    return ToolResult(pair.now, data, pair.before.period, tuple(notes))


def _blamed(counts: dict[str, ThemeCounts], theme: str) -> int:
    return counts[theme].blamed if theme in counts else 0


def _fill(
    rows: list[dict[str, Any]],
    now: dict[str, ThemeCounts],
    ranked: list[PriorityRow],
    pair: Comparison,
    context: ToolContext,
) -> None:
    places = {row.theme: row for row in ranked}
    used: set[str] = set()
    shown = [row["theme"] for row in rows]
    blaming, praising = (
        looked_at_first(pair.now, shown, stance, context)
        for stance in (Sentiment.NEGATIVE, Sentiment.POSITIVE)
    )
    for row, theme, worst, best in zip(rows, shown, blaming, praising, strict=True):
        of, narrowed = now[theme], {"theme": theme}
        row["angry"] = share("theme_angry_share", wilson(of.angry, of.blamed), pair.now, narrowed)
        row["place"] = amount(
            "priority_rank", places[theme].rank, pair.now, of.blamed, "", narrowed
        )
        row["quotes"] = evidence(
            pair.now, theme, Sentiment.NEGATIVE, context, used=used, first=worst
        )
        used.update(quote.id for quote in row["quotes"])
        row["counter"] = evidence(pair.now, theme, Sentiment.POSITIVE, context, limit=1, first=best)
        row["owner"] = owner_of(theme, context)


def _better(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What fell: the themes that surely did, else the one that fell most, perhaps by chance."""
    compared = [row for row in rows if "share_change" in row]
    fallen = [row for row in compared if row["share_change"].value < 0]
    fallen.sort(key=lambda row: row["share_change"].value)
    sure = [row for row in fallen if row["status"] == "falling"]
    return [
        {"theme": row["theme"], "status": row["status"]}
        | {
            name: replace(row[name], name=row[name].name.replace("complaint", "fallen"))
            for name in ("count", "count_before", "share_change")
        }
        for row in (sure[:MOST_BETTER] or fallen[:1])
    ]


def _first(
    first: PriorityRow, total: int, pair: Comparison, context: ToolContext
) -> dict[str, Any]:
    """What to do first, who owns it, and which fall of its share would show next time."""
    of = {"theme": first.theme}
    found: dict[str, Any] = {
        "first": name_of("first_priority", first.theme, pair.now, first.n),
        "first_share": share("complaint_share", wilson(first.n, total), pair.now, of),
        "first_owner": owner_of(first.theme, context),
    }
    if (least := _least_fall(first.n, total)) is not None:
        found["first_least"] = amount("detectable_difference", least, pair.now, total, "points", of)
    return found


def _least_fall(k: int, n: int) -> float | None:
    """The fall in points that as many records would show in four of five tests; by symmetry the
    rise from the mirrored share. None where even a fall to nothing would not show."""
    least = detectable_share_difference(1 - k / n, n, n)
    return None if least is None else 100 * least
