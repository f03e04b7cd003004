"""Where a program that Assay starts finds `runners` and `assay`, whatever environment it runs in."""

import os
from pathlib import Path

import runners


def python_path() -> str:
    """`PYTHONPATH` for a child process: this checkout or installation, then what the person had."""
    package = Path(runners.__file__).parent
    client = package / "client"
    own = [str(package.parent), *([str(client)] if client.is_dir() else [])]
    return os.pathsep.join(filter(None, [*own, os.environ.get("PYTHONPATH")]))
