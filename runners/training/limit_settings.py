"""Settings of how rows become what a model reads; light, for forms."""

from typing import Literal

from runners.contract.stage import StageConfig, revise, setting
from runners.models.writing_settings import ChatSettings

SOURCE_ALONE = "{source}"


class LimitSettings(StageConfig):
    """How rows become what the model reads, and how long they may be."""

    max_tokens: int = setting(
        512,
        title="Token limit",
        description="Prompt and completion together. Rows above it are treated as the next setting says.",
        unit="tokens",
        group="Data",
        ge=16,
        le=1_000_000,
    )
    over_limit: Literal["truncate", "drop", "fail"] = setting(
        "truncate",
        title="Rows over the limit",
        description="Take the middle out of the prompt, leave the row out, or refuse to start. A completion is never "
        "cut.",
        group="Data",
    )
    prompt: str = setting(
        SOURCE_ALONE,
        title="Prompt",
        description="How a row of a notes dataset becomes a prompt; {section} and {source} are filled in. Rows of "
        "other types carry their own prompt.",
        group="Data",
        min_length=1,
        max_length=10_000,
        pattern=r"\{source\}",
    )
    system: str | None = revise(ChatSettings, "system")
    chat: Literal["auto", "template", "plain"] = revise(ChatSettings, "chat")
