"""Every event of the window that changes something asks who acts; read from the code itself.

Each call of the window to the rest of Hearken is listed here as looking or changing, so that a new
one must be. Whatever leads to a changing call must come past `acting`.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import ui

CHANGES = {
    "alerting.checklists.set_done",
    "audit", "conversations.remove",
    "conversations.rename", "imports.jobs.start", "labelling.correct", "labelling.reread",
    "make_demo", "plan_wishes.open", "plans.move", "replies.approve", "replies.claim",
    "replies.draft", "replies.draft_worst", "replies.edit", "replies.mark_sent",
    "replies.not_needed", "replies.reject", "replies.release", "policy_files.save",
    "shop_keys.end", "shop_keys.give", "theme_files.save", "verdicts.give",
}  # fmt: skip
NOTED = {
    "alerting.checklists.set_done",
    "conversations.remove", "conversations.rename", "labelling.correct", "plan_wishes.open",
    "plans.move", "replies.approve", "replies.claim", "replies.draft", "replies.draft_worst",
    "replies.edit", "replies.mark_sent", "replies.not_needed", "replies.reject", "replies.release",
    "shop_keys.end", "shop_keys.give", "verdicts.give",
}  # fmt: skip
"""Changes whose entry in the audit log is written by the store or the service."""

LOOKS = {
    "alerting.checklists.of", "alerting.checklists.open", "alerting.open",
    "access.needs_login", "alerting.replay", "asking.turn", "clock",
    "conversations.answer", "conversations.answers",
    "conversations.get", "conversations.page", "conversations.turns",
    "overview.backlog", "overview.blame",
    "records.any", "records.by_ids", "records.count", "records.get", "records.is_empty",
    "records.newest", "records.span", "records.values", "replies.approved", "replies.desk.draft",
    "imports.jobs.get", "imports.jobs.page",
    "imports.jobs.rejected_file", "imports.feedback.holds_demo", "plans.all", "plans.check",
    "plans.get",
    "replies.queue.in_state", "replies.queue.open", "replies.queue.overdue",
    "replies.queue.stats", "replies.show",
    "replies.tried", "tools.scorecards.cells",
    "shop_keys.all",
    "policy_files.check", "theme_files.check", "theme_files.listed", "policy_files.names",
    "policy_files.text", "theme_files.text", "theme_files.effect", "today", "tools.run",
}  # fmt: skip
ASKED = {"asking.stream"}
"""A question may be asked by whoever may look; its turn is kept."""

GUARDED = {"imports.feedback.files", "imports.tables.orders", "imports.tables.figures"}
"""Called by ui/imports/kinds.py: as a dry run, or for a job that `imports.jobs.start` began."""

LOGIN = {
    "access.by_key", "access.by_login", "access.has_users", "access.log_out",
}  # fmt: skip
"""The way in and out, which every role and nobody may take."""


@dataclass
class Function:
    """What a function of the window calls: on the App, and of the window itself."""

    name: str
    app: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)
    takes_form: bool = False


def functions() -> Iterator[Function]:
    for file in sorted(Path(ui.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield read(node, file.stem)


def read(node: ast.FunctionDef | ast.AsyncFunctionDef, module: str) -> Function:
    """Names that stand for the App or one of its services are followed within the function."""
    known = {"app": "", "self._app": "", "self._hearken": "", "hearken": ""}
    for each in ast.walk(node):
        if isinstance(each, ast.Assign):
            pairs = zip(*map(parts, (each.targets[0], each.value)), strict=False)
            known |= {ast.unparse(to): said for to, of in pairs if (said := spelled(of, known))}
    found = Function(f"{module}.{node.name}")
    taken = [ast.unparse(each.annotation) for each in node.args.args if each.annotation]
    found.takes_form = "Form" in taken
    for each in ast.walk(node):
        if isinstance(each, ast.Call | ast.Attribute):
            target = each.func if isinstance(each, ast.Call) else each
            said = spelled(target, known)
            if isinstance(each, ast.Call) and said:
                found.app.add(said.lstrip("."))
            last = ast.unparse(target).rpartition(".")[2]
            found.own.add(last)
            if isinstance(each, ast.Call):
                found.called.add(last)
    return found


def parts(node: ast.expr) -> list[ast.expr]:
    return node.elts if isinstance(node, ast.Tuple) else [node]


def spelled(node: ast.expr, known: dict[str, str]) -> str | None:
    """`.replies.claim` for an attribute of the App; None for anything else."""
    if isinstance(node, ast.Attribute | ast.Name) and ast.unparse(node) in known:
        return known[ast.unparse(node)] or "."
    if isinstance(node, ast.Attribute) and (owner := spelled(node.value, known)):
        return f"{owner.rstrip('.')}.{node.attr}"
    return None


@pytest.fixture(scope="module")
def window() -> list[Function]:
    return list(functions())


def calls(function: Function) -> set[str]:
    return {each for each in function.app if each and not each.startswith("settings.")}


def test_every_call_is_known_to_look_or_to_change(window: list[Function]) -> None:
    called = {each for function in window for each in calls(function)}
    known = CHANGES | LOOKS | ASKED | GUARDED | LOGIN
    assert called - known == set()
    assert CHANGES - called == set()


def test_whatever_changes_something_asks_who_acts(window: list[Function]) -> None:
    """A function that changes something asks itself, is only reached by those that ask, or takes
    a form, which is made by one that asks alone."""
    asks = {f.name for f in window if "acting" in f.own}
    makes_forms = {f.name for f in window if "Form" in f.called}
    assert makes_forms
    assert makes_forms <= asks
    asks |= {f.name for f in window if f.takes_form}
    changing = [f for f in window if calls(f) & CHANGES]
    assert len(changing) > 15
    for function in changing:
        callers = {f.name for f in callers_of(function, window)}
        assert function.name in asks or (callers and callers <= asks), function.name


def test_whatever_changes_something_is_noted(window: list[Function]) -> None:
    """By the store, or by the function, or by the one that called it."""
    notes = {f.name for f in window if "audit" in calls(f)}
    changing = [f for f in window if calls(f) & (CHANGES - NOTED - {"audit"})]
    assert len(changing) > 3
    for function in changing:
        callers = {f.name for f in callers_of(function, window)}
        assert function.name in notes or (callers and callers <= notes), function.name


def callers_of(function: Function, window: list[Function]) -> list[Function]:
    """The functions of the same file that call it, apart from those that tie the events."""
    module, _, bare = function.name.partition(".")
    return [
        f for f in window if bare in f.own and f.name != function.name
        and f.name.partition(".")[0] == module and f.name.rpartition(".")[2] != "bind"
    ]  # fmt: skip
