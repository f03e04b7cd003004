"""The build back-end of `pip install ./runners`, also with `-e`; it needs no other package, so it works offline."""

import base64
import hashlib
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

_RUNNERS = Path(__file__).parent.parent
_CLIENT = _RUNNERS / "client"
_SHIPPED = ("__init__.py", "__main__.py", "commands/__init__.py", "commands/ship.py", "contract", "track")
"""What of the runner the client stands on: how to write a journal and how to deliver it."""
_TAG = "py3-none-any"


def build_wheel(
    wheel_directory: str, config_settings: dict[str, str] | None = None, metadata_directory: str | None = None
) -> str:
    """A wheel with the client and what it stands on; the name of its file."""
    own = (path for path in (_CLIENT / "assay").rglob("*") if path.suffix in (".py", ".typed"))
    files = {path.relative_to(_CLIENT).as_posix(): path for path in own}
    files |= {f"runners/{path.relative_to(_RUNNERS).as_posix()}": path for path in _shipped()}
    return _write(Path(wheel_directory), {name: files[name].read_bytes() for name in sorted(files)})


def build_editable(
    wheel_directory: str, config_settings: dict[str, str] | None = None, metadata_directory: str | None = None
) -> str:
    """A wheel that points to this checkout; the name of its file."""
    return _write(Path(wheel_directory), {"assay_checkout.pth": f"{_RUNNERS.parent}\n{_CLIENT}\n".encode()})


def _shipped() -> Iterator[Path]:
    for name in _SHIPPED:
        path = _RUNNERS / name
        yield from path.rglob("*.py") if path.is_dir() else [path]


def _write(folder: Path, files: dict[str, bytes]) -> str:
    project = tomllib.loads((_RUNNERS / "pyproject.toml").read_text())["project"]
    stem = f"{project['name']}-{project['version']}"
    information = f"{stem}.dist-info"
    scripts = "".join(f"{name} = {target}\n" for name, target in project["scripts"].items())
    wheel = f"Wheel-Version: 1.0\nGenerator: assay\nRoot-Is-Purelib: true\nTag: {_TAG}\n"
    contents = {
        **files,
        f"{information}/METADATA": _metadata(project).encode(),
        f"{information}/WHEEL": wheel.encode(),
        f"{information}/entry_points.txt": f"[console_scripts]\n{scripts}".encode(),
    }
    record = "".join(f"{name},{_digest(content)},{len(content)}\n" for name, content in contents.items())
    name = f"{stem}-{_TAG}.whl"
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in contents.items():
            archive.writestr(path, content)
        archive.writestr(f"{information}/RECORD", f"{record}{information}/RECORD,,\n")
    return name


def _metadata(project: dict) -> str:
    lines = [
        "Metadata-Version: 2.1",
        f"Name: {project['name']}",
        f"Version: {project['version']}",
        f"Summary: {project['description']}",
        f"Requires-Python: {project['requires-python']}",
    ]
    for extra, requirements in project["optional-dependencies"].items():
        lines.append(f"Provides-Extra: {extra}")
        lines += [f'Requires-Dist: {each}; extra == "{extra}"' for each in requirements]
    return "\n".join(lines) + "\n"


def _digest(content: bytes) -> str:
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
