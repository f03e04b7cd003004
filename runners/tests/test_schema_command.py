import json
import subprocess
import sys
from pathlib import Path

import pytest

from runners.contract.failure import StageFailure
from runners.stages.registry import load_spec, stage_names

ROOT = Path(__file__).parent.parent.parent
HEAVY = {"torch", "transformers", "numpy", "scipy", "pandas", "datasets", "pyarrow"}


def imported_by(statement: str) -> set[str]:
    code = f"{statement}\nimport sys, json; print(json.dumps(sorted(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True)
    return {name.partition(".")[0] for name in json.loads(answer.stdout.splitlines()[-1])}


def test_the_contract_imports_neither_torch_nor_anything_as_heavy() -> None:
    modules = ["estimate", "failure", "frame", "launch", "records", "stage"]
    statement = "\n".join(f"import runners.contract.{name}" for name in modules)
    assert not HEAVY & imported_by(statement)


def test_the_schema_command_imports_nothing_heavy() -> None:
    code = "import runners.commands.schema as s; s.main(['--check'])"
    assert not HEAVY & imported_by(code)


def test_the_supervisor_imports_neither_torch_nor_pydantic() -> None:
    assert not (HEAVY | {"pydantic"}) & imported_by("import runners.commands.supervise")


def test_committed_schemas_are_those_of_the_code() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "runners", "schema", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr


def test_every_setting_of_every_stage_says_what_it_is() -> None:
    for name in stage_names():
        schema = json.loads((ROOT / "runners" / "schemas" / "stages" / f"{name}.json").read_text())
        assert schema["stage"] == name
        for field, setting in schema["config"]["properties"].items():
            assert setting.get("title"), (name, field)
            assert len(setting.get("description", "")) > 10, (name, field)


def test_an_unknown_stage_is_answered_with_the_known_ones() -> None:
    with pytest.raises(StageFailure, match="no stage") as failure:
        load_spec("sfft")
    assert failure.value.fault == "config"
    assert "command" in (failure.value.remedy or "")
