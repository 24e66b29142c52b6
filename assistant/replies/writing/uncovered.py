"""What a person is told of the complaints for which no rule was found."""

from collections.abc import Collection, Sequence

from assistant.replies.policies.rulebook import Rulebook
from assistant.replies.review.complaints import Complaint, is_known, without_others
from assistant.replies.writing.notes import NOTE_LANGUAGES
from assistant.replies.writing.voice import Voice

__all__ = ["note_uncovered"]


def note_uncovered(
    voice: Voice,
    rulebook: Rulebook,
    uncovered: Sequence[Complaint],
    found: Sequence[Complaint],
    cited: Collection[str],
) -> None:
    """Note the clause that may deal with each of the complaints, or that none does, or, of what
    only the customer's words name where clauses are `cited` (ids), that it is open."""
    said, open = voice.record.feedback, list[str]()
    for one in uncovered:
        around = without_others(one, found, said.full_text)
        near = rulebook.dealing(one, voice.language, around, said.product or "")
        quote = f"“{one.quote[:60]}”"
        if foreign := rulebook.abroad_on(one, voice.language):
            voice.notes.near_abroad(foreign, voice.language, _named(one, quote))
        elif near is not None and near.id not in cited:
            voice.notes.lack("near_clause", clause=near.id, issue=_named(one, quote))
        elif foreign := rulebook.abroad(one.quote, voice.language, known=is_known(one)):
            voice.notes.near_abroad(foreign, voice.language, _named(one, quote))
        elif one.issue:
            voice.notes.lack("clause", issue=_named(one, quote))
        else:
            open.append(quote)
    if open:
        voice.notes.lack("open" if cited else "clause", issue=" ".join(open))


def _named(one: Complaint, quote: str) -> dict[str, str]:
    """A complaint in each language of the notes: its plain name, else the customer's words."""
    if one.issue is None:
        return dict.fromkeys(NOTE_LANGUAGES, quote)
    return {"en": one.issue.terms["en"][0], "zh": f"“{one.issue.terms['zh'][0]}”"}
