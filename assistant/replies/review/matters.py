"""What the words of a known complaint tell besides: why something is demanded, what was written
about."""

from collections.abc import Sequence

from assistant.replies.review.blame import Span, is_bad
from assistant.replies.review.issues import IssueMention, issues, word_filter

__all__ = ["SERVICE", "reasons", "written_about"]

SERVICE = "customer_service"
"""The theme of complaints that come on top of what went wrong first."""


def reasons(text: str, mentions: Sequence[IssueMention]) -> list[Span]:
    """What a demand names as its reason, where no other complaint stands in the same words."""
    known = issues()
    told = [m for m in mentions if not known[m.issue].demand]
    found = []
    for mention in mentions:
        because = word_filter("because").search(text, mention.start, mention.end)
        if known[mention.issue].demand and because:
            span = (because.end(), mention.end)
            if not any(span[0] < m.end and m.start < span[1] for m in told):
                found.append(span)
    return list(dict.fromkeys(found))


def written_about(text: str, mentions: Sequence[IssueMention]) -> list[Span]:
    """What went wrong by the words that tell of a bad service ("three e-mails about the missing
    lid"), where no other complaint stands there; [] without one."""
    known = issues()
    found = []
    for mention in mentions:
        if known[mention.issue].theme != SERVICE or known[mention.issue].demand:
            continue
        about = word_filter("about").search(text, mention.start, mention.end)
        if about is None:
            continue
        start, end = about.span("en" if about["en"] else "zh")
        others = (m for m in mentions if m is not mention)
        if is_bad(text[start:end]) and not any(m.start < end and start < m.end for m in others):
            found.append((start, end))
    return found
