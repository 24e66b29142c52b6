from datetime import timedelta
from itertools import product

import pytest

from assistant.errors import (
    ConflictError,
    HearkenError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)
from assistant.models import Actor, ReplyState, Role, Sentiment, Urgency
from assistant.replies.workflow.bulk import BulkDraft
from assistant.replies.workflow.transitions import FINAL, STEPS, Action, next_state
from assistant.store.replies import Reply
from tests.replies.shop import ANNA, BEN, MAYA, NOW, VERA, Shop

GOOD = (
    "Hello,\n\nthank you for telling us about the leak, and we are sorry about the mess on your "
    "counter. So that a colleague can look at the kettle with you, please write to us privately "
    "with your order number and a short clip that shows where the water comes out. If anything "
    "else came to your notice since you bought it, mention it in the same message, and we will "
    "go through both points together with you there.\n\nYour Lumen & Leaf team"
)
PROMISING = GOOD.replace("If anything", "We will send you a $50 voucher as an apology. If anything")


def test_every_step_is_in_the_audit_log_and_no_refused_one(shop: Shop) -> None:
    shop.add("R1")
    shop.service.claim("R1", ANNA)
    shop.service.claim("R1", ANNA)
    with pytest.raises(ConflictError):
        shop.service.claim("R1", BEN)
    version = shop.service.edit("R1", ANNA, GOOD, 1).reply.version
    shop.service.reject("R1", MAYA, "too long, call 13812345678", version)
    log = shop.audit.page(shop.tenant, 9)
    assert [(each.action, each.actor, each.target) for each in log] == [
        ("reply.reject", MAYA, "R1"),
        ("reply.edit", ANNA, "R1"),
        ("reply.claim", ANNA, "R1"),
    ]
    assert log[0].detail == {"state": "rejected", "version": version + 1}


class TestTable:
    @pytest.mark.parametrize(("action", "state"), list(product(Action, ReplyState)))
    def test_an_action_leads_on_from_its_states_alone(
        self, action: Action, state: ReplyState
    ) -> None:
        reply = Reply(row=1, tenant="t", state=state)
        actor = Actor("root", Role.ADMIN)
        if state in STEPS[action].starts:
            assert next_state(reply, action, actor, "because") == (STEPS[action].to or state)
        else:
            with pytest.raises(ConflictError):
                next_state(reply, action, actor, "because")

    @pytest.mark.parametrize(("action", "role"), list(product(Action, Role)))
    def test_a_role_does_what_it_covers(self, action: Action, role: Role) -> None:
        state = next(iter(STEPS[action].starts))
        reply = Reply(row=1, tenant="t", state=state)
        if list(Role).index(role) >= list(Role).index(STEPS[action].least):
            next_state(reply, action, Actor("x", role), "because")
        else:
            with pytest.raises(NotAllowedError, match=str(STEPS[action].least)):
                next_state(reply, action, Actor("x", role), "because")

    def test_a_final_state_is_left_by_reopening_alone(self) -> None:
        leaving = {a for a in Action for s in STEPS[a].starts if s in FINAL}
        assert leaving == {Action.REOPEN}

    def test_a_sent_reply_stays_sent(self) -> None:
        assert not [a for a in Action if ReplyState.SENT in STEPS[a].starts]

    def test_every_state_but_the_first_is_reached(self) -> None:
        assert {step.to for step in STEPS.values()} >= set(ReplyState) - {ReplyState.NEW}


def test_from_a_review_to_a_sent_answer(shop: Shop) -> None:
    id = shop.add("R1")
    made, drafted = shop.service.draft(id, ANNA)
    assert drafted.reply.state is ReplyState.DRAFTED
    assert shop.service.show(id).body == made.body
    claimed = shop.service.claim(id, ANNA).reply
    case = shop.service.edit(id, ANNA, GOOD, claimed.version)
    assert (case.reply.state, case.body, case.reply.holder) == (ReplyState.IN_REVIEW, GOOD, "anna")
    approved = shop.service.approve(id, ANNA, case.reply.version).reply
    shop.now += timedelta(hours=3)
    sent = shop.service.mark_sent(id, ANNA, approved.version, "posted by hand").reply
    assert (sent.state, sent.approved, sent.sent) == (ReplyState.SENT, NOW, shop.now)
    case = shop.service.show(id)
    assert [(v.number, v.author, v.drafted) for v in case.versions] == [
        (1, "hearken", True),
        (2, "anna", False),
    ]
    assert [(e.action, e.actor.name) for e in case.events] == [
        ("draft", "anna"),
        ("claim", "anna"),
        ("edit", "anna"),
        ("approve", "anna"),
        ("send", "anna"),
    ]
    assert case.events[-1].reason == "posted by hand"
    assert shop.queue.open(shop.scope) == []


class TestTwoPeople:
    def test_a_claimed_reply_is_not_for_the_other(self, shop: Shop) -> None:
        id = shop.add("R1")
        first = shop.service.claim(id, ANNA).reply
        for refused in (
            lambda: shop.service.claim(id, BEN),
            lambda: shop.service.draft(id, BEN),
            lambda: shop.service.edit(id, BEN, GOOD, first.version),
            lambda: shop.service.release(id, BEN),
            lambda: shop.service.not_needed(id, BEN, "a duplicate"),
        ):
            with pytest.raises(ConflictError, match="anna is working on this reply"):
                refused()
        assert shop.service.claim(id, ANNA).reply == first

    def test_a_released_one_is(self, shop: Shop) -> None:
        id = shop.add("R1")
        shop.service.claim(id, ANNA)
        shop.service.release(id, ANNA)
        assert shop.service.claim(id, BEN).reply.holder == "ben"

    def test_a_manager_takes_over_with_a_reason(self, shop: Shop) -> None:
        id = shop.add("R1")
        shop.service.claim(id, ANNA)
        with pytest.raises(InvalidInputError, match="reason"):
            shop.service.take_over(id, MAYA, " ")
        with pytest.raises(NotAllowedError):
            shop.service.take_over(id, BEN, "I am faster")
        assert shop.service.take_over(id, MAYA, "anna is ill").reply.holder == "maya"
        assert shop.service.show(id).events[-1].reason == "anna is ill"

    def test_a_stale_edit_is_refused_in_one_sentence_and_loses_nothing(self, shop: Shop) -> None:
        id = shop.add("R1")
        drafted = shop.service.draft(id, ANNA)[1].reply
        shop.service.edit(id, ANNA, GOOD, drafted.version)
        with pytest.raises(ConflictError, match="has changed since you read it") as caught:
            shop.service.edit(id, ANNA, "Something else entirely.", drafted.version)
        assert "\n" not in str(caught.value)
        assert shop.service.show(id).body == GOOD

    def test_a_viewer_changes_nothing(self, shop: Shop) -> None:
        id = shop.add("R1")
        with pytest.raises(NotAllowedError, match="vera is viewer"):
            shop.service.draft(id, VERA)
        assert shop.service.show(id).events == ()

    def test_submitting_lets_another_review(self, shop: Shop) -> None:
        id = shop.add("R1")
        shop.service.claim(id, ANNA)
        drafted = shop.service.draft(id, ANNA)[1].reply
        submitted = shop.service.submit(id, ANNA, drafted.version).reply
        assert (submitted.state, submitted.holder) == (ReplyState.IN_REVIEW, None)
        assert shop.service.approve(id, BEN, submitted.version).reply.state is ReplyState.APPROVED

    def test_another_tenant_reads_nothing(self, shop: Shop) -> None:
        id = shop.add("R1")
        row = shop.service.show(id).record.row
        shop.service.draft(id, ANNA)
        assert shop.replies.versions(row, "stranger") == []
        assert shop.replies.events(row, "stranger") == []
        assert shop.replies.body(row, "stranger") == ""
        assert shop.replies.get(row, "stranger").version == 0


class TestApproval:
    def test_an_error_blocks_and_a_manager_overrides_with_a_reason(self, shop: Shop) -> None:
        id = shop.add("R1")
        case = shop.service.edit(id, ANNA, PROMISING, 0)
        assert [f.check for f in case.findings if f.blocks] == ["unbacked_promise"]
        with pytest.raises(InvalidInputError, match="voucher"):
            shop.service.approve(id, ANNA, case.reply.version)
        with pytest.raises(NotAllowedError, match="manager"):
            shop.service.approve(id, ANNA, case.reply.version, "I want to")
        with pytest.raises(InvalidInputError, match="voucher"):
            shop.service.approve(id, MAYA, case.reply.version)
        approved = shop.service.approve(id, MAYA, case.reply.version, "agreed with the owner").reply
        assert approved.state is ReplyState.APPROVED
        last = shop.service.show(id).events[-1]
        assert (last.action, last.actor.role, last.reason) == (
            "override",
            Role.MANAGER,
            "agreed with the owner",
        )

    def test_an_edit_after_the_approval_needs_a_new_one(self, shop: Shop) -> None:
        id = shop.add("R1")
        edited = shop.service.edit(id, ANNA, GOOD, 0).reply
        approved = shop.service.approve(id, ANNA, edited.version).reply
        again = shop.service.edit(id, ANNA, GOOD + "!", approved.version).reply
        assert (again.state, again.approved) == (ReplyState.IN_REVIEW, None)
        with pytest.raises(ConflictError, match="in review"):
            shop.service.mark_sent(id, ANNA, again.version)

    def test_a_rejected_text_lets_the_review_wait_again(self, shop: Shop) -> None:
        id = shop.add("R1")
        drafted = shop.service.draft(id, ANNA)[1].reply
        with pytest.raises(InvalidInputError, match="reason"):
            shop.service.reject(id, BEN, "", drafted.version)
        rejected = shop.service.reject(id, BEN, "too stiff", drafted.version).reply
        assert rejected.state is ReplyState.REJECTED
        assert [w.record.feedback.id for w in shop.queue.open(shop.scope)] == [id]
        shop.service.draft(id, BEN, "brief")
        assert len(shop.service.show(id).versions) == 2

    def test_a_draft_never_overwrites_what_a_person_wrote(self, shop: Shop) -> None:
        id = shop.add("R1")
        shop.service.edit(id, ANNA, GOOD, 0)
        with pytest.raises(ConflictError, match="in review"):
            shop.service.draft(id, ANNA)

    def test_not_needed_closes_with_a_reason_and_reopens(self, shop: Shop) -> None:
        id = shop.add("R1")
        with pytest.raises(InvalidInputError, match="“close without a reply” needs a reason"):
            shop.service.not_needed(id, ANNA, " ")
        shop.service.not_needed(id, ANNA, "spam")
        assert shop.queue.open(shop.scope) == []
        with pytest.raises(NotAllowedError):
            shop.service.reopen(id, ANNA, "it was not")
        assert shop.service.reopen(id, MAYA, "it was not").reply.state is ReplyState.NEW
        assert len(shop.queue.open(shop.scope)) == 1


class TestRisk:
    FIRE = "The heater caught fire and burned my hand!"

    def test_an_escalation_keeps_no_text(self, shop: Shop) -> None:
        id = shop.add("R1", self.FIRE)
        made, case = shop.service.draft(id, ANNA)
        assert made.escalate
        assert (case.reply.state, case.reply.risk, case.reply.text) == (
            ReplyState.NEW,
            "safety",
            None,
        )
        assert (case.body, case.versions) == ("", ())
        assert [e.action for e in case.events] == ["escalate"]
        shop.service.draft(id, ANNA)
        assert len(shop.service.show(id).events) == 1

    def test_the_card_is_never_approved_as_an_answer(self, shop: Shop) -> None:
        id = shop.add("R1", self.FIRE)
        made, case = shop.service.draft(id, ANNA)
        edited = shop.service.edit(id, ANNA, made.body, case.reply.version).reply
        with pytest.raises(InvalidInputError, match="internal escalation card"):
            shop.service.approve(id, ANNA, edited.version)


class TestBulk:
    def test_the_worst_are_drafted_with_progress(self, shop: Shop) -> None:
        for number in range(6):
            shop.add(f"R{number}", score=-0.9 + number / 10)
        shop.add("FIRE", TestRisk.FIRE, score=-1.0)
        seen: list[tuple[BulkDraft, int, int]] = []
        made = shop.service.draft_worst(shop.scope, 4, ANNA, lambda *told: seen.append(told))
        assert [(m.feedback_id, m.outcome) for m in made] == [
            ("FIRE", "escalated"),
            ("R0", "drafted"),
            ("R1", "drafted"),
            ("R2", "drafted"),
        ]
        assert seen == [(each, number, 4) for number, each in enumerate(made, start=1)]
        again = shop.service.draft_worst(shop.scope, 4, ANNA)
        assert [m.feedback_id for m in again] == ["R3", "R4", "R5"]
        assert shop.service.draft_worst(shop.scope, 4, ANNA) == []

    def test_the_critical_go_before_the_angrier(self, shop: Shop) -> None:
        shop.add("ANGRY", score=-0.9)
        text = "You took the money twice."
        shop.add("NEW", text, score=-0.8, urgency=Urgency.CRITICAL)
        shop.add("OLD", text, score=-0.2, urgency=Urgency.CRITICAL, hours_ago=9)
        waiting = [each.record.feedback.id for each in shop.queue.open(shop.scope)]
        made = shop.service.draft_worst(shop.scope, 3, ANNA)
        assert [each.feedback_id for each in made] == waiting == ["OLD", "NEW", "ANGRY"]

    def test_what_another_holds_is_skipped(self, shop: Shop) -> None:
        shop.add("R1")
        shop.service.claim("R1", BEN)
        (made,) = shop.service.draft_worst(shop.scope, 5, ANNA)
        assert (made.outcome, made.feedback_id) == ("skipped", "R1")
        assert "ben" in made.note

    @pytest.mark.parametrize("limit", [0, -1, 201])
    def test_a_number_out_of_range(self, shop: Shop, limit: int) -> None:
        with pytest.raises(InvalidInputError, match="out of range"):
            shop.service.draft_worst(shop.scope, limit, ANNA)


class TestBadInput:
    def test_an_unknown_id(self, shop: Shop) -> None:
        with pytest.raises(NotFoundError, match="R404"):
            shop.service.draft("R404", ANNA)

    @pytest.mark.parametrize("body", ["", " \n\t ", "\0", "x" * 10_001])
    def test_a_text_that_cannot_be_kept(self, shop: Shop, body: str) -> None:
        id = shop.add("R1")
        with pytest.raises(InvalidInputError) as caught:
            shop.service.edit(id, ANNA, body, 0)
        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize("text", ["", "😡😡😡", "bad " * 12_500, "\u202e\u200b", "?!"])
    def test_a_review_that_says_little_or_much(self, shop: Shop, text: str) -> None:
        id = shop.add("R1", text)
        made, case = shop.service.draft(id, ANNA)
        assert case.reply.state is ReplyState.DRAFTED
        assert made.missing
        assert len(made.body) < 2_000

    def test_every_refusal_is_one_sentence(self, shop: Shop) -> None:
        id = shop.add("R1", urgency=Urgency.CRITICAL)
        for refused in (
            lambda: shop.service.approve(id, ANNA, 0),
            lambda: shop.service.mark_sent(id, ANNA, 0),
            lambda: shop.service.submit(id, ANNA),
            lambda: shop.service.draft(id, ANNA, "shouting"),
        ):
            with pytest.raises(HearkenError) as caught:
                refused()
            assert "\n" not in str(caught.value)
            assert str(caught.value).endswith(".")


def test_labels_are_not_the_only_way_in(shop: Shop) -> None:
    """Two stars wait for an answer whatever the words say; praise with four does not."""
    shop.add("STARS", "ok", sentiment=Sentiment.NEUTRAL, rating=2)
    shop.add("WORDS", sentiment=Sentiment.NEGATIVE, rating=None)
    shop.add("PRAISE", "lovely", sentiment=Sentiment.POSITIVE, rating=5)
    shop.add("PLAIN", "ok", sentiment=Sentiment.NEUTRAL, rating=3)
    assert {w.record.feedback.id for w in shop.queue.open(shop.scope)} == {"STARS", "WORDS"}
