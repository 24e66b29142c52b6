"""The taxonomy file."""

from pathlib import Path

import pytest

from assistant.errors import ThemesError
from assistant.models import Urgency
from assistant.understanding.linear import THEMES
from assistant.understanding.themes import load_themes


def _file(folder: Path, text: str) -> Path:
    path = folder / "themes.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_default_taxonomy_is_the_trained_one_in_both_languages() -> None:
    taxonomy = load_themes(None)
    assert taxonomy.ids == THEMES
    for theme in taxonomy:
        for texts in (theme.name, theme.description, theme.cues):
            assert set(texts) == {"en", "zh"}, theme.id


def test_every_field_of_a_theme_is_read(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        "themes:\n"
        "  - id: sustainability\n"
        "    name: {en: Sustainability, zh: 环保}\n"
        "    description: {en: waste and recycling}\n"
        "    cues: {zh: [环保, 回收]}\n"
        "    urgency: high\n"
        "    owner: green\n",
    )
    theme = load_themes(path).get("sustainability")
    assert theme is not None
    assert theme.name["zh"] == "环保"
    assert theme.cues == {"zh": ("环保", "回收")}
    assert theme.urgency is Urgency.HIGH
    assert theme.owner == "green"
    assert load_themes(path).get("delivery") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("themes: []", "no list"),
        ("- a", "no list"),
        ("themes: [", "not valid YAML"),
        ("themes: [{name: x}]", "lacks an `id`"),
        ("themes: [{id: late delivery, name: x}]", "late_delivery"),
        ("themes: [{id: 'a:b', name: x}]", "may hold only letters"),
        ("themes: [{id: a}]", "lacks a `name`"),
        ("themes: [{id: a, name: b}, {id: a, name: c}]", "twice"),
        ("themes: [{id: a, name: b, colour: red}]", "unknown field 'colour'"),
        ("themes: [{id: a, name: b, urgency: soon}]", "'soon' is none of"),
        ("themes: [{id: a, name: b, cues: word}]", "lists by language"),
        ("themes: [7]", "must be a mapping"),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ThemesError, match=said) as caught:
        load_themes(_file(tmp_path, text))
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_binary_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ThemesError, match=r"absent\.yaml"):
        load_themes(tmp_path / "absent.yaml")
    binary = tmp_path / "binary.yaml"
    binary.write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(ThemesError, match="not UTF-8"):
        load_themes(binary)
