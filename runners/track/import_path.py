"""Where a program that Assay starts finds `runners` and `assay`, whatever environment it runs in."""

import os
from pathlib import Path

import runners


def import_folders() -> list[Path]:
    """The folders of this checkout or installation that Python has to search."""
    package = Path(runners.__file__).parent
    client = package / "client"
    return [package.parent, *([client] if client.is_dir() else [])]


def python_path() -> str:
    """`PYTHONPATH` for a child process: this checkout or installation, then what the person had."""
    own = [str(folder) for folder in import_folders()]
    return os.pathsep.join(filter(None, [*own, os.environ.get("PYTHONPATH")]))


def python_environment() -> dict[str, str]:
    """The environment of a child process that is to find them."""
    return {**os.environ, "PYTHONPATH": python_path()}
