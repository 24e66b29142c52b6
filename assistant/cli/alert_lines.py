"""Alerts and their replay in plain words, for the terminal."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

__all__ = ["alert_lines", "replay_lines"]

HINT = (
    "The 12 hours are for the response to the crisis; a reply to a customer has 24 hours. A plan: "
    'hearken ask "what should we do about the worst alert"'
)


def alert_lines(alerts: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """One line an alert; one that says so where there is none."""
    if not alerts:
        yield "No open alerts."
        return
    for each in alerts:
        expected = each["expected"]
        beside = "" if expected is None else f" (about {expected} expected)"
        named = f"; named: {', '.join(each['terms'])}" if each["terms"] else ""
        yield (
            f"{each['severity']} · {each['kind']} {each['subject']}: {each['observed']}{beside}, "
            f"first seen {_minute(each['first_seen'])}, respond by "
            f"{_minute(each['respond_by'])} ({each['status']}){named}"
        )
    yield HINT


def replay_lines(replay: Mapping[str, Any]) -> Iterator[str]:
    """The episodes, then what they say of the rules."""
    for each in replay["episodes"]:
        expected = each["expected"]
        beside = "" if expected is None else f" (about {expected} expected)"
        run = each["first"] if each["first"] == each["last"] else f"{each['first']}…{each['last']}"
        yield (
            f"{run} · {each['severity']} · {each['kind']} {each['subject']}: "
            f"{each['observed']}{beside}; {each['lead_days']} days before its peak"
        )
    yield (
        f"{replay['days']} days replayed, each knowing only the days before: {replay['surges']} "
        f"surges and {replay['safety_reports']} safety reports."
    )
    yield (
        f"By chance alone at most {replay['expected_false_alarms']} surges would be expected "
        "(the rules allow 12 a year over everything watched)."
    )
    if replay["surges"]:
        yield (
            f"So at least {replay['precision_at_least']:g} % of the surges are real; their first "
            f"alert came {replay['median_lead_days']:g} days before the peak (median)."
        )


def _minute(moment: str) -> str:
    return moment[:16].replace("T", " ")
