import importlib.util
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def back_end() -> ModuleType:
    path = ROOT / "runners" / "packaging" / "assay_build.py"
    spec = importlib.util.spec_from_file_location("assay_build", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_editable_wheel_points_to_the_checkout(back_end: ModuleType, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / back_end.build_editable(str(tmp_path))) as wheel:
        assert wheel.read("assay_checkout.pth").decode() == f"{ROOT}\n{ROOT}/runners/client\n"


def test_a_wheel_holds_the_client_with_what_it_stands_on_and_names_each_in_its_record(
    back_end: ModuleType, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / back_end.build_wheel(str(tmp_path))) as wheel:
        names = set(wheel.namelist())
        record = {line.split(",")[0] for line in wheel.read("assay-0.1.0.dist-info/RECORD").decode().split()}
    assert {"assay/__init__.py", "runners/track/journal.py", "runners/commands/ship.py"} <= names
    assert not [name for name in names if name.startswith(("runners/stages", "runners/models", "runners/tests"))]
    assert record == names


@pytest.mark.usefixtures("end_what_stays")
def test_installed_alone_it_can_be_imported_and_has_its_command(back_end: ModuleType, tmp_path: Path) -> None:
    wheel = tmp_path / back_end.build_wheel(str(tmp_path))
    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    python = environment / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-index", "--quiet", str(wheel)]
    subprocess.run(pip, check=True)
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "ASSAY_"))}
    where = {"cwd": tmp_path, "env": {**clean, "ASSAY_HOME": str(tmp_path / "home")}, "check": True}
    code = "import assay\nwith assay.init(project='p') as run: run.log({'loss': 1.5})\nprint(assay.__file__)"
    logged = subprocess.run([python, "-c", code], capture_output=True, text=True, **where)
    assert str(environment) in logged.stdout
    told = subprocess.run([environment / "bin" / "assay", "--help"], capture_output=True, text=True, **where)
    assert told.stdout.startswith("Usage: assay")
