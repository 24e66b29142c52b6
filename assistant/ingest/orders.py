"""The rows of an order file: one line of an order each."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime

from assistant.ingest.amounts import read_amount
from assistant.ingest.flat import Moment
from assistant.ingest.header_names import NAMES
from assistant.ingest.scales import is_blank
from assistant.ingest.times import TimeParser
from assistant.ingest.values import EARLIEST, LATEST_AHEAD, RowError, clean_text, customer_id
from assistant.models import Purchase

__all__ = ["OrderLines"]

TIME = """
    order_time order_date ordered_at order_created order_created_at purchase_time purchase_date
    purchased_at order_purchase_timestamp transaction_date transaction_time paid_at payment_time
    payment_date pay_time created created_at create_time invoice_date timestamp datetime time date
    下单时间 下单日期 订单时间 订单日期 订单创建时间 购买时间 购买日期 付款时间 支付时间 付款日期
    支付日期 成交时间 成交日期 交易时间 交易日期 创建时间 时间 日期"""
AMOUNT = """
    line_total line_amount item_total total_price total_amount order_total order_amount amount
    payment_value paid_amount revenue sales total price
    金额 订单金额 实付金额 实付款 支付金额 付款金额 成交金额 总金额 总价 小计 销售额 价格"""
QUANTITY = """
    quantity qty units item_quantity order_quantity count number_of_items
    数量 件数 购买数量 商品数量 下单数量 销量"""

EMAIL = "customer_email buyer_email billing_email email_address email 客户邮箱 买家邮箱 邮箱"
"""What a shop without customer ids knows its buyers by."""


class OrderLines:
    """Reads order lines. One object reads one import: it counts lines that are alike."""

    names: Mapping[str, str] = {
        "order_id": f"{NAMES['order_id']} invoice_no invoice invoice_number id",
        "time": TIME,
        "customer_id": f"{NAMES['customer_id']} customer_unique_id 客户 买家 顾客 {EMAIL}",
        "product": NAMES["product"],
        "quantity": QUANTITY,
        "amount": AMOUNT,
    }
    required = ("order_id", "time")
    time = "time"

    def __init__(self, tenant: str) -> None:
        self._tenant = tenant
        self._alike: Counter[str] = Counter()

    def parse(
        self,
        cells: Mapping[str, str],
        kept: Mapping[str, str],
        times: TimeParser,
        moment: Moment,
    ) -> Purchase:
        """The line of a row. Raises RowError where order, time, amount or quantity do not fit."""
        order = _cell(cells, "order_id")
        if order is None:
            raise RowError("no order id")
        time = _time(cells["time"], times, moment)
        amount, quantity = _number(cells, "amount"), _number(cells, "quantity")
        product, customer = _cell(cells, "product"), customer_id(_cell(cells, "customer_id"))
        return Purchase(
            key=self._key(order, product, customer, time.isoformat(), quantity, amount),
            order_id=order,
            time=time,
            customer_id=customer,
            product=product,
            quantity=1 if quantity is None else quantity,
            amount=amount,
            extra={name: clean_text(cell) for name, cell in kept.items() if not is_blank(cell)},
            tenant=self._tenant,
        )

    def _key(self, *parts: str | float | None) -> str:
        """A hash of the content; the second of two lines that are alike is no duplicate."""
        said = "\x1f".join("" if part is None else str(part) for part in parts)
        self._alike[said] += 1
        spelled = f"{said}\x1f{self._alike[said]}"
        return hashlib.sha1(spelled.encode(), usedforsecurity=False).hexdigest()


def _cell(cells: Mapping[str, str], name: str) -> str | None:
    value = clean_text(cells.get(name, "")).strip()
    return None if is_blank(value) else value[:300]


def _number(cells: Mapping[str, str], name: str) -> float | None:
    cell = cells.get(name, "")
    if is_blank(cell):
        return None
    value = read_amount(cell, name)
    if value < 0:
        raise RowError(f"{name} {cell[:40]!r} is negative: leave refunds out")
    return value


def _time(cell: str, times: TimeParser, moment: Moment) -> datetime:
    if is_blank(cell):
        raise RowError("no time")
    try:
        written = times.parse(cell)
        time = written if written.tzinfo else written.replace(tzinfo=moment.zone)
        time = time.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise RowError(f"time {cell[:40]!r} cannot be read: {error}") from None
    if not EARLIEST <= time <= moment.now + LATEST_AHEAD:
        raise RowError(f"time {cell[:40]!r} is before 1990 or in the future")
    return time
