"""The only way a metric leaves the runner; mirrors `domain/estimate.ts`."""

from typing import Literal, Self

from pydantic import Field, model_validator

from runners.contract.wire import WireModel


class Interval(WireModel):
    """The values that the data do not rule out, at `level`, by `method`."""

    low: float
    high: float
    level: float = Field(gt=0, lt=1)
    side: Literal["two", "lower", "upper"]
    method: str = Field(min_length=1)


class Estimate(WireModel):
    """A value with its n, unit and interval, or no value and the reason."""

    state: Literal["defined", "undefined"]
    definition: str = Field(pattern=r"^[a-z0-9_.]+@\d+$")
    """Definition id with its version, e.g. `text.rouge_l@1`."""
    parameters: dict[str, str | float | int | bool] = Field(default_factory=dict)
    numerator: float | None = None
    denominator: float | None = None
    n: int = Field(ge=0)
    unit: str = Field(min_length=1)
    """What one of the n is: `note`, `sentence`, `token`."""
    excluded: int = Field(default=0, ge=0)
    """Items left out before n was counted, e.g. without a reference."""
    value: float | None
    reason: str | None = None
    interval: Interval | None = None

    @model_validator(mode="after")
    def _value_or_reason(self) -> Self:
        if self.state == "defined" and (self.value is None or self.reason is not None):
            raise ValueError("a defined estimate has a value and no reason")
        if self.state == "undefined" and (self.value is not None or self.interval is not None or not self.reason):
            raise ValueError("an undefined estimate has a reason, no value and no interval")
        return self
