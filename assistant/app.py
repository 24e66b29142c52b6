"""The wiring: the only place that chooses concrete parts."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.access.access import Access
from assistant.agent.llm.metered_call import metered
from assistant.agent.names.book import load_glossary
from assistant.commons import Commons
from assistant.customers.book import CustomerBook
from assistant.models import DEFAULT_TENANT, Actor, Answer, Labels, Role
from assistant.plans.desk import PlanDesk
from assistant.plans.scorecard import Scorecards
from assistant.replies.workflow.lessons import Lessons
from assistant.replies.workflow.queue import ReplyQueue
from assistant.replies.workflow.service import ReplyService
from assistant.replies.writing.desk import ReplyDesk
from assistant.services.alert_checklists import AlertChecklists
from assistant.services.alerting import Alerting
from assistant.services.demo_history import DemoHistory
from assistant.services.factories import make_desk, make_limits
from assistant.services.import_jobs import BackgroundImports
from assistant.services.importing import ADAPTATION, Importing
from assistant.services.live_files import state_of
from assistant.services.plan_wishes import PlanWishes
from assistant.services.posting import Posting
from assistant.services.renewal import made_of
from assistant.services.shop_keys import ShopKeys
from assistant.settings import Settings
from assistant.store.clusters import Clusters
from assistant.tools.context import ToolContext
from assistant.tools.registry import call_tool
from assistant.tools.result import ToolResult
from assistant.understanding.lenses import LensFolder
from assistant.understanding.themes import Taxonomy
from prompts.languages import LANGUAGES
from prompts.wording import Wording
from retrieval.embedders import Embedder
from retrieval.search import HybridSearch

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.agent.events import Event
    from assistant.services.asking import Asking
    from assistant.services.labelling import Labelling
    from assistant.services.policy_files import PolicyFiles
    from assistant.services.retraining import Retraining
    from assistant.services.table_imports import TableImports
    from assistant.services.theme_files import ThemeFiles
    from assistant.understanding.reader import Reader

__all__ = ["App"]

CONSOLE = Actor("console", Role.ADMIN)
"""Whoever can run commands on this machine."""


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
        self.importing = Importing(
            settings=settings,
            clock=clock,
            feedback=self.feedback,
            embedder=self.embedder,
            reader=lambda: self.reader,
            indexing=self.indexing,
            tenant=tenant,
        )

    def of(self, tenant: str) -> "App":
        """Hearken for another tenant over the same database, index, encoder and models."""
        return App(self.settings, clock=self.clock, tenant=tenant, commons=self.commons)

    @property
    def taxonomy(self) -> Taxonomy:
        """The shop's themes as their file now stands."""
        return self.commons.themes()

    def tool(
        self,
        name: str,
        args: Mapping[str, Any],
        as_of: date | None = None,
        reader: str | None = None,
    ) -> ToolResult:
        """Run one of the agent's tools, for a reader of a language.

        Raises InvalidInputError for arguments that do not fit.
        """
        context = replace(self._tool_context(as_of or self.today()), reader=reader)
        return call_tool(name, args, context)[1]

    @cached_property
    def alerting(self) -> Alerting:
        """The alerts of this tenant, and their push."""
        return Alerting(
            settings=self.settings,
            clock=self.clock,
            context=self._tool_context,
            wording=self.wording,
            pushes=self.stores.alert_pushes,
            tenant=self.tenant,
        )

    @cached_property
    def alert_checklists(self) -> AlertChecklists:
        """What staff ticked of the steps of an open alert."""
        return AlertChecklists(
            ticks=self.stores.alert_ticks,
            read=lambda: self.alerting.open(self.today()),
            clock=self.clock,
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
        day = as_of or self.today()
        return self.asking.answer(
            question, day, conversation, answer_id, defaults=defaults, remember=remember
        )

    def stream(
        self,
        question: str,
        *,
        as_of: date | None = None,
        conversation: str | None = None,
        answer_id: str = "",
        defaults: Mapping[str, Any] | None = None,
        instead_of: int | None = None,
    ) -> "Iterator[Event]":
        """The events of one turn; the last is Done with the answer, which is then stored.

        Takes and raises what `ask` does; the answer takes the place of the turn `instead_of`
        (from 1) of the conversation, and of all that followed it.
        """
        day = as_of or self.today()
        return self.asking.stream(
            question, day, conversation, answer_id, defaults=defaults, instead_of=instead_of
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
            tool_context=self._tool_context,
            clock=self.clock,
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

    @cached_property
    def posting(self) -> Posting:
        """Takes feedback that programs hand over."""
        return Posting(
            intake=self.importing.intake,
            feedback=self.feedback,
            clock=self.clock,
            tenant=self.tenant,
        )

    @cached_property
    def import_jobs(self) -> BackgroundImports:
        """Imports that run beside the requests; one worker for all tenants."""
        return BackgroundImports(
            jobs=self.stores.import_jobs,
            worker=self.commons.import_worker,
            folder=self.settings.home_of(self.tenant) / "uploads",
            clock=self.clock,
            tenant=self.tenant,
        )

    def make_demo(self) -> int:
        """Fill an empty store with the synthetic demo shop and its history; returns how many
        records it made. Raises as `Importing.demo` does."""
        made = self.importing.demo()
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
    def _desk_files(self) -> tuple[object, ...]:
        """The state of the files that drafts rest on."""
        own, named = self.settings.home_of(self.tenant), self.settings
        files = (own / name for name in ("policies", "brand.yaml", "glossary.yaml"))
        return state_of([*files, named.policies, named.brand])

    @made_of(_desk_files)
    def desk(self) -> ReplyDesk:
        """Where replies are drafted and checked, with the shop's own policies."""
        model, limits = self.commons.chat, make_limits(self.settings)
        return make_desk(
            self.settings,
            self.tenant,
            self.commons.encoder,
            partial(metered, model, limits=limits, meter=self.tokens) if model else None,
            load_glossary(self.settings.home_of(self.tenant) / "glossary.yaml"),
        )

    @made_of(desk)
    def reply_queue(self) -> ReplyQueue:
        """What waits for an answer."""
        return ReplyQueue(
            self.feedback,
            self.stores.reply_queue,
            self.stores.replies,
            self.clock,
            self.desk.brand.hours,
        )

    @made_of(reply_queue)
    def replies(self) -> ReplyService:
        """The steps of a reply."""
        return ReplyService(
            self.feedback, self.stores.replies, self.reply_queue, self.desk, self.tenant
        )

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

    @made_of(reply_queue)
    def customers(self) -> CustomerBook:
        """Customers: segments, personas, recommendations."""
        return CustomerBook(
            voices=self.stores.voices,
            orders=self.stores.orders,
            tallies=self.tallies,
            replies=self.reply_queue,
            zone=self.settings.zone,
            tenant=self.tenant,
        )

    @made_of(reply_queue)
    def scorecards(self) -> Scorecards:
        """The balanced scorecard."""
        return Scorecards(
            tallies=self.tallies,
            orders=self.stores.orders,
            plans=self.stores.plans,
            figures=self.stores.shop_figures,
            replies=self.reply_queue,
            zone=self.settings.zone,
            tenant=self.tenant,
        )

    @cached_property
    def table_imports(self) -> "TableImports":
        """Imports of orders and of the scorecard's figures."""
        from assistant.services.table_imports import TableImports

        return TableImports(
            settings=self.settings,
            clock=self.clock,
            orders=self.stores.orders,
            figures=self.stores.shop_figures,
            tenant=self.tenant,
        )

    def _tool_context(self, as_of: date) -> ToolContext:
        return ToolContext(
            feedback=self.feedback,
            tallies=self.tallies,
            search=HybridSearch(self.feedback, self.indexing.index, self.embedder),
            taxonomy=self.taxonomy,
            tenant=self.tenant,
            as_of=as_of,
            zone=self.settings.zone,
            encode=self.commons.encoder.encode,
            desk=self.desk,
            lenses=LensFolder(self.settings.home, self.taxonomy),
            replies=self.reply_queue,
            plans=self.plans,
            scorecards=self.scorecards,
            customers=self.customers,
            clusters=Clusters(self.database, self.commons.encoder.name),
            surges=self.commons.surges,
            results=self.commons.results,
        )
