"""Settings of how a model is asked and how it writes; light, for forms."""

from typing import Literal

from runners.contract.stage import StageConfig, setting


class ChatSettings(StageConfig):
    """How a prompt becomes what the tokenizer reads."""

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


class WritingSettings(ChatSettings):
    """How long, how freely and on which weights it writes."""

    max_new_tokens: int = setting(
        128,
        title="New tokens",
        description="A text that has not ended by then is cut and marked so.",
        unit="tokens",
        group="Sampling",
        ge=1,
        le=32_768,
    )
    temperature: float = setting(
        0.0,
        title="Temperature",
        description="0: greedy, always the likeliest token.",
        group="Sampling",
        ge=0,
        le=5,
    )
    top_p: float = setting(
        1.0,
        title="Top p",
        description="Sample among the likeliest tokens that together have this probability.",
        unit="fraction",
        group="Sampling",
        advanced=True,
        gt=0,
        le=1,
    )
    quantisation: Literal["none", "nf4"] = setting(
        "none",
        title="Weights",
        description="none: as stored; nf4: 4-bit weights, as QLoRA trains over (needs CUDA).",
        group="Speed",
        advanced=True,
    )
