"""Settings of a training on pairs, whatever its loss."""

from typing import Literal

from runners.contract.stage import revise, setting
from runners.preferences.settings import PairSettings
from runners.training.settings import KeepingSettings, SpeedSettings, TrainingSettings

BETA = (
    "The price of leaving the reference: a large beta holds the model near it, a small one lets it move far. It also "
    "scales the logged rewards, so rewards of runs with different beta are not comparable. “Higher beta, stronger "
    "preference” reads it the wrong way round: it makes the sigmoid steeper, so that smaller margins suffice. Usual: "
    "0.05 to 0.5."
)


class PairObjective(PairSettings):
    """What is minimised, against what, and by whose engine."""

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


class PreferenceSettings(TrainingSettings, SpeedSettings, PairObjective):
    """What dpo and fdpo share; the defaults of both stand in their own specs."""

    epochs: float = revise(
        TrainingSettings, "epochs", 2.0, description="Passes over the training pairs, used when steps is empty."
    )
    batch_size: int = revise(
        TrainingSettings,
        "batch_size",
        unit="pairs",
        description="Pairs, times accumulation, of one optimizer step. Packing divides them into passes by itself.",
    )
    accumulation: int = revise(
        TrainingSettings,
        "accumulation",
        unit="batches",
        description="So many batches make one optimizer step. Every pair of the step weighs the same.",
    )
    learning_rate: float = revise(
        TrainingSettings,
        "learning_rate",
        5e-6,
        description="The highest learning rate. About a hundredth of fine-tuning's: 5e-6 (Stage B), 1.8e-6 "
        "(Factual-DPO).",
    )
    lora_rank: int = revise(
        TrainingSettings,
        "lora_rank",
        description="Width of the trained matrices. A model that comes with an adapter keeps that adapter's.",
    )
    validate_every: int = revise(
        KeepingSettings,
        "validate_every",
        description="Steps between measurements on the validation split. 0: at the end only.",
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
    checkpoint_every: int = revise(KeepingSettings, "checkpoint_every", 100)
    result: Literal["final", "best"] = revise(KeepingSettings, "result")
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
