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
        "assistant.classify", "assistant.client", "assistant.doctor", "assistant.logs",
        "assistant.mcp", "assistant.model_check", "assistant.report", "assistant.svg",
        "assistant.worker", "assistant.answering", "assistant.garbage",
        "ui", "evals",
    ),
    ("assistant.app", "assistant.commons", "assistant.tenants", "assistant.wiring"),
    ("assistant.services",),
    ("assistant.agent",),
    ("assistant.tools",),
    ("assistant.plans",),
    ("assistant.customers",),
    ("assistant.replies", "assistant.access"),
    (
        "assistant.store", "assistant.ingest", "assistant.understanding", "assistant.demo",
        "assistant.push", "retrieval", "prompts",
    ),
    ("assistant.analytics",),
    (
        "assistant.models",
        "assistant.errors",
        "assistant.settings",
        "assistant.yaml_files",
        "assistant.csv_cells",
        "assistant.han",
        "assistant.kept",
        "assistant.process_beside",
    ),
)  # fmt: skip
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}
WORDS = len(LAYERS) - 1
INNER = {
    "assistant.replies": ("", "review", "policies", "shop", "checking", "writing", "workflow"),
    "assistant.agent.question": ("patterns", ""),
    "assistant.agent.planner": ("calls", "shop", "columns", "words", "talk", "leads", ""),
    "ui": (
        "", "pictures", "feedback", "replies", "overview", "plans", "imports", "settings", "chat",
        "pages",
    ),
}  # fmt: skip
"""The inner rooms of a room from the bottom to the top; "" are the modules beside them."""

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
    assert {"assistant.app", "assistant.agent.agent", "retrieval.index"} <= set(MODULES)
    assert "assistant.store.database" in imports("assistant.commons")
    assert "assistant.agent.agent" in imports("assistant.commons")  # inside a function
    assert "prompts.formats" in imports("prompts.wording")


def test_every_module_has_its_room() -> None:
    packages = {"assistant", "retrieval", "prompts"}
    assert [name for name in MODULES if name not in packages and room_of(name) is None] == []


def is_allowed(name: str, imported: str) -> bool:
    room, other = room_of(name), room_of(imported)
    if room is None or other is None or other == room:
        return True
    aside = LEVEL[other] == LEVEL[room] and LEVEL[room] in (*TOGETHER, WORDS)
    return LEVEL[other] > LEVEL[room] or aside


def test_imports_run_downward() -> None:
    upward = [
        f"{name} imports {imported}"
        for name in MODULES
        for imported in sorted(imports(name))
        if not is_allowed(name, imported)
    ]
    assert upward == []


@pytest.mark.parametrize("room", INNER)
def test_inner_rooms_import_downward(room: str) -> None:
    def place(module: str) -> int:
        inner = module.removeprefix(f"{room}.").partition(".")[0]
        return INNER[room].index(inner if inner in INNER[room] else "")

    inside = [name for name in MODULES if name.startswith(f"{room}.")]
    upward = [
        f"{name} imports {imported}"
        for name in inside
        for imported in sorted(imports(name))
        if imported.startswith(f"{room}.") and place(imported) > place(name)
    ]
    assert {place(name) for name in inside} == set(range(len(INNER[room])))
    assert upward == []


def test_the_rule_itself() -> None:
    assert is_allowed("assistant.app", "assistant.agent.agent")
    assert is_allowed("assistant.agent.planner.writer", "assistant.agent.question.question")
    assert not is_allowed("assistant.tools.themes", "assistant.agent.planner.writer")
    assert not is_allowed("assistant.store.feedback", "retrieval.index")
    assert not is_allowed("assistant.replies.writing.desk", "assistant.tools.drafts")
    assert not is_allowed("assistant.analytics.nps", "prompts.wording")
    assert not is_allowed("assistant.models", "assistant.store.tables")


def test_every_word_of_the_code_names_where_it_is() -> None:
    """docs/words.md would soon lead astray: each of its files is there, and speaks of the word."""
    rows = [
        [cell.strip() for cell in line.strip("| ").split("|")]
        for line in (ROOT / "docs/words.md").read_text("utf-8").splitlines()
        if line.startswith("| ") and not line.startswith("| word")
    ]
    assert len(rows) > 25
    for word, _, places in rows:
        for place in places.split(", "):
            path = ROOT / (place if place.startswith("ui/") else f"assistant/{place}")
            assert path.is_file(), place
            said = path.read_text("utf-8").casefold().replace("_", "")
            stem = word.replace(" …", "").replace(" ", "")
            assert stem in said, f"{place} says nothing of {word}"


def test_who_answers_people_asks_the_services() -> None:
    """The stores and what the tenants share are for those who look after the installation."""
    edges = ("assistant.api", "assistant.cli", "assistant.mcp", "assistant.report", "ui")
    reached = [
        f"{name}:{node.lineno} reads {ast.unparse(node)}"
        for name in MODULES
        if name.startswith(edges) and name != "assistant.api.services"
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.Attribute) and node.attr in ("commons", "stores", "database")
    ]
    assert reached == []


def test_nothing_imports_the_tests() -> None:
    assert [name for name in MODULES if any(i.startswith("tests") for i in imports(name))] == []


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

    def test_analytics_is_pure(self) -> None:
        """No I/O, no clock, no model: neither their libraries nor their calls."""
        libraries = {"os", "pathlib", "time", "httpx2", "yaml", "json", "logging"}
        busy = {"open", "today", "now", "utcnow", "read_text", "write_text"}
        pure = [name for name in MODULES if name.startswith("assistant.analytics")]
        assert pure
        for name in pure:
            assert not {each.split(".")[0] for each in imports(name)} & libraries
            assert not {called for called, _ in calls(tree_of(name))} & busy


def calls(tree: ast.AST) -> list[tuple[str, int]]:
    """The last part of the name of everything that is called, with its line."""
    return [
        (ast.unparse(node.func).rpartition(".")[2], node.lineno)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    ]


def test_every_logger_is_heard() -> None:
    """A log file listens to what lies under "hearken" alone, and masks it."""
    named = {
        f"{name}: {ast.unparse(node.args[0]) if node.args else ''}"
        for name in MODULES
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("getLogger")
        if not (node.args and ast.unparse(node.args[0]).startswith(("'hearken.", "'hearken'")))
    }
    assert named == {"assistant.logs: 'uvicorn.error'"}


def test_no_module_of_the_assistant_prints() -> None:
    printed = [
        f"{name}:{node.lineno}"
        for name in MODULES
        if name.startswith("assistant")
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id == "print"
    ]
    assert printed == []


def test_no_module_works_at_import_time() -> None:
    """No file is read and no process started while a module is imported."""
    busy = {"open", "read_text", "read_bytes", "run", "Popen", "connect", "urlopen", "mkdir"}
    declared = ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom
    found = [
        f"{name}:{line} calls {called}"
        for name in MODULES
        for node in tree_of(name).body
        if not isinstance(node, declared)
        if not (isinstance(node, ast.If) and "__main__" in ast.unparse(node.test))
        for called, line in calls(node)
        if called in busy
    ]
    assert found == []


def exported(name: str) -> list[str] | None:
    for node in tree_of(name).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return list(ast.literal_eval(node.value))
    return None


def defined(name: str) -> set[str]:
    """The names that the top level of a module binds."""
    found: set[str] = set()
    for node in tree_of(name).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found.update(alias.asname or alias.name for alias in node.names)
        elif isinstance(node, ast.Assign):
            bound = (each for target in node.targets for each in ast.walk(target))
            found.update(each.id for each in bound if isinstance(each, ast.Name))
        elif isinstance(node, ast.AnnAssign):
            found.add(ast.unparse(node.target))
    return found


def test_all_is_true() -> None:
    """Every exported name is bound in its module, public, and named once."""
    for name in MODULES:
        names = exported(name) or []
        assert set(names) <= defined(name), name
        assert len(names) == len(set(names)), name
        assert not [each for each in names if each.startswith("_") and each != "__version__"], name


def test_what_all_names_can_be_imported() -> None:
    for name in MODULES:
        if exported(name) and not name.startswith(("evals", "ui")):
            module = import_module(name)
            assert [each for each in exported(name) or () if not hasattr(module, each)] == []


def test_every_module_says_what_it_is() -> None:
    nameless = ("__init__.py", "__main__.py")
    silent = [
        name
        for name, path in MODULES.items()
        if path.name not in nameless and not ast.get_docstring(tree_of(name))
    ]
    assert silent == []
