"""Which words and phrases stand in most of the feedback, and which of them set it apart."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Annotated, Any

from pydantic import Field

from assistant.analytics.comparison import Verdict, correct_family, difference_of_proportions
from assistant.analytics.intervals import wilson
from assistant.models import SMALL_SAMPLE, Scope
from assistant.store.records import Record
from assistant.tools.arguments import ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.everyone import everyone
from assistant.tools.figures import amount, share
from assistant.tools.result import ToolResult, quote
from assistant.understanding.keyphrases import said_phrases

__all__ = ["WordsArgs", "common_words"]

MOST_READ = 2_000
LEAST = 2
"""Records that must say a phrase."""

WHOLE = 0.8
"""Share of the records with a part of a phrase that say it whole, from which the part is left
out."""

KNOWN = ("en", "zh")
LONG_WORD = 6
"""Letters from which a word counts in a language whose joining words are not known."""


class WordsArgs(ScopeArgs):
    """A scope and how many phrases of it to give."""

    top: Annotated[int, Field(ge=1, le=20)] = 10


def common_words(args: WordsArgs, context: ToolContext) -> ToolResult:
    """The words and phrases that most of the feedback says, with the number of records that say
    each; where a mood, stars or a theme is chosen, beside the share of the other records of that
    place and time that do. Of more records than are read all counts are of a sample, and a note
    says so."""
    scope, notes = context.scope(args)
    sample = context.feedback.sample(scope, MOST_READ)
    mine = sample.records
    sampled = sample.total > len(mine)
    others = [] if sampled else _others(mine, scope, context)
    said = _said([*mine, *others], scope.product)
    here, there = said[: len(mine)], said[len(mine) :]
    counts = Counter(phrase for phrases in here for phrase in phrases)
    top = _told(counts, args.top)
    data: dict[str, Any] = {
        "rows": [_row(phrase, counts[phrase], mine, here, scope) for phrase in top],
        "words_read": amount("words_read", len(mine), scope, sample.total, "records"),
        "total": amount("count", sample.total, scope, sample.total, "records"),
    }
    if others:
        data["others"] = amount("other_count", len(others), scope, len(others), "records")
        _set_beside(data["rows"], counts, len(mine), there, scope)
    if sampled:
        notes = (*notes, "words_sampled")
    if not mine:
        notes = (*notes, "no_data")
    elif len(mine) < SMALL_SAMPLE:
        notes = (*notes, "small_sample")
    return ToolResult(scope, data, notes=notes)


def _others(mine: Sequence[Record], scope: Scope, context: ToolContext) -> list[Record]:
    """The other records of the same place and time; none where all of them are meant."""
    every = everyone(scope)
    if every == scope or not mine:
        return []
    known = {record.row for record in mine}
    read = context.feedback.sample(every, MOST_READ).records
    return [record for record in read if record.row not in known]


def _said(records: Sequence[Record], products: Iterable[str]) -> list[set[str]]:
    """The phrases of each record without the names of the products that are asked about."""
    named = {word for product in products for word in re.findall(r"[^\W\d_]+", product.lower())}
    found = said_phrases([record.feedback.full_text for record in records])
    return [
        {each for each in phrases if _tells(each, record.labels.language, named)}
        if named or record.labels.language not in KNOWN
        else phrases
        for record, phrases in zip(records, found, strict=True)
    ]


def _tells(phrase: str, language: str, named: set[str]) -> bool:
    words = phrase.split()
    if language not in KNOWN and min(map(len, words)) < LONG_WORD:
        return False
    return not named.issuperset(words)


def _told(counts: Counter[str], most: int) -> list[str]:
    """The phrases that LEAST records say, at most `most` of them, most first: of one inside another
    the longer where it is nearly always said whole, else the shorter."""
    often = (phrase for phrase, n in counts.items() if n >= LEAST)
    ordered = sorted(often, key=lambda phrase: (-counts[phrase], -len(phrase), phrase))
    falling = [-counts[phrase] for phrase in ordered]
    found: dict[str, None] = {}
    for phrase in ordered:
        if len(found) == most:
            break
        if any(each in phrase for each in found):
            continue
        as_often = ordered[: bisect_right(falling, -WHOLE * counts[phrase])]
        found[max((p for p in as_often if phrase in p), key=len, default=phrase)] = None
    return list(found)


def _row(
    phrase: str, n: int, records: Sequence[Record], said: Sequence[set[str]], scope: Scope
) -> dict[str, Any]:
    of = {"phrase": phrase}
    example = next(r for r, phrases in zip(records, said, strict=True) if phrase in phrases)
    return {
        "words": phrase,
        "count": amount("phrase_count", n, scope, n, "records", of),
        "share": share("phrase_share", wilson(n, len(records)), scope, of),
        "quote": quote(example),
    }


def _set_beside(
    rows: Sequence[dict[str, Any]],
    counts: Counter[str],
    n: int,
    others: Sequence[set[str]],
    scope: Scope,
) -> None:
    """Adds to each row the share of the other records that say the phrase, and whether it is surely
    a smaller one, judged as one family."""
    there = [sum(row["words"] in phrases for phrases in others) for row in rows]
    differences = correct_family(
        [
            difference_of_proportions(counts[row["words"]], n, k, len(others))
            for row, k in zip(rows, there, strict=True)
        ]
    )
    for row, k, difference in zip(rows, there, differences, strict=True):
        of = {"phrase": row["words"]}
        row["elsewhere"] = share("phrase_share_of_others", wilson(k, len(others)), scope, of)
        row["telling"] = difference.verdict is Verdict.UP
