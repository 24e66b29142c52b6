"""The alerts of one tenant: which are open, what the rules would have said, and their push."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from assistant.errors import PushError, SettingsError
from assistant.push.delivery import deliver
from assistant.push.messages import Message, request_for
from assistant.push.webhooks import Webhook, read_webhooks
from assistant.services.alert_checklists import AlertChecklists
from assistant.settings import Settings
from assistant.store.alert_pushes import AlertPushes
from assistant.store.alert_ticks import AlertTicks
from assistant.tools.alert_replay import replay_json
from assistant.tools.alerts import Alert, open_alerts
from assistant.tools.context import ToolContext
from prompts.wording import Wording

__all__ = ["Alerting", "Pushed"]


@dataclass(frozen=True, slots=True)
class Pushed:
    """How one alert went to one webhook; `problem` is None when it arrived."""

    key: str
    webhook: str
    problem: str | None = None


class Alerting:
    """Reads alerts on a day and pushes those of today, each once to each webhook.

    `checklists` are the steps that staff tick for those of today.
    """

    def __init__(
        self,
        *,
        settings: Settings,
        clock: Callable[[], datetime],
        context: Callable[[date], ToolContext],
        wording: Callable[[str], Wording],
        pushes: AlertPushes,
        ticks: AlertTicks,
        tenant: str,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._context = context
        self._wording = wording
        self._pushes = pushes
        self._tenant = tenant
        self.checklists = AlertChecklists(ticks, lambda: self.open(self._today()), clock, tenant)

    def open(self, day: date) -> list[Alert]:
        """The open alerts of a day, worst first, as they stood at its end, or stand now."""
        end = datetime.combine(day, time.max, self._settings.zone)
        return open_alerts(self._context(day), min(self._clock(), end))

    def open_json(self, day: date | None = None) -> list[dict[str, Any]]:
        """The open alerts of a day, or of today, as JSON; worst first."""
        return [alert.as_json() for alert in self.open(day or self._today())]

    def replay(self, day: date) -> dict[str, Any]:
        """What the rules would have said over the history up to a day."""
        return replay_json(self._context(day))

    @property
    def webhooks(self) -> tuple[Webhook, ...]:
        """Where alerts go; nowhere by default. Raises SettingsError for an unreadable entry."""
        settings = self._settings
        if settings.alert_webhooks is None:
            return ()
        secret = settings.alert_webhook_secret
        return read_webhooks(
            settings.alert_webhooks.get_secret_value(),
            secret.get_secret_value() if secret else None,
            private=settings.webhook_private,
        )

    def push(self) -> list[Pushed]:
        """Push the open alerts of today that were not pushed yet; returns what was tried.

        Raises SettingsError where no webhook is set.
        """
        webhooks = self.webhooks
        if not webhooks:
            raise SettingsError(
                "HEARKEN_ALERT_WEBHOOKS is not set; write kind+https://… there, see .env.example."
            )
        return [
            done
            for alert in self.open(self._today())
            for webhook in webhooks
            if (done := self._push(alert, webhook))
        ]

    def _today(self) -> date:
        return self._clock().astimezone(self._settings.zone).date()

    def _push(self, alert: Alert, webhook: Webhook) -> Pushed | None:
        key = f"{webhook.id}:{alert.key}"
        if not self._pushes.claim(key, self._clock(), self._tenant):
            return None
        problem = None
        try:
            request = request_for(webhook, self._message(alert, webhook), self._clock())
            deliver(request, private=self._settings.webhook_private)
        except PushError as error:
            problem = str(error)
        self._pushes.finish(key, self._clock(), self._tenant, sent=problem is None)
        return Pushed(alert.key, webhook.name, problem)

    def _message(self, alert: Alert, webhook: Webhook) -> Message:
        wording = self._wording(webhook.kind.language)
        zone = self._settings.zone
        title, _, text = wording.render(
            "alert_push",
            surge=alert.surge,
            alert=alert,
            first_seen=alert.first_seen.astimezone(zone),
            respond_by=alert.respond_by.astimezone(zone),
        ).partition("\n")
        return Message(title, text, alert.as_json())
