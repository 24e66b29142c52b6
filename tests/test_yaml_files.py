import pytest
import yaml

from assistant.yaml_files import read_yaml


def test_data_is_read() -> None:
    assert read_yaml("a: [1, 二, null]\nb: {c: 2026-03-01}") == yaml.safe_load(
        "a: [1, 二, null]\nb: {c: 2026-03-01}"
    )


def test_an_empty_text_is_nothing() -> None:
    assert read_yaml("") is None


def test_a_tag_that_makes_objects_is_refused() -> None:
    with pytest.raises(yaml.YAMLError):
        read_yaml("!!python/object/apply:os.getcwd []")


def test_an_error_names_its_line() -> None:
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        read_yaml("a: 1\nb: [")
    assert caught.value.problem_mark
    assert caught.value.problem_mark.line >= 1
