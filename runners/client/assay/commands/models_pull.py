"""Downloads a model's files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from assay.addresses import path_of
from assay.arguments import Parsed
from assay.download import RemoteFile, download
from assay.failure import Failed, Misused, Refused
from assay.printing import format_bytes, print_json, print_line, tell
from assay.session import Session, items
from assay.transfer_progress import TransferProgress


def add_arguments(parser: ArgumentParser) -> None:
    """Which model, and where to."""
    parser.add_argument("model", help="its id, or its name where that is clear")
    parser.add_argument("--out", metavar="FOLDER", type=Path, help="where to put it (default: its name, here)")


def run(parsed: Parsed) -> None:
    """Every file is compared with its digest; what is there already is not fetched again."""
    session = parsed.session
    model = _find(session, parsed.model)
    folder = parsed.out or Path(model["name"].replace("/", "-"))
    files = _files(session, model)
    total = sum(each.bytes for each in files)
    tell(f"{model['name']}: {len(files)} files, {format_bytes(total)}, into {folder}")
    progress = TransferProgress(total)
    try:
        fetched = [each for each in files if download(session.connection, each, folder, progress.add)]
    except OSError as error:
        raise Failed(f"{error.filename or folder}: {(error.strerror or 'unknown').lower()}.") from None
    finally:
        progress.end()
    if model.get("baseModel"):
        tell(f"It stands on {model['baseModel']['name']}, which `assay models pull {model['baseModel']['id']}` brings.")
    if parsed.json:
        told = {"model": model["id"], "folder": str(folder), "files": len(files), "bytes": total}
        print_json({**told, "fetched": len(fetched)})
    else:
        print_line(str(folder))


def _find(session: Session, wanted: str) -> dict[str, Any]:
    try:
        return dict(session.connection.get(session.within("models", wanted)))
    except Refused as error:
        if error.status != 404:
            raise
    models = items(session.connection.get(session.within("models"), {"limit": 500}))
    named = [each for each in models if each["name"] == wanted]
    if not named:
        raise Failed(f'There is no model "{wanted}" in this project; `assay models list` shows them.')
    if len(named) > 1:
        raise Misused(f'Several models are called "{wanted}": name one by its id: {", ".join(e["id"] for e in named)}.')
    return dict(named[0])


def _files(session: Session, model: dict[str, Any]) -> list[RemoteFile]:
    artifact = model["artifact"]
    source = path_of("api", "v1", "artifacts", artifact["id"])
    listed = items(session.connection.get(session.within("artifacts", artifact["id"], "files")))
    if not listed:
        return [RemoteFile(source, None, model["name"].replace("/", "-"), artifact["digest"], artifact["bytes"])]
    return [RemoteFile(source, place, each["path"], each["digest"], each["bytes"]) for place, each in enumerate(listed)]
