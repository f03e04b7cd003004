"""The stage rewrite with a generator: a tiny model that has learned one answer by heart, and one that knows nothing."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
import torch
from pydantic import ValidationError

from runners.contract.failure import StageFailure, StageStopped
from runners.contract.rewrites import NoteToRewrite, RewriteRow
from runners.models.load_model import load_base_model, load_tokenizer
from runners.models.prompt_template import PromptTemplate
from runners.stages.rewrite.ask import Asked, ask, filled
from runners.stages.rewrite.spec import INSTRUCTION, RewriteConfig
from runners.tests.attempts import make_launch, run_stage, tiny_model
from runners.text.edits.reading import Reading
from runners.text.edits.record import undo
from runners.track.stage_context import StageContext

SOURCE = "Doctor: Does it hurt?\nPatient: Yes, my left knee hurts, and I take metformin."
SUMMARY = "Her left knee hurts and she reports that she takes metformin."
ANSWER = SUMMARY.replace("left", "right")
SIDES = {"laterality": 1.0} | {
    name: 0.0
    for name in (
        "entitySwap", "number", "negation", "temporal", "fabricatedFinding", "attribution", "causality", "certainty",
        "status", "omission",
    )
}  # fmt: skip
CONFIG = {**SIDES, "temperature": 0, "maxNewTokens": 80, "tries": 2, "instruction": "{error} {summary}"}
NOTES = [
    {"id": "told", "source": SOURCE, "reference": SUMMARY},
    {"id": "no side", "source": SOURCE, "reference": "She takes metformin."},
    {"id": "other", "source": SOURCE, "reference": "Her left knee hurts."},
]


def questions() -> list[str]:
    """What the stage asks of every note with a side in it."""
    weights = {"laterality": 1.0}
    notes = [NoteToRewrite(id=row["id"], source=row["source"], text=row["reference"]) for row in (NOTES[0], NOTES[2])]
    found = []
    for note in notes:
        asked = ask(Reading.of(note.text, note.source), note, 0, weights, str(CONFIG["instruction"]), random_of(note))
        assert isinstance(asked, Asked)
        found.append(asked.question)
    return found


def random_of(note: NoteToRewrite) -> Random:
    return Random(f"1:{note.id}:0:1")


@pytest.fixture(scope="module")
def knowing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that answers both questions with the same text."""
    folder = tiny_model(tmp_path_factory.mktemp("knowing") / "model")
    tokenizer, model = load_tokenizer(folder), load_base_model(folder, torch.device("cpu"))
    model.requires_grad_(True).train()
    ids = []
    for question in questions():
        prompt = PromptTemplate("{source}", None, False).prompt_ids(tokenizer, {"source": question}, "sft")
        answer = tokenizer(ANSWER, add_special_tokens=False)["input_ids"]
        ids.append((len(prompt), torch.tensor([*prompt, *answer, tokenizer.eos_token_id])))
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2)
    for _ in range(400):
        losses = []
        for start, row in ids:
            logits = model(row[None]).logits[0, start - 1 : -1]
            losses.append(torch.nn.functional.cross_entropy(logits, row[start:]))
        loss = torch.stack(losses).sum()
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        if float(loss) < 0.01:
            break
    model.save_pretrained(folder)
    return folder


def launch(home: Path, model: Path, notes: Sequence[dict[str, Any]] = NOTES, attempt: int = 1, **changed: Any) -> Any:
    path = home / "notes.jsonl"
    path.write_text(
        "".join(json.dumps({"split": "train", "group": None, "section": None, **row}) + "\n" for row in notes)
    )
    inputs = {
        "dataset": {"kind": "dataset", "version": "v", "type": "notes", "path": path},
        "generator": {"kind": "model", "model": "model-1", "folder": model, "adapterFolder": None},
    }
    return make_launch(home / "run", "rewrite", {**CONFIG, "chat": "plain", **changed}, inputs=inputs, attempt=attempt)


def table(home: Path, events: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    digest = next(event for event in events if event["type"] == "artifact" and event["name"] == name)["digest"]
    path = home / "run" / "objects" / digest[:2] / digest
    return [json.loads(line) for line in path.read_text().splitlines()]


def lines(events: list[dict[str, Any]]) -> list[str]:
    return [line["text"] for event in events if event["type"] == "log" for line in event["lines"]]


def test_an_answer_with_the_error_asked_for_is_kept_with_what_was_asked(tmp_path: Path, knowing: Path) -> None:
    events = run_stage(launch(tmp_path, knowing, controlsShare=0))
    (row,) = map(RewriteRow.model_validate, table(tmp_path, events, "rewrites.jsonl"))
    assert (row.example, row.text, row.h, row.kind) == ("told", ANSWER, 1, "rewrite")
    (edit,) = row.edits
    assert (edit.family, edit.before, edit.after, edit.types["creola@1"]) == (
        "laterality",
        "left",
        "right",
        "contextual",
    )
    assert undo(row.text, row.edits) == SUMMARY
    assert row.generated is not None
    prompt = questions()[0] + "\n\n"
    assert row.generated.prompt_digest == hashlib.sha256(prompt.encode()).hexdigest()
    assert (row.generated.model, row.generated.asked) == ("model-1", 1)
    assert SUMMARY[row.generated.place.start : row.generated.place.end] == "left"
    refused = {row["example"]: row["reason"] for row in table(tmp_path, events, "refused.jsonl")}
    assert refused == {"no side": "nothing_to_edit", "other": "not_the_error"}
    said = lines(events)
    assert "3 answers of the generator, 1 of them accepted" in said
    assert "2 answers refused: not the error" in said
    made = next(event for event in events if event["type"] == "artifact" and event["name"] == "rewrites.jsonl")
    assert made["metadata"]["rewriter"] == "generator@1"
    assert not any("knee" in line for line in said)


def test_the_same_seed_samples_the_same(tmp_path: Path, knowing: Path) -> None:
    config: dict[str, Any] = {"temperature": 0.8, "controlsShare": 0, "batchSize": 1, "tries": 4}
    found = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        events = run_stage(launch(tmp_path / name, knowing, **config))
        found.append([table(tmp_path / name, events, f"{kind}.jsonl") for kind in ("rewrites", "refused")])
    assert found[0] == found[1]


def test_controls_come_from_the_rules_and_only_with_a_rewrite(tmp_path: Path, knowing: Path) -> None:
    events = run_stage(launch(tmp_path, knowing, controlsShare=0.5))
    rows = list(map(RewriteRow.model_validate, table(tmp_path, events, "rewrites.jsonl")))
    assert [(row.example, row.kind, row.generated is None) for row in rows] == [
        ("told", "rewrite", False),
        ("told", "control", True),
    ]


def test_a_model_that_knows_nothing_is_told_so_with_every_refusal_counted(tmp_path: Path) -> None:
    model = tiny_model(tmp_path / "model")
    attempt = launch(tmp_path, model, controlsShare=0, maxNewTokens=4)
    with pytest.raises(StageFailure, match="Not one summary could be rewritten") as failure:
        run_stage(attempt)
    assert "generator" in (failure.value.remedy or "")
    journal = (attempt.folders.attempt / "journal.frames").read_bytes()
    assert b"4 answers of the generator, 0 of them accepted" in journal
    assert b"4 answers refused: cut off" in journal


def test_a_question_too_long_for_the_model_is_counted_apart_and_not_asked_again(tmp_path: Path, knowing: Path) -> None:
    long = {"id": "long", "source": SOURCE, "reference": f"{SUMMARY} She works a lot." + " She is well." * 400}
    events = run_stage(launch(tmp_path, knowing, notes=[NOTES[0], long], controlsShare=0))
    refused = {row["example"]: row["reason"] for row in table(tmp_path, events, "refused.jsonl")}
    assert refused == {"long": "too_long"}
    said = lines(events)
    assert "1 answers of the generator, 1 of them accepted" in said
    assert any(line.startswith("1 questions were too long for the model") for line in said)
    assert not any("cut off" in line for line in said)


def test_a_run_whose_questions_are_all_too_long_says_what_to_change(tmp_path: Path) -> None:
    with pytest.raises(StageFailure, match="Not one summary could be rewritten") as failure:
        run_stage(launch(tmp_path, tiny_model(tmp_path / "model"), notes=[NOTES[0]], maxNewTokens=32_768))
    assert failure.value.field == "maxNewTokens"
    assert "fewer new tokens" in (failure.value.remedy or "")


class Stopping(StageContext):
    """Ends after the first batch of answers."""

    def progress(self, phase: str, done: float, total: float | None, unit: str) -> None:
        super().progress(phase, done, total, unit)
        self.stop_requested = "asking" in phase


def answered(home: Path) -> list[dict[str, Any]]:
    lines = (home / "run" / "checkpoints" / "answers.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines]


def test_a_stopped_run_goes_on_behind_the_answers_it_has(tmp_path: Path, knowing: Path) -> None:
    config: dict[str, Any] = {"batchSize": 1, "controlsShare": 0, "temperature": 0.8, "tries": 3}
    straight, broken = tmp_path / "straight", tmp_path / "broken"
    straight.mkdir()
    broken.mkdir()
    wanted = run_stage(launch(straight, knowing, **config))
    with pytest.raises(StageStopped):
        run_stage(launch(broken, knowing, **config), Stopping)
    assert len(answered(broken)) == 1
    again = run_stage(launch(broken, knowing, attempt=2, **config))
    assert "1 batches of answers were written before" in lines(again)
    assert answered(broken) == answered(straight)
    for name in ("rewrites.jsonl", "refused.jsonl"):
        assert table(broken, again, name) == table(straight, wanted, name)


def test_answers_to_other_questions_are_not_taken(tmp_path: Path, knowing: Path) -> None:
    with pytest.raises(StageStopped):
        run_stage(launch(tmp_path, knowing, batchSize=1, controlsShare=0), Stopping)
    other: dict[str, Any] = {"batchSize": 1, "controlsShare": 0, "instruction": "{summary} {error}", "tries": 1}
    with pytest.raises(StageFailure, match="Not one summary"):
        run_stage(launch(tmp_path, knowing, attempt=2, **other))
    assert [each["batch"] for each in answered(tmp_path)] == [0, 0, 1]


def test_a_template_is_filled_once_and_must_name_summary_and_error() -> None:
    values = {"source": "{error}", "summary": "s", "section": "", "error": "e", "place": "p"}
    assert filled("{source} {summary} {other} {error}", values) == "{error} s {other} e"
    assert RewriteConfig().instruction == INSTRUCTION
    for lacking in ("{summary}", "{error}", "nothing"):
        with pytest.raises(ValidationError):
            RewriteConfig.model_validate({"instruction": lacking})
