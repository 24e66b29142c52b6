"""The shop's standing rules: what it wants of every answer, from HEARKEN_HOME/rules.yaml.

default_period: last 7 days        where a question names no period
split_by: channel                  scores and counts are always split
filters: {channel: [Trustpilot]}   where a question names none of the field
aliases: {小金: Gold Lamp}          what a word of the shop's means
notes: [Write short answers.]      sentences for a language model alone
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assistant.agent.periods.finder import find_periods
from assistant.agent.planner.calls.call_args import fitted
from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.calls.traits import TRAITS
from assistant.errors import PeriodError, SettingsError
from assistant.models import ATTRIBUTES, ToolCall
from assistant.tools.arguments import Dimension
from assistant.yaml_files import read_yaml
from prompts.wording import instructions

__all__ = ["StandingRules", "load_rules"]

KNOWN = ("default_period", "split_by", "filters", "aliases", "notes")


@dataclass(frozen=True, slots=True)
class StandingRules:
    """Rules that hold until the file is changed; empty ones change nothing."""

    default_period: str | None = None
    split_by: str | None = None
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def apply(self, plan: CallPlan, as_of: date) -> CallPlan:
        """The plan under the rules, with a remark for each one that changed it."""
        remarks: list[tuple[str, Mapping[str, Any]]] = []
        calls = tuple(self._ruled(call, as_of, remarks) for call in plan.calls)
        distinct = [r for i, r in enumerate(remarks) if r not in remarks[:i]]
        return replace(plan, calls=calls, remarks=(*plan.remarks, *distinct))

    def as_text(self) -> str:
        """The rules as instructions for a language model; empty without rules."""
        if self == StandingRules():
            return ""
        return instructions("rules", rules=self).strip()

    def _ruled(
        self, call: ToolCall, as_of: date, remarks: list[tuple[str, Mapping[str, Any]]]
    ) -> ToolCall:
        args = call.args
        if TRAITS[call.name].timeless or args.get("ids") or args.get("customer_id"):
            return call
        if self.default_period and "period" not in args:
            period = find_periods(self.default_period, as_of)[0].period
            call = call.having(period=period.as_json())
            remarks.append(("rule_period", {"period": self.default_period}))
        for name, values in self.filters.items():
            if not args.get(name) and args.get("by") != name:
                call = call.having(**{name: list(values)})
                remarks.append(("rule_filter", {"field": name, "values": values}))
        if self.split_by and TRAITS[call.name].splits and "by" not in args:
            call = call.having(by=self.split_by)
            remarks.append(("rule_split", {"by": self.split_by}))
        return fitted(call)


def load_rules(path: Path, as_of: date) -> StandingRules:
    """Read the rules; a missing file gives none.

    Raises SettingsError for a file that cannot be read, an unknown rule, a field or dimension
    that does not exist, or a period that cannot be understood.
    """
    if not path.exists():
        return StandingRules()
    try:
        raw = read_yaml(path.read_text("utf-8")) or {}
        rules = StandingRules(
            default_period=raw.get("default_period"),
            split_by=raw.get("split_by"),
            filters={name: _names(listed) for name, listed in (raw.get("filters") or {}).items()},
            aliases={str(k): str(v) for k, v in (raw.get("aliases") or {}).items()},
            notes=_names(raw.get("notes") or ()),
        )
    except (OSError, UnicodeDecodeError, yaml.YAMLError, AttributeError, TypeError):
        raise SettingsError(
            f"The rules {path} cannot be read; write `name: value` lines for {', '.join(KNOWN)}."
        ) from None
    _check(raw, rules, path, as_of)
    return rules


def _check(raw: Mapping[str, Any], rules: StandingRules, path: Path, as_of: date) -> None:
    wrong = [f"rule {name!r}" for name in raw if name not in KNOWN]
    wrong += [f"filter {name!r}" for name in rules.filters if name not in ATTRIBUTES]
    if rules.split_by and rules.split_by not in list(Dimension):
        wrong.append(f"split_by {rules.split_by!r}")
    if rules.default_period:
        try:
            if not find_periods(rules.default_period, as_of):
                wrong.append(f"default_period {rules.default_period!r}")
        except PeriodError:
            wrong.append(f"default_period {rules.default_period!r}")
    if wrong:
        raise SettingsError(
            f"{path} has an unknown {wrong[0]}; the rules are {', '.join(KNOWN)}, "
            f"the filters {', '.join(ATTRIBUTES)}."
        )


def _names(listed: Any) -> tuple[str, ...]:
    return (listed,) if isinstance(listed, str) else tuple(str(each) for each in listed)
