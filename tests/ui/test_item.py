"""The form that corrects the labels of one feedback."""

from typing import Any

import gradio as gr

from assistant.app import App
from assistant.models import Labels, Role
from tests.ui.conftest import drawn
from tests.ui.test_login import pressed_by
from ui.feedback.item import ItemPanel
from ui.wording import Texts


def panel(app: App, texts: Texts) -> ItemPanel:
    return drawn(lambda app, texts: ItemPanel(app, texts, gr.Markdown()), app, texts)


class Form:
    """The form as somebody opened it, to be filled and saved."""

    def __init__(self, item: ItemPanel, app: App, feedback_id: str) -> None:
        opened = item.opened(app.records.get(feedback_id))
        fields = ["chosen", "seen", "sentiment", "emotion", "urgency", "themes", "reason"]
        self.values = {name: opened[getattr(item, name)] for name in fields}
        self.values["feedback_id"] = self.values.pop("chosen")
        self.item = item

    def save(self, **changed: Any) -> str:
        values = self.values | changed
        return str(self.item.correct(**values, request=pressed_by(Role.AGENT))[self.item.told])


def labels(app: App, feedback_id: str) -> Labels:
    return app.records.get(feedback_id).labels


def test_an_old_form_does_not_undo_what_another_corrected(app: App, texts: Texts) -> None:
    item, id = panel(app, texts), f"R05{['en', 'zh'].index(texts.language)}"
    mine, theirs = Form(item, app, id), Form(item, app, id)
    other = {"positive": "negative"}.get(str(labels(app, id).sentiment), "positive")
    assert "refused" not in mine.save(sentiment=other)
    felt = {"disappointed": "angry"}.get(str(labels(app, id).emotion), "disappointed")
    assert "refused" not in theirs.save(emotion=felt)
    assert (labels(app, id).sentiment, labels(app, id).emotion) == (other, felt)
    assert "refused" in theirs.save(sentiment="neutral")
    assert "refused" in theirs.save()
    said = [(c.label, c.value) for c in app.labelling.corrections() if c.feedback_id == id]
    assert said == [("emotion", felt), ("sentiment", other)]


def test_a_form_that_changes_nothing_confirms_every_label(app: App, texts: Texts) -> None:
    item, id = panel(app, texts), f"R06{['en', 'zh'].index(texts.language)}"
    before = labels(app, id)
    assert texts("item.same") in Form(item, app, id).save()
    after = labels(app, id)
    assert (after.sentiment, after.themes) == (before.sentiment, before.themes)
    said = {c.label for c in app.labelling.corrections() if c.feedback_id == id}
    assert said == {"sentiment", "emotion", "urgency", "themes"}
