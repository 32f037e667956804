"""Which chat model answers: a provider's by name. Naming them is the settings' matter, guarding them a guard's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.settings import Settings
from index.errors import ProviderProblem

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


class ModelUnavailable(ProviderProblem):
    """The named model cannot be used."""


class ModelFailed(ProviderProblem):
    """The model gave nothing that an answer could be made of."""

    @classmethod
    def of(cls, name: str, why: str) -> ModelFailed:
        return cls(
            f"The model {name!r} gave no answer that could be proved.",
            why=why,
            next="Ask again, or set ASSISTANT_MODEL to 'offline', which needs no provider.",
        )


def chat_model(settings: Settings) -> BaseChatModel:
    """The provider's model named in the settings, as init_chat_model knows it. Raises ModelUnavailable."""
    from langchain.chat_models import init_chat_model

    options: dict[str, Any] = {"temperature": 0, "timeout": settings.model_timeout_s, "max_retries": 1}
    if settings.model_base_url:
        options["base_url"] = settings.model_base_url
    if settings.model_api_key:
        options["api_key"] = settings.model_api_key.get_secret_value()
    try:
        model: BaseChatModel = init_chat_model(settings.model, **options)
    except (ImportError, ValueError) as error:
        raise ModelUnavailable(
            f"The model {settings.model!r} cannot be used.",
            why=f"{error}.",
            next="Set ASSISTANT_MODEL to 'offline', or install the provider's LangChain package and name its model.",
        ) from error
    return model
