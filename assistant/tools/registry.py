"""The tools that the agent may call, and the one way to call them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel, ValidationError

from assistant.errors import InvalidInputError
from assistant.models import ToolCall
from assistant.tools.alerts import AlertsArgs, alerts
from assistant.tools.arguments import ComparedArgs, ScopeArgs, TopArgs
from assistant.tools.before_after import BeforeAfterArgs, before_after
from assistant.tools.catalogue import catalogue
from assistant.tools.column_means import ColumnMeanArgs, column_mean
from assistant.tools.common_words import WordsArgs, common_words
from assistant.tools.complaints import complaints
from assistant.tools.context import ToolContext
from assistant.tools.crisis_plan import PlanArgs, crisis_plan
from assistant.tools.cross_table import CrossArgs, cross_table
from assistant.tools.customers import (
    CustomerArgs,
    SegmentsArgs,
    customer,
    customer_segments,
)
from assistant.tools.dangers import DangersArgs, dangers
from assistant.tools.drafts import DraftArgs, PolicyArgs, draft_reply, policy
from assistant.tools.drivers import DriversArgs, drivers
from assistant.tools.early_warning import early_warning
from assistant.tools.emerging import NewArgs, new_problems
from assistant.tools.experiment import experiment
from assistant.tools.explain import ExplainArgs, explain_change
from assistant.tools.feelings import sentiment
from assistant.tools.health import HealthArgs, health
from assistant.tools.loyalty import LoyaltyArgs, loyalty_curve
from assistant.tools.overview import OverviewArgs, overview
from assistant.tools.owners import owners
from assistant.tools.personas import personas
from assistant.tools.plans import ActionPlanArgs, PlanProgressArgs, action_plan, plan_progress
from assistant.tools.precision import PrecisionArgs, precision
from assistant.tools.priorities import pareto, priority
from assistant.tools.quotes import QuotesArgs, SearchArgs, quotes, search
from assistant.tools.recommending import (
    RecommendArgs,
    TogetherArgs,
    bought_together,
    recommend,
)
from assistant.tools.replies import QueueArgs, StatsArgs, overdue_replies, reply_queue, reply_stats
from assistant.tools.result import ToolResult
from assistant.tools.scorecard import scorecard
from assistant.tools.scores import CsatArgs, ces, csat, nps
from assistant.tools.stages import StagesArgs, stages
from assistant.tools.themes import ThemesArgs, themes
from assistant.tools.training import TrainingArgs, training_topics
from assistant.tools.trend import TrendArgs, trend
from assistant.tools.trials import ExperimentArgs
from assistant.tools.volume import volume
from assistant.tools.wishes import WishesArgs, wishes

__all__ = ["FROM_FEEDBACK", "TOOLS", "Tool", "call_tool"]


@dataclass(frozen=True, slots=True)
class Tool:
    """A function with typed arguments; its docstring tells a model what it is for."""

    args: type[BaseModel]
    run: Callable[[Any, ToolContext], ToolResult]

    @property
    def name(self) -> str:
        return self.run.__name__

    @property
    def description(self) -> str:
        return " ".join((self.run.__doc__ or "").split())


TOOLS: Mapping[str, Tool] = {
    tool.name: tool
    for tool in (
        Tool(TopArgs, complaints),
        Tool(ThemesArgs, themes),
        Tool(WordsArgs, common_words),
        Tool(TopArgs, owners),
        Tool(WishesArgs, wishes),
        Tool(ComparedArgs, nps),
        Tool(CsatArgs, csat),
        Tool(ComparedArgs, ces),
        Tool(ColumnMeanArgs, column_mean),
        Tool(ComparedArgs, volume),
        Tool(ComparedArgs, sentiment),
        Tool(CrossArgs, cross_table),
        Tool(TrendArgs, trend),
        Tool(TopArgs, priority),
        Tool(ScopeArgs, pareto),
        Tool(QuotesArgs, quotes),
        Tool(SearchArgs, search),
        Tool(DangersArgs, dangers),
        Tool(OverviewArgs, overview),
        Tool(ScopeArgs, catalogue),
        Tool(HealthArgs, health),
        Tool(DriversArgs, drivers),
        Tool(AlertsArgs, alerts),
        Tool(PlanArgs, crisis_plan),
        Tool(BeforeAfterArgs, before_after),
        Tool(NewArgs, new_problems),
        Tool(PrecisionArgs, precision),
        Tool(ExperimentArgs, experiment),
        Tool(ExplainArgs, explain_change),
        Tool(StagesArgs, stages),
        Tool(LoyaltyArgs, loyalty_curve),
        Tool(TopArgs, early_warning),
        Tool(DraftArgs, draft_reply),
        Tool(PolicyArgs, policy),
        Tool(QueueArgs, reply_queue),
        Tool(QueueArgs, overdue_replies),
        Tool(StatsArgs, reply_stats),
        Tool(ActionPlanArgs, action_plan),
        Tool(PlanProgressArgs, plan_progress),
        Tool(ScopeArgs, scorecard),
        Tool(TrainingArgs, training_topics),
        Tool(CustomerArgs, customer),
        Tool(SegmentsArgs, customer_segments),
        Tool(ScopeArgs, personas),
        Tool(RecommendArgs, recommend),
        Tool(TogetherArgs, bought_together),
    )
}


FROM_FEEDBACK = frozenset({
    "before_after", "catalogue", "ces", "common_words", "cross_table", "csat",
    "dangers", "drivers", "early_warning", "experiment", "explain_change", "loyalty_curve", "nps",
    "overview", "owners", "pareto", "personas", "precision", "priority", "quotes", "sentiment",
    "themes", "trend", "volume", "wishes",
})  # fmt: skip
"""Tools that rest on feedback, its labels, the taxonomy and the as-of day alone: what they find
holds until one of these changes."""


def call_tool(
    name: str, args: Mapping[str, Any], context: ToolContext
) -> tuple[ToolCall, ToolResult]:
    """Check the arguments and run the tool, or take what it found before where that still holds.

    Raises InvalidInputError for an unknown tool or arguments that do not fit; the message says
    which, so that a model can mend its call.
    """
    tool = TOOLS.get(name)
    if tool is None:
        raise InvalidInputError(f"There is no tool {name!r}; the tools are {', '.join(TOOLS)}.")
    try:
        parsed = tool.args.model_validate(dict(args))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the arguments"
        if first["type"] == "extra_forbidden":
            known = ", ".join(tool.args.model_fields)
            raise InvalidInputError(f"{name} has no {where!r}; it takes {known}.") from None
        raise InvalidInputError(f"{name}: {where}: {first['msg']}.") from None
    call = ToolCall(name, parsed.model_dump(mode="json", exclude_defaults=True))
    if name not in FROM_FEEDBACK:
        return call, _run(tool, parsed, context)
    return call, context.kept(name, parsed, lambda: _run(tool, parsed, context))


def _run(tool: Tool, args: BaseModel, context: ToolContext) -> ToolResult:
    """The tool's result, with a note where a language model read the labels of its scope."""
    result = tool.run(args, context)
    by_models = context.tallies.read_by_models(result.scope)
    if not by_models:
        return result
    mixed = by_models < context.tallies.count(result.scope)
    return replace(result, notes=(*result.notes, "mixed_labels" if mixed else "model_labels"))
