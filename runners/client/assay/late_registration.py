"""Registers a run that began while no server answered."""

from pathlib import Path

from assay.attempt_folder import read_request, write_launch
from assay.registration import register


def register_folder(home: Path, folder: Path, project: str | None = None) -> None:
    """Registers the run of that folder, in the project named or its own, and writes who delivers it.

    Raises:
        Unreachable, Refused: it could not be registered.
    """
    request = read_request(folder)
    if project is not None:
        request["project"] = project
    write_launch(home, folder, request, register(home, request))
