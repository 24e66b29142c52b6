"""A line of the queue says why it stands where it stands."""

from dataclasses import replace

import pytest

from assistant.app import App
from assistant.models import Period, Scope, Urgency
from assistant.replies.draft import RiskKind
from tests.ui.conftest import NOW, drawn
from ui.replies.queue import ReplyList
from ui.wording import Texts


@pytest.mark.parametrize(
    ("risk", "urgency", "mark"),
    [
        (RiskKind.NONE, Urgency.CRITICAL, "feedback.critical"),
        (RiskKind.SAFETY, Urgency.CRITICAL, "risks.safety"),
        (RiskKind.LEGAL, Urgency.LOW, "risks.legal"),
        (RiskKind.NONE, Urgency.HIGH, ""),
    ],
)
def test_what_stands_before_the_deadlines_is_marked_with_its_reason(
    app: App, texts: Texts, risk: RiskKind, urgency: Urgency, mark: str
) -> None:
    listed = drawn(ReplyList, app, texts)
    scope = Scope(tenant=app.tenant, period=Period.last_days(30, NOW.date()))
    waiting = app.replies.queue.open(scope, 1)[0]
    labels = replace(waiting.record.labels, urgency=urgency)
    shown = replace(waiting, risk=risk, record=replace(waiting.record, labels=labels))
    first, *_ = listed._waiting(shown).splitlines()
    assert shown.pressing is bool(mark)
    assert first.startswith(f"⚠ {texts(mark)} · ") if mark else "⚠" not in first
