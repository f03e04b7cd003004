import math
import sys
from pathlib import Path

import pytest

from assay.failure import Misused
from assay.settings import read_config, read_inputs


def test_single_settings_lie_over_those_of_the_file_with_the_types_of_yaml(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("steps: 10\nmethod: full\nrate: 5e-4\nanswer: no\nday: 2026-03-01\nflags: [true, ~, 0x10]\n")
    config = read_config([str(file)], ["steps=20", "learningRate=5e-4", "system=null", "prompt=Note: {source}"])
    assert config == {
        **{"steps": 20, "method": "full", "rate": 0.0005, "answer": "no", "day": "2026-03-01"},
        **{"flags": [True, None, 16], "learningRate": 0.0005, "system": None, "prompt": "Note: {source}"},
    }


def test_a_value_that_is_text_stays_text_whatever_it_holds() -> None:
    pairs = ["prompt=Summarise {source}", "a=b=c", 'quoted="5"', "single='it''s'", "none=", "big=1_000"]
    assert read_config([], pairs) == {
        **{"prompt": "Summarise {source}", "a": "b=c", "quoted": "5", "single": "it's", "none": None},
        "big": "1_000",
    }


def test_numbers_of_every_kind() -> None:
    pairs = ["a=-3", "b=+.5", "c=1.", "d=.inf", "e=-.inf", "f=.nan", "g=0o17", "h=010"]
    config = read_config([], pairs)
    assert math.isnan(config.pop("f"))
    assert config == {"a": -3, "b": 0.5, "c": 1.0, "d": math.inf, "e": -math.inf, "g": 15, "h": 10}


def test_lists_and_mappings() -> None:
    config = read_config([], ["a=[1, two]", 'b={"x": [null]}', "c={x: 1}"])
    assert config == {"a": [1, "two"], "b": {"x": [None]}, "c": {"x": 1}}


def test_set_reaches_inside_and_a_file_may_be_json_or_toml(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('\ufeff{"opt": {"name": "adam", "beta": 0.9}}')
    (tmp_path / "b.toml").write_text("steps = 3\n")
    files = [str(tmp_path / "a.json"), str(tmp_path / "b.toml")]
    assert read_config(files, [], ["opt.beta=0.95", "new.deep.x=1"]) == {
        **{"opt": {"name": "adam", "beta": 0.95}, "steps": 3},
        "new": {"deep": {"x": 1}},
    }
    with pytest.raises(Misused, match="steps is a value"):
        read_config(files, [], ["steps.x=1"])


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.yaml", b"a: [1\nb: 2", "line 2, column 2"),
        ("a.yaml", b"- 1\n", "holds no mapping"),
        ("a.yaml", b"\xff\xfe", "not text in UTF-8"),
        ("a.json", b"{", "cannot be read"),
        ("a.toml", b"a =", "cannot be read"),
        ("a.yaml", b"a: !!python/object:os.system 1", "no YAML"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_the_place(
    tmp_path: Path, name: str, content: bytes, what: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Misused, match=what):
        read_config([str(tmp_path / name)], [])


def test_without_pyyaml_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    (tmp_path / "a.yaml").write_text("a: 1")
    with pytest.raises(Misused, match="pip install pyyaml"):
        read_config([str(tmp_path / "a.yaml")], [])
    assert read_config([], ["a=1", "b=[1, 2]"]) == {"a": 1, "b": [1, 2]}


def test_an_input_is_what_its_stage_takes_or_what_its_prefix_says() -> None:
    kinds = {"model": "model", "dataset": "dataset"}
    assert read_inputs(["model=m1", "dataset=d1"], kinds) == {
        "model": {"modelId": "m1"},
        "dataset": {"datasetVersionId": "d1"},
    }
    assert read_inputs(["model=run:r1"], kinds) == {"model": {"fromRunId": "r1"}}
    assert read_inputs(["other=r1"], kinds) == {"other": {"fromRunId": "r1"}}
    for wrong in ("model=file:x", "model", "=x"):
        with pytest.raises(Misused):
            read_inputs([wrong], kinds)
