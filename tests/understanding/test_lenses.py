from pathlib import Path

import pytest

from assistant.analytics.mapping import JOURNEY_STAGES, SERVQUAL_DIMENSIONS
from assistant.errors import ThemesError
from assistant.understanding.lenses import LensFolder, View, load_lens
from assistant.understanding.themes import Taxonomy

ALLOWED = {View.JOURNEY: JOURNEY_STAGES, View.SERVQUAL: SERVQUAL_DIMENSIONS}


@pytest.mark.parametrize("view", View)
def test_what_ships_names_every_group_and_only_known_themes(view: View, taxonomy: Taxonomy) -> None:
    lens = load_lens(view, None, taxonomy, ALLOWED[view])
    assert tuple(lens.mapping) == ALLOWED[view]
    assert all(group.themes and set(group.name) >= {"en", "zh"} for group in lens.groups)
    assert {t for themes in lens.mapping.values() for t in themes} <= set(taxonomy.ids)


def test_themes_that_a_shop_has_not_are_left_out_of_what_ships(taxonomy: Taxonomy) -> None:
    small = Taxonomy(tuple(theme for theme in taxonomy if theme.id == "delivery"))
    lens = load_lens(View.JOURNEY, None, small, JOURNEY_STAGES)
    assert [group.id for group in lens.groups if group.themes] == ["receive"]


def test_a_file_in_the_folder_wins(tmp_path: Path, taxonomy: Taxonomy) -> None:
    folder = LensFolder(tmp_path, taxonomy)
    assert len(folder.read(View.SERVQUAL, SERVQUAL_DIMENSIONS).groups) == 5
    own = "groups: [{id: empathy, name: Kindness, themes: [customer_service]}]"
    (tmp_path / "servqual.yaml").write_text(own, "utf-8")
    (only,) = folder.read(View.SERVQUAL, SERVQUAL_DIMENSIONS).groups
    assert (only.name["zh"], only.themes) == ("Kindness", ("customer_service",))


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("groups: [{id: use, themes: [shine]}]", "'shine' into 'use'"),
        ("groups: [{id: dream, themes: [delivery]}]", "group 'dream'; the groups are discover"),
        ("groups: [{id: use}]", "needs `themes"),
        ("groups: [{id: use, themes: []}]", "needs `themes"),
        ("groups: [{id: use, themes: [delivery], colour: red}]", "'colour'"),
        ("groups: [{id: use, themes: [delivery]}, {id: use, themes: [delivery]}]", "twice"),
        ("groups: [{id: use, themes: [delivery], name: 3}]", "by language"),
        ("groups: [7]", "number 1 must be a mapping"),
        ("groups: []", "no list"),
        ("- 1", "no list"),
        ("groups: [", "not valid YAML"),
    ],
)
def test_a_wrong_file_is_one_clear_sentence(
    tmp_path: Path, taxonomy: Taxonomy, text: str, about: str
) -> None:
    path = tmp_path / "journey.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(ThemesError) as caught:
        load_lens(View.JOURNEY, path, taxonomy, JOURNEY_STAGES)
    message = str(caught.value)
    assert about in message
    assert "journey.yaml" in message
    assert "\n" not in message


def test_unreadable_bytes_are_told(tmp_path: Path, taxonomy: Taxonomy) -> None:
    path = tmp_path / "journey.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ThemesError, match="UTF-8"):
        load_lens(View.JOURNEY, path, taxonomy, JOURNEY_STAGES)
