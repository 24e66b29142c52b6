"""The conversation with a tenant, over the names and rules of its shop."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from assistant.commons import Commons
from assistant.tools.context import ToolContext
from assistant.understanding.themes import Taxonomy
from prompts.wording import Wording

if TYPE_CHECKING:
    from assistant.services.asking import Asking

__all__ = ["make_asking"]


def make_asking(
    commons: Commons,
    *,
    taxonomy: Taxonomy,
    wordings: Mapping[str, Wording],
    tool_context: Callable[[date], ToolContext],
    tenant: str,
) -> "Asking":
    """Answers a tenant's questions, as its themes now are."""
    from assistant.services.asking import Asking
    from assistant.services.shop_names import ShopNames

    names = ShopNames(
        folder=commons.settings.home_of(tenant),
        stores=commons.stores,
        taxonomy=taxonomy,
        wordings=wordings,
        brains=commons.brains,
        today=commons.today,
        tenant=tenant,
    )
    return Asking(
        agent=commons.brains.agent,
        names=names,
        conversations=commons.stores.of(tenant).conversations,
        tool_context=tool_context,
        clock=commons.clock,
        today=commons.today,
        tenant=tenant,
    )
