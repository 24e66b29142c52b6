"""The wiring: the only place that chooses concrete parts."""

import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Unpack

from assistant.access.access import Access
from assistant.commons import Commons
from assistant.models import DEFAULT_TENANT, Actor, Answer, Role
from assistant.plans.desk import PlanDesk
from assistant.replies.workflow.lessons import Lessons
from assistant.replies.workflow.service import ReplyService
from assistant.services.alerting import Alerting
from assistant.services.demo_history import DemoHistory
from assistant.services.overview import Overview
from assistant.services.plan_wishes import PlanWishes
from assistant.services.records import Records
from assistant.services.renewal import made_of
from assistant.services.shop_keys import ShopKeys
from assistant.settings import Settings
from assistant.store.audit import AuditEntry
from assistant.understanding.themes import Taxonomy
from assistant.wiring.asking import make_asking
from assistant.wiring.imports import Imports
from assistant.wiring.labels import (
    make_labelling,
    make_reader,
    make_retraining,
    make_theme_files,
    state_of_learned,
)
from assistant.wiring.replies import make_replies, state_of_reply_files
from assistant.wiring.tools import Toolbox
from prompts.languages import LANGUAGES
from prompts.wording import Wording
from retrieval.embedders import Embedder

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.services.asking import Asking, Beside
    from assistant.services.labelling import Labelling
    from assistant.services.policy_files import PolicyFiles
    from assistant.services.retraining import Retraining
    from assistant.services.theme_files import ThemeFiles
    from assistant.understanding.reader import Reader

__all__ = ["App"]

CONSOLE = Actor("console", Role.ADMIN)
"""Stands in the audit log where nobody in particular acted."""


class App:
    """Hearken for one tenant over one home. `clock`, `model` and `embedder` are the seams of tests.

    Whoever answers people uses the services; `commons` is for those who look after the
    installation.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        model: "BaseChatModel | None" = None,
        embedder: Embedder | None = None,
        tenant: str = DEFAULT_TENANT,
        commons: Commons | None = None,
    ) -> None:
        self.commons = commons or Commons(settings, clock, model, embedder)
        self.settings = settings
        self.clock = clock
        self.today = self.commons.today
        self.tenant = tenant
        self.indexing = self.commons.indexing
        self.tokens = self.commons.tokens.of(tenant)
        self._stores = self.commons.stores
        own = self._stores.of(tenant)
        self.conversations = own.conversations
        self.verdicts = own.verdicts
        self.records = Records(self._stores, tenant)
        self.imports = Imports(self.commons, lambda: self.reader, tenant)

    def of(self, tenant: str) -> "App":
        """Hearken for another tenant over the same database, index, encoder and models."""
        return App(self.settings, clock=self.clock, tenant=tenant, commons=self.commons)

    @property
    def taxonomy(self) -> Taxonomy:
        """The shop's themes as their file now stands."""
        return self.commons.themes()

    @cached_property
    def alerting(self) -> Alerting:
        """The alerts of this tenant, their checklists and their push."""
        return Alerting(
            settings=self.settings,
            clock=self.clock,
            context=lambda day: self.tools.context(day),
            wording=self.wording,
            pushes=self._stores.alert_pushes,
            ticks=self._stores.alert_ticks,
            tenant=self.tenant,
        )

    def warm_up(self) -> None:
        """Load the encoder in the background, while the agent is still being imported."""
        threading.Thread(target=self.commons.encoder.load, daemon=True).start()

    def ask(self, question: str, **beside: "Unpack[Beside]") -> Answer:
        """Answer one question; with a conversation, as its next turn. Takes and raises what the
        stream of `asking` does."""
        return self.asking.answer(question, **beside)

    @made_of(taxonomy)
    def wordings(self) -> Mapping[str, Wording]:
        """How answers are worded in each language, with the shop's names of its themes."""
        return {each: Wording(each, self.taxonomy.names(each)) for each in LANGUAGES}

    def wording(self, language: str) -> Wording:
        """How answers are worded in a language."""
        return self.wordings[language]

    @made_of(taxonomy)
    def asking(self) -> "Asking":
        """The conversation with this tenant."""
        return make_asking(
            self.commons,
            taxonomy=self.taxonomy,
            wordings=self.wordings,
            tool_context=lambda day: self.tools.context(day),
            tenant=self.tenant,
        )

    def audit(
        self,
        action: str,
        target: str = "",
        detail: Mapping[str, Any] | None = None,
        actor: Actor = CONSOLE,
    ) -> None:
        """Write down who changed what; `detail` takes no personal data and no secret."""
        self._stores.audit.write(self.tenant, self.clock(), actor, action, target, detail)

    def audited(self, limit: int, before: int | None = None) -> list[AuditEntry]:
        """What was written down, the newest first; those with a number below `before`."""
        return self._stores.audit.page(self.tenant, limit, before)

    @property
    def access(self) -> Access:
        """Keys and users of all tenants."""
        return self.commons.access

    @cached_property
    def shop_keys(self) -> ShopKeys:
        """The API keys of this tenant."""
        return ShopKeys(self.access, self.audit, self.tenant)

    def make_demo(self) -> int:
        """Fill an empty store with the synthetic demo shop and its history; returns how many
        records it made. Raises as `Importing.demo` does."""
        made = self.imports.feedback.demo()
        if made:
            history = DemoHistory(
                stores=self._stores,
                plans=self.plans,
                clock=self.clock,
                zone=self.settings.zone,
                tenant=self.tenant,
            )
            history.add(made)
        return len(made)

    def close(self) -> None:
        """Release the index and the database."""
        self.commons.close()

    @property
    def _learned(self) -> tuple[object, ...]:
        return state_of_learned(self.commons, self.tenant)

    @made_of(taxonomy, _learned)
    def reader(self) -> "Reader":
        """Reads texts as the themes and what was learned from corrections now say."""
        return make_reader(self.commons, self.taxonomy, self.tenant)

    @made_of(taxonomy)
    def theme_files(self) -> "ThemeFiles":
        """The shop's themes, to be edited."""
        return make_theme_files(self.commons, self.taxonomy, self.tenant)

    @cached_property
    def policy_files(self) -> "PolicyFiles":
        """The shop's policies, to be edited."""
        from assistant.services.policy_files import PolicyFiles

        return PolicyFiles(self.settings, self.tenant)

    @made_of(taxonomy)
    def labelling(self) -> "Labelling":
        """Corrections of stored labels, and other readers of stored texts."""
        return make_labelling(self.commons, self.taxonomy, lambda: self.reader, self.tenant)

    @made_of(taxonomy)
    def retraining(self) -> "Retraining":
        """Learns from this tenant's corrections."""
        return make_retraining(self.commons, self.taxonomy, self.tenant)

    @property
    def _reply_files(self) -> tuple[object, ...]:
        return state_of_reply_files(self.commons, self.tenant)

    @made_of(_reply_files)
    def replies(self) -> ReplyService:
        """The steps of a reply, with the desk that drafts and the queue of what waits."""
        return make_replies(self.commons, self.tenant)

    @made_of(replies)
    def overview(self) -> Overview:
        """The figures of a glance at the shop that no tool of the agent gives."""
        return Overview(self._stores.tallies, self.replies.queue, self.settings.zone)

    @property
    def lessons(self) -> Lessons:
        """What the shop's own answers teach."""
        return Lessons(self._stores.finished_replies, self.tenant)

    @made_of(taxonomy)
    def plans(self) -> PlanDesk:
        """Action plans: proposed, opened, moved and checked."""
        return PlanDesk(self._stores.plans, self._stores.tallies, self.taxonomy, self.tenant)

    @made_of(plans)
    def plan_wishes(self) -> PlanWishes:
        """Opens and changes plans as people wish."""
        return PlanWishes(
            plans=self.plans,
            alerting=self.alerting,
            taxonomy=self.taxonomy,
            tallies=self._stores.tallies,
            feedback=self._stores.feedback,
            clock=self.clock,
            tenant=self.tenant,
        )

    @made_of(taxonomy, replies, plans)
    def tools(self) -> Toolbox:
        """The agent's tools, and what they work with."""
        return Toolbox(
            self.commons,
            taxonomy=self.taxonomy,
            replies=self.replies,
            plans=self.plans,
            tenant=self.tenant,
        )
