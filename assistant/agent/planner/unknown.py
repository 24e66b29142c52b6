"""What becomes of a plan whose question names something that the shop does not have."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.agent.names.finder import NameBook
from assistant.agent.planner.call_plan import CallPlan
from assistant.agent.planner.strangers import Stranger
from assistant.agent.planner.traits import TRAITS
from assistant.models import Scope, ToolCall
from assistant.tools.context import ToolContext

__all__ = ["looked_for", "told"]

MOST_NAMES = 8
SHORTEST_PLURAL = 4


def told(
    made: CallPlan,
    strangers: Sequence[Stranger],
    books: Sequence[NameBook],
    context: ToolContext,
    *,
    sure: bool = True,
) -> CallPlan:
    """The plan that looks for the strange word in the texts, where it occurs and the tools can;
    else a saying that there is no such product or channel, with the names that there are.

    Where it is not `sure` that the word is a name at all, the plan stands, and the answer says
    that the word chose nothing: an ordinary question must not be refused.
    """
    if not all(TRAITS[call.name].named for call in made.calls):
        return made
    if any(call.args.get("words") for call in made.calls):
        return made
    stranger = strangers[0]
    searched = False
    if not stranger.place and all(TRAITS[call.name].reads_words for call in made.calls):
        searched = True
        words = _forms(stranger.written)
        if context.tallies.count(Scope(tenant=context.tenant, words=words)):
            calls = tuple(
                ToolCall(call.name, {**call.args, "words": list(words)}) for call in made.calls
            )
            remark = ("word_looked_for", {"written": stranger.written})
            return replace(made, calls=calls, remarks=(*made.remarks, remark))
    if not sure:
        remark = ("word_passed_over", {"written": stranger.written})
        return replace(made, remarks=(*made.remarks, remark))
    names = {book.field: book for book in books}
    field = "channel" if stranger.place else "product"
    known = names[field].names
    details = {
        "written": stranger.written,
        "field": field,
        "closest": names[field].closest(stranger.written),
        "names": known[:MOST_NAMES],
        "more": len(known) > MOST_NAMES,
        "searched": searched,
    }
    return CallPlan(made.language, say="unknown_name", details=details)


def looked_for(made: CallPlan, words: Sequence[str], context: ToolContext) -> CallPlan:
    """The plan over what the unread words of "since when does it squeal" stand in, where they
    occur; as it was where they do not, or where it looks for words or a theme already."""
    (call,) = made.calls
    forms = tuple(dict.fromkeys(form for word in words for form in _forms(word)))
    if not forms or call.args.get("words") or call.args.get("theme"):
        return made
    if not context.tallies.count(Scope(tenant=context.tenant, words=forms)):
        return made
    args = {name: value for name, value in call.args.items() if name != "sentiment"}
    remark = ("word_looked_for", {"written": words[0]})
    found = ToolCall(call.name, {**args, "words": list(forms)})
    return replace(made, calls=(found,), remarks=(*made.remarks, remark))


def _forms(written: str) -> tuple[str, ...]:
    """A word and its singular, of which the other forms are made."""
    if written.isascii() and len(written) > SHORTEST_PLURAL:
        for plural, singular in (("ies", "y"), ("ing", ""), ("es", "e"), ("s", "")):
            if written.endswith(plural) and not written.endswith("ss"):
                return (written, written.removesuffix(plural) + singular)
    return (written,)
