import importlib.util
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
        assert wheel.read("assay.pth").decode() == f"{ROOT}\n"


def test_a_wheel_holds_client_runner_and_schemas_and_names_each_in_its_record(
    back_end: ModuleType, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / back_end.build_wheel(str(tmp_path))) as wheel:
        names = set(wheel.namelist())
        record = {line.split(",")[0] for line in wheel.read("assay_runners-0.1.0.dist-info/RECORD").decode().split()}
    assert {"assay/__init__.py", "runners/track/journal.py", "runners/schemas/launch.json"} <= names
    assert not [name for name in names if "tests" in name]
    assert record == names
