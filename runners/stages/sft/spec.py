"""What supervised fine-tuning takes and gives."""

from typing import Literal

from runners.contract.stage import StageConfig, StageInput, StageSpec, setting
from runners.models.prompt_template import DEFAULT_NOTE_PROMPT


class SftConfig(StageConfig):
    """Settings of supervised fine-tuning; the defaults suit a small model on two CPU cores."""

    method: Literal["lora", "qlora", "full"] = setting(
        "lora",
        title="Method",
        description="LoRA trains small matrices beside frozen weights, QLoRA does so over 4-bit weights (needs CUDA), "
        "full trains every weight.",
        group="Method",
    )
    steps: int | None = setting(
        40,
        title="Steps",
        description="Optimizer steps. Empty: as many as the epochs need.",
        unit="steps",
        group="Training",
        ge=1,
        le=1_000_000,
    )
    epochs: float = setting(
        1.0,
        title="Epochs",
        description="Passes over the training rows, used when steps is empty.",
        unit="epochs",
        group="Training",
        gt=0,
        le=100,
    )
    batch_size: int = setting(
        4,
        title="Batch size",
        description="Rows in one forward pass: examples, or packed rows.",
        unit="rows",
        group="Training",
        ge=1,
        le=1024,
    )
    accumulation: int = setting(
        1,
        title="Accumulation",
        description="Forward passes for each optimizer step. The loss weighs every token of the step alike.",
        unit="passes",
        group="Training",
        ge=1,
        le=1024,
    )
    learning_rate: float = setting(
        5e-4,
        title="Learning rate",
        description="The highest learning rate. Usual: 2e-4 to 1e-3 for LoRA, 1e-5 to 5e-5 for full training.",
        group="Training",
        gt=0,
        le=1,
    )
    schedule: Literal["cosine", "linear", "constant"] = setting(
        "cosine", title="Schedule", description="How the learning rate falls after warm-up.", group="Training"
    )
    warmup: float = setting(
        0.05,
        title="Warm-up",
        description="Part of the steps in which the learning rate rises from zero.",
        unit="fraction",
        group="Training",
        advanced=True,
        ge=0,
        le=0.9,
    )
    weight_decay: float = setting(
        0.0,
        title="Weight decay",
        description="Decoupled weight decay of AdamW.",
        group="Training",
        advanced=True,
        ge=0,
        le=1,
    )
    max_gradient_norm: float = setting(
        1.0,
        title="Gradient clip",
        description="Gradients are scaled down to this norm. 0: never.",
        group="Training",
        advanced=True,
        ge=0,
    )
    lora_rank: int = setting(
        16, title="LoRA rank", description="Width of the trained matrices.", group="Method", ge=1, le=512
    )
    lora_alpha: float = setting(
        32.0,
        title="LoRA alpha",
        description="The adapter's output is scaled by alpha / rank.",
        group="Method",
        advanced=True,
        gt=0,
    )
    lora_dropout: float = setting(
        0.05,
        title="LoRA dropout",
        description="Dropout before the adapter.",
        unit="fraction",
        group="Method",
        advanced=True,
        ge=0,
        lt=1,
    )
    lora_targets: Literal["all-linear", "attention"] = setting(
        "all-linear",
        title="LoRA targets",
        description="Which layers get an adapter: every linear layer but the output, or attention only.",
        group="Method",
        advanced=True,
    )
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
        DEFAULT_NOTE_PROMPT,
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
    batching: Literal["padded", "packed"] = setting(
        "padded",
        title="Batching",
        description="Pad the rows of a batch to the longest, or pack several examples into each row of the token "
        "limit. Packing wastes no time on padding where lengths differ much.",
        group="Speed",
        advanced=True,
    )
    gradient_checkpointing: bool = setting(
        False,
        title="Gradient checkpointing",
        description="Compute activations twice instead of keeping them: less memory, about a third slower.",
        group="Speed",
        advanced=True,
    )
    loss_chunk: int = setting(
        2048,
        title="Loss chunk",
        description="Tokens whose logits are held at a time. 0: all of them, as the model's own loss does.",
        unit="tokens",
        group="Speed",
        advanced=True,
        ge=0,
    )
    compile: bool = setting(
        False,
        title="Compile layers",
        description="Compile the layers with torch.compile: faster after a first slow step. CUDA only.",
        group="Speed",
        advanced=True,
    )
    validate_every: int = setting(
        20,
        title="Validate every",
        description="Steps between measurements of the loss on the validation split. 0: at the end only.",
        unit="steps",
        group="Validation and checkpoints",
        ge=0,
    )
    validation_examples: int = setting(
        16,
        title="Validation examples",
        description="At most so many, the first of the split. 0: no validation.",
        unit="examples",
        group="Validation and checkpoints",
        ge=0,
    )
    checkpoint_every: int = setting(
        20,
        title="Checkpoint every",
        description="Steps between checkpoints. Kept are the last two, the best and the final one. 0: the final only.",
        unit="steps",
        group="Validation and checkpoints",
        ge=0,
    )
    result: Literal["final", "best"] = setting(
        "final",
        title="Result",
        description="Which weights become the artifact: those of the last step, or those of the best validation loss.",
        group="Validation and checkpoints",
        advanced=True,
    )


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
