"""What a conversation said before this turn, as far as the next question can lean on it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from assistant.agent.planner.calls.traits import TRAITS
from assistant.models import ATTRIBUTES, ToolCall, column_of, value_of

__all__ = ["LISTS", "Thread"]

LISTS = ("quotes", "search", "dangers", "reply_queue", "overdue_replies", "new_problems")
"""Tools whose answers show reviews one by one."""


@dataclass(frozen=True, slots=True)
class Thread:
    """`calls` are those of the latest turn that called any, `figures` what its answer held as
    JSON, `question` what was asked then, `text` what was answered, `cited` the ids that it showed,
    `defaults` what the user had chosen to look at; `earlier` are the calls of the turn before
    that one, `earlier_question` what was asked in it; `listed` are the ids of the last answer that
    showed reviews to choose from, `language` what the last answer was written in."""

    calls: tuple[ToolCall, ...] = ()
    cited: tuple[str, ...] = ()
    figures: tuple[Mapping[str, Any], ...] = ()
    question: str = ""
    defaults: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    earlier: tuple[ToolCall, ...] = ()
    earlier_question: str = ""
    listed: tuple[str, ...] = ()
    language: str | None = None

    @classmethod
    def of(cls, history: Sequence[Mapping[str, Any]]) -> Self:
        """The thread of the stored answers of a conversation, oldest first."""
        ran = [answer for answer in history if answer["tools"]]
        latest: Mapping[str, Any] = ran[-1] if ran else {}
        return cls(
            _calls(latest),
            tuple(latest.get("citations", ())),
            tuple(latest.get("figures", ())),
            str(latest.get("question", "")),
            dict(latest.get("defaults", {})),
            str(latest.get("answer", "")),
            _calls(ran[-2]) if len(ran) > 1 else (),
            str(ran[-2].get("question", "")) if len(ran) > 1 else "",
            next((tuple(a["citations"]) for a in reversed(ran) if _lists(a)), ()),
            history[-1].get("language") if history else None,
        )

    @property
    def last(self) -> ToolCall:
        """The last call; of those that a turn made for one group each, one over all of them. Only
        of a thread with calls."""
        last = self.calls[-1]
        alike = [call for call in self.calls if call.name == last.name]
        for name in (*ATTRIBUTES, "kept"):
            given = [tuple(call.args.get(name, ())) for call in alike]
            if len(set(given)) > 1 and len({repr(call.lacking(name)) for call in alike}) == 1:
                every = dict.fromkeys(value for one in given for value in one)
                return last.having(**{name: list(every)}) if every else last.lacking(name)
        return last

    @property
    def apart(self) -> tuple[str, ...]:
        """The values of a column that the last turn told apart, one a call, as `Branch=Berlin`;
        empty where it told none apart."""
        kept = [set(call.args.get("kept", ())) for call in self.calls]
        shared = set.intersection(*kept) if kept else set()
        own = [values - shared for values in kept]
        one_each = len(own) > 1 and all(len(values) == 1 for values in own)
        alike = len({repr(call.lacking("kept")) for call in self.calls}) == 1
        values = tuple(value for each in own for value in each) if one_each and alike else ()
        return values if len(set(map(column_of, values))) == 1 else ()

    def of_group(self, field: str, names: Sequence[str]) -> Mapping[str, list[str]]:
        """The filter for groups of the last answer: of the value of a column with what else its
        call kept to."""
        if field != "kept":
            return {field: list(names)}
        calls = (call for call in self.calls if set(names) & set(call.args.get("kept", ())))
        kept = dict.fromkeys(value for call in calls for value in call.args["kept"])
        return {"kept": list(kept)}

    def under(self, defaults: Mapping[str, Any]) -> Self:
        """The thread as far as it stands under what is chosen now.

        What was chosen anew beats what the calls carry; what is no longer chosen goes with the
        choice, unless a question named something else.
        """
        calls = tuple(ToolCall(call.name, self._under(call.args, defaults)) for call in self.calls)
        return replace(self, calls=calls)

    def _under(self, args: Mapping[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
        changed = {
            name
            for name in {*self.defaults, *defaults}
            if self.defaults.get(name) != defaults.get(name)
            and (name in defaults or args.get(name) == self.defaults.get(name))
        }
        if "period" in changed:
            changed.add("compare_to")
        return {name: value for name, value in args.items() if name not in changed}

    def named(self, written: Callable[[str, str], str]) -> list[tuple[str, str]]:
        """The field and name of each group in the order in which the first sentence of the last
        answer names it; `written` gives how an answer writes a name of a field. Empty where the
        last answer split nothing, or its first sentence names no group."""
        by = self._split_by
        lead = self.text.split("\n\n")[0]
        groups = {self._group(figure, by) for figure in self.figures} if by else set()
        names = {each: written(str(by), value_of(each) or each) for each in filter(None, groups)}
        left, found = lead, []
        for value, name in sorted(names.items(), key=lambda each: -len(each[1])):
            if (at := left.find(name)) >= 0:
                found.append((at, value))
                left = left.replace(name, " " * len(name))
        return [(str(by), value) for _, value in sorted(found)]

    @property
    def _split_by(self) -> str | None:
        """The field by which the last answer split its numbers."""
        call = self.calls[-1] if self.calls else None
        if call is None:
            return None
        if self.apart:
            return "kept"
        return "theme" if TRAITS[call.name].groups_themes else call.args.get("by")

    def chosen(
        self, order: str | None, place: int | None, *, by_count: bool = False
    ) -> tuple[str, str] | None:
        """The field and name that stood in a place of the last ranking, the worst by default.

        `by_count` ranks by how many complaints there are, not by their share. None where the last
        answer ranked nothing, or has no such place.
        """
        call = self.calls[-1] if self.calls else None
        if call is None or TRAITS[call.name].ranked_by is None:
            return None
        traits = TRAITS[call.name]
        by = self._split_by
        name = str(call.args.get("rank_by", traits.ranked_by))
        if by_count and call.name == "sentiment":
            name = "count"
        rows = [
            (figure["value"], group)
            for figure in self.figures
            if figure["name"] == name
            and figure["value"] is not None
            and (name != "count" or not by_count or self._is_blame(figure))
            and by
            and (group := self._group(figure, by))
        ]
        worst_first = traits.low_is_bad != (order == "best")
        rows.sort(key=lambda row: (row[0] if worst_first else -row[0], row[1]))
        number = (place or 1) - 1
        return (str(by), rows[number][1]) if by and number < len(rows) else None

    def level_with(self, field: str, value: str) -> list[str]:
        """A group of the last ranking with those that share its number, itself first."""
        call = self.calls[-1]
        number = str(call.args.get("rank_by", TRAITS[call.name].ranked_by))
        rows = {
            group: round(figure["value"], 2)
            for figure in self.figures
            if figure["name"] == number
            and figure["value"] is not None
            and (group := self._group(figure, field))
        }
        same = (name for name, other in rows.items() if name != value and other == rows.get(value))
        return [value, *same]

    def _is_blame(self, figure: Mapping[str, Any]) -> bool:
        return self.calls[-1].name == "volume" or "negative" in figure["filters"].get(
            "sentiment", ()
        )

    def _group(self, figure: Mapping[str, Any], by: str) -> str | None:
        """The group of the last answer that a figure is of; None for one of all or of several."""
        values = figure["filters"].get(by, ())
        if by == "kept":
            values = [value for value in values if value in self.apart]
            return str(values[0]) if len(values) == 1 else None
        whole = list(self.calls[-1].args.get(by, ())) == list(values)
        return str(values[0]) if len(values) == 1 and not whole else None


def _calls(answer: Mapping[str, Any]) -> tuple[ToolCall, ...]:
    return tuple(ToolCall(call["name"], call["args"]) for call in answer.get("tools", ()))


def _lists(answer: Mapping[str, Any]) -> bool:
    return any(call["name"] in LISTS for call in answer["tools"])
