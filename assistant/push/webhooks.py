"""Where alerts are pushed to: what HEARKEN_ALERT_WEBHOOKS says, with commas between."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urldefrag, urlsplit

from assistant.errors import SettingsError
from assistant.push.addresses import is_plain_address

__all__ = ["Kind", "Webhook", "read_webhooks"]


class Kind(StrEnum):
    """The services whose way of being called is known; json is for everything else."""

    SLACK = "slack"
    FEISHU = "feishu"
    DINGTALK = "dingtalk"
    WECOM = "wecom"
    JSON = "json"

    @property
    def language(self) -> str:
        return "zh" if self in (Kind.FEISHU, Kind.DINGTALK, Kind.WECOM) else "en"


@dataclass(frozen=True, slots=True)
class Webhook:
    """One address. Its path is a secret for most services, so neither is ever shown."""

    kind: Kind
    url: str = field(repr=False)
    secret: str | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """What may be shown: the kind and the host."""
        return f"{self.kind} {urlsplit(self.url).hostname}"

    @property
    def id(self) -> str:
        return hashlib.sha256(f"{self.kind}+{self.url}".encode()).hexdigest()[:12]


def read_webhooks(written: str, secret: str | None, *, private: bool) -> tuple[Webhook, ...]:
    """`kind+url` entries; a secret after # is for that one alone, `secret` for the others.

    Raises SettingsError for an unknown kind, or an address that is no https (http is for
    private addresses, where they are allowed).
    """
    entries = (each.strip() for each in written.split(",") if each)
    return tuple(_webhook(entry, secret, private=private) for entry in entries)


def _webhook(entry: str, secret: str | None, *, private: bool) -> Webhook:
    kind, plus, url = entry.partition("+")
    if not plus or kind not in set(Kind):
        raise SettingsError(
            f"HEARKEN_ALERT_WEBHOOKS has an entry of the kind {kind[:12]!r}; write kind+https://… "
            f"with one of {', '.join(Kind)}."
        )
    url, own = urldefrag(url)
    if not is_plain_address(url, private=private):
        raise SettingsError(
            f"The {kind} entry of HEARKEN_ALERT_WEBHOOKS is no plain https address; correct it "
            "(http is for private addresses, with HEARKEN_WEBHOOK_PRIVATE=true)."
        )
    return Webhook(Kind(kind), url, own or secret)
