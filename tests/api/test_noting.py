"""Every route that changes something says who did; read from the code itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

from assistant import api

WRITING = ("post", "put", "patch", "delete")
LOOKS = {"plans.propose", "policies.check", "index.query", "index.count"}
"""Routes that take a body and keep nothing."""

NAMED = {"me.actor", "me.record", "caller.actor"}
"""How a store, a service or the audit log is told who acts."""

Function = ast.FunctionDef | ast.AsyncFunctionDef
FILES = sorted(Path(api.__file__).parent.glob("*.py"))


def functions() -> Iterator[tuple[str, Function]]:
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, Function):
                yield file.stem, node


def is_writing(function: Function) -> bool:
    marks = (each.func for each in function.decorator_list if isinstance(each, ast.Call))
    return any(isinstance(mark, ast.Attribute) and mark.attr in WRITING for mark in marks)


def says_who(function: Function, known: dict[str, Function], seen: frozenset[str]) -> bool:
    """By itself, or by a function of the API that it calls."""
    inside = list(ast.walk(function))
    if NAMED & {ast.unparse(each) for each in inside if isinstance(each, ast.Attribute)}:
        return True
    names = {each.id for each in inside if isinstance(each, ast.Name)}
    called = (names & known.keys()) - seen
    return any(says_who(known[each], known, seen | called) for each in called)


def test_every_route_that_changes_something_says_who_did() -> None:
    known = {node.name: node for _, node in functions()}
    routes = {f"{room}.{node.name}": node for room, node in functions() if is_writing(node)}
    assert len(routes) > 25
    assert routes.keys() >= LOOKS
    silent = {name for name, node in routes.items() if not says_who(node, known, frozenset())}
    assert silent == LOOKS
