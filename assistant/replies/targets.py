"""How an approved reply is written down for the place that it is posted at.

The shapes follow the public documentation of each place; the receiver of the webhook adds the
credentials and passes the payload on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from assistant.errors import InvalidInputError

__all__ = ["TARGETS", "Outgoing", "Target", "target_of"]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """An approved reply on its way out."""

    feedback_id: str
    channel: str | None
    language: str
    public: bool
    body: str
    approved_by: str
    approved: datetime | None


class Target(Protocol):
    """A place that replies are posted at."""

    def payload(self, reply: Outgoing) -> dict[str, Any]: ...


class Plain:
    """Hearken's own shape: everything that is known."""

    def payload(self, reply: Outgoing) -> dict[str, Any]:
        return {
            "event": "reply.approved",
            "feedback_id": reply.feedback_id,
            "channel": reply.channel,
            "language": reply.language,
            "public": reply.public,
            "body": reply.body,
            "approved_by": reply.approved_by,
            "approved_at": reply.approved.isoformat() if reply.approved else None,
        }


class Trustpilot:
    """The reply to a service review."""

    def payload(self, reply: Outgoing) -> dict[str, Any]:
        return {"reviewId": reply.feedback_id, "message": reply.body}


class JudgeMe:
    """The reply below a product review."""

    def payload(self, reply: Outgoing) -> dict[str, Any]:
        return {"review_id": reply.feedback_id, "reply": {"content": reply.body}}


class Zendesk:
    """A comment on a ticket that the customer reads."""

    def payload(self, reply: Outgoing) -> dict[str, Any]:
        comment = {"body": reply.body, "public": True}
        return {
            "ticket": {
                "external_id": reply.feedback_id,
                "comment": comment,
                "status": "pending",
            }
        }


class Shopify:
    """A metafield of a review, from which the theme shows the answer."""

    def payload(self, reply: Outgoing) -> dict[str, Any]:
        return {
            "metafield": {
                "namespace": "reviews",
                "key": f"reply_{reply.feedback_id}",
                "type": "multi_line_text_field",
                "value": reply.body,
            }
        }


TARGETS: Mapping[str, Target] = {
    "plain": Plain(),
    "trustpilot": Trustpilot(),
    "judgeme": JudgeMe(),
    "zendesk": Zendesk(),
    "shopify": Shopify(),
}


def target_of(name: str) -> Target:
    """The target of a name. Raises InvalidInputError for an unknown one."""
    if name not in TARGETS:
        raise InvalidInputError(f"There is no target {name!r}; choose {', '.join(TARGETS)}.")
    return TARGETS[name]
