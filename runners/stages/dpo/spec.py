"""What direct preference optimisation takes and gives."""

from typing import Literal

from runners.contract.stage import StageSpec, setting
from runners.preferences.settings import MODEL_INPUT, PAIRS_INPUT, REFERENCE_INPUT
from runners.preferences.training_settings import PreferenceSettings


class DpoConfig(PreferenceSettings):
    """Settings of DPO; the defaults are those of the clinical stage B."""

    loss: Literal["dpo", "cdpo", "ipo"] = setting(
        "dpo",
        title="Loss",
        description="dpo: -log sigmoid(beta m). cdpo: the same, taking a share of the labels to be wrong. ipo: "
        "(m - 1/(2 beta))², which does not push beyond its margin. m is the log-ratio margin, summed over tokens.",
        group="Loss",
    )
    label_smoothing: float = setting(
        0.1,
        title="Wrong labels",
        description="The share of pairs that cdpo takes to be labelled the wrong way round; other losses ignore it.",
        unit="fraction",
        group="Loss",
        advanced=True,
        ge=0,
        lt=0.5,
    )


HEADLINE = ("rewards/margins", "rewards/accuracies", "validation/loss", "logps/chosen", "train/loss")

SPEC = StageSpec(
    stage="dpo",
    title="DPO",
    description="Train a model to prefer the chosen text of every pair over the rejected one.",
    inputs=(MODEL_INPUT, PAIRS_INPUT, REFERENCE_INPUT),
    headline_series=HEADLINE,
    produces=("series", "margins", "adapter", "checkpoints"),
    config=DpoConfig,
)
