"""How a process that serves looks for garbage: often and briefly."""

import gc

__all__ = ["look_in_small_steps"]

OBJECTS_BETWEEN_LOOKS = 50_000
"""New objects after which it looks for cycles, which takes some 20 ms; the 400,000 of a single
command would stop all turns for half a second."""


def look_in_small_steps() -> None:
    """From now on. What was made so far stays: a look through all of it stops every turn."""
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_LOOKS)
