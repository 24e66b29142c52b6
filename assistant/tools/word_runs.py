"""Chinese words are watched as pairs of characters: here pairs of one longer word are joined."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.analytics.surges import Surge
from assistant.models import Period, Scope, Sentiment
from assistant.tools.context import ToolContext

__all__ = ["joined_words"]

PAIR = 2
ALIKE = 0.6
"""Parts of one word are said about equally often."""


def joined_words(surges: Sequence[Surge], context: ToolContext) -> list[Surge]:
    """The surges with 电池 and 池鼓 and 鼓包 as one 电池鼓包, where complaints really say so."""
    done = [surge for surge in surges if not _is_pair(surge)]
    pairs = sorted((s for s in surges if _is_pair(s)), key=lambda s: (-s.observed, s.subject))
    while pairs:
        word = pairs.pop(0)
        while longer := _longer(word, pairs, context):
            part, word = longer
            pairs.remove(part)
        inside = [part for part in pairs if part.subject in word.subject]
        pairs = [part for part in pairs if part not in inside]
        done.append(word)
    return done


def _is_pair(surge: Surge) -> bool:
    return surge.kind == "word" and len(surge.subject) == PAIR and not surge.subject.isascii()


def _longer(
    word: Surge, parts: Sequence[Surge], context: ToolContext
) -> tuple[Surge, Surge] | None:
    for part in parts:
        less, more = sorted((part.observed, word.observed))
        if part.day != word.day or less < ALIKE * more:
            continue
        for subject in (word.subject + part.subject[1:], part.subject + word.subject[1:]):
            meets = word.subject[-1] == part.subject[0] or part.subject[-1] == word.subject[0]
            if meets and _said(subject, word, context) >= ALIKE * more:
                first = min(part.first_seen, word.first_seen)
                return part, replace(word, subject=subject, observed=less, first_seen=first)
    return None


def _said(subject: str, surge: Surge, context: ToolContext) -> int:
    day = Period(surge.day, surge.day)
    scope = Scope(
        tenant=context.tenant, period=day, sentiment=(Sentiment.NEGATIVE,), words=(subject,)
    )
    return context.tallies.count(scope)
