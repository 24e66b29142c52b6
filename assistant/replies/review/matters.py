"""What a review tells beside its plain complaints: why something is demanded, what was written
about, what came of it, what is wrong in words that no list has."""

from collections.abc import Sequence

from assistant.replies.review.blame import Span, is_bad, sentence_spans
from assistant.replies.review.issues import READ, IssueMention, issues, word_filter

__all__ = ["SERVICE", "came_of_it", "reasons", "silent", "written_about"]

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


def came_of_it(chosen: Sequence[Span], matter: Sequence[Span], text: str) -> list[Span]:
    """The clauses that tell what came of it, where no chosen one has a word of blame: the labels
    may blame the clause before. [] without one."""
    if any(is_bad(text[slice(*span)]) for span in chosen):
        return []
    return [span for span in matter if word_filter("outcome").search(text[slice(*span)])][:1]


def silent(matter: Sequence[Span], others: Sequence[Span], text: str) -> list[Span]:
    """Of each sentence in which no complaint stands the first clause on the thing, none on what the
    customer did: who is unhappy tells what is wrong also in words that no list has."""
    found = []
    for start, end in sentence_spans(text[:READ]):
        if any(start < b and a < end for a, b in others):
            continue
        here = (span for span in matter if start <= span[0] < end)
        found += [s for s in here if not word_filter("own_story").search(text[slice(*s)])][:1]
    return found
