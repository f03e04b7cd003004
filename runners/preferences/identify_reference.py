"""What a run's reference depends on, read from its inputs and settings."""

from typing import Any

from runners.contract.launch import DatasetInput, ModelInput
from runners.models.model_folder import TOKENIZER_FILES
from runners.models.prompt_template import use_chat
from runners.preferences.settings import PairSettings
from runners.preferences.stored_reference import ReferenceIdentity, files_digest, folder_digest, text_digest

TOKENIZER_PARTS = (*TOKENIZER_FILES, "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json")


def identify_reference(
    given: ModelInput, dataset: DatasetInput, config: PairSettings, tokenizer: Any, precision: str
) -> ReferenceIdentity:
    """Return the identity of the reference that this model, these pairs and this config have."""
    chat = use_chat(tokenizer, config.chat)
    parts = sorted({path for name in TOKENIZER_PARTS if (path := given.folder / name).is_file()})
    return ReferenceIdentity(
        base=folder_digest(given.folder),
        adapter=folder_digest(given.adapter_folder) if given.adapter_folder else None,
        tokenizer=files_digest(parts, given.folder),
        template=text_digest(config.prompt, config.system, str(tokenizer.chat_template) if chat else None),
        limit=f"{config.max_tokens} {config.over_limit}",
        dataset=files_digest([dataset.path], dataset.path.parent),
        precision=precision,
    )
