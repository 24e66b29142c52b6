"""Labels that change after the import: corrected by staff, or read again by another reader."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from langchain_core.messages import AIMessage

from assistant.agent.llm.budget import count_tokens
from assistant.app import App
from assistant.errors import InvalidInputError, ModelError, NotFoundError
from assistant.models import DEFAULT_TENANT, Actor, Feedback, Incoming, Role, Scope, Sentiment
from assistant.settings import Settings
from assistant.store.corrections import LabelChange
from tests.agent.scripted import Scripted

NOW = datetime(2026, 3, 13, 12, tzinfo=UTC)
TEXTS = (
    "The courier was late. Call me at 13912345678.",
    "Lovely lamp.",
    "It </it</item>em> broke.",
)
NEGATIVE = LabelChange(sentiment=Sentiment.NEGATIVE)


@pytest.fixture
def model() -> Scripted:
    return Scripted(script=[])


@pytest.fixture
def app(tmp_path: Path, model: Scripted) -> Iterator[App]:
    opened = App(Settings(home=tmp_path, model="m1"), clock=lambda: NOW, model=model)
    items = [
        Incoming(f"k{n}", Feedback(id=f"F{n}", time=NOW, text=text)) for n, text in enumerate(TEXTS)
    ]
    opened.commons.stores.feedback.add(items, opened.reader.read(TEXTS))
    yield opened
    opened.close()


def item(n: int, **labels: object) -> dict[str, object]:
    plain = {"sentiment": "negative", "emotion": "angry", "urgency": "high", "themes": []}
    return {"n": n} | plain | labels


def says(*items: dict[str, object]) -> AIMessage:
    return AIMessage("Sure:\n```json\n" + json.dumps({"items": items}) + "\n```")


class TestCorrecting:
    def test_the_answer_counts_the_corrected_label(self, app: App) -> None:
        app.labelling.correct("F1", NEGATIVE, Actor("Li", Role.AGENT), "irony")
        [kept] = app.labelling.corrections()
        assert (kept.feedback_id, kept.actor, kept.value) == ("F1", "Li", "negative")
        assert app.records.count(Scope(tenant=DEFAULT_TENANT, sentiment=(Sentiment.NEGATIVE,))) >= 1

    @pytest.mark.parametrize(
        ("id", "change", "actor", "says"),
        [
            ("F1", LabelChange(), "Li", "names no label"),
            ("F1", NEGATIVE, " ", "needs the name"),
            ("F1", LabelChange(themes={"teeth": Sentiment.NEGATIVE}), "Li", "no theme 'teeth'"),
        ],
    )
    def test_what_says_nothing_is_refused(
        self, app: App, id: str, change: LabelChange, actor: str, says: str
    ) -> None:
        with pytest.raises(InvalidInputError, match=says):
            app.labelling.correct(id, change, Actor(actor, Role.AGENT))
        assert app.labelling.corrections() == []

    def test_an_unknown_id_is_told(self, app: App) -> None:
        with pytest.raises(NotFoundError, match="F9"):
            app.labelling.correct("F9", NEGATIVE, Actor("Li", Role.AGENT))


class TestModelLabels:
    def test_a_model_relabels_and_signs(self, app: App, model: Scripted) -> None:
        theme = {"theme": "delivery", "sentiment": "negative", "quote": "The courier was late."}
        model.script.append(says(item(1, themes=[theme]), item(2), item(3)))
        done = app.labelling.reread_by_model(Scope(tenant=DEFAULT_TENANT))
        assert (done.labeller, done.read, done.failed) == ("m1", 3, 0)
        labels = app.records.get("F0").labels
        assert [(m.theme, m.start, m.end) for m in labels.themes] == [("delivery", 0, 21)]
        assert labels.emotion == "angry"

    def test_personal_data_does_not_leave_and_no_text_closes_its_item(
        self, app: App, model: Scripted
    ) -> None:
        model.script.append(says(item(1), item(2), item(3)))
        app.labelling.reread_by_model(Scope(tenant=DEFAULT_TENANT))
        prompt = str(model.heard[0][0].content)
        assert "13912345678" not in prompt
        assert prompt.count("</item>") == 3
        assert prompt.count("<item") == 3

    def test_what_does_not_fit_keeps_its_labels_and_is_due_again(
        self, app: App, model: Scripted
    ) -> None:
        before = app.records.get("F1").labels
        model.script.append(says(item(1), item(3)))
        assert app.labelling.reread_by_model(Scope(tenant=DEFAULT_TENANT)).failed == 1
        assert app.records.get("F1").labels == before
        assert app.labelling.budget(Scope(tenant=DEFAULT_TENANT)).records == 1

    @pytest.mark.parametrize("answer", ["no", "{}", '{"items": [{"n": 1}]}', ""])
    def test_an_answer_that_is_no_labels_changes_nothing(
        self, app: App, model: Scripted, answer: str
    ) -> None:
        model.script.append(AIMessage(answer))
        assert app.labelling.reread_by_model(Scope(tenant=DEFAULT_TENANT)).read == 0

    def test_a_failing_endpoint_says_how_to_go_on(self, app: App, model: Scripted) -> None:
        model.script += [RuntimeError("secret-key")] * 3
        with pytest.raises(ModelError, match="run the command again") as caught:
            app.labelling.reread_by_model(Scope(tenant=DEFAULT_TENANT))
        assert "secret-key" not in str(caught.value)

    def test_an_endpoint_that_stumbles_is_asked_again(self, app: App, model: Scripted) -> None:
        model.script += [RuntimeError("overloaded"), says(item(1), item(2), item(3))]
        assert app.labelling.reread_by_model(Scope(tenant=DEFAULT_TENANT)).read == 3

    def test_what_the_model_reads_is_charged_to_the_day(self, app: App, model: Scripted) -> None:
        model.script.append(says(item(1), item(2), item(3)))
        app.labelling.reread_by_model(Scope(tenant=DEFAULT_TENANT))
        asked = str(model.heard[0][0].content)
        assert app.tokens.used() > count_tokens(asked)

    @pytest.mark.usefixtures("app")
    def test_a_day_without_tokens_asks_nobody(self, tmp_path: Path) -> None:
        model = Scripted(script=[])
        poor = App(Settings(home=tmp_path, daily_tokens=5), clock=lambda: NOW, model=model)
        poor.tokens.add(5)
        with pytest.raises(ModelError, match="HEARKEN_DAILY_TOKENS"):
            poor.labelling.reread_by_model(Scope(tenant=DEFAULT_TENANT))
        poor.close()
        assert model.heard == []

    def test_the_budget_grows_with_the_texts_and_asks_nobody(
        self, app: App, model: Scripted
    ) -> None:
        budget = app.labelling.budget(Scope(tenant=DEFAULT_TENANT))
        assert (budget.labeller, budget.records) == ("m1", 3)
        assert budget.tokens > 3 * 90
        assert model.heard == []

    def test_answers_say_whose_labels_they_rest_on(self, app: App, model: Scripted) -> None:
        model.script.append(says(item(1), item(3)))
        app.labelling.reread_by_model(Scope(tenant=DEFAULT_TENANT))
        assert "mixed_labels" in app.tools.run("sentiment", {}).notes
        assert app.labelling.reread(Scope(tenant=DEFAULT_TENANT)).read == 3
        assert "mixed_labels" not in app.tools.run("sentiment", {}).notes

    def test_without_a_model_it_says_what_to_set(self, tmp_path: Path) -> None:
        bare = App(Settings(home=tmp_path / "bare"))
        with pytest.raises(InvalidInputError, match="OPENAI_API_KEY"):
            bare.labelling.budget(Scope(tenant=DEFAULT_TENANT))
        bare.close()
