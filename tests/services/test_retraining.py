"""A shop that calls every word about its own mould reports urgent, and a reader that learns it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.app import App
from assistant.errors import InvalidInputError
from assistant.models import Actor, Feedback, Incoming, Role, Urgency
from assistant.settings import Settings
from assistant.store.corrections import LabelChange

NOW = datetime(2026, 3, 13, 12, tzinfo=UTC)
PLACES = ("lid", "handle", "bag", "seam", "corner", "strap", "base", "lining", "pocket", "spout")
MOULD = tuple(f"There is some mould on the {place} of mine" for place in PLACES) + tuple(
    f"I found a little mould near the {place}" for place in PLACES
)
COLOUR = tuple(f"The colour of the {place} is a bit different" for place in PLACES) + tuple(
    f"I expected another colour for the {place}" for place in PLACES
)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    opened = App(Settings(home=tmp_path), clock=lambda: NOW)
    texts = [*MOULD, *COLOUR]
    items = [
        Incoming(f"k{n}", Feedback(id=f"F{n}", time=NOW, text=text)) for n, text in enumerate(texts)
    ]
    opened.commons.stores.feedback.add(items, opened.reader.read(texts))
    yield opened
    opened.close()


def correct(app: App, first: int, last: int, urgency: Urgency) -> None:
    for n in range(first, last):
        app.labelling.correct(f"F{n}", LabelChange(urgency=urgency), Actor("Li", Role.AGENT))


def test_what_staff_say_again_and_again_is_learned_and_read_from_then_on(app: App) -> None:
    correct(app, 0, 20, Urgency.HIGH)
    correct(app, 20, 40, Urgency.LOW)
    [found] = app.retraining.run()
    assert (found.label, found.n, found.kept) == ("urgency", 40, True)
    assert found.after > found.before
    again = App(app.settings, clock=lambda: NOW)
    read = again.reader.read(["There is mould on the zip of mine", "The zip has another colour"])
    again.close()
    assert [labels.urgency for labels in read] == [Urgency.HIGH, Urgency.LOW]


def test_too_few_corrections_are_told(app: App) -> None:
    correct(app, 0, 3, Urgency.HIGH)
    with pytest.raises(InvalidInputError, match="20 corrections"):
        app.retraining.run()
    assert not (app.settings.home / "adaptation.npz").exists()
