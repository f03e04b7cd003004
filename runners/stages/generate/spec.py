"""What generation takes and gives."""

from typing import Literal

from runners.contract.stage import StageConfig, StageInput, StageSpec, revise, setting
from runners.models.prompt_template import DEFAULT_NOTE_PROMPT
from runners.models.writing_settings import WritingSettings


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
    max_new_tokens: int = revise(WritingSettings, "max_new_tokens")
    temperature: float = revise(WritingSettings, "temperature")
    top_p: float = revise(WritingSettings, "top_p")
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
    system: str | None = revise(WritingSettings, "system")
    chat: Literal["auto", "template", "plain"] = revise(WritingSettings, "chat")
    quantisation: Literal["none", "nf4"] = revise(WritingSettings, "quantisation")


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
