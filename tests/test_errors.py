import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

from assistant import errors
from assistant.errors import HearkenError

ROOT = Path(__file__).parents[1]


def every_subclass(base: type[Exception]) -> list[type[Exception]]:
    return [each for found in base.__subclasses__() for each in (found, *every_subclass(found))]


def drawn() -> list[str]:
    """The names in the tree of the module docstring."""
    return re.findall(r"^(?:[├└]── )?(\w+Error)\b", errors.__doc__ or "", re.MULTILINE)


def test_the_tree_is_drawn_as_it_is() -> None:
    for name in ("assistant.app", "assistant.agent.agent", "retrieval.ownership"):
        import_module(name)
    ours = [each for each in every_subclass(HearkenError) if each.__module__ == errors.__name__]
    assert drawn()[0] == "HearkenError"
    assert sorted(drawn()[1:]) == sorted(each.__name__ for each in ours)
    assert sorted(drawn()) == sorted(errors.__all__)


def test_no_other_module_adds_to_the_tree() -> None:
    names = set(errors.__all__)
    for package in ("assistant", "retrieval", "prompts", "ui", "evals"):
        for path in (ROOT / package).rglob("*.py"):
            if path.name == "errors.py":
                continue
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.ClassDef):
                    bases = {ast.unparse(base).rpartition(".")[2] for base in node.bases}
                    assert not bases & names, f"{path.name} defines {node.name}"


@pytest.mark.parametrize("name", errors.__all__)
def test_every_error_is_caught_by_the_base_and_shows_its_sentence(name: str) -> None:
    error = getattr(errors, name)("The file x.csv is empty; choose another.")
    assert isinstance(error, HearkenError)
    assert str(error) == "The file x.csv is empty; choose another."
    assert error.__doc__


@pytest.mark.parametrize("name", [n for n in errors.__all__ if n != "HearkenError"])
def test_every_error_is_raised_somewhere(name: str) -> None:
    sources = (
        path.read_text("utf-8")
        for package in ("assistant", "retrieval", "prompts")
        for path in (ROOT / package).rglob("*.py")
    )
    assert any(f"raise {name}(" in source for source in sources)
