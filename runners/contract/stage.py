"""What a stage says about itself: inputs, products, and a strict config from which the form is drawn."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field

from runners.contract.launch import DatasetType
from runners.contract.wire import WireModel

Product = Literal["series", "generations", "evaluation", "margins", "adapter", "model", "checkpoints"]


class StageConfig(WireModel):
    """Base of every stage's config; declare each field by `setting`."""


def setting(
    default: Any = ...,
    *,
    title: str,
    description: str,
    unit: str | None = None,
    group: str | None = None,
    advanced: bool = False,
    **bounds: Any,
) -> Any:
    """A config field with what the form needs; `bounds` are pydantic's own (`ge`, `le`, `min_length`, `pattern`)."""
    extra: dict[str, Any] = {}
    if unit is not None:
        extra["unit"] = unit
    if group is not None:
        extra["group"] = group
    if advanced:
        extra["advanced"] = True
    return Field(default, title=title, description=description, json_schema_extra=extra, **bounds)


def revise(
    model: type[WireModel],
    name: str,
    default: Any = ...,
    *,
    unit: str | None = None,
    group: str | None = None,
    **words: str,
) -> Any:
    """The field `name` of a base config with another default, unit or group, or another `title` or `description`."""
    field = copy(model.model_fields[name])
    if default is not ...:
        field.default = default
    if unit is not None or group is not None:
        assert isinstance(field.json_schema_extra, dict)
        other = {"unit": unit, "group": group}
        field.json_schema_extra = {**field.json_schema_extra, **{key: said for key, said in other.items() if said}}
    for word, said in words.items():
        setattr(field, word, said)
    return field


@dataclass(frozen=True)
class StageInput:
    """An edge of the graph that a run of this stage may or must have."""

    name: str
    kind: Literal["dataset", "model", "run"]
    title: str
    description: str
    required: bool = True
    dataset_types: tuple[DatasetType, ...] = ()
    stages: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """In the shape of `stageInputSchema`; lists that do not apply are left out."""
        fields: dict[str, Any] = {
            "name": self.name,
            "kind": self.kind,
            "title": self.title,
            "description": self.description,
            "required": self.required,
        }
        if self.dataset_types:
            fields["datasetTypes"] = list(self.dataset_types)
        if self.stages:
            fields["stages"] = list(self.stages)
        return fields


@dataclass(frozen=True)
class StageSpec:
    """A kind of work. `headline_series` are metric keys, most telling first."""

    stage: str
    title: str
    description: str
    inputs: tuple[StageInput, ...]
    headline_series: tuple[str, ...]
    produces: tuple[Product, ...]
    config: type[StageConfig]
    devices_field: str | None = None
    """The field of the config that says how many devices a run gets; without one it gets one."""
    secrets_field: str | None = None
    """The field that names the project's secrets which a run must have."""
    secrets: tuple[str, ...] = ()
    """Secrets that every run gets where the project has them."""

    def as_json(self) -> Mapping[str, Any]:
        """In the shape of `domain/runs/stage-schema.ts`."""
        return {
            "stage": self.stage,
            "title": self.title,
            "description": self.description,
            **({"devicesField": self.devices_field} if self.devices_field else {}),
            **({"secretsField": self.secrets_field} if self.secrets_field else {}),
            **({"secrets": list(self.secrets)} if self.secrets else {}),
            "inputs": [each.as_json() for each in self.inputs],
            "headlineSeries": list(self.headline_series),
            "produces": list(self.produces),
            "config": self.config.model_json_schema(by_alias=True),
        }
