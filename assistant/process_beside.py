"""A further Python process of ours, which speaks pickles over its own pipes.

It ends with the program that started it, however that ends, since its input ends then; and that
program is never started a second time, as the spawned processes of multiprocessing would.
"""

import pickle
import subprocess
import sys
from contextlib import suppress
from typing import Any

__all__ = ["ProcessBeside", "Starter"]


class ProcessBeside:
    """Runs a module as `python -m MODULE ARGS` from the start on, until `close`.

    Telling and hearing raise EOFError or OSError once it has died, ValueError once it was closed.
    """

    def __init__(self, module: str, *args: str) -> None:
        command = [sys.executable, "-m", module, *args]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def tell(self, what: Any) -> None:
        assert self._process.stdin is not None
        pickle.dump(what, self._process.stdin)
        self._process.stdin.flush()

    def hear(self) -> Any:
        """Wait for what it tells next."""
        assert self._process.stdout is not None
        return pickle.load(self._process.stdout)

    def close(self) -> None:
        """End it, whatever it does."""
        self._process.terminate()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(BrokenPipeError):  # what it has not taken
                    pipe.close()


class Starter:
    """The other end, for the module that runs: whoever started it."""

    def __init__(self) -> None:
        self._source, self._out = sys.stdin.buffer, sys.stdout.buffer
        sys.stdout = sys.stderr  # whatever is printed is nothing told

    def hear(self) -> Any:
        """Wait for what is told next. Raises EOFError when the starter has ended."""
        return pickle.load(self._source)

    def tell(self, what: Any) -> None:
        pickle.dump(what, self._out)
        self._out.flush()
