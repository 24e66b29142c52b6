"""Scores whole conversations: the tool and its arguments, the figures, and what is declined.

A case is planned right when one call of the last turn is one of its tools, over its period and
exactly its filters, with every argument that the case names; a case without a tool is right when
nothing was called and no figure was given. Figures are right when each that pandas expects is in
the answer with the same name, period, filters and value.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

from assistant.agent.llm.budget import count_tokens
from assistant.errors import HearkenError
from evals.numbers import is_written_in, missing
from evals.qa_cases import FILTERS, HALVES, QaCase
from evals.tables import table

__all__ = ["AskTurns", "QaResult", "Verdict", "judge", "run", "to_markdown"]

AskTurns = Callable[[QaCase], Mapping[str, Any]]
"""Asks the turns of a case in one conversation; gives the last answer as `ask --json` prints it."""

ALWAYS_ANY_PERIOD = ("search", "quotes", "before_after", "drivers", "trend", "priority", "wishes")
REFUSALS = ("out", "refuse")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was right about the answer to one case. `figures_right` is None where none is due."""

    case: QaCase
    planned: str
    figures_right: bool | None
    wrong_figures: tuple[str, ...]
    language_right: bool
    verified: bool
    tokens: int
    elapsed_ms: float

    @property
    def right(self) -> bool:
        """The tool and its arguments, the language, and backed by the ledger."""
        return not self.planned and self.language_right and self.verified


@dataclass(frozen=True, slots=True)
class QaResult:
    """All verdicts of a run."""

    verdicts: tuple[Verdict, ...]

    def of(self, **which: Any) -> "QaResult":
        """The verdicts whose cases have these fields."""
        return QaResult(
            tuple(
                v
                for v in self.verdicts
                if all(getattr(v.case, name) == value for name, value in which.items())
            )
        )

    def refusals(self) -> "QaResult":
        return QaResult(tuple(v for v in self.verdicts if v.case.kind in REFUSALS))

    @property
    def right(self) -> float | None:
        """Share of right answers in percent; None without cases."""
        return _percent([v.right for v in self.verdicts])

    @property
    def figures(self) -> float | None:
        """Share of right figures among the cases that fix any, in percent."""
        return _percent([v.figures_right for v in self.verdicts if v.figures_right is not None])

    @property
    def gap(self) -> float | None:
        """English minus Chinese in points, as a distance."""
        english, chinese = self.of(language="en").right, self.of(language="zh").right
        return None if english is None or chinese is None else abs(english - chinese)

    def as_json(self) -> dict[str, Any]:
        tokens = [v.tokens for v in self.verdicts]
        times = [v.elapsed_ms for v in self.verdicts]
        return {
            "cases": len(self.verdicts),
            "right": self.right,
            "figures": self.figures,
            "refusals": self.refusals().right,
            "language_gap": self.gap,
            "tokens_per_question": round(sum(tokens) / len(tokens)) if tokens else None,
            "p95_ms": round(quantiles(times, n=20)[-1]) if len(times) > 1 else None,
        }


def run(ask: AskTurns, cases: Iterable[QaCase]) -> QaResult:
    """Ask every case once. A question that is refused with a HearkenError counts as declined with
    that sentence; any other exception is a defect and passes through."""
    verdicts = []
    for case in cases:
        try:
            answer = ask(case)
        except HearkenError as error:
            answer = {"answer": str(error), "verified": True}
        verdicts.append(judge(case, answer))
    return QaResult(tuple(verdicts))


def judge(case: QaCase, answer: Mapping[str, Any]) -> Verdict:
    """What is right about one answer."""
    text = str(answer.get("answer", ""))
    wrong = [miss for each in case.figures if (miss := missing(each, answer.get("figures", ())))]
    planned = _plan_fault(case, answer.get("tools", ())) or _unsaid(case, text)
    if not case.tools and answer.get("figures"):
        planned = "gave figures where there was nothing to compute"
    return Verdict(
        case=case,
        planned=planned,
        figures_right=not wrong if case.figures else None,
        wrong_figures=tuple(wrong),
        language_right=is_written_in(case.language, text),
        verified=answer.get("verified") is True,
        tokens=count_tokens("\n".join(case.turns)) + count_tokens(text),
        elapsed_ms=float(answer.get("elapsed_ms") or 0),
    )


def _plan_fault(case: QaCase, calls: Sequence[Mapping[str, Any]]) -> str:
    """Why no call is right, in one line; empty where one is."""
    if not case.tools:
        return f"called {calls[0]['name']}" if calls else ""
    if not calls:
        return "called nothing"
    faults = [_call_fault(case, call["name"], call["args"]) for call in calls]
    return "" if "" in faults else "; ".join(faults)


def _call_fault(case: QaCase, name: str, args: Mapping[str, Any]) -> str:
    if name not in case.tools:
        return f"called {name}"
    if case.period is not None and args.get("period") != case.period:
        return f"period {args.get('period')}, not {case.period}"
    fixed = case.kind != "follow" and name not in ALWAYS_ANY_PERIOD and not case.compare
    if case.period is None and fixed and "period" in args:
        return f"period {args['period']} that was not asked for"
    if case.compare and name != "trend" and args.get("compare_to") != case.compare:
        return f"compared with {args.get('compare_to')}, not {case.compare}"
    if case.by and args.get("by") != case.by:
        return f"split by {args.get('by')}, not {case.by}"
    for field in {*FILTERS, *case.filters}:
        given = frozenset(map(str, args.get(field) or ()))
        if given != case.filters.get(field, frozenset()):
            return f"{field} {sorted(given)}, not {sorted(case.filters.get(field, ()))}"
    for field, value in case.args.items():
        # Defaults are left out of the arguments as they were used.
        if args.get(field, DEFAULTS.get(field)) != value:
            return f"{field} {args.get(field)}, not {value}"
    return ""


DEFAULTS = {"sort": "newest", "limit": 5, "top": 5, "tone": "warm", "metric": "negative_share"}


def _unsaid(case: QaCase, text: str) -> str:
    unsaid = [word for word in case.holds if word.lower() not in text.lower()]
    return f"does not say {unsaid[0]!r}" if unsaid else ""


def _percent(flags: Sequence[bool]) -> float | None:
    return round(100 * sum(flags) / len(flags), 1) if flags else None


def to_markdown(result: QaResult) -> str:
    """The halves side by side, right answers by kind and language, and every miss."""
    dev, test = (result.of(half=half).as_json() for half in HALVES)
    by_kind: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in result.verdicts:
        by_kind[verdict.case.kind].append(verdict)
    kinds = [(kind, QaResult(tuple(mine))) for kind, mine in sorted(by_kind.items())]
    parts = [
        "## Questions",
        table(("", "dev", "test"), ((name, dev[name], test[name]) for name in dev), "lrr"),
        table(
            ("kind", "en", "zh", "n"),
            (
                (kind, of.of(language="en").right, of.of(language="zh").right, len(of.verdicts))
                for kind, of in kinds
            ),
            "lrrr",
        ),
        "\n".join(_miss(v) for v in result.verdicts if not v.right or v.figures_right is False),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _miss(verdict: Verdict) -> str:
    case = verdict.case
    reasons = [verdict.planned] if verdict.planned else []
    reasons += verdict.wrong_figures[:1]
    reasons += [] if verdict.language_right else ["wrong language"]
    reasons += [] if verdict.verified else ["not verified"]
    return f"- {case.id} ({case.half}) {' → '.join(case.turns)}: {'; '.join(reasons)}"
