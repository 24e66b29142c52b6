"""A themes file that is changed theme by theme."""

from dataclasses import replace
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import ThemesError
from assistant.models import Urgency
from assistant.services.theme_sheet import free_id, with_theme, without_theme
from assistant.understanding.themes import Theme, taxonomy_of, themes_in

SHIPPED = resources.files("prompts").joinpath("themes.yaml").read_text("utf-8")
SQUEAK = Theme(
    "squeak", {"en": "Squeaking"}, {}, {"en": ("squeak", "squeal: high")}, Urgency.HIGH, "quality"
)
COMMENTED = (
    "# ours\nthemes:\n- id: a   # first\n  name: A\n\n# about b\n- id: b\n  name: {en: B}\n# end\n"
)
WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1)
SPOKEN = WORDS.map(str.strip).filter(bool)


def themes(text: str) -> dict[str, Theme]:
    return {theme.id: theme for theme in themes_in(text, "themes.yaml")}


def test_one_theme_changes_and_every_other_line_stays() -> None:
    delivery = themes(SHIPPED)["delivery"]
    changed = replace(delivery, cues={**delivery.cues, "en": ("late", "lost")}, in_use=False)
    text = with_theme(SHIPPED, changed)
    assert themes(text) == themes(SHIPPED) | {"delivery": changed}
    kept = [line for line in SHIPPED.splitlines() if line.startswith(("#", "  - id"))]
    assert [line for line in text.splitlines() if line.startswith(("#", "  - id"))] == kept
    assert "delivery" not in taxonomy_of(themes(text).values()).ids


def test_a_theme_is_added_and_taken_away_among_comments() -> None:
    text = with_theme(COMMENTED, SQUEAK)
    assert list(themes(text)) == ["a", "b", "squeak"]
    assert themes(text)["squeak"] == SQUEAK
    left = without_theme(text, "b")
    assert list(themes(left)) == ["a", "squeak"]
    assert all(comment in left for comment in ("# ours", "# first", "# about b", "# end"))
    assert without_theme(left, "nothing") == left


@pytest.mark.parametrize("text", ["themes: [{id: a, name: A}]", "themes:\n  - {id: a, name: A}\n"])
def test_themes_on_one_line_are_written_anew(text: str) -> None:
    assert list(themes(with_theme(text, SQUEAK))) == ["a", "squeak"]
    assert list(themes(without_theme(with_theme(text, SQUEAK), "a"))) == ["squeak"]


@given(name=SPOKEN, about=SPOKEN, cues=st.lists(SPOKEN, min_size=1, max_size=4))
def test_whatever_is_typed_is_read_again_as_it_was(name: str, about: str, cues: list[str]) -> None:
    theme = Theme("x", {"en": name}, {"zh": about}, {"zh": tuple(cues)})
    assert themes(with_theme(COMMENTED, theme))["x"] == theme


def test_a_text_that_is_no_list_of_themes_is_refused() -> None:
    with pytest.raises(ThemesError, match="not valid YAML"):
        with_theme("themes: [", SQUEAK)
    with pytest.raises(ThemesError, match="No theme is in use"):
        taxonomy_of([replace(SQUEAK, in_use=False)])


@pytest.mark.parametrize(
    ("name", "id"), [("Gift wrapping!", "gift_wrapping_2"), ("礼品", "theme"), ("Ä-B", "b")]
)
def test_a_new_theme_gets_an_id_of_its_name(name: str, id: str) -> None:
    assert free_id(name, ["gift_wrapping", "b_2"]) == id
