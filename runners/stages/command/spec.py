"""A person's own program, which logs by `import assay`."""

from typing import Annotated, Literal

from pydantic import Field

from runners.contract.stage import StageConfig, StageSpec, setting

Runtime = Literal["host", "venv", "conda", "container"]
Variable = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]{0,63}$")]
Mount = Annotated[str, Field(pattern=r"^/[^:]*(:ro)?$")]


class CommandConfig(StageConfig):
    """What to start, and where."""

    arguments: list[str] = setting(
        title="Program and arguments",
        description="The program and its arguments, one entry each, e.g. python, train.py, --epochs, 3. No shell.",
        min_length=1,
    )
    folder: str | None = setting(
        None,
        title="Working folder",
        description="Absolute path of the folder to start in; empty means the run's own scratch folder. "
        "Of a git work tree the commit and the difference to it are kept with the run.",
        pattern="^/",
    )
    runtime: Runtime = setting(
        "host",
        title="Runs in",
        description="host: as this machine is; venv: a Python virtual environment; conda: a conda environment; "
        "container: an image, by docker or podman.",
        group="Environment",
    )
    runtime_name: str | None = setting(
        None,
        title="Which one",
        description="The folder of the virtual environment, the name or folder of the conda environment, or the image.",
        group="Environment",
    )
    mounts: list[Mount] = setting(
        default_factory=list,
        title="Folders for the container",
        description="Absolute paths that the container sees under the same name, one entry each; "
        ":ro behind it means read only. The working folder is always there.",
        group="Environment",
        advanced=True,
    )
    gpus: int = setting(
        1,
        title="GPUs",
        description="How many GPUs the program gets; it sees no others. 0 keeps it on the CPU, "
        "and so does a machine without any.",
        ge=0,
        le=64,
    )
    torchrun: bool = setting(
        False,
        title="Start by torchrun",
        description="Starts one process a GPU by torchrun of the chosen environment, with rank and world size set.",
    )
    environment: dict[str, str] = setting(
        default_factory=dict,
        title="Variables",
        description="Variables added to the environment. Stored with the run in plain text: no secrets.",
        group="Environment",
        advanced=True,
    )
    secrets: list[Variable] = setting(
        default_factory=list,
        title="Secrets",
        description="Names of the project's secrets that the program gets as variables, e.g. HF_TOKEN.",
        group="Environment",
        advanced=True,
    )


CLOSED = (
    "Own programs may not use the network on this installation, and outside of a container nothing keeps them off it."
)
CLOSED_REMEDY = "Run it in a container, which then has no network, or ask an admin to open own programs under Egress."

SPEC = StageSpec(
    stage="command",
    title="Own program",
    description="Runs a program of yours on a device and records what it logs through `import assay`.",
    inputs=(),
    headline_series=(),
    produces=("series",),
    config=CommandConfig,
    devices_field="gpus",
    secrets_field="secrets",
)
