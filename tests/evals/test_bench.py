"""The benchmark's own calls: every tool that it times answers them."""

from collections.abc import Iterator

import pytest

from assistant.app import App
from assistant.settings import Settings
from evals.bench import ARGUMENTS, TODAY, WITHOUT_ENCODER
from evals.large_store import fill


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    opened = App(Settings(home=tmp_path_factory.mktemp("large")))
    fill(opened.commons.database, 3_000, TODAY)
    yield opened
    opened.close()


@pytest.mark.parametrize("tool", sorted(WITHOUT_ENCODER))
def test_a_timed_tool_takes_the_arguments_of_the_benchmark(app: App, tool: str) -> None:
    result = app.tools.run(tool, ARGUMENTS.get(tool, {}), TODAY)
    assert result.data
