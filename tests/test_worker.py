"""What the server looks after goes on, whatever one look meets."""

import logging
from queue import SimpleQueue

import pytest

from assistant.worker import Worker


class Looks:
    """Fails as it is told to, in turn; then goes well."""

    def __init__(self, *errors: Exception) -> None:
        self._errors = list(errors)
        self.done: SimpleQueue[str] = SimpleQueue()

    def __call__(self) -> None:
        if self._errors:
            error = self._errors.pop(0)
            self.done.put(type(error).__name__)
            raise error
        self.done.put("well")


def test_a_worker_outlives_any_error_and_logs_it_once(caplog: pytest.LogCaptureFixture) -> None:
    looks = Looks(OSError("a secret"), OSError("again"), KeyError("other"))
    worker = Worker("indexer", 0.01, looks)
    with caplog.at_level(logging.WARNING, "hearken"):
        worker.start()
        seen = [looks.done.get(timeout=60) for _ in range(5)]
        worker.stop()
    assert seen == ["OSError", "OSError", "KeyError", "well", "well"]
    assert not worker.is_alive()
    assert [record.getMessage() for record in caplog.records] == [
        "the indexer failed (OSError); it tries again",
        "the indexer failed (KeyError); it tries again",
    ]


def test_a_worker_that_was_never_started_can_be_stopped() -> None:
    Worker("pusher", 1, Looks()).stop()
