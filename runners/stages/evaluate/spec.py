"""What evaluation takes and gives."""

from pydantic import field_validator

from runners.contract.stage import StageConfig, StageInput, StageSpec, setting
from runners.metrics.catalogue import METRIC_NAMES, MetricName


class EvaluateConfig(StageConfig):
    """Settings of evaluation; each is stored with every estimate that it touches."""

    metrics: list[MetricName] = setting(
        list(METRIC_NAMES), title="Metrics", description="What to measure.", group="Metrics", min_length=1
    )
    stemmer: bool = setting(
        True,
        title="Stem words for ROUGE",
        description="Porter's stemmer before words are compared, as most published ROUGE values do.",
        group="Metrics",
        advanced=True,
    )
    level: float = setting(
        0.95,
        title="Confidence level",
        description="Of every interval.",
        unit="fraction",
        group="Intervals",
        ge=0.5,
        lt=1,
    )
    resamples: int = setting(
        9999,
        title="Bootstrap resamples",
        description="For the BCa intervals of means and of paired differences.",
        unit="resamples",
        group="Intervals",
        advanced=True,
        ge=999,
        le=100_000,
    )
    bootstrap_seed: int = setting(
        0,
        title="Bootstrap seed",
        description="Equal notes and an equal seed give equal intervals.",
        group="Intervals",
        advanced=True,
        ge=0,
        lt=2**32,
    )

    @field_validator("metrics")
    @classmethod
    def _each_once(cls, metrics: list[MetricName]) -> list[MetricName]:
        if len(set(metrics)) < len(metrics):
            raise ValueError("name each metric once")
        return metrics


SPEC = StageSpec(
    stage="evaluate",
    title="Evaluate",
    description="Score generated notes against reference and source, with intervals; with a baseline, the paired "
    "difference on the examples that both have.",
    inputs=(
        StageInput("generations", "run", "Generations", "The run whose notes are scored.", stages=("generate",)),
        StageInput(
            "baseline",
            "run",
            "Baseline",
            "A run to compare with, on the same examples.",
            required=False,
            stages=("generate",),
        ),
    ),
    headline_series=(),
    produces=("evaluation",),
    config=EvaluateConfig,
)
