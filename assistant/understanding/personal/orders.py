"""Ids of orders, parcels and bookings: a value after a label, or one of a known shape."""

import re

from assistant.understanding.personal.kinds import OPEN, SHUT, Kind, Pattern, Span, whole

__all__ = ["ORDERS"]

_PAPER = "(?:快递|物流|退款|退货|售后|交易|支付|流水|发票|工单|包裹)单?(?:编号|号码|号)"
_PURCHASE = (
    "order|tracking|waybill|parcel|shipment|invoice|booking|reservation|confirmation|ticket"
    "|reference|conf"
)
_ID_VALUE = r"(?P<value>[A-Za-z0-9](?:[A-Za-z0-9]|-(?=[A-Za-z0-9])){4,39})(?![A-Za-z0-9@])"


def _order(match: re.Match[str]) -> Span | None:
    """A value after a label; after a bare noun ("order", "订单") it must be long."""
    digits = sum(c.isdigit() for c in match["value"])
    return (
        match.span("value") if digits >= (1 if match["explicit"] or match["noun"] else 6) else None
    )


ORDERS: tuple[Pattern, ...] = (
    (
        Kind.ORDER,
        rf"(?:(?:订单|定单|运单|单)(?P<explicit>编号|号码|号|ID|id)?|(?P<noun>{_PAPER}))"
        rf"[ :#(为是]{{0,4}}{_ID_VALUE}",
        _order,
    ),
    (
        Kind.ORDER,
        rf"(?i:\b(?:(?P<noun>pnr|record locator)|(?:{_PURCHASE})s?(?: (?:{_PURCHASE}))?)"
        r"(?P<explicit> ?(?:numbers?|no|num|id|code|ref)\b\.?| ?#)?"
        rf"[ :#=(]{{0,3}}(?:(?:is|was)\b[ :#]{{0,2}})?){_ID_VALUE}",
        _order,
    ),
    (Kind.ORDER, rf"{OPEN}(?:\d{{3}}-\d{{7}}-\d{{7}}|\b1Z[0-9A-Z]{{16}}){SHUT}", whole),
)
