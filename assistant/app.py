"""The wiring: the only place that chooses concrete parts."""

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.access.access import Access
from assistant.commons import Commons
from assistant.models import DEFAULT_TENANT, Actor, Answer, Labels, Role
from assistant.plans.desk import PlanDesk
from assistant.replies.workflow.lessons import Lessons
from assistant.replies.workflow.service import ReplyService
from assistant.services.alerting import Alerting
from assistant.services.demo_history import DemoHistory
from assistant.services.factories import make_limits
from assistant.services.importing import ADAPTATION
from assistant.services.live_files import state_of
from assistant.services.plan_wishes import PlanWishes
from assistant.services.renewal import made_of
from assistant.services.shop_keys import ShopKeys
from assistant.settings import Settings
from assistant.understanding.themes import Taxonomy
from assistant.wiring.imports import Imports
from assistant.wiring.replies import make_replies, state_of_reply_files
from assistant.wiring.tools import Toolbox
from prompts.languages import LANGUAGES
from prompts.wording import Wording
from retrieval.embedders import Embedder

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.services.asking import Asking
    from assistant.services.labelling import Labelling
    from assistant.services.policy_files import PolicyFiles
    from assistant.services.retraining import Retraining
    from assistant.services.theme_files import ThemeFiles
    from assistant.understanding.reader import Reader

__all__ = ["App"]

CONSOLE = Actor("console", Role.ADMIN)
"""Stands in the audit log where nobody in particular acted."""


class App:
    """Hearken over one home. `clock`, `model` and `embedder` are the seams of the tests."""

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
        self.tenant = tenant
        self.embedder = self.commons.embedder
        self.database = self.commons.database
        self.indexing = self.commons.indexing
        self.stores = self.commons.stores
        self.feedback = self.stores.feedback
        self.tallies = self.stores.tallies
        self.outbox = self.stores.outbox
        own = self.stores.of(tenant)
        self.conversations = own.conversations
        self.verdicts = own.verdicts
        self.today = self.commons.today
        self.tokens = self.commons.tokens.of(tenant)
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
            pushes=self.stores.alert_pushes,
            ticks=self.stores.alert_ticks,
            tenant=self.tenant,
        )

    def warm_up(self) -> None:
        """Load the encoder in the background, while the agent is still being imported."""
        threading.Thread(target=self.commons.encoder.load, daemon=True).start()

    def ask(
        self,
        question: str,
        *,
        as_of: date | None = None,
        conversation: str | None = None,
        answer_id: str = "",
        defaults: Mapping[str, Any] | None = None,
        remember: bool = True,
    ) -> Answer:
        """Answer one question; with a conversation, as its next turn.

        `defaults` are tool arguments (period, product, channel, language, touchpoint, segment)
        for where the question names none. New problems that the answer names keep their names,
        unless `remember` is off. Raises InvalidInputError for an empty or overlong question and
        for defaults that do not fit.
        """
        return self.asking.answer(
            question,
            as_of,
            conversation=conversation,
            answer_id=answer_id,
            defaults=defaults,
            remember=remember,
        )

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
        from assistant.services.asking import Asking
        from assistant.services.shop_names import ShopNames

        names = ShopNames(
            folder=self.settings.home_of(self.tenant),
            stores=self.stores,
            taxonomy=self.taxonomy,
            wordings=self.wordings,
            brains=self.commons.brains,
            today=self.today,
            tenant=self.tenant,
        )
        return Asking(
            agent=self.commons.brains.agent,
            names=names,
            conversations=self.conversations,
            tool_context=lambda day: self.tools.context(day),
            clock=self.clock,
            today=self.today,
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
        self.stores.audit.write(self.tenant, self.clock(), actor, action, target, detail)

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
                stores=self.stores,
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
    def _adaptation(self) -> Path:
        """Where this tenant keeps what its reader learned from corrections."""
        return self.settings.home_of(self.tenant) / ADAPTATION

    @property
    def _learned(self) -> tuple[object, ...]:
        """The state of what was learned: `hearken retrain` may run beside a server."""
        return state_of([self._adaptation])

    @made_of(taxonomy, _learned)
    def reader(self) -> "Reader":
        """Reads texts as the themes and what was learned from corrections now say."""
        from assistant.understanding.adaptation import Adaptation
        from assistant.understanding.reader import Reader

        learned = Adaptation.load(self._adaptation)
        return Reader(self.taxonomy, self.commons.encoder.encode, learned)

    @made_of(taxonomy)
    def theme_files(self) -> "ThemeFiles":
        """The shop's themes, to be edited."""
        from assistant.services.theme_files import ThemeFiles
        from assistant.understanding.reader import Reader

        def reader_of(taxonomy: Taxonomy) -> "Callable[[Sequence[str]], list[Labels]]":
            return Reader(taxonomy, self.commons.encoder.encode).read

        return ThemeFiles(
            settings=self.settings,
            taxonomy=self.taxonomy,
            reader_of=reader_of,
            feedback=self.feedback,
            tenant=self.tenant,
        )

    @cached_property
    def policy_files(self) -> "PolicyFiles":
        """The shop's policies, to be edited."""
        from assistant.services.policy_files import PolicyFiles

        return PolicyFiles(self.settings, self.tenant)

    @made_of(taxonomy)
    def labelling(self) -> "Labelling":
        """Corrections of stored labels, and other readers of stored texts."""
        from assistant.services.labelling import Labelling
        from assistant.services.model_labels import ModelReader

        def model() -> tuple[str, ModelReader] | None:
            chat, limits = self.commons.chat, make_limits(self.settings)
            if chat is None:
                return None
            return self.settings.model, ModelReader(chat, self.taxonomy, limits, self.tokens)

        return Labelling(
            stores=self.stores,
            taxonomy=self.taxonomy,
            reader=lambda: self.reader,
            model=model,
            clock=self.clock,
            tenant=self.tenant,
        )

    @made_of(taxonomy)
    def retraining(self) -> "Retraining":
        """Learns from this tenant's corrections."""
        from assistant.services.retraining import Retraining
        from assistant.understanding.reader import Reader

        return Retraining(
            feedback=self.feedback,
            corrections=self.stores.corrections,
            reader=Reader(self.taxonomy, self.commons.encoder.encode),
            encode=self.commons.encoder.encode,
            target=self._adaptation,
            tenant=self.tenant,
        )

    @property
    def _reply_files(self) -> tuple[object, ...]:
        return state_of_reply_files(self.commons, self.tenant)

    @made_of(_reply_files)
    def replies(self) -> ReplyService:
        """The steps of a reply, with the desk that drafts and the queue of what waits."""
        return make_replies(self.commons, self.tenant)

    @property
    def lessons(self) -> Lessons:
        """What the shop's own answers teach."""
        return Lessons(self.stores.finished_replies, self.tenant)

    @made_of(taxonomy)
    def plans(self) -> PlanDesk:
        """Action plans: proposed, opened, moved and checked."""
        return PlanDesk(self.stores.plans, self.tallies, self.taxonomy, self.tenant)

    @made_of(plans)
    def plan_wishes(self) -> PlanWishes:
        """Opens and changes plans as people wish."""
        return PlanWishes(
            plans=self.plans,
            alerting=self.alerting,
            taxonomy=self.taxonomy,
            tallies=self.tallies,
            feedback=self.feedback,
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
