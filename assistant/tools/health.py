"""Which products are in trouble, and why."""

from collections import defaultdict
from dataclasses import replace
from typing import Any

from assistant.analytics.comparison import difference_of_proportions
from assistant.analytics.health import Part, ProductHealth, ProductRow, grade_products
from assistant.analytics.intervals import Estimate
from assistant.customers.defects import SHOP_FAULTS, Defects
from assistant.models import Period, Scope, Sentiment, Urgency
from assistant.tools.arguments import PeriodArg, ScopeArgs
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount, change, name_of, share
from assistant.tools.quotes import evidence_of_worst
from assistant.tools.result import ToolResult

__all__ = ["HealthArgs", "health"]


class HealthArgs(ScopeArgs):
    """A scope, and the period with which its defect rate is compared."""

    compare_to: PeriodArg | None = None


def health(args: HealthArgs, context: ToolContext) -> ToolResult:
    """Product health: each product graded excellent, good, fair, poor or very poor against the
    others, with its negative share, defect rate, urgent share, and why it is in trouble."""
    scope, notes = context.scope(args)
    # A product that is named is graded as well against those that are not.
    of_all = replace(scope, product=())
    over_all = context.customers.defects(of_all, context.as_of)
    graded = grade_products(_rows(of_all, over_all, context))
    alone = len(graded) == 1
    if scope.product:
        graded = [each for each in graded if each.product in scope.product]
    products = [_product(each, scope) for each in graded]
    troubled = [each.product for each in graded if each.in_trouble]
    data: dict[str, Any] = {
        "products": products,
        "in_trouble": troubled,
        "alone": alone,
        "over_all": bool(over_all),
    }
    if troubled:
        data["worst"] = name_of("worst_product", troubled[0], scope, graded[0].n)
        data["quotes"] = evidence_of_worst(replace(scope, product=(troubled[0],)), context)
    if products:
        rate = context.customers.defect_rate(scope, context.as_of)
        data["defect_rate"] = share("defect_rate", rate, scope)
        if rate.n:
            data["defective"] = amount("defective_count", _hits(rate), scope, rate.n, "orders")
            data["orders"] = amount("orders_count", rate.n, scope, rate.n, "orders")
        if args.compare_to:
            data |= _against(args.compare_to.period(), scope, context)
    else:
        notes = (*notes, "no_products")
    return ToolResult(scope, data, notes=notes)


def _against(other: Period, scope: Scope, context: ToolContext) -> dict[str, Any]:
    """The defect rate beside that of another period, and the difference. The orders of both are
    given as many days for complaints to come in, without which the older are always worse."""
    assert scope.period is not None
    followed = context.as_of - max(scope.period.end, other.end)
    beside = replace(scope, period=other)
    now, then = (
        context.customers.defect_rate(each, period.end + followed)
        for each, period in ((scope, scope.period), (beside, other))
    )
    difference = difference_of_proportions(_hits(now), now.n, _hits(then), then.n)
    if difference.value is None:
        return {}
    return {
        "rate_now": share("defect_rate", now, scope),
        "rate_before": share("defect_rate", then, beside),
        "change": change("defect_rate_change", difference, scope, "points", factor=100),
        "verdict": difference.verdict,
    }


def _hits(rate: Estimate) -> int:
    return round((rate.value or 0.0) * rate.n)


def _rows(scope: Scope, over_all: Defects, context: ToolContext) -> list[ProductRow]:
    counts: defaultdict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for (product, sentiment, urgency), n in context.tallies.by(
        scope, "product", "sentiment", "urgency"
    ).items():
        if product is not None:
            counts[product]["n"] += n
            counts[product]["negative"] += n * (sentiment == Sentiment.NEGATIVE)
            counts[product]["urgent"] += n * (urgency in (Urgency.CRITICAL, Urgency.HIGH))
    orders = context.tallies.orders(scope, sorted(SHOP_FAULTS))
    known = (
        {product: over_all.get(product, (0, 0)) for product in counts}
        if over_all
        else {product: (orders[product][1], orders[product][0]) for product in counts}
    )
    return [
        ProductRow(
            product=product,
            n=of["n"],
            negative=of["negative"],
            urgent=of["urgent"],
            defect_orders=known[product][0],
            orders=known[product][1],
        )
        for product, of in sorted(counts.items())
    ]


def _product(health_of: ProductHealth, scope: Scope) -> dict[str, Any]:
    of = {"product": health_of.product}
    parts = health_of.parts
    return {
        "name": health_of.product,
        "grade": health_of.grade,
        "reasons": [str(reason) for reason in health_of.reasons],
        "count": amount("count", health_of.n, scope, health_of.n, "records", of),
        "negative": share("negative_share", parts[Part.NEGATIVE], scope, of),
        "urgent": share("urgent_share", parts[Part.URGENT], scope, of),
        "defects": share("defect_rate", parts[Part.DEFECTS], scope, of),
    }
