"""The one place where configuration is read: environment variables with the prefix ASSISTANT_, or a YAML file."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, YamlConfigSettingsSource

from index.errors import OperatorProblem

PREFIX = "ASSISTANT_"
ROOT = Path(__file__).resolve().parent.parent


class SettingsRefused(OperatorProblem):
    """A setting is unknown or has a value that cannot be used."""


class Settings(BaseSettings):
    """Everything that can be set. `ASSISTANT_SETTINGS_FILE` names a YAML file with the same keys in lower case."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    settings_file: Path | None = Field(None, description="YAML file with settings; the environment wins over it.")
    data_dir: Path = Field(ROOT / "var", description="Where indexes, ingested documents and records are kept.")
    corpus_dir: Path = Field(ROOT / "corpus", description="The shipped documents and dated facts.")
    call: str = Field(
        "smp-cosme-2024-cluster", description="The call whose documents answer unless --call names another."
    )
    model: str = Field("offline", description="'offline', or a provider's model as init_chat_model names it.")
    model_base_url: str | None = Field(None, description="Address of an OpenAI-compatible server, for model.")
    model_api_key: SecretStr | None = Field(None, description="Key for the model's provider.")
    model_timeout_s: Annotated[float, Field(gt=0, le=120)] = Field(20.0, description="Seconds for one model call.")
    embedding_model_dir: Path | None = Field(None, description="Directory of another sentence-transformers model.")
    embedding_model_digests: Path | None = Field(
        None, description="Its files with their sha256, as sha256sum prints them; must not lie in that directory."
    )
    language: Literal["en"] = Field("en", description="Language of the interface.")
    chat_characters: Annotated[int, Field(ge=100)] = Field(8_000, description="Longest message of the chat.")
    ask_characters: Annotated[int, Field(ge=100)] = Field(20_000, description="Longest message of `ask`.")
    file_bytes: Annotated[int, Field(ge=1_000)] = Field(1_000_000, description="Largest document or mail.")
    host: str = Field("127.0.0.1", description="Address the pages listen on.")
    port: Annotated[int, Field(ge=1, le=65_535)] = Field(7860, description="Port of the chat.")
    desk_port: Annotated[int, Field(ge=1, le=65_535)] = Field(7861, description="Port of the desk, this machine only.")
    desk_days: Annotated[int, Field(ge=1)] = Field(30, description="Days after its closing when an enquiry is deleted.")
    desk_open_days: Annotated[int, Field(ge=1)] = Field(
        90, description="Days after its last change when an enquiry that was never closed is deleted."
    )
    records_url: str | None = Field(None, description="SQLAlchemy address of the records; default SQLite in data_dir.")
    record_days: Annotated[int, Field(ge=1)] = Field(30, description="Days after which records are deleted.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("WARNING", description="Least level logged.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        file = os.environ.get(f"{PREFIX}SETTINGS_FILE")
        yaml = (YamlConfigSettingsSource(settings_cls, yaml_file=Path(file)),) if file else ()
        return (init_settings, env_settings, *yaml)

    @property
    def digest(self) -> str:
        """Short hash of what may change an answer; paths and secrets are left out."""
        kept = self.model_dump(include={"call", "model", "language"}, mode="json")
        return hashlib.sha256(repr(sorted(kept.items())).encode()).hexdigest()[:12]


def load_settings(**overrides: Any) -> Settings:
    """Settings from file and environment, `overrides` first. Raises SettingsRefused for a wrong or unknown key."""
    unknown = sorted(
        name
        for name in os.environ
        if name.startswith(PREFIX) and name.removeprefix(PREFIX).lower() not in Settings.model_fields
    )
    if unknown:
        raise SettingsRefused(
            f"Unknown setting {unknown[0]}.",
            why="No setting has that name, so it would silently do nothing.",
            next=f"Remove it, or use one of: {', '.join(PREFIX + name.upper() for name in Settings.model_fields)}.",
        )
    file = os.environ.get(f"{PREFIX}SETTINGS_FILE")
    if file and not Path(file).is_file():
        raise SettingsRefused(
            f"The settings file {file} cannot be read.", why="No such file.", next=f"Correct {PREFIX}SETTINGS_FILE."
        )
    try:
        return Settings(**{name: value for name, value in overrides.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise SettingsRefused(
            f"The setting {PREFIX}{name.upper()} cannot be used.",
            why=f"{first['msg']}.",
            next="Correct it in the environment or the settings file.",
        ) from error
