"""The build back-end of `pip install .` and `pip install -e .`; it needs no other package, so it works offline."""

import base64
import hashlib
import tomllib
import zipfile
from pathlib import Path

_CHECKOUT = Path(__file__).parent.parent.parent
_TAG = "py3-none-any"


def build_wheel(
    wheel_directory: str, config_settings: dict[str, str] | None = None, metadata_directory: str | None = None
) -> str:
    """A wheel with the client and the runner; the name of its file."""
    files = {
        path.relative_to(_CHECKOUT).as_posix(): path.read_bytes()
        for package in ("assay", "runners")
        for path in sorted((_CHECKOUT / package).rglob("*"))
        if path.suffix in (".py", ".json") and "tests" not in path.parts
    }
    return _write(Path(wheel_directory), files)


def build_editable(
    wheel_directory: str, config_settings: dict[str, str] | None = None, metadata_directory: str | None = None
) -> str:
    """A wheel that points to this checkout; the name of its file."""
    return _write(Path(wheel_directory), {"assay.pth": f"{_CHECKOUT}\n".encode()})


def _write(folder: Path, files: dict[str, bytes]) -> str:
    project = tomllib.loads((_CHECKOUT / "pyproject.toml").read_text())["project"]
    stem = f"{project['name'].replace('-', '_')}-{project['version']}"
    information = f"{stem}.dist-info"
    metadata = (
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
        f"Requires-Python: {project['requires-python']}\n"
    )
    wheel = f"Wheel-Version: 1.0\nGenerator: assay\nRoot-Is-Purelib: true\nTag: {_TAG}\n"
    contents = {**files, f"{information}/METADATA": metadata.encode(), f"{information}/WHEEL": wheel.encode()}
    record = "".join(f"{name},{_digest(content)},{len(content)}\n" for name, content in contents.items())
    name = f"{stem}-{_TAG}.whl"
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in contents.items():
            archive.writestr(path, content)
        archive.writestr(f"{information}/RECORD", f"{record}{information}/RECORD,,\n")
    return name


def _digest(content: bytes) -> str:
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
