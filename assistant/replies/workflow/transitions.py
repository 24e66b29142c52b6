"""Which step leads from which state to which, and who may take it. Pure: no store, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.errors import ConflictError, InvalidInputError, NotAllowedError
from assistant.models import Actor, ReplyState, Role
from assistant.store.replies import Reply

__all__ = ["FINAL", "STEPS", "Action", "Step", "next_state"]

State = ReplyState
FINAL = frozenset((State.SENT, State.NOT_NEEDED))
OPEN = frozenset(State) - FINAL


class Action(StrEnum):
    """What can be done with a reply."""

    DRAFT = "draft"
    ESCALATE = "escalate"
    CLAIM = "claim"
    RELEASE = "release"
    TAKE_OVER = "take_over"
    EDIT = "edit"
    SUBMIT = "submit"
    APPROVE = "approve"
    OVERRIDE = "override"
    REJECT = "reject"
    SEND = "send"
    SEND_FAILED = "send_failed"
    NOT_NEEDED = "not_needed"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Step:
    """From which states an action starts, where it leads (None: the state stays), who may take it,
    whether it wants a reason, and whether it is for the holder of the claim alone."""

    starts: frozenset[ReplyState]
    to: ReplyState | None
    least: Role = Role.AGENT
    reason: bool = False
    holders: bool = True


_WRITABLE = frozenset((State.NEW, State.DRAFTED, State.IN_REVIEW, State.REJECTED, State.APPROVED))
_WITH_TEXT = frozenset((State.DRAFTED, State.IN_REVIEW))

STEPS: Mapping[Action, Step] = {
    Action.DRAFT: Step(frozenset((State.NEW, State.DRAFTED, State.REJECTED)), State.DRAFTED),
    Action.ESCALATE: Step(OPEN, None),
    Action.CLAIM: Step(OPEN, None),
    Action.RELEASE: Step(OPEN, None),
    Action.TAKE_OVER: Step(OPEN, None, Role.MANAGER, reason=True, holders=False),
    Action.EDIT: Step(_WRITABLE, State.IN_REVIEW),
    Action.SUBMIT: Step(frozenset((State.DRAFTED,)), State.IN_REVIEW),
    Action.APPROVE: Step(_WITH_TEXT, State.APPROVED),
    Action.OVERRIDE: Step(_WITH_TEXT, State.APPROVED, Role.MANAGER, reason=True, holders=False),
    Action.REJECT: Step(_WITH_TEXT | {State.APPROVED}, State.REJECTED, reason=True, holders=False),
    Action.SEND: Step(frozenset((State.APPROVED,)), State.SENT),
    Action.SEND_FAILED: Step(frozenset((State.APPROVED,)), State.APPROVED),
    Action.NOT_NEEDED: Step(OPEN, State.NOT_NEEDED, reason=True),
    Action.REOPEN: Step(frozenset((State.NOT_NEEDED,)), State.NEW, Role.MANAGER, reason=True),
}


_WORDS: Mapping[Action, str] = {
    Action.OVERRIDE: "approve in spite of the checks",
    Action.SEND: "mark as sent",
    Action.SEND_FAILED: "mark as not sent",
    Action.NOT_NEEDED: "close without a reply",
}
"""What people call the actions whose names do not say it."""


def next_state(
    reply: Reply, action: Action, actor: Actor, reason: str = "", version: int | None = None
) -> ReplyState:
    """The state that an action leads to.

    Raises NotAllowedError for a role that does not cover the action, ConflictError for a stale
    `version`, another's claim or a state that the action does not start from, InvalidInputError
    for a missing reason. A manager may act in spite of another's claim.
    """
    step = STEPS[action]
    words = _WORDS.get(action, action.replace("_", " "))
    if not actor.role.covers(step.least):
        raise NotAllowedError(
            f"{actor.name} is {actor.role} here, and the step “{words}” needs the role "
            f"{step.least}; ask somebody who has it."
        )
    if version is not None and version != reply.version:
        raise ConflictError(
            f"This reply has changed since you read it (version {reply.version}, you have "
            f"{version}); look at it again before you go on."
        )
    if reply.state not in step.starts:
        raise ConflictError(
            f"The reply is {reply.state.replace('_', ' ')}, so the step “{words}” cannot be taken "
            "now; look at it again."
        )
    mine = reply.holder in (None, actor.name)
    if step.holders and not mine and not _may_ignore_claim(action, actor):
        raise ConflictError(
            f"{reply.holder} is working on this reply; wait for a release, or let a manager take "
            "it over with a reason."
        )
    if step.reason and not reason.strip():
        raise InvalidInputError(f"The step “{words}” needs a reason; write one.")
    return step.to or reply.state


def _may_ignore_claim(action: Action, actor: Actor) -> bool:
    """A manager releases, approves and sends what another holds; taking over is a step of its
    own, with a reason."""
    others = (Action.RELEASE, Action.APPROVE, Action.SEND, Action.SEND_FAILED, Action.NOT_NEEDED)
    return action in others and actor.role.covers(Role.MANAGER)
