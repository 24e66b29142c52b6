"""What stands in the reviews that a question describes: looked for in the texts."""

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.agent.names.things import read_words
from assistant.agent.planner.calls.call_plan import CallPlan
from assistant.agent.planner.calls.traits import TRAITS
from assistant.agent.planner.words.han_pieces import han_pieces
from assistant.agent.planner.words.saying_calls import saying
from assistant.agent.question.question import Question
from assistant.models import Period, Scope, ToolCall
from assistant.tools.context import ToolContext

__all__ = ["described", "narrowed"]

ENGLISH = re.compile(r"(?<![\w'-])[a-z][a-z'-]{3,}(?![\w'-])")
LONGEST = 4
DEGREE = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:很|太|特别)?[大小多少高低好差重长短慢快]$")

IsEveryday = Callable[[str], bool]


def described(question: Question, is_everyday: IsEveryday) -> str | None:
    """What stands in the reviews that a question means: "customs" of "how many said customs";
    None where it describes none, or by what was read already."""
    for pattern in read_words("follow_ups")["about"]:
        if match := re.search(pattern, question.open.strip(" ?？.。!！")):
            written = match[1].strip(" ,.?!，。？！")
            unread = [w for w in ENGLISH.findall(written) if not _is_plain(w, is_everyday)]
            if unread or any(han_pieces(written, is_everyday, LONGEST)):
                return written
    return None


def narrowed(
    made: CallPlan,
    written: str,
    context: ToolContext,
    whole: Period | None = None,
    *,
    follows: bool = False,
) -> CallPlan:
    """The plan over the reviews in which a description stands; quotes of the `whole` time with
    feedback where no period is named. Where none holds its words, it stays as it was; of a
    follow-up the nearest in meaning are shown, which cannot be counted."""
    if len(made.calls) != 1 or not TRAITS[made.calls[0].name].reads_words:
        return made
    call = made.calls[0]
    if call.args.get("words"):
        return made
    for form in dict.fromkeys((written, DEGREE.sub("", written))):
        if context.tallies.any(Scope(tenant=context.tenant, words=(form,))):
            remark = ("word_looked_for", {"written": form})
            found = saying(call, [form], None if follows else whole)
            return replace(made, calls=(found,), remarks=(*made.remarks, remark))
    if not follows:
        return made
    search = ToolCall("search", {"query": written})
    return replace(made, calls=(search,), lead=("not_counted", {"written": written}))


def _is_plain(word: str, is_everyday: IsEveryday) -> bool:
    stems = (word, word.removesuffix("s"), word.removesuffix("'s"), word.removesuffix("ing"))
    return any(map(is_everyday, stems))
