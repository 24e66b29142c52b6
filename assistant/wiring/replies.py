"""The replies of a tenant, over the files that its drafts rest on."""

from functools import partial

from assistant.agent.llm.metered_call import metered
from assistant.agent.names.book import load_glossary
from assistant.commons import Commons
from assistant.models import DEFAULT_TENANT
from assistant.replies.policies.clauses import load_policies
from assistant.replies.shop.brand import load_brand
from assistant.replies.shop.order_days import OrderDays
from assistant.replies.workflow.queue import ReplyQueue
from assistant.replies.workflow.service import ReplyService
from assistant.replies.writing.desk import ReplyDesk
from assistant.services.factories import make_limits
from assistant.services.live_files import state_of

__all__ = ["make_replies", "state_of_reply_files"]


def state_of_reply_files(commons: Commons, tenant: str) -> tuple[object, ...]:
    """Another one whenever a file that drafts rest on is."""
    own, settings = commons.settings.home_of(tenant), commons.settings
    files = (own / name for name in ("policies", "brand.yaml", "glossary.yaml"))
    return state_of([*files, settings.policies, settings.brand])


def make_replies(commons: Commons, tenant: str) -> ReplyService:
    """The steps of a tenant's replies, with the desk that drafts and the queue of what waits."""
    desk, stores = _make_desk(commons, tenant), commons.stores
    queue = ReplyQueue(
        stores.feedback,
        stores.reply_queue,
        stores.replies,
        commons.clock,
        desk.risk,
        desk.brand.hours,
    )
    return ReplyService(stores.feedback, stores.replies, queue, desk, tenant)


def _make_desk(commons: Commons, tenant: str) -> ReplyDesk:
    """The reply desk of a tenant; what the settings name is the default tenant's alone."""
    settings, model = commons.settings, commons.chat
    own = settings.home_of(tenant)
    policies, brand = settings.policies or own / "policies", settings.brand
    if tenant != DEFAULT_TENANT:
        file = own / "brand.yaml"
        policies, brand = own / "policies", file if file.exists() else None
    clauses = load_policies(policies)
    limits, meter = make_limits(settings), commons.tokens.of(tenant)
    return ReplyDesk(
        clauses,
        load_brand(brand, clauses),
        commons.encoder.encode,
        partial(metered, model, limits=limits, meter=meter) if model else None,
        load_glossary(own / "glossary.yaml").get("products", {}),
        OrderDays(commons.stores.orders),
    )
