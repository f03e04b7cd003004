"""A person's own program, which logs by `import assay`."""

from runners.contract.stage import StageConfig, StageSpec, setting


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
        description="Absolute path of the folder to start in; empty means the run's own scratch folder.",
        pattern="^/",
    )
    environment: dict[str, str] = setting(
        default_factory=dict,
        title="Environment",
        description="Variables added to the environment. Stored with the run in plain text: no secrets.",
        advanced=True,
    )


SPEC = StageSpec(
    stage="command",
    title="Own program",
    description="Runs a program of yours on a device and records what it logs through `import assay`.",
    inputs=(),
    headline_series=(),
    produces=("series",),
    config=CommandConfig,
)
