"""From a negative review to an answer: every step of a reply, over the store and the desk."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from assistant.errors import ConflictError, InvalidInputError
from assistant.models import Actor, ReplyState, Scope
from assistant.replies.draft import Draft, Finding
from assistant.replies.workflow.bulk import BulkDraft, BulkOutcome, BulkProgress
from assistant.replies.workflow.case import Case
from assistant.replies.workflow.changes import ReplyChanges
from assistant.replies.workflow.queue import ReplyQueue
from assistant.replies.workflow.transitions import Action, next_state
from assistant.replies.writing.desk import ReplyDesk
from assistant.store.feedback import FeedbackStore
from assistant.store.records import Record
from assistant.store.replies import ReplyStore, ReplyText

__all__ = ["AUTHOR", "ReplyService"]

AUTHOR = "hearken"
"""The author of a draft that no person wrote."""

RECENT = 10
LONGEST = 10_000
"""Characters of a reply; every channel takes fewer."""

MOST_AT_ONCE = 200
MOST_EXPORTED = 1_000


class ReplyService:
    """The steps of a reply for one tenant. Every step names its actor and, where it changes what a
    person has read, the version that was read; a stale one raises ConflictError."""

    def __init__(
        self,
        feedback: FeedbackStore,
        replies: ReplyStore,
        queue: ReplyQueue,
        desk: ReplyDesk,
        tenant: str,
    ) -> None:
        self.queue = queue
        self.desk = desk
        self.tenant = tenant
        self._feedback = feedback
        self._replies = replies
        self._changes = ReplyChanges(replies, queue.now, tenant)

    def show(self, feedback_id: str) -> Case:
        """A feedback with its reply, versions and events. Raises NotFoundError."""
        return self._case(self._feedback.get(feedback_id, self.tenant))

    def approved(self) -> Iterator[Case]:
        """At most 1,000 cases with an approved text, the oldest feedback first, to be sent by hand.

        They come without findings, since a text is checked when it is approved.
        """
        for feedback_id in self.queue.in_state(self.tenant, ReplyState.APPROVED, MOST_EXPORTED):
            yield self._case(self._feedback.get(feedback_id, self.tenant), ())

    def draft(
        self, feedback_id: str, actor: Actor, tone: str = "warm", language: str | None = None
    ) -> tuple[Draft, Case]:
        """Write a draft and keep it; the draft, and the case as it is now. A risk gives an
        escalation card and keeps no text."""
        record = self._feedback.get(feedback_id, self.tenant)
        made = self._drafted(record, actor, tone, language)
        return made, self._case(record)

    def draft_worst(
        self,
        scope: Scope,
        limit: int,
        actor: Actor,
        progress: BulkProgress = lambda made, done, total: None,
        tone: str = "warm",
    ) -> list[BulkDraft]:
        """Draft the worst feedback of a scope that has no text yet, and tell `progress` of each
        once it is kept. What somebody else takes meanwhile is skipped and said."""
        if not 1 <= limit <= MOST_AT_ONCE:
            raise InvalidInputError(
                f"{limit} drafts at once are out of range; choose 1 to {MOST_AT_ONCE}."
            )
        records = self.queue.worst_without_text(scope, limit)
        found = []
        for done, record in enumerate(records, start=1):
            try:
                made = self._drafted(record, actor, tone, None)
                outcome = BulkOutcome.ESCALATED if made.escalate else BulkOutcome.DRAFTED
                found.append(BulkDraft(record.feedback.id, outcome, made.risk))
            except ConflictError as error:
                found.append(BulkDraft(record.feedback.id, BulkOutcome.SKIPPED, str(error)))
            progress(found[-1], done, len(records))
        return found

    def claim(self, feedback_id: str, actor: Actor) -> Case:
        """Take the reply on; a second person is refused, the holder gets it again unchanged."""
        return self._step(feedback_id, Action.CLAIM, actor)

    def release(self, feedback_id: str, actor: Actor) -> Case:
        """Release the claim."""
        return self._step(feedback_id, Action.RELEASE, actor)

    def take_over(self, feedback_id: str, actor: Actor, reason: str) -> Case:
        """Take another's claim, for a manager with a reason."""
        return self._step(feedback_id, Action.TAKE_OVER, actor, reason=reason)

    def edit(self, feedback_id: str, actor: Actor, body: str, version: int) -> Case:
        """Keep a person's text as the next version, checked like a draft; the editor holds it.

        Raises InvalidInputError for a text that is empty or too long.
        """
        record = self._feedback.get(feedback_id, self.tenant)
        text = ReplyText(_readable(body), actor.name)
        self._changes.take(record, Action.EDIT, actor, version, text=text)
        return self._case(record)

    def tried(self, feedback_id: str, body: str) -> Case:
        """The case as it would be with this text, checked; nothing is kept."""
        record = self._feedback.get(feedback_id, self.tenant)
        found = tuple(self._check(record, body)) if body.strip() else ()
        return replace(self._case(record, ()), body=body, findings=found)

    def submit(self, feedback_id: str, actor: Actor, version: int | None = None) -> Case:
        """Hand a draft over to be reviewed; the claim ends."""
        return self._step(feedback_id, Action.SUBMIT, actor, version=version)

    def approve(self, feedback_id: str, actor: Actor, version: int, reason: str = "") -> Case:
        """Approve the text of a version. An error of the checks blocks it; a manager may override
        with a reason, which is kept."""
        record = self._feedback.get(feedback_id, self.tenant)
        body = self._replies.body(record.row, self.tenant)
        found = self._check(record, body)
        errors = [finding for finding in found if finding.blocks]
        if not errors:
            self._changes.take(record, Action.APPROVE, actor, version, reason=reason)
            return self._case(record, found)
        now = self._replies.get(record.row, self.tenant)
        next_state(now, Action.APPROVE, actor, reason, version)
        if not reason.strip():
            raise InvalidInputError(
                f"Mend the text, or let a manager approve it with a reason: {errors[0].text}"
            )
        self._changes.take(record, Action.OVERRIDE, actor, version, reason=reason)
        return self._case(record, found)

    def reject(self, feedback_id: str, actor: Actor, reason: str, version: int) -> Case:
        """Turn a text down; the feedback waits again and the claim ends."""
        return self._step(feedback_id, Action.REJECT, actor, version=version, reason=reason)

    def mark_sent(self, feedback_id: str, actor: Actor, version: int, how: str = "") -> Case:
        """Say that the approved text was posted; `how` names the way."""
        return self._step(feedback_id, Action.SEND, actor, version=version, reason=how)

    def send_failed(self, feedback_id: str, actor: Actor, version: int, why: str) -> Case:
        """Keep that an approved text could not be handed over."""
        return self._step(feedback_id, Action.SEND_FAILED, actor, version=version, reason=why)

    def not_needed(self, feedback_id: str, actor: Actor, reason: str) -> Case:
        """Close without an answer, with a reason."""
        return self._step(feedback_id, Action.NOT_NEEDED, actor, reason=reason)

    def reopen(self, feedback_id: str, actor: Actor, reason: str) -> Case:
        """Let a feedback that was closed without an answer wait again."""
        return self._step(feedback_id, Action.REOPEN, actor, reason=reason)

    def _drafted(self, record: Record, actor: Actor, tone: str, language: str | None) -> Draft:
        before = self._replies.get(record.row, self.tenant)
        next_state(before, Action.DRAFT, actor)
        recent = self._replies.recent_bodies(self.tenant, RECENT, record.row)
        made = self.desk.draft(record, tone, language, recent)
        if made.escalate:
            self._changes.escalate(record, made.risk, actor)
        else:
            text = ReplyText(made.body, AUTHOR, True, _details(made))
            self._changes.take(record, Action.DRAFT, actor, before.version, text=text)
        return made

    def _case(self, record: Record, found: Sequence[Finding] | None = None) -> Case:
        """The case as it is now; `found` are the findings of its text where they are known."""
        reply = self._replies.get(record.row, self.tenant)
        versions = tuple(self._replies.versions(record.row, self.tenant))
        body = next((v.body for v in versions if v.number == reply.text), "")
        return Case(
            record=record,
            reply=reply,
            due=self.queue.due(record.feedback.time),
            risk=self.desk.risk(record),
            body=body,
            findings=tuple(self._check(record, body) if found is None and body else found or ()),
            versions=versions,
            events=tuple(self._replies.events(record.row, self.tenant)),
        )

    def _step(
        self,
        feedback_id: str,
        action: Action,
        actor: Actor,
        version: int | None = None,
        reason: str = "",
    ) -> Case:
        record = self._feedback.get(feedback_id, self.tenant)
        self._changes.take(record, action, actor, version, reason=reason)
        return self._case(record)

    def _check(self, record: Record, body: str) -> list[Finding]:
        recent = self._replies.recent_bodies(self.tenant, RECENT, record.row)
        return self.desk.check(body, record, recent)


def _details(made: Draft) -> dict[str, Any]:
    return {
        "tone": str(made.tone),
        "language": made.language,
        "sources": list(made.sources),
        "missing": list(made.missing),
        "notes": {language: list(listed) for language, listed in made.notes.items()},
    }


def _readable(body: str) -> str:
    text = body.replace("\0", "").strip()
    if not text:
        raise InvalidInputError("The reply is empty; write what the customer should read.")
    if len(text) > LONGEST:
        raise InvalidInputError(
            f"The reply has {len(text)} characters; shorten it to {LONGEST} or less."
        )
    return text
