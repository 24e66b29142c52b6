import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import BaseModel

from assistant.agent.checking.ledger import check
from assistant.agent.planner.writer import write
from assistant.errors import InvalidInputError
from assistant.models import DEFAULT_TENANT, Figure, Scope, Sentiment, ToolCall
from assistant.store.database import Database, sqlite_url
from assistant.store.feedback import FeedbackStore
from assistant.store.tallies import Tallies
from assistant.tools.context import ToolContext
from assistant.tools.quotes import evidence
from assistant.tools.registry import TOOLS, call_tool
from assistant.tools.result import ToolResult
from assistant.understanding.themes import Taxonomy
from prompts.wording import Wording
from tests.store.records import labels, said
from tests.tools.shop import BEFORE, EMPTY, NOW

NEEDED: Mapping[str, dict[str, Any]] = {
    "search": {"query": "late"},
    "before_after": {"changed_on": "2026-03-09"},
    "policy": {"query": "refund"},
    "column_mean": {"column": "Age"},
    "experiment": {"by": "channel", "a": "web", "b": "app"},
    "customer": {"customer_id": ["CN1"]},
    "recommend": {"customer_id": ["CN1"]},
    "bought_together": {"product": ["Kettle"]},
}
WITHOUT_PERIOD = {"search", "alerts", "before_after", "policy"}
WITHOUT_PERIOD |= {"plan_progress", "recommend", "bought_together"}
WITH_PERIOD = [name for name in TOOLS if name not in WITHOUT_PERIOD]
COUNTED = ("records", "")


def run(context: ToolContext, name: str, **args: Any) -> ToolResult:
    return call_tool(name, NEEDED.get(name, {}) | args, context)[1]


def leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        for each in value.values():
            yield from leaves(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from leaves(each)
    else:
        yield value


def is_honest(figure: Figure) -> bool:
    """No NaN, no interval without a value, and nothing but a count where there is no record."""
    numbers = [v for v in (figure.value, figure.low, figure.high) if isinstance(v, int | float)]
    finite = all(math.isfinite(number) for number in numbers)
    whole = figure.value is not None or (figure.low is None and figure.high is None)
    something = bool(figure.n) or not figure.value
    return finite and whole and something


def is_zero_for_nothing(figure: Figure) -> bool:
    """A share, a score or a mean of no record at all must be None, never 0."""
    return not figure.n and figure.unit not in COUNTED and figure.value is not None


class TestNothing:
    @pytest.mark.parametrize("name", TOOLS)
    def test_an_empty_store(self, empty_desk: ToolContext, name: str) -> None:
        result = run(empty_desk, name)
        assert [figure for figure in result.ledger.figures if not is_honest(figure)] == []
        assert result.ledger.citations == ()

    @pytest.mark.parametrize(
        "name", [name for name in TOOLS if name not in ("alerts", "new_problems")]
    )
    def test_an_empty_store_is_said(self, empty_desk: ToolContext, name: str) -> None:
        assert [note for note in run(empty_desk, name).notes if note.startswith("no_")]

    @pytest.mark.parametrize("name", WITH_PERIOD)
    def test_an_empty_period(self, desk: ToolContext, name: str) -> None:
        result = run(desk, name, period=EMPTY.as_json())
        assert [figure for figure in result.ledger.figures if not is_honest(figure)] == []
        assert result.ledger.citations == ()

    @pytest.mark.parametrize(
        "name",
        [pytest.param(name) if name == "pareto" else name for name in TOOLS],
    )
    def test_nothing_is_never_zero(self, empty_desk: ToolContext, name: str) -> None:
        result = run(empty_desk, name)
        assert [f for f in result.ledger.figures if is_zero_for_nothing(f)] == []

    @pytest.mark.parametrize(
        ("name", "note"),
        [
            ("nps", "no_nps"),
            ("csat", "no_rating"),
            ("ces", "no_ces"),
            ("volume", "no_data"),
            ("sentiment", "no_data"),
            ("complaints", "no_data"),
            ("themes", "no_data"),
            ("priority", "no_data"),
            ("pareto", "no_data"),
            ("quotes", "no_data"),
            ("trend", "no_data"),
            ("overview", "no_data"),
        ],
    )
    def test_the_note_says_what_is_missing(self, desk: ToolContext, name: str, note: str) -> None:
        result = run(desk, name, period=EMPTY.as_json())
        assert note in result.notes
        assert "period_assumed" not in result.notes

    def test_what_these_days_lack_is_counted_in_all_time(self, desk: ToolContext) -> None:
        result = run(desk, "quotes", period=EMPTY.as_json(), words=["courier", "parcel"])
        assert result.notes == ("no_match",)
        assert (result.data["ever"].value, result.data["last_day"]) == (2, date(2026, 3, 10))

    def test_no_match(self, desk: ToolContext) -> None:
        assert run(desk, "search", product=["Pillow"]).notes == ("no_match",)

    def test_nobody_complains(self, desk: ToolContext) -> None:
        args = {"period": NOW.as_json(), "product": ["Mug"]}
        for name in ("priority", "pareto"):
            assert "no_complaints" in run(desk, name, **args).notes

    def test_no_period_before(self, desk: ToolContext) -> None:
        period = {"period": {"start": "2026-02-01", "end": "2026-02-01"}}
        for name in ("nps", "csat", "ces", "sentiment", "complaints"):
            result = run(desk, name, **period)
            assert "no_period_before" in result.notes
            assert "change" not in result.data
            assert not any("change" in key for key in result.data)


class TestNotes:
    @pytest.mark.parametrize("name", ["nps", "csat", "sentiment", "complaints", "themes"])
    def test_a_small_sample_is_said(self, desk: ToolContext, name: str) -> None:
        assert "small_sample" in run(desk, name, period=NOW.as_json()).notes

    @pytest.mark.parametrize("name", ["nps", "volume", "complaints", "quotes", "overview", "trend"])
    def test_an_assumed_period_is_said(self, desk: ToolContext, name: str) -> None:
        result = run(desk, name)
        assert "period_assumed" in result.notes
        assert result.scope.period is not None
        assert result.scope.period.as_json() == {"start": "2026-02-12", "end": "2026-03-13"}

    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_every_note_has_its_words(self, desk: ToolContext, language: str) -> None:
        words = Wording(language, {})
        for name in TOOLS:
            for period in (NOW, EMPTY):
                args = {"period": period.as_json()} if name in WITH_PERIOD else {}
                for note in run(desk, name, **args).notes:
                    assert words.word(note, "notes") != note


class TestRefused:
    @pytest.mark.parametrize(
        ("name", "args", "about"),
        [
            ("weather", {}, "weather"),
            ("", {}, "no tool ''"),
            ("nps", {"theme": ["wrapping"]}, "wrapping"),
            ("nps", {"without_theme": ["Delivery"]}, "Delivery"),
            ("nps", {"colour": ["red"]}, "colour"),
            ("nps", {"tenant": "another-shop"}, "tenant"),
            ("nps", {"as_of": "2026-01-01"}, "as_of"),
            ("quotes", {"limit": 0}, "limit"),
            ("quotes", {"limit": 51}, "limit"),
            ("quotes", {"sort": "loudest"}, "sort"),
            ("complaints", {"top": "many"}, "top"),
            ("volume", {"rating": [6]}, "rating"),
            ("volume", {"sentiment": ["bad"]}, "sentiment"),
            ("volume", {"by": "theme"}, "by"),
            ("trend", {"metric": "luck"}, "metric"),
            ("search", {}, "query"),
            ("search", {"query": ""}, "query"),
            ("nps", {"product": "Mug"}, "product"),
            ("nps", {"period": "last week"}, "period"),
            ("nps", {"period": {"start": "2026-03-09"}}, "period.end"),
            ("nps", {"period": {"start": "2026-02-30", "end": "2026-03-01"}}, "period.start"),
            ("nps", {"period": {"start": "2026-03-09", "end": "2026-03-08"}}, "before it starts"),
            ("csat", {"compare_to": {"start": "2026-03-09", "end": "2026-03-08"}}, "compare_to"),
        ],
    )
    def test_one_sentence_says_what(
        self, desk: ToolContext, name: str, args: dict[str, Any], about: str
    ) -> None:
        with pytest.raises(InvalidInputError) as caught:
            call_tool(name, args, desk)
        message = str(caught.value)
        assert about in message
        assert "\n" not in message
        assert message.endswith(".")
        assert "pydantic" not in message

    @pytest.mark.parametrize("name", TOOLS)
    def test_no_tool_takes_an_argument_that_it_does_not_name(
        self, desk: ToolContext, name: str
    ) -> None:
        with pytest.raises(InvalidInputError, match="nonsense"):
            run(desk, name, nonsense=1)


class TestRegistry:
    @pytest.mark.parametrize("name", TOOLS)
    def test_a_model_can_read_what_a_tool_takes(self, name: str) -> None:
        tool = TOOLS[name]
        schema = tool.args.model_json_schema()
        assert schema["additionalProperties"] is False
        assert "tenant" not in schema["properties"]
        assert len(tool.description) > 30
        assert issubclass(tool.args, BaseModel)

    def test_the_call_holds_the_arguments_as_they_were_used(self, desk: ToolContext) -> None:
        given = {"period": NOW.as_json(), "product": ["Mug"], "top": 5, "channel": []}
        call, _ = call_tool("complaints", given, desk)
        assert call == ToolCall("complaints", {"period": NOW.as_json(), "product": ["Mug"]})

    def test_calling_twice_gives_the_same(self, desk: ToolContext) -> None:
        for name in TOOLS:
            assert run(desk, name).ledger == run(desk, name).ledger


VARIANTS: tuple[tuple[str, dict[str, Any]], ...] = (
    *((name, {"period": NOW.as_json()} if name in WITH_PERIOD else {}) for name in TOOLS),
    ("nps", {"by": "product"}),
    ("nps", {"by": "day", "product": ["Mug", "Kettle"]}),
    ("csat", {"by": "channel", "rating": [1, 2]}),
    ("ces", {"by": "product", "words": ["mug"]}),
    ("volume", {"by": "rating", "customer_id": ["CN9", "CN1"]}),
    ("volume", {"by": "language", "theme": ["delivery"]}),
    ("sentiment", {"by": "product", "urgency": ["critical"]}),
    ("themes", {"stance": ["positive"]}),
    ("trend", {"metric": "nps"}),
    ("experiment", {"by": None, "a": None, "b": None, "compare_to": BEFORE.as_json()}),
    ("experiment", {"measure": "nps", "design": "sequential"}),
    ("experiment", {"measure": "negative_share", "b": "nowhere"}),
    ("stages", {"view": "servqual"}),
    ("drivers", {"score": "rating"}),
    ("drivers", {"score": "repurchase"}),
    ("explain_change", {"period": NOW.as_json(), "score": "nps"}),
    ("precision", {"score": "rating", "difference": 0.5}),
    ("nps", {"by": "touchpoint"}),
    ("quotes", {"sort": "worst", "limit": 50}),
    *((name, {"period": EMPTY.as_json()}) for name in WITH_PERIOD),
)
NUMBER_BESIDE_HAN = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\d+-])|(?<=[\d%])(?=[\u4e00-\u9fff])")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("name", "args"), VARIANTS)
def test_every_number_that_an_answer_prints_is_in_the_ledger(
    desk: ToolContext, taxonomy: Taxonomy, language: str, name: str, args: dict[str, Any]
) -> None:
    call, result = call_tool(name, NEEDED.get(name, {}) | args, desk)
    names = {theme.id: theme.name[language] for theme in taxonomy}
    text = write([(call, result)], Wording(language, names))
    assert text
    spaced, products = NUMBER_BESIDE_HAN.sub(" ", text), ["Kettle", "Mug", "Lamp"]
    assert check(spaced, result.ledger, products, strict=False) == []


def test_words_asked_for_may_hold_digits(desk: ToolContext) -> None:
    call, result = call_tool("volume", {"words": ["12 days"]}, desk)
    text = write([(call, result)], Wording("en", {}))
    asked = 'how many mention "12 days"'
    assert check(text, result.ledger, (), asked, ["12 days"], strict=False) == []


@pytest.mark.parametrize("name", TOOLS)
def test_the_ledger_holds_every_figure_and_quote_of_the_data(desk: ToolContext, name: str) -> None:
    args = {"period": NOW.as_json()} if name in WITH_PERIOD else {}
    result = run(desk, name, **args)
    found = list(leaves(result.data))
    assert list(result.ledger.figures) == [leaf for leaf in found if isinstance(leaf, Figure)]
    bare = [leaf for leaf in found if isinstance(leaf, float)]
    assert bare == []
    for citation in result.ledger.citations:
        said_so = desk.feedback.get(citation.id, desk.tenant).feedback.full_text
        assert citation.quote in said_so


@pytest.mark.parametrize("name", TOOLS)
def test_another_tenant_counts_nowhere(desk: ToolContext, name: str) -> None:
    """The same records stand in the store once more, for another shop."""
    result = run(desk, name)
    assert max((figure.n for figure in result.ledger.figures), default=0) <= 17


def test_the_day_of_a_quote_is_cut_in_the_time_zone(desk: ToolContext, tmp_path: Path) -> None:
    zone = ZoneInfo("Asia/Shanghai")
    database = Database(sqlite_url(tmp_path / "hearken.db"), zone)
    store = FeedbackStore(database)
    store.add([said("A1", at="2026-03-10T17:30")], [labels()])
    there = replace(
        desk, feedback=store, tallies=Tallies(database), tenant=DEFAULT_TENANT, zone=zone
    )
    period = {"start": "2026-03-11", "end": "2026-03-11"}
    shown = run(there, "quotes", period=period).data["quotes"]
    database.close()
    assert [quote.day for quote in shown] == [date(2026, 3, 11)]


@pytest.mark.parametrize(
    ("reader", "first"), [(None, ["N4", "N10"]), ("en", ["N4", "N10"]), ("zh", ["N10", "N4"])]
)
def test_quotes_in_the_readers_language_come_first(
    desk: ToolContext, reader: str | None, first: list[str]
) -> None:
    scope, read = Scope(tenant=desk.tenant, period=NOW), replace(desk, reader=reader)
    shown = evidence(scope, "product_quality", Sentiment.POSITIVE, read)
    assert [quote.id for quote in shown] == first
