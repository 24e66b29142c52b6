"""Small ledgers, and what in a text they do not back."""

from assistant.agent.checking.ledger import check
from assistant.models import Citation, Figure, Ledger

QUOTE = "The parcel came 12 days late and nobody answered my three mails."
HAN_QUOTE = "快递晚了12天才到，打了三次电话客服都没有人接，非常失望，再也不会来买了"


def ledger(*values: float, n: int = 0) -> Ledger:
    figures = tuple(Figure(name="figure", value=value, n=n) for value in values)
    return Ledger(figures, (Citation("S01622", QUOTE), Citation("web:7~2", HAN_QUOTE)))


def one(name: str, value: float, unit: str = "", n: int = 0, **filters: str) -> Figure:
    narrowed = {field: [each] for field, each in filters.items()}
    return Figure(name=name, value=value, unit=unit, n=n, filters=narrowed)


NPS = Ledger((Figure(name="nps", value=-31.24, unit="points", n=147, low=-43.07, high=-19.31),))


def written(text: str, given_ledger: Ledger, *names: str) -> list[str]:
    return [finding.written for finding in check(text, given_ledger, names)]
