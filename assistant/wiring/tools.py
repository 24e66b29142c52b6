"""What a tenant's tools work with, joined for any as-of day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from assistant.commons import Commons
from assistant.customers.book import CustomerBook
from assistant.plans.desk import PlanDesk
from assistant.plans.scorecard import Scorecards
from assistant.replies.workflow.service import ReplyService
from assistant.store.clusters import Clusters
from assistant.tools.context import ToolContext
from assistant.tools.registry import call_tool
from assistant.tools.result import ToolResult
from assistant.understanding.lenses import LensFolder
from assistant.understanding.themes import Taxonomy
from retrieval.search import HybridSearch

__all__ = ["Toolbox"]


class Toolbox:
    """The tools of one tenant, as its themes, replies and plans now are."""

    def __init__(
        self,
        commons: Commons,
        *,
        taxonomy: Taxonomy,
        replies: ReplyService,
        plans: PlanDesk,
        tenant: str,
    ) -> None:
        self._commons = commons
        self._taxonomy = taxonomy
        self._replies = replies
        self._plans = plans
        self._tenant = tenant

    def run(
        self,
        name: str,
        args: Mapping[str, Any],
        as_of: date | None = None,
        reader: str | None = None,
    ) -> ToolResult:
        """Run one of the agent's tools, today where no day is given, for a reader of a language.

        Raises InvalidInputError for arguments that do not fit.
        """
        context = self.context(as_of or self._commons.today())
        return call_tool(name, args, replace(context, reader=reader))[1]

    def context(self, as_of: date) -> ToolContext:
        """What a tool may reach on a day."""
        commons, stores = self._commons, self._commons.stores
        return ToolContext(
            feedback=stores.feedback,
            tallies=stores.tallies,
            search=HybridSearch(stores.feedback, commons.indexing.index, commons.embedder),
            taxonomy=self._taxonomy,
            tenant=self._tenant,
            as_of=as_of,
            zone=commons.settings.zone,
            encode=commons.remembered.encode,
            desk=self._replies.desk,
            lenses=LensFolder(commons.settings.home, self._taxonomy),
            replies=self._replies.queue,
            plans=self._plans,
            scorecards=self.scorecards,
            customers=self.customers,
            clusters=Clusters(commons.database, commons.encoder.name),
            surges=commons.surges,
            results=commons.results,
        )

    @cached_property
    def customers(self) -> CustomerBook:
        """Customers: segments, personas, recommendations."""
        stores = self._commons.stores
        return CustomerBook(
            voices=stores.voices,
            orders=stores.orders,
            tallies=stores.tallies,
            replies=self._replies.queue,
            zone=self._commons.settings.zone,
            tenant=self._tenant,
        )

    @cached_property
    def scorecards(self) -> Scorecards:
        """The balanced scorecard."""
        stores = self._commons.stores
        return Scorecards(
            tallies=stores.tallies,
            orders=stores.orders,
            plans=stores.plans,
            figures=stores.shop_figures,
            replies=self._replies.queue,
            zone=self._commons.settings.zone,
            tenant=self._tenant,
        )
