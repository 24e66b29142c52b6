import ast
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

import ui
from assistant.analytics.experiments import FixVerdict
from assistant.app import App
from assistant.errors import PromptError
from assistant.ingest.header_names import FIELDS
from assistant.models import Measure, PlanState, Role
from assistant.plans.known_measures import Source
from assistant.plans.smart import Gap
from assistant.replies.draft import Tone
from assistant.store.feedback import Order
from assistant.tools.registry import TOOLS
from ui.wording import LANGUAGES, Texts, preferred_language, read_texts

PLACE = re.compile(r"\{(\w+)\}")
SPLITS = ("product", "channel", "language", "rating", "day", "touchpoint", "segment")


def leaves(words: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in words.items():
        where = f"{path}.{key}" if path else str(key)
        if isinstance(value, Mapping):
            yield from leaves(value, where)
        elif isinstance(value, list):
            yield from ((f"{where}.{place}", str(each)) for place, each in enumerate(value))
        else:
            yield where, str(value)


def test_both_languages_have_the_same_keys_and_variables() -> None:
    first, *others = [dict(leaves(read_texts(language))) for language in LANGUAGES]
    for other in others:
        assert other.keys() == first.keys()
        for key, text in first.items():
            assert set(PLACE.findall(text)) == set(PLACE.findall(other[key])), key


def test_no_text_is_empty_or_left_in_the_other_language() -> None:
    han = re.compile(r"[\u4e00-\u9fff]")
    own_names = {"switch_language", "overview.nps", "overview.csat", "tools.nps"}
    own_names |= {"figures.nps", "figures.csat", "figures.ces"}
    for key, text in leaves(read_texts("en")):
        assert text.strip(), key
        assert not han.search(text) or key in own_names, key
    for key, text in leaves(read_texts("zh")):
        words = PLACE.sub("", text)
        bare = not re.search("[A-Za-z]", words)
        assert han.search(words) or bare or key in own_names, (key, text)


def test_every_tool_figure_and_field_has_a_name(app: App) -> None:
    names = set()
    for tool in TOOLS:
        calls: list[dict[str, Any]] = [{}]
        if tool in ("search", "policy"):
            calls = [{"query": "late delivery"}]
        elif tool == "column_mean":
            calls = [{"column": "Age"}]
        elif tool == "before_after":
            calls = [{"changed_on": "2026-03-07"}]
        elif tool == "experiment":
            measures = ("rating_mean", "csat", "nps", "negative_share")
            sides = {"by": "channel", "a": "Email", "b": "微信"}
            calls = [{**sides, "measure": measure} for measure in measures]
        elif tool == "cross_table":
            crossed = ("nps", "csat", "rating_mean", "negative_share", "count")
            calls = [{"measure": measure} for measure in crossed]
        elif tool == "stages":
            calls = [{"view": view} for view in ("journey", "servqual")]
        elif tool in ("nps", "csat", "volume", "sentiment"):
            calls += [{"by": by} for by in SPLITS]
        elif tool == "themes":
            calls += [{"stance": [stance]} for stance in ("negative", "positive")]
        elif tool == "trend":
            metrics = ("nps", "csat", "rating_mean", "negative_share", "count")
            calls = [{"metric": metric} for metric in metrics]
        for call in calls:
            names |= {figure.name for figure in app.tools.run(tool, call).ledger.figures}
    assert len(names) > 40
    words = read_texts("en")
    assert names <= words["figures"].keys()
    assert set(TOOLS) <= words["tools"].keys()
    assert set(FIELDS) <= words["fields"].keys()


def test_every_key_that_the_window_asks_for_has_a_text(texts: Texts) -> None:
    asked = set()
    for file in Path(ui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func).endswith("texts")
                and node.args
            ):
                key = node.args[0]
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    asked.add(key.value)
    assert len(asked) > 200
    known = dict(leaves(read_texts(texts.language)))
    groups = {key.rpartition(".")[0] for key in known}
    assert not asked - known.keys() - groups


@pytest.mark.parametrize(
    ("key", "members"),
    [
        ("roles.{}", Role),
        ("tones.{}", Tone),
        ("scorecard.source_{}", Source),
        ("plans.measure_{}", Measure),
        ("plans.state_{}", PlanState),
        ("plans.gap_{}", Gap),
        ("plans.verdict_{}", FixVerdict),
        ("feedback.sort_{}", Order),
    ],
)
def test_every_member_of_a_list_has_a_text(texts: Texts, key: str, members: type[StrEnum]) -> None:
    for member in members:
        assert texts(key.format(member))


def test_unknown_key_is_an_error(texts: Texts) -> None:
    with pytest.raises(PromptError, match=r"chat\.nothing"):
        texts("chat.nothing")


def test_a_code_without_a_text_stands_for_itself(texts: Texts) -> None:
    assert texts.known("tools", "a_new_tool") == "a_new_tool"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-GB,en;q=0.9", "en"),
        ("fr-FR,fr;q=0.9,zh;q=0.5,en;q=0.3", "zh"),
        ("de", "en"),
        ("", "en"),
        ("zh;q=broken,en;q=0.1", "en"),
    ],
)
def test_the_browser_chooses_the_language(accepted: str, language: str) -> None:
    assert preferred_language(accepted) == language
