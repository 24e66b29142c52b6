"""The worst open alerts in a line each, for answers that are not about alerts."""

from typing import Any

from assistant.analytics.surges import Surge
from assistant.models import Scope
from assistant.tools.alerts import open_surges
from assistant.tools.context import ToolContext
from assistant.tools.figures import amount

__all__ = ["alert_lines"]

MOST = 3


def alert_lines(scope: Scope, context: ToolContext) -> list[dict[str, Any]]:
    """Kind, subject, severity, first day and count of the worst three; none unless the scope is the
    whole shop up to the as-of day, where alerts live."""
    assert scope.period is not None
    if scope.filters() or scope.period.end != context.as_of:
        return []
    return [_line(surge, scope) for surge in open_surges(context).surges[:MOST]]


def _line(surge: Surge, scope: Scope) -> dict[str, Any]:
    of = {surge.kind: surge.subject}
    return {
        "kind": surge.kind,
        "subject": surge.subject,
        "severity": str(surge.severity),
        "day": surge.first_seen,
        "observed": amount("observed_count", surge.observed, scope, surge.observed, "", of),
    }
