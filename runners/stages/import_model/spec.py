"""What importing a model takes and gives."""

from typing import Literal

from runners.contract.stage import StageConfig, StageSpec, setting


class ImportModelConfig(StageConfig):
    """Where the model comes from. Only the settings of the chosen source are read."""

    source: Literal["embedded", "hub", "folder", "random"] = setting(
        "embedded",
        title="Source",
        description="The model that Assay brings along, a repository of the Hugging Face hub, a folder on this "
        "machine, or a known shape with random weights for speed tests.",
        group="Source",
    )
    repository: str | None = setting(
        None,
        title="Repository",
        description="Hub id, such as organisation/name.",
        group="Hub",
        pattern=r"^[A-Za-z0-9][\w.-]*/[\w.-]+$",
        max_length=200,
    )
    revision: str = setting(
        "main",
        title="Revision",
        description="Branch, tag or commit. The commit that it stood for is kept with the model.",
        group="Hub",
        pattern=r"^[\w./-]+$",
        max_length=200,
    )
    folder: str | None = setting(
        None,
        title="Folder",
        description="Absolute path of a folder with config.json, tokenizer and safetensors.",
        group="Folder",
        pattern=r"^/",
        max_length=4096,
    )
    architecture: Literal["tiny", "smollm2-135m", "llama-3.2-1b", "llama-3-8b"] = setting(
        "tiny", title="Shape", description="A published shape; its weights are drawn at random.", group="Random"
    )
    layers: int | None = setting(
        None, title="Layers", description="Empty: as published.", unit="layers", group="Random", ge=1, le=200
    )
    weights: Literal["stored", "drawn"] = setting(
        "drawn",
        title="Weights",
        description="drawn: from the seed whenever the model is loaded, on the device that loads it; stored: written "
        "to disk once.",
        group="Random",
        advanced=True,
    )
    name: str | None = setting(
        None, title="Name", description="Empty: taken from the source.", group="Source", min_length=1, max_length=200
    )


SPEC = StageSpec(
    stage="import-model",
    title="Import a model",
    description="Bring a model into the project, checked and kept under its digest.",
    inputs=(),
    headline_series=(),
    produces=("model",),
    config=ImportModelConfig,
    secrets=("HF_TOKEN",),
)
