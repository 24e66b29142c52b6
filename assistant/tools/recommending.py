"""What a customer would like, and what is bought together."""

from typing import Annotated, Any

from pydantic import Field

from assistant.analytics.baskets import Companion
from assistant.customers.baskets import Together
from assistant.customers.recommending import FEWEST_CUSTOMERS, Recommendation
from assistant.models import Scope
from assistant.tools.arguments import Arguments, Names
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount, share
from assistant.tools.result import ToolResult

__all__ = ["RecommendArgs", "TogetherArgs", "bought_together", "recommend"]

MOST_PRODUCTS = 3


class RecommendArgs(Arguments):
    """The customer, by id, and how many products."""

    customer_id: Names
    top: Annotated[int, Field(ge=1, le=20)] = 5


class TogetherArgs(Arguments):
    """The products; the three of most orders, if none is named."""

    product: Names
    top: Annotated[int, Field(ge=1, le=20)] = 5


def recommend(args: RecommendArgs, context: ToolContext) -> ToolResult:
    """What a customer would like: products that customers with the same purchases bought, each with
    how many did. Needs imported orders."""
    scope = Scope(tenant=context.tenant, customer_id=tuple(args.customer_id[:1]))
    nothing: dict[str, Any] = {"products": [], "bought": []}
    if not context.customers.has_orders():
        return ToolResult(scope, nothing, notes=("no_orders",))
    if not args.customer_id:
        return ToolResult(scope, nothing, notes=("no_customer",))
    name = context.customers.spelled(args.customer_id[0])
    scope = Scope(tenant=context.tenant, customer_id=(name,))
    found = context.customers.recommend(name, context.as_of, args.top)
    data: dict[str, Any] = {
        "customer": name,
        "bought": list(found.bought),
        "customers": amount("teaching_customers_count", found.customers, scope, found.customers),
        "products": [_recommended(each, scope) for each in found.products],
    }
    notes: tuple[str, ...] = ()
    if not found.bought:
        notes = ("no_purchases",)
    elif not found.enough:
        data["needed"] = amount("customers_needed_count", FEWEST_CUSTOMERS, scope, found.customers)
        notes = ("too_few_orders",)
    elif not found.products:
        notes = ("no_common_purchases",)
    return ToolResult(scope, data, notes=notes)


def bought_together(args: TogetherArgs, context: ToolContext) -> ToolResult:
    """What is frequently bought with a product, surely more often than without it. Needs imported
    orders."""
    scope = Scope(tenant=context.tenant, product=tuple(args.product))
    if not context.customers.has_orders():
        return ToolResult(scope, {"products": []}, notes=("no_orders",))
    products = args.product or context.customers.best_sellers(context.as_of, MOST_PRODUCTS)
    found = [context.customers.bought_with(product, context.as_of) for product in products]
    rows = [_row(each, scope, args.top) for each in found]
    notes = () if any(each.companions for each in found) else ("no_common_purchases",)
    return ToolResult(scope, {"products": rows}, notes=notes)


def _recommended(found: Recommendation, scope: Scope) -> dict[str, Any]:
    of = {"product": found.product}
    return {
        "product": found.product,
        "because": found.because,
        "together": amount("together_count", found.together, scope, found.share.n, "", of),
        "share": share("together_share", found.share, scope, of),
    }


def _row(found: Together, scope: Scope, top: int) -> dict[str, Any]:
    of = {"product": found.product}
    return {
        "product": found.product,
        "by": found.by,
        "count": amount("basket_count", found.n, scope, found.total, "", of),
        "all": amount("baskets_count", found.total, scope, found.total),
        "companions": [_companion(each, found, scope) for each in found.companions[:top]],
    }


def _companion(companion: Companion, found: Together, scope: Scope) -> dict[str, Any]:
    of = {"product": found.product, "with": companion.product}
    return {
        "product": companion.product,
        "together": amount("together_count", companion.together, scope, found.n, "", of),
        "share": share("together_share", companion.share, scope, of),
        "elsewhere": share("elsewhere_share", companion.elsewhere, scope, of),
        "lift": amount("lift", companion.lift, scope, found.n, "", of),
    }
