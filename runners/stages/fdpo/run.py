"""Factuality-aware DPO, from the launch file to the artifact."""

from runners.preferences.losses import Objective
from runners.preferences.train_on_pairs import train_on_pairs
from runners.stages.fdpo.spec import FdpoConfig
from runners.track.stage_context import StageContext


def run(context: StageContext) -> None:
    """Train on pairs, and leave an adapter as artifact.

    Raises:
        StageFailure: the run cannot go on; says whose fault it is and what to do.
        StageStopped: asked to stop; a checkpoint was written, unless not a step was made.
    """
    config = context.config
    assert isinstance(config, FdpoConfig)
    train_on_pairs(context, config, Objective(config.loss, config.beta, delta=config.delta))
