"""What generation takes and gives."""

from typing import Literal

from runners.contract.stage import StageConfig, StageInput, StageSpec, setting
from runners.models.prompt_template import DEFAULT_NOTE_PROMPT


class GenerateConfig(StageConfig):
    """Settings of generation; greedy by default, so that two models differ by nothing but themselves."""

    split: Literal["train", "validation", "test"] = setting(
        "test", title="Split", description="Which part of the dataset to write texts for.", group="Data"
    )
    limit: int | None = setting(
        None,
        title="Examples",
        description="At most so many, the first of the split. Empty: all.",
        unit="examples",
        group="Data",
        ge=1,
    )
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
    batch_size: int = setting(
        8, title="Batch size", description="Texts written at a time.", unit="examples", group="Speed", ge=1, le=1024
    )
    max_prompt_tokens: int | None = setting(
        None,
        title="Prompt limit",
        description="Longer prompts lose their middle. Empty: what the model's positions leave for it.",
        unit="tokens",
        group="Data",
        advanced=True,
        ge=16,
    )
    prompt: str = setting(
        DEFAULT_NOTE_PROMPT,
        title="Prompt",
        description="How a row of a notes dataset becomes a prompt; {section} and {source} are filled in. Use the one "
        "that the model was trained with.",
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
    quantisation: Literal["none", "nf4"] = setting(
        "none",
        title="Weights",
        description="none: as stored; nf4: 4-bit weights, as QLoRA trains over (needs CUDA).",
        group="Speed",
        advanced=True,
    )


SPEC = StageSpec(
    stage="generate",
    title="Generate",
    description="Write one text for each example with a model, and keep why and after how many tokens it ended.",
    inputs=(
        StageInput("model", "model", "Model", "The model, with its adapter where it has one."),
        StageInput(
            "dataset",
            "dataset",
            "Dataset",
            "The examples to write for.",
            dataset_types=("notes", "sft", "prompts"),
        ),
    ),
    headline_series=("generate/tokens_per_second",),
    produces=("generations", "series"),
    config=GenerateConfig,
)
