"""Settings that every training has: how long, how fast it learns, what LoRA trains, what is kept; light, for forms."""

from typing import Literal

from runners.contract.stage import StageConfig, setting


class TrainingSettings(StageConfig):
    """Steps, learning rate and LoRA; each stage says its own defaults."""

    steps: int | None = setting(
        None,
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
        1e-4,
        title="Learning rate",
        description="The highest learning rate. Usual: 2e-4 to 1e-3 for LoRA, 1e-5 to 5e-5 for full training.",
        group="Training",
        gt=0,
        le=1,
    )
    schedule: Literal["cosine", "linear", "constant"] = setting(
        "linear", title="Schedule", description="How the learning rate falls after warm-up.", group="Training"
    )
    warmup: float = setting(
        0.1,
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


class SpeedSettings(StageConfig):
    """Time against memory."""

    gradient_checkpointing: bool = setting(
        False,
        title="Gradient checkpointing",
        description="Compute activations twice instead of keeping them: less memory, about a third slower.",
        group="Speed",
        advanced=True,
    )
    compile: bool = setting(
        False,
        title="Compile layers",
        description="Compile the layers with torch.compile: faster after a first slow step. CUDA only.",
        group="Speed",
        advanced=True,
    )


class KeepingSettings(StageConfig):
    """When a training measures itself, and which weights are kept."""

    validate_every: int = setting(
        20,
        title="Validate every",
        description="Steps between measurements of the loss on the validation split. 0: at the end only.",
        unit="steps",
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
