"""Reviews that are meant for another business."""

import re
from functools import lru_cache

from assistant.replies.phrases import either, load_phrases
from assistant.replies.review.issues import find_issues, issues
from assistant.store.records import Record
from assistant.understanding.clauses import clauses
from assistant.understanding.safety import without_spared

__all__ = ["meant_elsewhere"]


@lru_cache
def _doubt() -> re.Pattern[str]:
    return either(load_phrases("elsewhere")["doubt"])


@lru_cache
def _trades() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The words of each trade, and the theme of complaints beside which any shop hears of it."""
    return tuple(
        (re.compile(trade["words"], re.I), trade.get("beside", ""))
        for trade in load_phrases("elsewhere")["trades"]
    )


def meant_elsewhere(record: Record, own: str) -> str | None:
    """The words that show a review to be about another business, None for one about this shop.

    Either the customer doubts it (then ""), or a clause speaks of a trade that the shop's `own`
    texts (policies, products, name) never mention. A trade decides only for a review without a
    product, beside texts of the shop that could have mentioned it.
    """
    text = record.feedback.full_text
    if _doubt().search(text):
        return ""
    if record.feedback.product or not own.strip():
        return None
    themes = {issues()[mention.issue].theme for mention in find_issues(text)}
    bare = without_spared(text)
    for trade, beside in _trades():
        found = trade.search(bare)
        if found and beside not in themes and not trade.search(own):
            place = found.start()
            return next((text[a:b] for a, b in clauses(text) if a <= place < b), found[0])
    return None
