"""Webhooks: feedback that other systems push in, signed and mapped by a file of the shop.

`HEARKEN_HOME/hooks.yaml`:

    hooks:
      helpdesk:
        secret: at least sixteen characters
        items: data.tickets          # where the list is; left out: the body is one feedback
        fields: {id: number, text: ticket.body, time: created_at, rating: survey.stars}
"""

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from assistant.errors import InvalidInputError, SettingsError
from assistant.models import DEFAULT_TENANT, Feedback
from assistant.store.database import Database
from assistant.store.deliveries import Deliveries, keep_delivery
from assistant.store.feedback import Also
from assistant.yaml_files import read_yaml

__all__ = ["Hook", "Hooks", "load_hooks", "signature_of"]

FRESH_FOR = timedelta(minutes=5)
NUMBERS = ("rating", "nps", "ces")
NAMES = (
    "id", "text", "time", "title", "channel", "product", "order_id", "customer_id",
    "customer_name", "touchpoint", "segment", *NUMBERS,
)  # fmt: skip
LIMITS = {"rating": (1, 5), "nps": (0, 10), "ces": (1, 7)}
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


class Hook(BaseModel):
    """One sender: its secret, and where in its JSON the fields of a feedback stand."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    secret: Annotated[SecretStr, Field(min_length=16)]
    fields: dict[str, str]
    items: str | None = None
    tenant: Annotated[str, Field(pattern=r"^[\w.@-]{1,64}$")] = DEFAULT_TENANT
    source: str | None = None


def load_hooks(path: Path) -> Mapping[str, Hook]:
    """The hooks of a file; a missing file has none. Raises SettingsError."""
    if not path.exists():
        return {}
    try:
        raw = read_yaml(path.read_text("utf-8")) or {}
        hooks = {str(name): Hook.model_validate(each) for name, each in raw["hooks"].items()}
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise SettingsError(f"{path}: {where}: {error.errors()[0]['msg']}.") from None
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError, UnicodeDecodeError):
        raise SettingsError(
            f"{path} cannot be read as hooks; write `hooks:` with a secret and fields each."
        ) from None
    for name, hook in hooks.items():
        if unknown := sorted(set(hook.fields) - set(NAMES)):
            raise SettingsError(
                f"{path}: hook {name!r} maps {unknown[0]!r}; the fields are {', '.join(NAMES)}."
            )
    return hooks


def signature_of(secret: str, timestamp: str, body: bytes) -> str:
    """What a sender writes after `sha256=`: HMAC-SHA-256 over timestamp, a dot and the body."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Delivery:
    """A request of a known sender."""

    name: str
    hook: Hook
    signature: str
    body: bytes


class Hooks:
    """Checks deliveries and reads feedback out of them."""

    def __init__(
        self,
        hooks: Mapping[str, Hook],
        database: Database,
        clock: Callable[[], datetime],
        zone: tzinfo,
    ) -> None:
        self._hooks = hooks
        self._zone = zone
        self._deliveries = Deliveries(database)
        self._clock = clock

    def verify(self, name: str, timestamp: str, signature: str, body: bytes) -> Delivery | None:
        """The delivery, None for an unknown hook, a stale timestamp or a wrong signature."""
        hook = self._hooks.get(name)
        secret = hook.secret.get_secret_value() if hook else ""
        expected = signature_of(secret, timestamp, body)
        given = signature.removeprefix("sha256=").lower()
        right = hmac.compare_digest(given.encode(), expected.encode())
        if hook is None or not right or not self._fresh(timestamp):
            return None
        return Delivery(name, hook, expected, body)

    def taken(self, delivery: Delivery) -> bool:
        """Whether a delivery was taken before."""
        return self._deliveries.taken(delivery.hook.tenant, delivery.name, delivery.signature)

    def keep(self, delivery: Delivery) -> Also:
        """Counts a delivery as taken, in the transaction that stores its feedback: what could not
        be stored may be sent again. Raises ConflictError where it was taken meanwhile."""
        now = self._clock()
        mine = delivery.hook.tenant, delivery.name, delivery.signature
        return lambda connection: keep_delivery(connection, *mine, now, now - 2 * FRESH_FOR)

    def read(self, delivery: Delivery) -> list[Feedback]:
        """The feedback of a delivery. Raises InvalidInputError."""
        try:
            content = json.loads(delivery.body)
        except (ValueError, RecursionError):
            raise InvalidInputError("The body is not JSON; send a JSON object.") from None
        hook = delivery.hook
        items = _at(content, hook.items) if hook.items else [content]
        if not isinstance(items, list):
            raise InvalidInputError(f"There is no list at {hook.items!r} in the body.")
        return [self._feedback(delivery, number, item) for number, item in enumerate(items, 1)]

    def _feedback(self, delivery: Delivery, number: int, item: Any) -> Feedback:
        found = {name: _at(item, path) for name, path in delivery.hook.fields.items()}
        values: dict[str, Any] = {
            name: _number(name, value, number) if name in NUMBERS else str(value).strip()
            for name, value in found.items()
            if value not in (None, "") and name != "time"
        }
        if values.get("nps") is not None:
            values["nps"] = round(values["nps"])
        values.setdefault("id", "")
        values.setdefault("text", "")
        source = delivery.hook.source or delivery.name
        return Feedback(**values, time=self._time(found.get("time"), number), source=source)

    def _time(self, value: Any, number: int) -> datetime:
        if value in (None, ""):
            return self._clock()
        try:
            if isinstance(value, int | float):
                return datetime.fromtimestamp(value, UTC)
            read = datetime.fromisoformat(str(value))
        except (ValueError, OverflowError, OSError):
            raise InvalidInputError(
                f"Item {number}: the time {str(value)[:40]!r} cannot be read; send ISO 8601 or "
                "seconds since 1970."
            ) from None
        return read if read.tzinfo else read.replace(tzinfo=self._zone)

    def _fresh(self, timestamp: str) -> bool:
        if not timestamp.isascii() or not timestamp.isdigit() or len(timestamp) > 12:
            return False
        return abs(self._clock().timestamp() - int(timestamp)) <= FRESH_FOR.total_seconds()


def _at(content: Any, path: str) -> Any:
    """What stands at a path like `ticket.comments[0].body`, None where nothing does."""
    for name, index in _STEP.findall(path):
        if index and isinstance(content, list) and int(index) < len(content):
            content = content[int(index)]
        elif name and isinstance(content, dict):
            content = content.get(name)
        else:
            return None
    return content


def _number(name: str, value: Any, number: int) -> float:
    low, high = LIMITS[name]
    try:
        read = float(value)
    except (TypeError, ValueError):
        read = low - 1.0
    if not low <= read <= high:
        raise InvalidInputError(
            f"Item {number}: {name} {str(value)[:40]!r} is not between {low} and {high}."
        )
    return read
