"""Settings of how rows become what a model reads; light, for forms."""

from typing import Literal

from runners.contract.stage import StageConfig, setting

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
    system: str | None = setting(
        None,
        title="System message",
        description="Empty: what the chat template does by itself.",
        group="Data",
        advanced=True,
        max_length=10_000,
    )
    chat: Literal["auto", "template", "plain"] = setting(
        "auto",
        title="Chat format",
        description="The tokenizer's chat template, or plain text. Auto: the template where there is one.",
        group="Data",
        advanced=True,
    )
