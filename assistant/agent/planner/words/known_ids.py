"""Ids in a question that only the store can tell: a customer's, a record's, or nobody's."""

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.agent.names.folding import unfolded
from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.planner.shop.strangers import Stranger
from assistant.agent.question.question import Question
from assistant.errors import NotFoundError
from assistant.han import HAN
from assistant.models import Scope, ToolCall
from assistant.tools.context import ToolContext

__all__ = ["by_id", "unknown_ids", "with_customers"]

NAMED_ID = re.compile(r"[\u3400-\u9fff]{1,6}[a-z]{0,4}-?\d{2,}")
LIKE = re.compile(r"\blike\b|\bsimilar\b|类似|相似|差不多|一样的|像")
LONGEST_QUERY = 500
WHO_WROTE = re.compile(
    r"\bwho (?:wrote|posted|sent|left|gave|submitted|is behind|was behind|is|was)\b"
    r"|\b(?:which|what) customer\b|谁(?:写|发|留|给|说|打)|哪[个位](?:客户|顾客|买家|用户)"
)
PERSON = re.compile(
    r"[这那此](?:个|位)?(?:人|客户|顾客|买家|用户|客人|会员)"
    r"|\b(?:this|that) (?:customer|person|buyer|client|user)\b"
)


def with_customers(question: Question, context: ToolContext) -> Question:
    """The question with the customers whose ids stand in it, however the shop writes its ids."""
    if "customer_id" in question.filters:
        return question
    if writers := _writers(question, context):
        return replace(
            question, filters={**question.filters, "customer_id": writers}, feedback_ids=()
        )
    bare = [each for each in question.feedback_ids if _is_customer(each, context)]
    named = [each for each in _han_ids(question) if _is_customer(each, context)]
    customers = tuple(dict.fromkeys((*bare, *named)))
    if not customers and PERSON.search(question.folded):
        # Nobody's number either, of whom the answer says that nothing is known.
        customers = tuple(i for i in question.feedback_ids if not _is_record(i, context))
    if not customers:
        return question
    return replace(
        question,
        filters={**question.filters, "customer_id": customers},
        feedback_ids=tuple(i for i in question.feedback_ids if i not in customers),
    )


def by_id(made: CallPlan, question: Question, context: ToolContext) -> CallPlan:
    """The plan that shows the records whose ids stand in the question, or those that are like the
    one, where it would look at others: of what is said in one record there is nothing to count."""
    ids = question.feedback_ids
    if not ids or made.say not in (None, "not_understood"):
        return made
    tools = [TRAITS[call.name] for call in made.calls]
    if not all(tool.reads_words or tool.tells_what for tool in tools):
        return made
    if not all(_is_record(each, context) for each in ids):
        return made
    if LIKE.search(question.folded):
        text = context.feedback.get(ids[0], context.tenant).feedback.full_text
        return CallPlan(made.language, (ToolCall("search", {"query": text[:LONGEST_QUERY]}),))
    return CallPlan(made.language, (ToolCall("quotes", {"ids": list(ids)}),))


def _writers(question: Question, context: ToolContext) -> tuple[str, ...]:
    """The customers behind the records that are named, where it is asked who wrote them."""
    if not WHO_WROTE.search(question.folded):
        return ()
    found = context.feedback.by_ids(question.feedback_ids, context.tenant)
    return tuple(dict.fromkeys(c for each in found if (c := each.feedback.customer_id)))


def unknown_ids(question: Question, context: ToolContext) -> list[Stranger]:
    """What is written like an id or a model's number, and is neither here."""
    return [
        Stranger(each.lower(), known=True)
        for each in question.feedback_ids
        if not _is_record(each, context)
    ] + [Stranger(each, known=True) for each in _unknown_customers(question, context)]


def _unknown_customers(question: Question, context: ToolContext) -> Iterator[str]:
    """What is written like this shop's customer ids and is none."""
    if "customer_id" in question.filters:
        return
    for match in NAMED_ID.finditer(unfolded(question.text)):
        prefix = re.split(r"\d", match.group())[0]
        for known in context.tallies.values("customer_id", context.tenant):
            begin = re.split(r"\d", known)[0]
            if HAN.search(begin) and prefix.endswith(begin):
                yield match.group()[len(prefix) - len(begin) :]
                break


def _han_ids(question: Question) -> Iterator[str]:
    """Ids that begin with Chinese characters, the longest beginnings first: 茶友1054."""
    text = unfolded(question.text)
    for match in NAMED_ID.finditer(text):
        written = match.group()
        while HAN.match(written):
            yield written
            yield written.upper()
            written = written[1:]


def _is_customer(written: str, context: ToolContext) -> bool:
    return context.tallies.any(Scope(tenant=context.tenant, customer_id=(written,)))


def _is_record(written: str, context: ToolContext) -> bool:
    try:
        context.feedback.get(written, context.tenant)
    except NotFoundError:
        return False
    return True
