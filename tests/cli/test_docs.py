"""docs/cli.md says what the commands say."""

import subprocess
import sys
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs" / "cli.md"


def test_the_documented_commands_are_those_that_exist(tmp_path: Path) -> None:
    made = tmp_path / "cli.md"
    command = [sys.executable, "-m", "typer", "assistant.cli.main", "utils", "docs"]
    subprocess.run(
        [*command, "--name", "hearken", "--output", str(made)], check=True, capture_output=True
    )
    assert DOCS.read_text("utf-8") == made.read_text("utf-8"), "run `make docs`"
