import os
import stat
from pathlib import Path

import pytest

from assistant.errors import ConflictError
from assistant.services.drafts_on_disk import check_unchanged, write_whole


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("before", [0o644, 0o600, 0o664])
def test_a_saved_file_keeps_its_mode(tmp_path: Path, before: int) -> None:
    path = tmp_path / "themes.yaml"
    path.write_text("old", "utf-8")
    path.chmod(before)
    write_whole(path, "new")
    assert (path.read_text("utf-8"), mode(path)) == ("new\n", before)


def test_a_new_file_has_the_mode_of_any_other(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "ours.md", "text\n")
    (tmp_path / "theirs.md").touch()
    assert mode(tmp_path / "a" / "ours.md") == mode(tmp_path / "theirs.md")


def test_a_file_that_cannot_be_written_leaves_no_draft(tmp_path: Path) -> None:
    (tmp_path / "themes.yaml").mkdir()
    with pytest.raises(OSError):  # noqa: PT011 - which one is the system's choice
        write_whole(tmp_path / "themes.yaml", "text")
    assert os.listdir(tmp_path) == ["themes.yaml"]


def test_what_another_saved_meanwhile_is_not_overwritten() -> None:
    check_unchanged("a.md", "text\n", "text")
    check_unchanged("a.md", "text", None)
    with pytest.raises(ConflictError, match="changed since"):
        check_unchanged("a.md", "theirs", "text")
    with pytest.raises(ConflictError, match="changed since"):
        check_unchanged("a.md", "theirs", "")
