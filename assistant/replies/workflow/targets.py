"""How an approved reply is written down for the place that it is posted at.

Every place but `plain` gets the request that its documentation asks for: `method`, `path` and
`json`. The receiver of the webhook adds host and credentials and passes it on. Sources are named
at each place.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import quote

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
    """The reply to a service review; the receiver adds `authorBusinessUserId`.

    Source: https://developers.trustpilot.com/service-reviews-api, "Reply to a review".
    """

    def payload(self, reply: Outgoing) -> dict[str, Any]:
        path = f"/v1/private/reviews/{_segment(reply.feedback_id)}/reply"
        return _request("POST", path, {"message": reply.body})


class JudgeMe:
    """The reply below a product review; the receiver adds `api_token` and `shop_domain`.

    Source: https://judge.me/api/docs#tag/Replies.
    """

    def payload(self, reply: Outgoing) -> dict[str, Any]:
        json = {
            "review_id": reply.feedback_id,
            "send_reply_email": True,
            "reply": {"content": reply.body},
        }
        return _request("POST", "/api/v1/replies", json)


class Zendesk:
    """A comment on a ticket that the customer reads.

    Source: https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/:
    comments are made by updating the ticket.
    """

    def payload(self, reply: Outgoing) -> dict[str, Any]:
        path = f"/api/v2/tickets/{_segment(reply.feedback_id)}.json"
        comment = {"body": reply.body, "public": True}
        return _request("PUT", path, {"ticket": {"comment": comment, "status": "pending"}})


class Shopify:
    """The variables of `metafieldsSet`: a metafield from which the theme shows the answer. The
    receiver adds `ownerId`, the product of the review, and the version of the API to the path.

    Source: https://shopify.dev/docs/api/admin-graphql/latest/mutations/metafieldsSet; namespace
    and key hold letters, digits, hyphens and underscores, a key at most 64.
    """

    MUTATION = (
        "mutation Reply($metafields: [MetafieldsSetInput!]!) { "
        "metafieldsSet(metafields: $metafields) { userErrors { field message code } } }"
    )

    def payload(self, reply: Outgoing) -> dict[str, Any]:
        key = re.sub(r"[^\w-]", "_", f"reply_{reply.feedback_id}", flags=re.ASCII)[:64]
        metafield = {
            "namespace": "reviews",
            "key": key,
            "type": "multi_line_text_field",
            "value": reply.body,
        }
        json = {"query": self.MUTATION, "variables": {"metafields": [metafield]}}
        return _request("POST", "/admin/api/graphql.json", json)


def _request(method: str, path: str, json: dict[str, Any]) -> dict[str, Any]:
    return {"method": method, "path": path, "json": json}


def _segment(id: str) -> str:
    """An id as one segment of a path."""
    return quote(id, safe="")


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
