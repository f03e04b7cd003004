"""The tokenizer of a folder without transformers, for checks that must answer at once."""

import json
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from tokenizers import Tokenizer

from runners.contract.failure import StageFailure


class LightTokenizer:
    """What encoding needs of a tokenizer: ids of a text, the chat template, the end token."""

    def __init__(self, folder: Path) -> None:
        settings_file = folder / "tokenizer_config.json"
        settings: dict[str, Any] = json.loads(settings_file.read_text()) if settings_file.is_file() else {}
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._special = {
            name: token["content"] if isinstance(token, dict) else token
            for name in ("bos_token", "eos_token", "unk_token", "pad_token")
            if (token := settings.get(name))
        }
        template_file = folder / "chat_template.jinja"
        self.chat_template: str | None = (
            template_file.read_text() if template_file.is_file() else settings.get("chat_template")
        )
        self.eos_token: str = self._special.get("eos_token", "")
        self.eos_token_id: int | None = self._tokenizer.token_to_id(self.eos_token) if self.eos_token else None

    def __call__(self, text: str, add_special_tokens: bool = True) -> dict[str, list[int]]:
        """Return the ids of a text."""
        return {"input_ids": self._tokenizer.encode(text, add_special_tokens=add_special_tokens).ids}

    def apply_chat_template(
        self, messages: list[dict[str, str]], add_generation_prompt: bool = False, tokenize: bool = False
    ) -> str:
        """Return the conversation as text, rendered in the sandbox and with the settings that transformers uses.

        Raises:
            StageFailure: the template refuses the conversation, such as one with a system message.
        """
        environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
        environment.globals["raise_exception"] = refuse
        try:
            return environment.from_string(self.chat_template or "").render(
                messages=messages, add_generation_prompt=add_generation_prompt, **self._special
            )
        except TemplateError as error:
            raise StageFailure(
                "config", f"The chat template refuses the conversation: {error}.", 'Set "chat" to "plain".', "chat"
            ) from error


def refuse(message: str) -> None:
    """Let a template say why it cannot be rendered."""
    raise TemplateError(message)
