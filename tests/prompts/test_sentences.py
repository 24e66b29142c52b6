"""Whatever the parts can say to a user has its Chinese."""

import ast
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assistant
from assistant import errors, model_check
from assistant.replies.phrases import load_phrases
from assistant.yaml_files import read_yaml
from prompts.languages import LANGUAGES
from prompts.sentences import Sentences

ROOT = Path(assistant.__file__).parents[1]
ROOMS = ("assistant", "retrieval", "prompts", "ui")
CONSOLE = (
    "assistant/cli", "assistant/client", "assistant/server.py", "assistant/settings.py",
    "assistant/mcp.py", "assistant/logs.py", "assistant/classify.py", "assistant/report.py",
)  # fmt: skip
"""What speaks in a terminal alone; there the language is English."""

NOTES = "assistant/ingest/mapping_notes.py"

PURE = ("assistant/analytics", "assistant/understanding/emerging.py")
"""Refuses numbers that no user can give."""

RAISED = {name for name in errors.__all__ if name.endswith("Error")} | {
    "RowError",
    "BadRow",
    "HTTPException",
}
HAN = re.compile(r"[\u4e00-\u9fff]")
PROBE = "«{}»"
CATALOGUES = resources.files("prompts.sentences")
TYPED = re.compile(r"--map|hearken (?:ask|correct|keys list|plans|users)\b")
"""Ways out at the command line for which the window has its own."""


def sentence(node: ast.expr) -> str | None:
    """The sentence of a literal, with a probe in each place; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else PROBE.format(place)
            for place, part in enumerate(node.values)
        )
    return None


def spoken() -> Iterator[tuple[str, str]]:
    """Every sentence that is raised, with where."""
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            where = file.relative_to(ROOT).as_posix()
            if where.startswith(CONSOLE + PURE):
                continue
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call) and ast.unparse(node.func) in RAISED:
                    for value in node.args:
                        said = sentence(value)
                        if said and " " in said and not re.fullmatch(r"(«\d+»\W*)+", said):
                            yield f"{where}:{node.lineno}", said


def noted() -> Iterator[str]:
    """Every note on the columns of a file."""
    for node in ast.walk(ast.parse((ROOT / NOTES).read_text("utf-8"))):
        said = sentence(node.value) if isinstance(node, ast.Yield) and node.value else None
        if said:
            yield said


def entries() -> Iterator[tuple[str, str]]:
    for file in CATALOGUES.joinpath("zh").iterdir():
        yield from read_yaml(file.read_text("utf-8")).items()


def in_the_window(language: str) -> Iterator[tuple[str, str]]:
    for place in ("window", "imported"):
        file = CATALOGUES.joinpath(f"{place}/{language}.yaml")
        yield from read_yaml(file.read_text("utf-8")).items()


@pytest.fixture(scope="module")
def chinese() -> Sentences:
    return Sentences("zh")


def test_whatever_is_raised_has_its_chinese(chinese: Sentences) -> None:
    said = list(spoken())
    assert len(said) > 200
    assert [each for each in said if not HAN.search(chinese(each[1]))] == []


def test_whatever_is_noted_of_columns_has_its_chinese(chinese: Sentences) -> None:
    said = list(noted())
    assert len(said) > 4
    assert [each for each in said if not HAN.search(chinese(each))] == []


def test_what_checks_of_replies_and_of_the_model_say_has_its_chinese(chinese: Sentences) -> None:
    rules = load_phrases("rules")
    said = [*rules["findings"].values(), *rules["alike"].values()]
    said += [each["text"] for each in rules["checks"].values() if "text" in each]
    said += [*model_check.SENTENCES.values(), model_check.OTHERWISE]
    filled = [re.sub(r"\{[\w!]+\}", "«x»", each) for each in said]
    assert [each for each in filled if not HAN.search(chinese(each))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_window_sends_nobody_to_the_command_line(language: str) -> None:
    said = [re.sub(r"\{\w+\}", "«x»", english) for english, _ in entries()]
    read = Sentences(language, in_window=True)
    assert [each for each in map(read, said) if TYPED.search(each)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_window_says_only_what_the_parts_say(language: str) -> None:
    said = dict(entries())
    assert {english for english, _ in in_the_window(language)} <= said.keys()


def test_every_value_of_a_sentence_comes_through() -> None:
    for english, chinese in entries():
        places = {name for _, name, _, _ in Formatter().parse(english) if name}
        used = {name for _, name, _, _ in Formatter().parse(chinese) if name}
        assert used <= places, english
        assert places - used <= {"again"}, english


def test_no_sentence_stands_twice() -> None:
    keys = [english for english, _ in entries()]
    words = [key for key in keys if " " in key]
    assert len(words) == len(set(words))


@given(st.text(st.characters(exclude_characters="«»"), min_size=1, max_size=40))
def test_a_value_is_kept_as_it_was(value: str) -> None:
    said = Sentences("zh")(f"There is no policy file {value}; choose one of the list.")
    assert said == f"没有政策文件 {value}，请从列表中选择。"


def test_a_sentence_inside_a_sentence_is_read_as_well(chinese: Sentences) -> None:
    said = chinese("time 'x' cannot be read: no known form of a date")
    assert said == "无法识别时间 'x'：不是已知的日期写法"
    told = chinese("lin is viewer here, and the step “approve” needs more; ask at least agent.")
    assert told.startswith("lin is")
    failed = chinese(
        "The language model failed (KeyError); what was read so far is kept, run the command "
        "again to go on."
    )
    assert failed == "语言模型出错（KeyError）；已读取的部分已保存，再次运行即可继续。"
    gaps = chinese(
        "P1 cannot be begun before it can be measured (no_owner, no_due); "
        "`hearken plans check P1` says what it lacks."
    )
    assert gaps == "P1 还不能衡量，不能开始（没有负责人、没有检验日期）。"


@pytest.mark.parametrize("said", ["", "Nobody has said this.", "x" * 5_000])
def test_an_unknown_sentence_stays_as_it_is(said: str, chinese: Sentences) -> None:
    assert chinese(said) == said


def test_english_is_what_the_parts_say() -> None:
    for _, said in spoken():
        assert Sentences("en")(said) == said


def test_the_window_names_a_field_in_words() -> None:
    said = Sentences("en", in_window=True)
    taken = (
        "column 'mail' was taken as customer_id by its values; "
        "if that is wrong, name the right one with --map customer_id=COLUMN"
    )
    assert "as the customer id by" in said(taken)
    left = (
        "kept with the feedback, but not as a field: 'x'; "
        "if one of them is the channel or customer_id, say so by --map channel=COLUMN"
    )
    assert "the channel or customer id, choose" in said(left)


def test_a_long_hostile_value_takes_no_longer_than_its_length(chinese: Sentences) -> None:
    hostile: Any = " has no column for : it has " * 120
    assert HAN.search(chinese(f"a.csv has no column {hostile} for text: it has b."))
