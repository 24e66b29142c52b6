"""How a step of a reply is written down: decided on the newest state, in one transaction."""

from collections.abc import Callable
from datetime import datetime

from assistant.models import Actor
from assistant.replies.draft import RiskKind
from assistant.replies.workflow.transitions import Action, next_state
from assistant.store.records import Record
from assistant.store.replies import Change, Reply, ReplyStore, ReplyText

__all__ = ["ReplyChanges"]

_CLAIMS = frozenset((Action.CLAIM, Action.TAKE_OVER, Action.EDIT))
_RELEASES = frozenset((Action.RELEASE, Action.SUBMIT, Action.REJECT, Action.REOPEN))


class ReplyChanges:
    """The changes of one tenant's replies."""

    def __init__(self, replies: ReplyStore, now: Callable[[], datetime], tenant: str) -> None:
        self._replies, self._now, self._tenant = replies, now, tenant

    def take(
        self,
        record: Record,
        action: Action,
        actor: Actor,
        version: int | None,
        *,
        reason: str = "",
        text: ReplyText | None = None,
    ) -> None:
        """Take a step of a person; one that changes nothing, such as a second claim of the holder,
        leaves no trace."""
        time = self._now()

        def decide(reply: Reply) -> Change | None:
            state = next_state(reply, action, actor, reason, version)
            if action is Action.CLAIM and reply.holder == actor.name:
                return None
            return Change(
                actor=actor,
                action=action,
                time=time,
                state=state,
                reason=reason.strip(),
                text=text,
                holder=actor.name if action in _CLAIMS else None,
                release=action in _RELEASES,
            )

        # What is refused is refused by a read, so that nobody who writes waits for it.
        decide(self._replies.get(record.row, self._tenant))
        self._replies.change(record.row, self._tenant, decide)

    def escalate(self, record: Record, risk: RiskKind, actor: Actor) -> None:
        """Keep that a risk was seen, once for each kind."""
        time = self._now()

        def decide(reply: Reply) -> Change | None:
            if reply.risk == risk:
                return None
            state = next_state(reply, Action.ESCALATE, actor)
            return Change(
                actor=actor,
                action=Action.ESCALATE,
                time=time,
                state=state,
                reason=risk,
                risk=risk,
            )

        self._replies.change(record.row, self._tenant, decide)
