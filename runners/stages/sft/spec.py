"""What supervised fine-tuning takes and gives."""

from typing import Literal

from runners.contract.stage import StageConfig, StageInput, StageSpec, revise, setting
from runners.models.prompt_template import DEFAULT_NOTE_PROMPT
from runners.training.limit_settings import LimitSettings
from runners.training.settings import KeepingSettings, SpeedSettings, TrainingSettings


class SftMethod(StageConfig):
    """What is trained."""

    method: Literal["lora", "qlora", "full"] = setting(
        "lora",
        title="Method",
        description="LoRA trains small matrices beside frozen weights, QLoRA does so over 4-bit weights (needs CUDA), "
        "full trains every weight.",
        group="Method",
    )


class SftConfig(LimitSettings, TrainingSettings, SftMethod):
    """Settings of supervised fine-tuning; the defaults suit a small model on two CPU cores."""

    steps: int | None = revise(TrainingSettings, "steps", 40)
    learning_rate: float = revise(TrainingSettings, "learning_rate", 5e-4)
    schedule: Literal["cosine", "linear", "constant"] = revise(TrainingSettings, "schedule", "cosine")
    warmup: float = revise(TrainingSettings, "warmup", 0.05)
    prompt: str = revise(LimitSettings, "prompt", DEFAULT_NOTE_PROMPT)
    batching: Literal["padded", "packed"] = setting(
        "padded",
        title="Batching",
        description="Pad the rows of a batch to the longest, or pack several examples into each row of the token "
        "limit. Packing wastes no time on padding where lengths differ much.",
        group="Speed",
        advanced=True,
    )
    gradient_checkpointing: bool = revise(SpeedSettings, "gradient_checkpointing")
    loss_chunk: int = setting(
        2048,
        title="Loss chunk",
        description="Tokens whose logits are held at a time. 0: all of them, as the model's own loss does.",
        unit="tokens",
        group="Speed",
        advanced=True,
        ge=0,
    )
    compile: bool = revise(SpeedSettings, "compile")
    validate_every: int = revise(KeepingSettings, "validate_every")
    validation_examples: int = setting(
        16,
        title="Validation examples",
        description="At most so many, the first of the split. 0: no validation.",
        unit="examples",
        group="Validation and checkpoints",
        ge=0,
    )
    checkpoint_every: int = revise(KeepingSettings, "checkpoint_every")
    result: Literal["final", "best"] = revise(KeepingSettings, "result")


SPEC = StageSpec(
    stage="sft",
    title="Fine-tune",
    description="Train a model on prompts and reference completions; the loss is on the completions only.",
    inputs=(
        StageInput("model", "model", "Model", "The model to start from."),
        StageInput(
            "dataset",
            "dataset",
            "Dataset",
            "Trains on the split train, validates on the split validation.",
            dataset_types=("notes", "sft"),
        ),
    ),
    headline_series=("train/loss", "validation/loss", "train/learning_rate", "train/grad_norm"),
    produces=("series", "adapter", "model", "checkpoints"),
    config=SftConfig,
)
