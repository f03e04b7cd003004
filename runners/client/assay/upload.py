"""Sends files to the server."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assay.failure import Misused
from assay.session import Session


def upload_dataset(session: Session, path: Path, wanted: Mapping[str, object]) -> dict[str, Any]:
    """Stores a file as a dataset version; what the server made of it.

    Raises:
        Misused: when there is no such file.
        Refused: when the server cannot read it as asked, with the problems.
    """
    query = {"fileName": path.name, **wanted}
    return dict(session.connection.send_file(session.within("datasets"), readable(path), query))


def readable(path: Path) -> Path:
    """The path, once it is clear that it names a file that can be read.

    Raises:
        Misused: when it does not.
    """
    try:
        with path.open("rb"):
            return path
    except OSError as error:
        raise Misused(f"{path} cannot be read: {(error.strerror or 'unknown').lower()}.") from None
