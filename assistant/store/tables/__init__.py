"""The tables of the system of record, a file a noun."""

from assistant.store.tables.access import account, api_key, audit, idempotency, login
from assistant.store.tables.columns import change, meta, metadata
from assistant.store.tables.conversations import conversation, turn, verdict
from assistant.store.tables.feedback import (
    COVERED,
    band,
    cluster,
    correction,
    feedback,
    fingerprint,
    import_job,
    mention,
    name,
    outbox,
)
from assistant.store.tables.figures import daily_tally, daily_word, purchase, shop_figure, token_use
from assistant.store.tables.plans import plan, plan_event
from assistant.store.tables.replies import (
    alert_push,
    alert_tick,
    delivery,
    reply,
    reply_event,
    reply_version,
)

__all__ = [
    "COVERED",
    "account",
    "alert_push",
    "alert_tick",
    "api_key",
    "audit",
    "band",
    "change",
    "cluster",
    "conversation",
    "correction",
    "daily_tally",
    "daily_word",
    "delivery",
    "feedback",
    "fingerprint",
    "idempotency",
    "import_job",
    "login",
    "mention",
    "meta",
    "metadata",
    "name",
    "outbox",
    "plan",
    "plan_event",
    "purchase",
    "reply",
    "reply_event",
    "reply_version",
    "shop_figure",
    "token_use",
    "turn",
    "verdict",
]
