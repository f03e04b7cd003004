"""Import a model: get it from its source, check the folder, keep it as an artifact."""

import os
from dataclasses import dataclass
from pathlib import Path

from runners.contract.failure import StageFailure, StageStopped
from runners.models.model_folder import ModelFolder, read_model_folder
from runners.stages.import_model.spec import ImportModelConfig
from runners.track.stage_context import StageContext


@dataclass(frozen=True)
class Imported:
    """A model folder and where it comes from. `reference` is what a person would look it up by."""

    folder: Path
    name: str
    reference: str
    revision: str | None = None
    license: str | None = None


def run(context: StageContext) -> None:
    """Bring the model named by the config into the store of artifacts.

    Raises:
        StageFailure: the source is missing, unreachable or unsafe; says what to do.
        StageStopped: asked to stop between fetching and storing.
    """
    config = context.config
    assert isinstance(config, ImportModelConfig)
    sources = {"embedded": from_embedded, "hub": from_hub, "folder": from_folder, "random": from_random}
    imported = sources[config.source](context, config)
    if context.stop_requested:
        raise StageStopped
    model = read_model_folder(imported.folder, config.source)
    megabytes = round(model.bytes / 1e6)
    context.log(f"{imported.name}: {model.architecture}, {model.parameters:,} parameters, {megabytes} MB")
    context.progress(f"storing {megabytes} MB", 0, None, "")
    context.artifact(
        imported.folder,
        config.name or imported.name,
        "model",
        {
            "parameters": model.parameters,
            "architecture": model.architecture,
            "dtype": model.dtype,
            "chatTemplate": model.chat_template,
            "randomWeights": model.random_seed is not None,
            "license": imported.license or license_in(model),
            "revision": imported.revision,
            "source": config.source,
            "reference": imported.reference,
        },
    )


def from_embedded(context: StageContext, config: ImportModelConfig) -> Imported:
    """Write the embedded GGUF model as a plain folder."""
    from runners.models.embedded_model import (
        EMBEDDED_LICENSE,
        EMBEDDED_NAME,
        EMBEDDED_REFERENCE,
        convert_gguf,
        embedded_model_file,
    )

    source = embedded_model_file()
    size = round(source.stat().st_size / 1e6) if source.is_file() else 0
    context.progress(f"converting {size} MB of GGUF", 0, None, "")
    folder = context.work_folder / "model"
    convert_gguf(source, folder)
    return Imported(folder, EMBEDDED_NAME, EMBEDDED_REFERENCE, "0.1.2", EMBEDDED_LICENSE)


def from_hub(context: StageContext, config: ImportModelConfig) -> Imported:
    """Fetch a snapshot of a hub repository, or take it from the cache in offline mode."""
    from runners.models.hub_snapshot import fetch_snapshot, is_offline

    if config.repository is None:
        raise StageFailure(
            "config", "No repository is named.", "Give a hub id such as organisation/name.", "repository"
        )
    home = Path(os.environ.get("ASSAY_HOME", ".assay"))

    def tell(done: int, total: int) -> None:
        if context.stop_requested:
            raise StageStopped
        context.progress("fetching", round(done / 1e6), round(total / 1e6), "MB")

    snapshot = fetch_snapshot(
        config.repository,
        config.revision,
        Path(os.environ.get("HF_HUB_CACHE", home / "cache" / "hub")),
        tell,
        offline=is_offline(),
    )
    name = config.repository.split("/")[1]
    return Imported(snapshot.folder, name, config.repository, snapshot.commit, snapshot.license)


def from_folder(_context: StageContext, config: ImportModelConfig) -> Imported:
    """Take a folder of this machine."""
    if config.folder is None:
        raise StageFailure("config", "No folder is named.", "Give the absolute path of a model folder.", "folder")
    folder = Path(config.folder)
    return Imported(folder, folder.name or "model", folder.name or "model")


def from_random(context: StageContext, config: ImportModelConfig) -> Imported:
    """Write a published shape with random weights."""
    from runners.models.random_model import random_shape, write_random_model

    context.progress("drawing random weights", 0, None, "")
    folder = context.work_folder / "model"
    shape = random_shape(config.architecture, config.layers)
    write_random_model(folder, shape, context.seed, stored=config.weights == "stored")
    reference = f"{config.architecture}, {shape['num_hidden_layers']} layers, random"
    return Imported(folder, f"{config.architecture}-random", reference, license="none")


def license_in(model: ModelFolder) -> str | None:
    """Return the licence that a folder brings along: named in its card, or the title line of its LICENSE file."""
    card = model.path / "README.md"
    if card.is_file():
        for line in card.read_text(errors="replace").splitlines()[:60]:
            if line.startswith("license:"):
                return line.removeprefix("license:").strip() or None
    for file in sorted(model.path.glob("LICENSE*")):
        titles = [line.strip() for line in file.read_text(errors="replace").splitlines() if line.strip()]
        return titles[0][:100] if titles else None
    return None
