"""What the measurement of a reference takes and gives."""

from runners.contract.stage import StageSpec
from runners.preferences.settings import MODEL_INPUT, PAIRS_INPUT, PairSettings


class ReferenceConfig(PairSettings):
    """Settings of a reference; they must be those of the runs that train against it."""


SPEC = StageSpec(
    stage="reference",
    title="Reference",
    description="Measure once how likely a model finds both texts of every pair, for all runs that train against it.",
    inputs=(MODEL_INPUT, PAIRS_INPUT),
    headline_series=("logps/chosen", "logps/rejected"),
    produces=("series",),
    config=ReferenceConfig,
)
