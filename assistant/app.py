"""The wiring: the only place that chooses concrete parts."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from assistant.access.access import Access
from assistant.agent.shop import Glossary, load_glossary
from assistant.commons import Commons
from assistant.customers.book import CustomerBook
from assistant.models import DEFAULT_TENANT, Actor, Answer, Labels, Role
from assistant.plans.desk import PlanDesk
from assistant.plans.scorecard import Scorecards
from assistant.replies.desk import ReplyDesk
from assistant.replies.draft import Draft
from assistant.replies.queue import ReplyQueue
from assistant.replies.workflow import ReplyService
from assistant.services.alerting import Alerting
from assistant.services.demo_history import DemoHistory
from assistant.services.factories import make_desk, make_limits, write_with
from assistant.services.hooks import Hooks
from assistant.services.import_jobs import BackgroundImports
from assistant.services.importing import ADAPTATION, Importing
from assistant.services.live_files import state_of
from assistant.services.posting import Posting
from assistant.services.renewal import made_of
from assistant.settings import Settings
from assistant.store.clusters import Clusters
from assistant.tools.context import ToolContext
from assistant.tools.registry import call_tool
from assistant.tools.result import ToolResult
from assistant.understanding.lenses import LensFolder
from assistant.understanding.themes import Taxonomy
from prompts.wording import Wording
from retrieval.embedders import BuiltinEmbedder, Embedder
from retrieval.search import HybridSearch

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.agent.events import Event
    from assistant.services.asking import Asking
    from assistant.services.labelling import Labelling
    from assistant.services.retraining import Retraining
    from assistant.services.shop_files import ShopFiles
    from assistant.services.table_imports import TableImports
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
        self._commons = commons or Commons(settings, clock, model, embedder)
        self.settings = settings
        self.clock = clock
        self.tenant = tenant
        self.embedder = self._commons.embedder
        self.database = self._commons.database
        self.indexing = self._commons.indexing
        self.stores = self._commons.stores
        self.feedback = self.stores.feedback
        self.tallies = self.stores.tallies
        self.outbox = self.stores.outbox
        self.conversations = self.stores.conversations
        self.verdicts = self.stores.verdicts
        self.today = self._commons.today
        self.tokens = self._commons.tokens.of(tenant)
        self.importing = Importing(
            settings,
            clock,
            self.feedback,
            self.embedder,
            lambda: self.reader,
            self.indexing,
            tenant,
        )

    def of(self, tenant: str) -> "App":
        """Hearken for another tenant over the same database, index, encoder and models."""
        return App(self.settings, clock=self.clock, tenant=tenant, commons=self._commons)

    @property
    def taxonomy(self) -> Taxonomy:
        """The shop's themes as their file now stands."""
        return self._commons.themes()

    def tool(self, name: str, args: Mapping[str, Any], as_of: date | None = None) -> ToolResult:
        """Run one tool of the agent's. Raises InvalidInputError for arguments that do not fit."""
        return call_tool(name, args, self._tool_context(as_of or self.today()))[1]

    def alerts(self, as_of: date | None = None) -> list[dict[str, Any]]:
        """The open alerts as JSON, worst first."""
        return [alert.as_json() for alert in self.alerting.open(as_of or self.today())]

    @cached_property
    def alerting(self) -> Alerting:
        return Alerting(
            self.settings,
            self.clock,
            self._tool_context,
            self.wording,
            self.stores.alert_pushes,
            self.tenant,
        )

    def draft(self, feedback_id: str, tone: str = "warm", language: str | None = None) -> Draft:
        """A reply draft with its checks.

        Raises NotFoundError for an unknown id, InvalidInputError for an unknown tone.
        """
        record = self.feedback.get(feedback_id, self.tenant)
        return self.desk.draft(record, tone, language)

    def draft_variants(
        self, feedback_id: str, count: int, tone: str = "warm", language: str | None = None
    ) -> list[Draft]:
        """Up to two drafts in different words; raises as `draft` does, and for another count."""
        record = self.feedback.get(feedback_id, self.tenant)
        return self.desk.variants(record, count, tone, language)

    def warm_up(self) -> None:
        """Load the encoder in the background, while the agent is still being imported."""
        if isinstance(self.embedder, BuiltinEmbedder):
            threading.Thread(target=self.embedder.load, daemon=True).start()

    def ask(
        self,
        question: str,
        *,
        as_of: date | None = None,
        conversation: str | None = None,
        answer_id: str = "",
        defaults: Mapping[str, Any] | None = None,
    ) -> Answer:
        """Answer one question; with a conversation, as its next turn.

        `defaults` are tool arguments (period, product, channel, language, touchpoint, segment)
        for where the question names none. Raises InvalidInputError for an empty or overlong
        question and for defaults that do not fit.
        """
        day = as_of or self.today()
        return self.asking.answer(question, day, conversation, answer_id, defaults)

    def stream(
        self,
        question: str,
        *,
        as_of: date | None = None,
        conversation: str | None = None,
        answer_id: str = "",
        defaults: Mapping[str, Any] | None = None,
    ) -> "Iterator[Event]":
        """The events of one turn; the last is Done with the answer, which is then stored.

        Takes and raises what `ask` does.
        """
        day = as_of or self.today()
        return self.asking.stream(question, day, conversation, answer_id, defaults)

    def wording(self, language: str) -> Wording:
        """How answers are worded in a language."""
        return self.asking.mind().wordings[language]

    @made_of("taxonomy")
    def asking(self) -> "Asking":
        """The conversation with this tenant."""
        from assistant.services.asking import Asking

        return Asking(
            self.settings,
            self.clock,
            self.taxonomy,
            self.embedder,
            self.feedback,
            self.tallies,
            self.conversations,
            self._tool_context,
            self._glossary,
            self._commons.agent,
            self._commons.intents,
            self._commons.strangers,
            self.tenant,
        )

    @property
    def plans_itself(self) -> bool:
        """Whether the built-in planner answers, not a language model."""
        return self._commons.chat is None

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
        return self._commons.access

    @cached_property
    def posting(self) -> Posting:
        """Takes feedback that programs hand over."""
        return Posting(self.importing.intake, self.feedback, self.clock, self.tenant)

    @cached_property
    def import_jobs(self) -> BackgroundImports:
        """Imports that run beside the requests; one worker for all tenants."""
        return BackgroundImports(
            self.stores.import_jobs,
            self._commons.import_worker,
            self.settings.home_of(self.tenant) / "uploads",
            self.clock,
            self.tenant,
        )

    @property
    def hooks(self) -> Hooks:
        """Webhooks that feedback comes in by."""
        return self._commons.hooks

    def make_demo(self) -> int:
        """Fill an empty store with the synthetic demo shop and its history; returns how many
        records it made. Raises as `Importing.demo` does."""
        made = self.importing.demo()
        if made:
            DemoHistory(self.stores, self.plans, self.clock, self.settings.zone, self.tenant).add(
                made
            )
        return len(made)

    def close(self) -> None:
        """Give the index and the database free."""
        self._commons.close()

    @made_of("taxonomy")
    def reader(self) -> "Reader":
        from assistant.understanding.adaptation import Adaptation
        from assistant.understanding.reader import Reader

        learned = Adaptation.load(self.settings.home_of(self.tenant) / ADAPTATION)
        return Reader(self.taxonomy, self.embedder.encode, learned)

    @made_of("taxonomy")
    def shop_files(self) -> "ShopFiles":
        """The shop's themes and policies, to be edited."""
        from assistant.services.shop_files import ShopFiles
        from assistant.understanding.reader import Reader

        def reader_of(taxonomy: Taxonomy) -> "Callable[[Sequence[str]], list[Labels]]":
            return Reader(taxonomy, self.embedder.encode).read

        return ShopFiles(self.settings, self.taxonomy, reader_of, self.feedback, self.tenant)

    @made_of("taxonomy")
    def labelling(self) -> "Labelling":
        from assistant.services.labelling import Labelling
        from assistant.services.model_labels import ModelReader

        def model() -> tuple[str, ModelReader] | None:
            chat = self._commons.chat
            reader = ModelReader(chat, self.taxonomy, self.tokens) if chat else None
            return (self.settings.model, reader) if reader else None

        return Labelling(
            self.feedback,
            self.stores.corrections,
            self.stores.rereading,
            self.taxonomy,
            lambda: self.reader,
            model,
            self.clock,
            self.tenant,
        )

    @made_of("taxonomy")
    def retraining(self) -> "Retraining":
        from assistant.services.retraining import Retraining
        from assistant.understanding.reader import Reader

        return Retraining(
            self.feedback,
            self.stores.corrections,
            Reader(self.taxonomy, self.embedder.encode),
            self.embedder.encode,
            self.settings.home_of(self.tenant) / ADAPTATION,
            self.tenant,
        )

    @made_of("desk")
    def reply_queue(self) -> ReplyQueue:
        """What waits for an answer."""
        return ReplyQueue(
            self.feedback,
            self.stores.reply_queue,
            self.stores.replies,
            self.clock,
            self.desk.brand.hours,
        )

    @made_of("reply_queue")
    def replies(self) -> ReplyService:
        """The steps of a reply."""
        return ReplyService(
            self.feedback, self.stores.replies, self.reply_queue, self.desk, self.tenant
        )

    @made_of("taxonomy")
    def plans(self) -> PlanDesk:
        """Action plans: proposed, opened, moved and checked."""
        return PlanDesk(self.stores.plans, self.tallies, self.taxonomy, self.tenant)

    @made_of("reply_queue")
    def customers(self) -> CustomerBook:
        """Customers, their segments, personas and likings."""
        return CustomerBook(
            self.stores.voices,
            self.stores.orders,
            self.tallies,
            self.reply_queue,
            self.settings.zone,
        )

    @made_of("reply_queue")
    def scorecards(self) -> Scorecards:
        """The balanced scorecard."""
        return Scorecards(
            self.tallies,
            self.stores.orders,
            self.stores.plans,
            self.stores.shop_figures,
            self.reply_queue,
            self.settings.zone,
        )

    @cached_property
    def table_imports(self) -> "TableImports":
        """Imports of orders and of the scorecard's figures."""
        from assistant.services.table_imports import TableImports

        return TableImports(
            self.settings, self.clock, self.stores.orders, self.stores.shop_figures, self.tenant
        )

    @made_of("_desk_files")
    def desk(self) -> ReplyDesk:
        """Where replies are drafted and checked, with the shop's own policies."""
        model = self._commons.chat
        return make_desk(
            self.settings,
            self.tenant,
            self.embedder,
            partial(write_with, model, make_limits(self.settings), self.tokens) if model else None,
            self._glossary(),
        )

    @property
    def _desk_files(self) -> tuple[object, ...]:
        """The state of the files that drafts rest on."""
        own, named = self.settings.home_of(self.tenant), self.settings
        files = (own / name for name in ("policies", "brand.yaml", "glossary.yaml"))
        return state_of([*files, named.policies, named.brand])

    def _glossary(self) -> Glossary:
        return load_glossary(self.settings.home_of(self.tenant) / "glossary.yaml")

    def _tool_context(self, as_of: date) -> ToolContext:
        return ToolContext(
            feedback=self.feedback,
            tallies=self.tallies,
            search=HybridSearch(self.feedback, self.indexing.index, self.embedder),
            taxonomy=self.taxonomy,
            tenant=self.tenant,
            as_of=as_of,
            zone=self.settings.zone,
            encode=self.embedder.encode,
            desk=self.desk,
            lenses=LensFolder(self.settings.home, self.taxonomy),
            replies=self.reply_queue,
            plans=self.plans,
            scorecards=self.scorecards,
            customers=self.customers,
            clusters=Clusters(self.database, self.embedder.name),
            surges=self._commons.surges,
            results=self._commons.results,
        )
