"""Where replies are drafted: the shop's clauses and voice, and a model where there is one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel

from assistant.errors import InvalidInputError
from assistant.kept import Kept
from assistant.models import Labels
from assistant.models.vectors import Encode
from assistant.replies.checking.checks import check
from assistant.replies.draft import Draft, Finding, RiskKind
from assistant.replies.policies.clauses import Clause
from assistant.replies.policies.subjects import relevant
from assistant.replies.shop.brand import Brand
from assistant.replies.shop.order_days import OrderDays
from assistant.replies.writing.drafting import Write, draft
from assistant.replies.writing.escalating import escalated_risk
from assistant.store.records import Record

__all__ = ["ReplyDesk"]

MOST_VARIANTS = 2
ALIKE = 0.95
"""From this likeness on (Indel ratio) a second variant is no other draft."""

RISKS_KEPT = 4_096
"""Reviews whose risk is remembered: a queue is read again and again."""

_Read = tuple[str, str | None, float | None, Labels]
"""What the risk of a review rests on, beside the shop: text, product, rating and labels."""


@dataclass(frozen=True, slots=True)
class ReplyDesk:
    """Drafts with one shop's policies. Nothing here sends anything.

    `aliases` are what customers call the products, `order_days` tell when something was ordered.
    """

    clauses: tuple[Clause, ...]
    brand: Brand
    encode: Encode
    write: Write | None = None
    aliases: Mapping[str, Sequence[str]] = field(default_factory=dict)
    order_days: OrderDays | None = None
    risks: Kept[_Read, RiskKind] = field(
        default_factory=lambda: Kept(RISKS_KEPT), repr=False, compare=False
    )

    def draft(
        self,
        record: Record,
        tone: str = "warm",
        language: str | None = None,
        recent: Sequence[str] = (),
    ) -> Draft:
        """The checked draft for one record. Raises InvalidInputError for an unknown tone."""
        return draft(
            record,
            self.clauses,
            self.brand,
            self.encode,
            tone=tone,
            language=language,
            recent=recent,
            aliases=self.aliases,
            write=self.write,
            ordered=self.order_days.of(record.feedback) if self.order_days else None,
        )

    def risk(self, record: Record) -> RiskKind:
        """The risk for which a draft of this record would be an escalation card."""
        said = record.feedback
        key = (said.full_text, said.product, said.rating, record.labels)
        found = self.risks.find(None, key)
        if found is None:
            found = escalated_risk(
                record, self.clauses, self.brand, self.encode, aliases=self.aliases
            ).kind
            self.risks.keep(None, key, found)
        return found

    def check(self, body: str, record: Record, recent: Sequence[str] = ()) -> list[Finding]:
        """What is wrong with a reply to this record, errors first; [] for a clean one.

        `recent` are the last replies, which this one must not repeat.
        """
        return check(
            body,
            record,
            self.clauses,
            recent,
            brand=self.brand,
            aliases=self.aliases,
            encode=self.encode,
        )

    def variants(
        self, record: Record, count: int, tone: str = "warm", language: str | None = None
    ) -> list[Draft]:
        """Up to two drafts in different words; a risk, or a second one that reads like the first,
        gives one. Raises InvalidInputError for another number."""
        if not 1 <= count <= MOST_VARIANTS:
            raise InvalidInputError(
                f"{count} variants cannot be drafted; choose 1 to {MOST_VARIANTS}."
            )
        made = [self.draft(record, tone, language)]
        if count > 1 and not made[0].escalate:
            other = self.draft(record, tone, language, [made[0].body])
            if Indel.normalized_similarity(made[0].body, other.body) < ALIKE:
                made.append(other)
        return made

    def clauses_about(self, text: str, limit: int = 3) -> tuple[Clause, ...]:
        """The clauses nearest to a text; none where the shop has no policies."""
        return relevant(self.clauses, text, self.encode)[:limit]
