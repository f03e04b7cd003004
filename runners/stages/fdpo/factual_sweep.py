"""What AIXpert's file asks for: models, deltas, and the settings of both trainings."""

from dataclasses import dataclass, field
from typing import Any

from runners.stages.fdpo.located_yaml import FileProblem

SEED = 3407
DEFAULT_PREFIX = "FactualDPO"


@dataclass(frozen=True)
class FactualSweep:
    """`models` as (id, short); one config for plain DPO, or None, and one for each delta; the seed of each."""

    models: tuple[tuple[str, str], ...] = ()
    deltas: tuple[float, ...] = ()
    original: dict[str, Any] | None = None
    modified: dict[str, Any] | None = None
    original_seed: int = SEED
    modified_seed: int = SEED
    prefix: str = DEFAULT_PREFIX
    left_out: tuple[FileProblem, ...] = field(default=())
    inherited: tuple[FileProblem, ...] = field(default=())
    """Fields of original_dpo that hold for modified_dpo too, which leaves them out."""

    def launches(self) -> list[dict[str, Any]]:
        """Return name, stage, model, config and seed of every run, plain DPO first."""
        found: list[dict[str, Any]] = []
        for model, short in self.models:
            if self.original is not None:
                found.append(launch(f"{short}_OriginalDPO", "dpo", model, self.original, self.original_seed))
            for delta in self.deltas:
                config = {**(self.modified or {}), "delta": delta}
                name = f"{self.prefix}_{short}_delta{delta:g}"
                found.append(launch(name, "fdpo", model, config, self.modified_seed))
        return found

    def sweeps(self) -> list[dict[str, Any]]:
        """Return one sweep over all models for each stage, as `POST sweeps` takes it but for its models' ids."""
        found: list[dict[str, Any]] = []
        if self.original is not None:
            found.append({"stage": "dpo", "config": self.original, "vary": {}, "seeds": [self.original_seed]})
        if self.deltas:
            name = {} if self.prefix == DEFAULT_PREFIX else {"name": self.prefix}
            vary = {"delta": list(self.deltas)}
            found.append(
                {"stage": "fdpo", **name, "config": self.modified or {}, "vary": vary, "seeds": [self.modified_seed]}
            )
        return found


def launch(name: str, stage: str, model: str, config: dict[str, Any], seed: int) -> dict[str, Any]:
    """Return one run."""
    return {"name": name, "stage": stage, "model": model, "config": config, "seed": seed}
