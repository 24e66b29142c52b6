from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.errors import SettingsError
from assistant.settings import Settings, load_settings

NAMES = (
    "HEARKEN_HOME", "HEARKEN_TIMEZONE", "HEARKEN_THEMES", "HEARKEN_POLICIES", "HEARKEN_BRAND",
    "DATABASE_URL", "CHROMA_URL", "HEARKEN_EMBEDDING", "OPENAI_API_KEY", "OPENAI_BASE_URL",
    "HEARKEN_MODEL", "HEARKEN_API_KEYS", "HEARKEN_ALERT_WEBHOOKS", "HEARKEN_ALERT_WEBHOOK_SECRET",
    "HEARKEN_WEBHOOK_PRIVATE",
)  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, and an environment without our names."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_defaults_of_the_contract() -> None:
    settings = load_settings()
    assert settings.home == Path(".hearken")
    assert settings.timezone == "UTC"
    assert settings.zone == ZoneInfo("UTC")
    assert settings.embedding == "builtin"
    unset = (
        settings.themes, settings.policies, settings.api_keys,
        settings.database_url, settings.chroma_url,
        settings.openai_api_key, settings.openai_base_url,
    )  # fmt: skip
    assert set(unset) == {None}
    assert not settings.brand


def test_the_environment_wins_over_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["HEARKEN_TIMEZONE=Asia/Shanghai", "HEARKEN_MODEL=from-file", "# comment", ""]
    (folder / ".env").write_text("\n".join(lines), "utf-8")
    monkeypatch.setenv("HEARKEN_MODEL", "from-environment")
    settings = load_settings()
    assert settings.zone == ZoneInfo("Asia/Shanghai")
    assert settings.model == "from-environment"


def test_every_name_of_the_contract_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    given = dict.fromkeys(NAMES, "x") | {
        "HEARKEN_API_KEYS": "x" * 16,
        "HEARKEN_TIMEZONE": "UTC",
        "HEARKEN_EMBEDDING": "openai",
        "HEARKEN_WEBHOOK_PRIVATE": "true",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings = load_settings()
    assert settings.embedding == "openai"
    assert settings.database_url is not None
    assert settings.database_url.get_secret_value() == "x"
    assert settings.openai_base_url == settings.chroma_url == settings.model == "x"
    assert settings.home == settings.themes == settings.policies == Path("x")
    assert str(settings.brand) == "x"


def test_an_empty_value_means_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.setenv(name, "")
    assert load_settings() == Settings()
    assert load_settings().openai_api_key is None


class TestRefused:
    def test_an_unknown_name_in_the_environment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HEARKEN_TIMEZON", "UTC")
        with pytest.raises(SettingsError, match="HEARKEN_TIMEZON:"):
            load_settings()

    def test_an_unknown_name_in_the_file(self, folder: Path) -> None:
        (folder / ".env").write_text("HEARKEN_DATABASE=sqlite:///x\n")
        with pytest.raises(SettingsError, match=r"HEARKEN_DATABASE.*\.env\.example"):
            load_settings()

    @pytest.mark.parametrize(
        "name", ["HEARKEN_DATABASE_URL", "HEARKEN_OPENAI_API_KEY", "HEARKEN_CHROMA_URL"]
    )
    def test_a_name_with_a_prefix_too_many(
        self, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(name, "x")
        with pytest.raises(SettingsError, match=name):
            load_settings()

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("HEARKEN_TIMEZONE", "Shanghai"),
            ("HEARKEN_TIMEZONE", "UTC+8"),
            ("HEARKEN_TIMEZONE", "../etc/passwd"),
            ("HEARKEN_EMBEDDING", "cohere"),
        ],
    )
    def test_a_value_that_does_not_fit(
        self, name: str, value: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(name, value)
        with pytest.raises(SettingsError) as caught:
            load_settings()
        message = str(caught.value)
        assert name in message
        assert value in message
        assert "\n" not in message
        assert message.endswith(".")


def test_secrets_never_print(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "HEARKEN_API_KEYS", "DATABASE_URL"):
        monkeypatch.setenv(name, "geheim-geheim-geheim")
    settings = load_settings()
    assert "geheim" not in repr(settings) + str(settings) + str(settings.model_dump())
    assert "geheim" not in settings.model_dump_json()


def test_a_key_that_can_be_guessed_is_refused_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HEARKEN_API_KEYS", "a-key-of-many-characters, geheim")
    with pytest.raises(SettingsError, match=r"HEARKEN_API_KEYS .* fewer than 16") as caught:
        load_settings()
    assert "geheim" not in str(caught.value)
    monkeypatch.setenv("HEARKEN_API_KEYS", "a-key-of-many-characters,")
    assert load_settings().accepted_keys() == ("a-key-of-many-characters",)


def test_settings_are_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_settings().timezone = "Asia/Shanghai"


def test_the_example_lists_every_setting() -> None:
    content = (Path(__file__).parents[1] / ".env.example").read_text("utf-8")
    assert [name for name in NAMES if name not in content] == []
