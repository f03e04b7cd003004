"""Nothing is compiled that nobody asked for, nor where there is nothing to compile with."""

import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from runners.preferences import completion_logps
from runners.preferences.completion_logps import ChunkedLogProbabilities
from runners.tests.attempts import make_context, make_launch, read_events
from runners.track.stage_context import StageContext
from runners.training.compiling import compiles

GPU, CPU = torch.device("cuda:0"), torch.device("cpu")


@pytest.fixture
def context(tmp_path: Path) -> StageContext:
    return make_context(make_launch(tmp_path, "dpo", {}))


@pytest.fixture
def equipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "Python.h").touch()
    monkeypatch.setenv("CC", "cc")
    monkeypatch.setattr(sysconfig, "get_paths", lambda: {"include": str(tmp_path)})


@pytest.mark.usefixtures("equipped")
def test_it_compiles_where_asked_on_a_gpu(context: StageContext) -> None:
    assert compiles(context, True, GPU)
    assert not compiles(context, False, GPU)
    assert not compiles(context, True, CPU)


@pytest.mark.usefixtures("equipped")
@pytest.mark.parametrize("lacking", ["a C compiler", "the header Python.h"])
def test_without_what_it_takes_it_says_so_once_and_goes_on(
    context: StageContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lacking: str
) -> None:
    if lacking == "a C compiler":
        monkeypatch.delenv("CC")
        monkeypatch.setenv("PATH", str(tmp_path))
    else:
        (tmp_path / "Python.h").unlink()
    assert not compiles(context, True, GPU)
    lines = [line["text"] for e in read_events(context.launch) if e["type"] == "log" for line in e["lines"]]
    assert lines == [f"nothing is compiled: {lacking} is not installed here, so the run is slower"]


def test_kernels_over_the_logits_are_compiled_only_where_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def spy(name: str, of: Callable[..., Any]) -> Callable[..., Any]:
        def spied(*given: Any) -> Any:
            asked.append(name)
            return of(*given)

        return spied

    kernels = (spy("picked", completion_logps.picked), spy("spread", completion_logps.spread))
    monkeypatch.setattr(completion_logps, "COMPILED", kernels)
    hidden, weight, targets = torch.randn(4, 3, requires_grad=True), torch.randn(5, 3), torch.tensor([0, 1, 2, 3])
    plain = ChunkedLogProbabilities.apply(hidden, weight, targets, 2, False)
    assert asked == []
    compiled = ChunkedLogProbabilities.apply(hidden, weight, targets, 2, True)
    assert asked == ["picked", "spread"] * 2
    assert torch.equal(plain, compiled)
