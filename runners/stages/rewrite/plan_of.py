"""The plan that a config of rewriting stands for."""

from runners.stages.rewrite.spec import RewriteConfig
from runners.text.edits.plan import RewritePlan


def plan_of(config: RewriteConfig, seed: int) -> RewritePlan:
    """Config and seed as the plan of `runners.text.edits`."""
    return RewritePlan(
        config.weights(),
        config.fewest_edits,
        config.most_edits,
        config.adversarial_ratio,
        config.controls_share,
        seed,
    )
