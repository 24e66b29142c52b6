"""The checklist of an alert: prevention, response, communication, review, ticked by staff."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib import resources
from typing import Any

from assistant.errors import InvalidInputError, NotFoundError
from assistant.models import Actor
from assistant.store.alert_ticks import AlertTicks, Tick
from assistant.tools.alerts import Alert
from assistant.yaml_files import read_yaml

__all__ = ["AlertChecklists", "CheckedStep", "Step", "alert_steps"]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. `text` is by language; `only` and `but` name a kind of alert."""

    id: str
    part: str
    text: Mapping[str, str]
    only: str | None = None
    but: str | None = None

    def fits(self, kind: str) -> bool:
        return self.only in (None, kind) and self.but != kind


@dataclass(frozen=True, slots=True)
class CheckedStep:
    """A step of one alert's list; `tick` is None as long as nobody has touched it."""

    step: Step
    tick: Tick | None

    @property
    def done(self) -> bool:
        return self.tick is not None and self.tick.done

    def as_json(self, language: str) -> dict[str, Any]:
        """The step in a language, with who ticked it and when."""
        tick = self.tick if self.done else None
        return {
            "id": self.step.id,
            "part": self.step.part,
            "text": self.step.text[language],
            "done": self.done,
            "who": tick.actor if tick else None,
            "time": tick.time.isoformat() if tick else None,
        }


class AlertChecklists:
    """The checklists of one tenant. `read` gives the alerts that are open now."""

    def __init__(
        self,
        ticks: AlertTicks,
        read: Callable[[], Sequence[Alert]],
        clock: Callable[[], datetime],
        tenant: str,
    ) -> None:
        self._ticks = ticks
        self._read = read
        self._clock = clock
        self._tenant = tenant

    def of(self, alert: Alert) -> list[CheckedStep]:
        """The steps that fit the alert, in the order of the plan."""
        ticks = self._ticks.of(self._tenant, alert.key)
        fitting = (step for step in alert_steps() if step.fits(alert.surge.kind))
        return [CheckedStep(step, ticks.get(step.id)) for step in fitting]

    def open(self, key: str) -> Alert:
        """The open alert with this key. Raises NotFoundError."""
        for alert in self._read():
            if alert.key == key:
                return alert
        raise NotFoundError(f"There is no open alert {key!r}; list the alerts to see the keys.")

    def tick(self, key: str, step: str, actor: Actor, *, done: bool) -> list[CheckedStep]:
        """Tick a step, or untick it; returns the list as it then stands.

        Raises NotFoundError for an alert that is not open, InvalidInputError for an unknown step.
        """
        alert = self.open(key)
        if step not in {each.step.id for each in self.of(alert)}:
            raise InvalidInputError(
                f"This alert has no step {step!r}; read its checklist to see the steps."
            )
        self._ticks.add(self._tenant, key, step, actor, self._clock(), done=done)
        return self.of(alert)

    def set_done(self, alert: Alert, steps: Set[str], actor: Actor) -> bool:
        """Have exactly these steps ticked; returns whether that changed anything."""
        changed = [each for each in self.of(alert) if each.done != (each.step.id in steps)]
        for each in changed:
            self.tick(alert.key, each.step.id, actor, done=not each.done)
        return bool(changed)


@lru_cache(maxsize=1)
def alert_steps() -> tuple[Step, ...]:
    """Every step of prompts/alert_steps.yaml, part by part."""
    raw = read_yaml(resources.files("prompts").joinpath("alert_steps.yaml").read_text("utf-8"))
    return tuple(
        Step(
            each["id"],
            part,
            {"en": each["en"], "zh": each["zh"]},
            each.get("only"),
            each.get("but"),
        )
        for part, steps in raw.items()
        for each in steps
    )
