import math
from pathlib import Path

import pytest
import torch
from transformers import Trainer, TrainingArguments

from assay.transformers import AssayCallback, metric_name
from runners.tests.journals import events_of


class Line(torch.nn.Module):
    """y = a x, with the loss that the trainer asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.slope = torch.nn.Parameter(torch.zeros(1))

    def forward(self, x: torch.Tensor, labels: torch.Tensor) -> dict[str, torch.Tensor]:
        guess = x * self.slope
        return {"loss": ((guess - labels) ** 2).mean(), "logits": guess}


@pytest.fixture
def offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASSAY_HOME", str(tmp_path))
    for name in ("ASSAY_URL", "ASSAY_TOKEN", "ASSAY_ATTEMPT_FOLDER"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def train(folder: Path, callback: AssayCallback) -> Trainer:
    rows = [{"x": torch.tensor([float(each)]), "labels": torch.tensor([2.0 * each])} for each in range(8)]
    arguments = TrainingArguments(
        output_dir=str(folder / "out"),
        **{"max_steps": 4, "logging_steps": 1, "eval_strategy": "steps", "eval_steps": 2, "learning_rate": 0.01},
        **{"report_to": [], "use_cpu": True, "disable_tqdm": True, "save_strategy": "no", "run_name": "line"},
    )
    trainer = Trainer(Line(), arguments, train_dataset=rows, eval_dataset=rows, callbacks=[callback])
    trainer.train()
    return trainer


@pytest.mark.usefixtures("end_what_stays")
def test_a_training_is_logged_as_the_trainer_reports_it(offline: Path) -> None:
    callback = AssayCallback(project="clinic", tags=["try"])
    train(offline, callback)
    assert callback.run is not None
    callback.run.finish()
    (folder,) = (offline / "offline").iterdir()
    assert folder.name.startswith("line-")
    events = events_of(folder)
    assert [events[0]["type"], events[-1]["type"]] == ["started", "finished"]
    config = events[0]["resolvedConfig"]
    assert config["learning_rate"] == 0.01
    assert "hub_token" not in config
    points: dict[str, list] = {}
    for event in events:
        if event["type"] == "metrics":
            steps, _, *columns = event["columns"]
            for key, column in zip(event["keys"], columns, strict=True):
                points.setdefault(key, []).append((steps[0], column[0]))
    assert [step for step, _ in points["train/loss"]] == [1, 2, 3, 4]
    assert [step for step, _ in points["validation/loss"]] == [2, 4]
    assert all(math.isfinite(value) for _, value in points["train/grad_norm"])
    assert "train/total_runtime" in points


@pytest.mark.usefixtures("end_what_stays")
def test_what_is_evaluated_after_the_training_stands_in_its_run(offline: Path) -> None:
    callback = AssayCallback(project="clinic")
    trainer = train(offline, callback)
    trainer.evaluate(metric_key_prefix="test")
    first = callback.run
    assert first is not None
    trainer.train()
    assert callback.run is not None
    assert callback.run.id != first.id
    last = AssayCallback(project="clinic")
    train(offline, last)
    assert last.run is not None
    kinds = {folder.name: [event["type"] for event in events_of(folder)] for folder in (offline / "offline").iterdir()}
    open_ones = [name for name, told in kinds.items() if "finished" not in told]
    last.run.finish()
    assert open_ones == [last.run.folder.name]
    assert len(kinds) == 3
    assert any("test/loss" in event.get("keys", []) for event in events_of(first.folder))


@pytest.mark.usefixtures("end_what_stays")
def test_a_run_of_the_script_stays_open_for_it(offline: Path) -> None:
    import assay

    with assay.init(name="mine") as run:
        train(offline, AssayCallback(run=run))
        run.log({"after": 1})
    kinds = [event["type"] for event in events_of(run.folder)]
    assert kinds.count("started") == kinds.count("finished") == 1
    assert kinds[-2:] == ["metrics", "finished"]


@pytest.mark.parametrize(
    ("reported", "name"),
    [
        ("loss", "train/loss"),
        ("eval_loss", "validation/loss"),
        ("test_rouge", "test/rouge"),
        ("train_loss", "train/total_loss"),
        ("total_flos", "train/total_flos"),
        ("rewards/margin", "rewards/margin"),
    ],
)
def test_names_are_those_of_our_own_stages(reported: str, name: str) -> None:
    assert metric_name(reported) == name
