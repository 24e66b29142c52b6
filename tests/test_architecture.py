"""The direction of the arrows in docs/architecture.md, read from the imports themselves."""

import ast
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("assistant", "retrieval", "prompts", "ui", "evals")

# Rooms from the top to the bottom; a module may import its own room and lower layers.
LAYERS: tuple[tuple[str, ...], ...] = (
    (
        "assistant.__main__", "assistant.cli", "assistant.api", "assistant.server",
        "assistant.classify", "assistant.doctor", "assistant.progress", "ui", "evals",
    ),
    ("assistant.app", "assistant.intake", "assistant.partner"),
    ("assistant.agent",),
    ("assistant.tools", "assistant.replies"),
    (
        "assistant.store", "assistant.ingest", "assistant.understanding", "assistant.demo",
        "retrieval", "prompts",
    ),
    ("assistant.analytics",),
    ("assistant.models", "assistant.errors", "assistant.settings"),
)  # fmt: skip
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}
WORDS = len(LAYERS) - 1
TOGETHER = {0, 1}
"""Layers whose rooms are one: the entries start each other, and the wiring is a single place."""


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {
    module_name(path): path
    for package in PACKAGES
    for path in sorted((ROOT / package).rglob("*.py"))
    if "migrations" not in path.parts and path.read_text("utf-8").strip()
}


@cache
def tree_of(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text("utf-8"))


@cache
def imports(name: str) -> frozenset[str]:
    """Every module that a module imports, also inside its functions."""
    return frozenset(_imports(name))


def _imports(name: str) -> Iterator[str]:
    for node in ast.walk(tree_of(name)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports relatively"
            assert node.module
            below = [f"{node.module}.{alias.name}" for alias in node.names]
            submodules = [each for each in below if is_module(each)]
            yield from submodules or [node.module]


def is_module(dotted: str) -> bool:
    path = ROOT.joinpath(*dotted.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def room_of(module: str) -> str | None:
    """The room that a module of ours lives in."""
    found = [room for room in LEVEL if module == room or module.startswith(room + ".")]
    return max(found, key=len, default=None)


def importers(library: str) -> set[str]:
    return {
        name
        for name in MODULES
        for imported in imports(name)
        if imported == library or imported.startswith(library + ".")
    }


def test_modules_are_read() -> None:
    assert {"assistant.app", "assistant.agent.plan", "retrieval.index"} <= set(MODULES)
    assert "assistant.store.database" in imports("assistant.app")
    assert "assistant.agent.agent" in imports("assistant.app")  # inside a function
    assert "prompts.formats" in imports("prompts.wording")


@pytest.mark.parametrize("name", MODULES)
def test_every_module_has_its_room(name: str) -> None:
    package = name == "assistant" or name in ("retrieval", "prompts")
    assert package or room_of(name), f"{name} stands in no room of the architecture"


@pytest.mark.parametrize("name", MODULES)
def test_imports_run_downward(name: str) -> None:
    room = room_of(name)
    if room is None:
        return
    for imported in imports(name):
        other = room_of(imported)
        if other is None or other == room:
            continue
        down = LEVEL[other] > LEVEL[room]
        aside = LEVEL[other] == LEVEL[room] and LEVEL[room] in (*TOGETHER, WORDS)
        assert down or aside, f"{name} imports {imported}, which is not below it"


@pytest.mark.parametrize("name", [name for name in MODULES if name.startswith("assistant.")])
def test_nothing_of_the_product_imports_the_tests_or_evals_below_the_entry(name: str) -> None:
    for imported in imports(name):
        assert not imported.startswith("tests")
        if LEVEL[room_of(name) or "assistant.app"]:
            assert not imported.startswith(("evals", "ui"))


class TestLibraries:
    def test_chromadb_is_imported_in_one_file(self) -> None:
        assert importers("chromadb") == {"retrieval.index"}

    @pytest.mark.parametrize("library", ["sqlalchemy", "alembic", "psycopg"])
    def test_sql_is_spoken_in_the_store_alone(self, library: str) -> None:
        assert {room_of(name) for name in importers(library)} <= {"assistant.store"}

    def test_gradio_is_imported_in_the_ui_alone(self) -> None:
        assert {room_of(name) for name in importers("gradio")} <= {"ui"}

    def test_the_environment_is_read_in_one_file(self) -> None:
        readers = {
            name
            for name in MODULES
            for node in ast.walk(tree_of(name))
            if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv")
            if not name.startswith(("evals", "ui"))
        }
        assert readers <= {"assistant.settings", "assistant.cli"}

    @pytest.mark.parametrize(
        "name", [name for name in MODULES if name.startswith("assistant.analytics")]
    )
    def test_analytics_is_pure(self, name: str) -> None:
        """No I/O, no clock, no model: neither their libraries nor their calls."""
        forbidden = {"os", "pathlib", "time", "requests", "httpx2", "yaml", "json", "logging"}
        assert not {imported.split(".")[0] for imported in imports(name)} & forbidden
        calls = {
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            for node in ast.walk(tree_of(name))
            if isinstance(node, ast.Call)
        }
        assert not calls & {"open", "today", "now", "utcnow", "read_text", "write_text"}


@pytest.mark.parametrize("name", [name for name in MODULES if name.startswith("assistant")])
def test_no_module_of_the_assistant_prints(name: str) -> None:
    printed = [
        node.lineno
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id == "print"
    ]
    assert printed == []


@pytest.mark.parametrize("name", MODULES)
def test_no_module_works_at_import_time(name: str) -> None:
    """No file is read and no process started while a module is imported."""
    busy = {"open", "read_text", "read_bytes", "run", "Popen", "connect", "urlopen", "mkdir"}
    for node in tree_of(name).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom):
            continue
        if isinstance(node, ast.If) and "__main__" in ast.unparse(node.test):
            continue
        for call in ast.walk(node):
            if isinstance(call, ast.Call):
                called = ast.unparse(call.func).rpartition(".")[2]
                assert called not in busy, f"{name}:{call.lineno} calls {called}"


def exported(name: str) -> list[str] | None:
    for node in tree_of(name).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return list(ast.literal_eval(node.value))
    return None


@pytest.mark.parametrize("name", [name for name in MODULES if exported(name) is not None])
def test_all_is_true(name: str) -> None:
    """Every exported name is the module's own or a room's front door, and named once."""
    names = exported(name)
    assert names is not None
    assert len(names) == len(set(names))
    defined = {
        target
        for node in tree_of(name).body
        for target in (
            [node.name] if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef)
            else [alias.asname or alias.name for alias in node.names]
            if isinstance(node, ast.Import | ast.ImportFrom)
            else [ast.unparse(each) for each in node.targets] if isinstance(node, ast.Assign)
            else [ast.unparse(node.target)] if isinstance(node, ast.AnnAssign)
            else []
        )
    }  # fmt: skip
    assert set(names) <= defined
    assert not [each for each in names if each.startswith("_") and not each.startswith("__")]


@pytest.mark.parametrize(
    "name", [name for name in MODULES if exported(name) and not name.startswith(("evals", "ui"))]
)
def test_what_all_names_can_be_imported(name: str) -> None:
    module = import_module(name)
    assert [each for each in exported(name) or () if not hasattr(module, each)] == []


@pytest.mark.parametrize(
    "name",
    [name for name in MODULES if MODULES[name].name not in ("__init__.py", "__main__.py")],
)
def test_every_public_module_says_what_it_is(name: str) -> None:
    assert ast.get_docstring(tree_of(name)), f"{name} has no docstring"
