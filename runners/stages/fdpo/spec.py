"""What factuality-aware DPO takes and gives."""

from typing import Literal

from runners.contract.stage import StageSpec, revise, setting
from runners.preferences.settings import MODEL_INPUT, PAIRS_INPUT, REFERENCE_INPUT
from runners.preferences.training_settings import PreferenceSettings


class FdpoConfig(PreferenceSettings):
    """Settings of Factual-DPO; the defaults are those of AIXpert's config.yaml."""

    delta: float = setting(
        10.0,
        title="Delta",
        description="The margin that a factual text must have over a hallucinated one. Pairs whose texts have the "
        "same label train as in plain DPO. Inside beta (fdpo) it is a log-ratio in nats; outside (safedpo) a reward, "
        "so fdpo's 10 is safedpo's 10 times beta. With beta times delta far above 1 it is a constant push.",
        group="Loss",
        ge=0,
        le=1000,
    )
    loss: Literal["fdpo", "safedpo"] = setting(
        "fdpo",
        title="Loss",
        description="fdpo: -log sigmoid(beta (m - delta dh)). safedpo: -log sigmoid(beta m - delta dh). dh is 1 where "
        "the factual text is chosen over the hallucinated one, 0 where both are alike.",
        group="Loss",
    )
    orientation: Literal["stored", "original", "factual"] = setting(
        "factual",
        title="Orientation",
        description="Which text is chosen: as the version stores it, as it was before anything was flipped, or turned "
        "wherever the hallucinated text is chosen and the other is factual. Without that, delta relaxes such pairs "
        "instead of inverting them.",
        group="Loss",
        advanced=True,
    )
    epochs: float = revise(PreferenceSettings, "epochs", 3.0)
    batch_size: int = revise(PreferenceSettings, "batch_size", 2)
    accumulation: int = revise(PreferenceSettings, "accumulation", 16)
    learning_rate: float = revise(PreferenceSettings, "learning_rate", 1.8e-6)
    warmup: float = revise(PreferenceSettings, "warmup", 0.25)
    lora_rank: int = revise(PreferenceSettings, "lora_rank", 32)
    lora_alpha: float = revise(PreferenceSettings, "lora_alpha", 64.0)
    max_tokens: int = revise(PreferenceSettings, "max_tokens", 2048)


SPEC = StageSpec(
    stage="fdpo",
    title="Factual-DPO",
    description="DPO that demands a margin, delta, wherever a factual text stands against a hallucinated one.",
    inputs=(MODEL_INPUT, PAIRS_INPUT, REFERENCE_INPUT),
    headline_series=("rewards/margins", "margins/h01", "rewards/accuracies", "validation/loss", "logps/chosen"),
    produces=("series", "margins", "adapter", "checkpoints"),
    config=FdpoConfig,
)
