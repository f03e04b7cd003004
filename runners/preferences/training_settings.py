"""Settings of a training on pairs, whatever its loss."""

from typing import Literal

from runners.contract.stage import setting
from runners.preferences.settings import PairSettings

BETA = (
    "The price of leaving the reference: a large beta holds the model near it, a small one lets it move far. It also "
    "scales the logged rewards, so rewards of runs with different beta are not comparable. “Higher beta, stronger "
    "preference” reads it the wrong way round: it makes the sigmoid steeper, so that smaller margins suffice. Usual: "
    "0.05 to 0.5."
)


class PreferenceSettings(PairSettings):
    """What dpo and fdpo share; the defaults of both stand in their own specs."""

    beta: float = setting(0.1, title="Beta", description=BETA, group="Loss", gt=0, le=10)
    reference: Literal["adapter-off", "frozen-copy", "stored"] = setting(
        "frozen-copy",
        title="Reference",
        description="What margins are measured against. Frozen copy: the model that training starts from, its adapter "
        "included. Adapter off: the weights below the adapter, the same where the adapter is new. Both are measured "
        "once, before the first step. Stored: what a reference run measured, shared by a sweep.",
        group="Loss",
    )
    orientation: Literal["stored", "original", "factual"] = setting(
        "stored",
        title="Orientation",
        description="Which text is chosen: as the version stores it, as it was before anything was flipped, or turned "
        "wherever the hallucinated text is chosen and the other is factual.",
        group="Loss",
        advanced=True,
    )
    engine: Literal["assay", "trl"] = setting(
        "assay",
        title="Engine",
        description="Whose forward pass and loss: Assay's, which computes a prompt once for both completions, or "
        "TRL's DPOTrainer, slower, to hold the other against. Order, optimizer and checkpoints are the same.",
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
    compile: bool = setting(
        False,
        title="Compile layers",
        description="Compile the layers with torch.compile: faster after a first slow step. CUDA only.",
        group="Speed",
        advanced=True,
    )
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
        2.0,
        title="Epochs",
        description="Passes over the training pairs, used when steps is empty.",
        unit="epochs",
        group="Training",
        gt=0,
        le=100,
    )
    batch_size: int = setting(
        4,
        title="Batch size",
        description="Pairs, times accumulation, of one optimizer step. Packing divides them into passes by itself.",
        unit="pairs",
        group="Training",
        ge=1,
        le=1024,
    )
    accumulation: int = setting(
        1,
        title="Accumulation",
        description="So many batches make one optimizer step. Every pair of the step weighs the same.",
        unit="batches",
        group="Training",
        ge=1,
        le=1024,
    )
    learning_rate: float = setting(
        5e-6,
        title="Learning rate",
        description="The highest learning rate. About a hundredth of fine-tuning's: 5e-6 (Stage B), 1.8e-6 "
        "(Factual-DPO).",
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
        16,
        title="LoRA rank",
        description="Width of the trained matrices. A model that comes with an adapter keeps that adapter's.",
        group="Method",
        ge=1,
        le=512,
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
    validate_every: int = setting(
        20,
        title="Validate every",
        description="Steps between measurements on the validation split. 0: at the end only.",
        unit="steps",
        group="Validation and checkpoints",
        ge=0,
    )
    record_every: int = setting(
        0,
        title="Record pairs every",
        description="Steps between records of single pairs, which the margin page shows. They are always taken before "
        "the first step and at the end.",
        unit="steps",
        group="Validation and checkpoints",
        ge=0,
    )
    record_pairs: int = setting(
        256,
        title="Recorded training pairs",
        description="At most so many pairs of the split train, drawn by the seed, besides those of validation. 0: none "
        "of train.",
        unit="pairs",
        group="Validation and checkpoints",
        advanced=True,
        ge=0,
    )
    checkpoint_every: int = setting(
        100,
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
    alarm_nats: float = setting(
        20.0,
        title="Alarm below",
        description="Warn once the chosen texts have become less likely than under the reference by so many nats on "
        "average: a margin can rise while both fall.",
        unit="nats",
        group="Validation and checkpoints",
        advanced=True,
        gt=0,
    )
