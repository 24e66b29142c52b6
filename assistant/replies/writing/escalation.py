"""The card for staff where no template may answer."""

from collections.abc import Sequence
from datetime import datetime

from assistant.replies.draft import Draft, RiskKind, Tone
from assistant.replies.phrases import load_phrases
from assistant.replies.policies.clauses import Clause
from assistant.replies.policies.sentences import joined
from assistant.replies.policies.subjects import subjects_of
from assistant.replies.review.risk import Risk
from assistant.store.records import Record
from assistant.understanding.outgoing import masked

__all__ = ["escalation"]


def escalation(
    record: Record, risk: Risk, clauses: Sequence[Clause], language: str, due: datetime
) -> Draft:
    """A card for staff instead of a reply: why, whom to call, what to collect, which rules."""
    words = load_phrases("risks")
    card: dict[str, str] = words["card"][language]
    like = risk.like or risk.kind
    kind = next(entry for entry in words["kinds"] if entry["id"] == like)
    rules = [c for c in clauses if subjects_of(c).keys() & set(kind["topics"])]
    rules = sorted(rules, key=lambda clause: clause.id)[:4]
    lines = [
        f"{card['marker']} {card['head'].format(kind=words['names'][language][like])}",
        card["why"].format(quote=masked(risk.quote)),
        *([card["why_urgent"]] if risk.kind is RiskKind.URGENT else []),
        card["call"].format(call=kind["call"][language]),
        card["collect"],
        *(f"- {item}" for item in kind["collect"][language]),
        card["rules"] if rules else card["no_rules"],
        *(
            f"- {rule.id}: {joined([rule.in_language(language) or rule.whole], language)}"
            for rule in rules
        ),
        card["avoid"].format(avoid=kind["avoid"][language]),
        card["due"].format(due=f"{due:%Y-%m-%d %H:%M %Z}"),
    ]
    return Draft(
        feedback_id=record.feedback.id,
        language=language,
        body="\n".join(lines),
        tone=Tone.FORMAL,
        due_at=due,
        risk=risk.kind,
        escalate=True,
        sources=tuple(rule.id for rule in rules),
        missing=tuple(kind["collect"][language]),
        notes={own: tuple(listed) for own, listed in kind["collect"].items()},
    )
