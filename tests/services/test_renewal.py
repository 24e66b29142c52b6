"""Parts of a running program follow what they were made of, and are made no oftener."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Barrier

import numpy as np
import pytest

from assistant.app import App
from assistant.errors import SettingsError
from assistant.services.importing import ADAPTATION
from assistant.services.renewal import Renewed, made_of
from assistant.settings import Settings
from assistant.understanding.adaptation import Adaptation


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    opened = App(Settings(home=tmp_path_factory.mktemp("renewal") / "home"))
    yield opened
    opened.close()


def test_a_part_is_made_once_for_each_state() -> None:
    states, made = [1], count()
    part = Renewed(lambda: next(made), lambda: states[-1])
    assert (part(), part()) == (0, 0)
    states.append(2)
    assert (part(), part()) == (1, 1)


def test_a_part_that_could_not_be_made_is_tried_again() -> None:
    answers: list[int] = []
    part = Renewed(lambda: answers[0], lambda: None)
    with pytest.raises(IndexError):
        part()
    answers.append(7)
    assert part() == 7


def test_threads_that_ask_at_once_make_one_part() -> None:
    made, together = count(), Barrier(8)
    part = Renewed(lambda: next(made), lambda: None)

    def ask() -> int:
        together.wait()
        return part()

    with ThreadPoolExecutor(8) as threads:
        assert {each.result() for each in [threads.submit(ask) for _ in range(8)]} == {0}
    assert next(made) == 1


class House:
    """Walls rest on ground, a roof on the walls."""

    def __init__(self) -> None:
        self.soil = "clay"
        self.built = 0

    @property
    def ground(self) -> str:
        return self.soil

    @made_of(ground)
    def walls(self) -> str:
        return f"walls on {self.ground}"

    @made_of(walls)
    def roof(self) -> str:
        self.built += 1
        return f"roof over {self.walls}"


def test_a_part_follows_what_its_parts_rest_on() -> None:
    house, other = House(), House()
    assert house.roof == house.roof == "roof over walls on clay"
    house.soil = "rock"
    assert house.roof == "roof over walls on rock"
    assert other.roof == "roof over walls on clay"
    assert (house.built, other.built) == (2, 1)


def test_the_reader_follows_what_was_learned_meanwhile(app: App) -> None:
    before, home = app.reader, app.settings.home
    assert app.reader is before
    home.mkdir(exist_ok=True)
    shift = np.zeros((385, 3), dtype=np.float32)
    Adaptation({"sentiment": shift}).save(home / ADAPTATION)
    assert app.reader is not before


def test_answers_are_worded_before_any_question_is_understood(app: App) -> None:
    assert app.wording("zh").theme("packaging") != app.wording("en").theme("packaging")
    assert "brains" not in vars(app.commons)


def test_the_rules_of_the_shop_hold_as_soon_as_they_are_written(app: App) -> None:
    app.settings.home.mkdir(exist_ok=True)
    rules = app.settings.home / "rules.yaml"
    rules.write_text("split_by: weather\n", "utf-8")
    with pytest.raises(SettingsError, match="weather"):
        app.ask("How many reviews are there?")
    rules.unlink()
    assert app.ask("How many reviews are there?").answer
