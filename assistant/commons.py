"""What the tenants of one process share: the database, the index, the encoder, the models."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.access.access import Access
from assistant.agent.llm.allowance import DailyTokens
from assistant.agent.planner.shop.strangers import load_strangers
from assistant.agent.question.intent_head import load_intent_head
from assistant.agent.question.intents import IntentReader, load_intents
from assistant.models import DEFAULT_TENANT
from assistant.services.factories import make_chat_model, make_embedder, make_limits
from assistant.services.import_jobs import ImportWorker
from assistant.services.indexing import Indexing
from assistant.services.live_files import LiveThemes
from assistant.settings import Settings
from assistant.store.database import Database, sqlite_url
from assistant.store.stores import Stores
from assistant.tools.context import MOST_RESULTS, KeptResults
from assistant.tools.open_surges import MOST_DAYS, KeptSurges
from retrieval.embedders import BuiltinEmbedder, Embedder
from retrieval.kept_vectors import KeptVectors
from retrieval.remembered_vectors import RememberedVectors

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.services.brains import Brains
    from assistant.services.hooks import Hooks

__all__ = ["Commons"]


class Commons:
    """The parts that all tenants share; slow ones are built on first use."""

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], datetime],
        model: "BaseChatModel | None",
        embedder: Embedder | None,
    ) -> None:
        url = settings.database_url
        self.settings = settings
        self.clock = clock
        self.database = Database(
            url.get_secret_value() if url else sqlite_url(settings.home / "hearken.db"),
            settings.zone,
        )
        self.stores = Stores(self.database)
        self.embedder = embedder or make_embedder(settings)
        self.themes = LiveThemes(settings)
        self.indexing = Indexing(
            settings.home,
            settings.chroma_url,
            self.embedder,
            self.stores.feedback,
            self.stores.outbox,
        )
        self.surges = KeptSurges(MOST_DAYS)
        self.results = KeptResults(MOST_RESULTS)
        self.tokens = DailyTokens(
            self.stores.token_use, self.today, DEFAULT_TENANT, settings.daily_tokens
        )
        self._model = model

    def today(self) -> date:
        """The day that it is in the configured time zone."""
        return self.clock().astimezone(self.settings.zone).date()

    @cached_property
    def encoder(self) -> BuiltinEmbedder:
        """The encoder that all trained readers learned with, whoever embeds for the index."""
        return self.embedder if isinstance(self.embedder, BuiltinEmbedder) else BuiltinEmbedder()

    @cached_property
    def remembered(self) -> RememberedVectors:
        """What tools encode with: they read the same texts again and again."""
        return RememberedVectors(self.encoder)

    @cached_property
    def chat(self) -> "BaseChatModel | None":
        """The language model; None where no endpoint is set and the planner answers."""
        return self._model or make_chat_model(self.settings)

    @cached_property
    def brains(self) -> "Brains":
        """What reads and answers questions."""
        from assistant.agent.agent import Agent
        from assistant.services.brains import Brains

        encode = self._kept_vectors.encode
        return Brains(
            agent=Agent(self.chat, make_limits(self.settings), self.tokens),
            intents=IntentReader(load_intents(), self.encoder.encode, load_intent_head()),
            strangers=load_strangers(encode),
            encode=self.encoder.encode,
        )

    @cached_property
    def access(self) -> Access:
        """Keys and users of all tenants."""
        return Access(self.database, self.settings.accepted_keys(), self.clock)

    @cached_property
    def import_worker(self) -> ImportWorker:
        """Runs the imports of all tenants, one at a time."""
        return ImportWorker()

    @cached_property
    def hooks(self) -> "Hooks":
        """Webhooks that feedback comes in by."""
        from assistant.services.hooks import Hooks, load_hooks

        known = load_hooks(self.settings.home / "hooks.yaml")
        return Hooks(known, self.database, self.clock, self.settings.zone)

    @cached_property
    def _kept_vectors(self) -> KeptVectors:
        return KeptVectors(self.encoder, self.settings.home / "vectors")

    def close(self) -> None:
        """Release the index and the database."""
        self.indexing.close()
        self.database.close()
