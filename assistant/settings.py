"""The one object that reads the environment and `.env`. Made at the entry points alone."""

import os
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import SettingsError
from assistant.models import DEFAULT_TENANT

__all__ = ["Settings", "load_settings"]

PREFIX = "HEARKEN_"
SHORTEST_KEY = 16


class Settings(BaseSettings):
    """Every setting of Hearken; `.env.example` lists them with what they mean."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
        populate_by_name=True,
    )

    home: Path = Path(".hearken")
    timezone: str = "UTC"
    themes: Path | None = None
    policies: Path | None = None
    brand: Path | None = None
    embedding: Literal["builtin", "openai"] = "builtin"
    model: str = "gpt-5-mini"
    daily_tokens: int = Field(default=1_000_000, ge=0)
    model_seconds: float = Field(default=20, gt=0, le=600)
    api_keys: SecretStr | None = None
    alert_webhooks: SecretStr | None = None
    alert_webhook_secret: SecretStr | None = None
    rate_limit: int = Field(default=600, ge=0)
    reply_webhook: str | None = None
    reply_secret: SecretStr | None = None
    webhook_private: bool = False

    database_url: SecretStr | None = Field(default=None, validation_alias="DATABASE_URL")
    chroma_url: str | None = Field(default=None, validation_alias="CHROMA_URL")
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    openai_base_url: str | None = Field(default=None, validation_alias="OPENAI_BASE_URL")

    @field_validator("*", mode="before")
    @classmethod
    def _empty_means_unset(cls, value: object, info: object) -> object:
        if value == "":
            name = getattr(info, "field_name", "")
            return cls.model_fields[name].default
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError):
            raise ValueError("is not a time zone; write one like Asia/Shanghai or UTC") from None
        return value

    @field_validator("api_keys")
    @classmethod
    def _hard_to_guess(cls, value: SecretStr | None) -> SecretStr | None:
        written = value.get_secret_value().split(",") if value else []
        if any(key.strip() and len(key.strip()) < SHORTEST_KEY for key in written):
            raise ValueError(f"has a key of fewer than {SHORTEST_KEY} characters; make it longer")
        return value

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def themes_file(self) -> Path | None:
        """The shop's themes: HEARKEN_THEMES, or themes.yaml of the home; None for the default."""
        own = self.home / "themes.yaml"
        return self.themes or (own if own.exists() else None)

    def home_of(self, tenant: str) -> Path:
        """Where the files of a tenant live: policies, glossary, brand, uploads, rejected rows."""
        return self.home if tenant == DEFAULT_TENANT else self.home / "tenants" / tenant

    @property
    def has_model(self) -> bool:
        """Whether an endpoint is set: a key, or an address that may need none."""
        return self.openai_api_key is not None or self.openai_base_url is not None

    def accepted_keys(self) -> tuple[str, ...]:
        """The API keys, written with commas between them; none asks nobody for a key."""
        written = self.api_keys.get_secret_value() if self.api_keys else ""
        return tuple(key for each in written.split(",") if (key := each.strip()))


def load_settings() -> Settings:
    """Read the environment and `.env`.

    Raises SettingsError for an unknown HEARKEN_ name or a value that does not fit.
    """
    known = {
        f"{PREFIX}{name.upper()}"
        for name, field in Settings.model_fields.items()
        if field.validation_alias is None
    }
    given = set(os.environ) | set(dotenv_values(".env"))
    unknown = sorted(name for name in given if name.startswith(PREFIX) and name not in known)
    if unknown:
        raise SettingsError(
            f"Unknown setting {unknown[0]}: .env.example lists the settings that exist; "
            "correct or remove it."
        )
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper()
        shown = (
            name
            if name in {"DATABASE_URL", "CHROMA_URL"}
            else f"{PREFIX}{name.removeprefix(PREFIX)}"
        )
        is_secret = shown.endswith(("_KEYS", "_KEY", "_SECRET", "_WEBHOOKS", "_URL"))
        written = "" if is_secret else f" = {first['input']!r}"
        raise SettingsError(
            f"Setting {shown}{written} {first['msg'].removeprefix('Value error, ')}."
        ) from None
