"""Rewrites summaries, writes the rows as a table, and checks that style does not give a rewrite away."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any, cast

from runners.contract.failure import StageFailure, StageStopped
from runners.contract.launch import DatasetInput, GenerationsInput, ModelInput
from runners.contract.rewrites import NoteToRewrite, RefusedRow, RewriteRow
from runners.data.generations_file import read_generations
from runners.stages.rewrite.artefact import check_artefacts
from runners.stages.rewrite.plan_of import plan_of
from runners.stages.rewrite.spec import RewriteConfig
from runners.text.edits.length_rule import beyond_a_tenth
from runners.text.edits.lexicon import lexicon_versions
from runners.text.edits.plan import rewrite_notes
from runners.text.edits.rewriter import REWRITER
from runners.track.stage_context import StageContext
from runners.training.read_rows import iterate_rows

GENERATED = "generator@1"
REMEDIES = {
    True: "Give more families a weight, or other summaries.",
    False: "Read in the log why its answers were refused; give more tries, another instruction or a larger generator.",
}
SHORTER = "Every question is too long for the generator: ask for fewer new tokens, or take one with more positions."
_CUT_OFF = {"length": "cut off at the limit of new tokens", "error": "ended by an error"}


def run(context: StageContext) -> None:
    """Rewrite what the dataset or the run holds.

    Raises:
        StageFailure: no input, both inputs, nothing to rewrite, or no rewrite came of it.
        StageStopped: when the run is asked to end.
    """
    config = cast(RewriteConfig, context.config)
    notes = read_notes(context, config)
    generator = context.launch.inputs.get("generator")
    if isinstance(generator, ModelInput):
        # torch takes seconds to import, and rules do without it.
        from runners.stages.rewrite.by_model import rewrite_by_model

        made, refused = rewrite_by_model(context, config, notes, generator)
    else:
        made, refused = rewrite_all(context, config, notes)
    report(context, notes, made, refused)
    if not any(row.kind == "rewrite" for row in made):
        long = bool(refused) and all(row.reason == "too_long" for row in refused)
        remedy, field = (SHORTER, "maxNewTokens") if long else (REMEDIES[generator is None], "dataset")
        raise StageFailure("data", "Not one summary could be rewritten.", remedy, field)
    write_tables(context, made, refused, GENERATED if generator else REWRITER)


def read_notes(context: StageContext, config: RewriteConfig) -> list[NoteToRewrite]:
    """The summaries asked for, from the one input that is given."""
    dataset, generations = context.launch.inputs.get("dataset"), context.launch.inputs.get("generations")
    if (dataset is None) == (generations is None):
        raise StageFailure("config", "Give either a dataset or a run that wrote texts.", field="dataset")
    wanted = set(config.examples)
    notes: list[NoteToRewrite] = []
    cut_off: Counter[str] = Counter()
    given = _of_dataset(dataset, config) if isinstance(dataset, DatasetInput) else _of_run(generations, config, cut_off)
    for note in given:
        if (not wanted or note.id in wanted) and (config.limit is None or len(notes) < config.limit):
            notes.append(note)
    for reason, count in cut_off.items():
        context.log(f"{count} texts left out: {_CUT_OFF[reason]}", "warning")
    if not notes:
        raise StageFailure(
            "data", "There is no summary to rewrite.", "Choose another split or other examples.", "split"
        )
    if wanted - {note.id for note in notes} and config.limit is None:
        context.log(f"{len(wanted - {note.id for note in notes})} of the examples named are not there", "warning")
    return notes


def _of_dataset(dataset: DatasetInput, config: RewriteConfig) -> Iterator[NoteToRewrite]:
    for row in iterate_rows(dataset.path, None if config.split == "all" else config.split):
        yield _note(row, row.get("reference"))


def _of_run(given: Any, config: RewriteConfig, cut_off: Counter[str]) -> Iterator[NoteToRewrite]:
    """Texts of the split that ended by themselves; counts the others in `cut_off`, by why they ended."""
    if not isinstance(given, GenerationsInput):
        raise StageFailure("config", "The input generations must be a run that wrote notes.", field="generations")
    rows = {str(row["example"]): row for row in iterate_rows(given.path)}
    wanted = set(config.examples)
    for note in read_generations(given.path, "generations"):
        row = rows[note.example]
        if config.split not in ("all", row.get("split")) or (wanted and note.example not in wanted):
            continue
        if note.finish_reason != "stop":
            cut_off[note.finish_reason] += 1
            continue
        yield _note({**row, "id": note.example}, note.text)


def _note(row: dict[str, Any], text: str | None) -> NoteToRewrite:
    return NoteToRewrite(
        id=str(row["id"]),
        group=row.get("group"),
        split=row.get("split"),
        section=row.get("section"),
        source=row.get("source") or "",
        text=text or "",
    )


def rewrite_all(
    context: StageContext, config: RewriteConfig, notes: list[NoteToRewrite]
) -> tuple[list[RewriteRow], list[RefusedRow]]:
    """Every row that the config asks for."""
    made: list[RewriteRow] = []
    refused: list[RefusedRow] = []
    place = {note.id: number for number, note in enumerate(notes, start=1)}
    for row in rewrite_notes(notes, plan_of(config, context.seed)):
        if context.stop_requested:
            raise StageStopped
        if isinstance(row, RewriteRow):
            made.append(row)
        else:
            refused.append(row)
        context.progress("rewriting", place[row.example], len(notes), "summaries")
    return made, refused


def report(
    context: StageContext, notes: list[NoteToRewrite], made: list[RewriteRow], refused: list[RefusedRow]
) -> None:
    """Counts in the log; never a text."""
    kinds = Counter(row.kind for row in made)
    families = Counter(edit.family for row in made if row.kind == "rewrite" for edit in row.edits)
    context.log(f"{len(notes)} summaries: {kinds['rewrite']} rewrites, {kinds['control']} controls")
    beyond = beyond_tenth(made)
    context.log(f"{beyond} rewrites are more than a tenth longer or shorter: they leave out or add a whole finding")
    context.log("edits: " + ", ".join(f"{family} {count}" for family, count in families.most_common()))
    for (kind, reason), count in Counter((row.kind, row.reason) for row in refused).most_common():
        context.log(f"{count} times no {kind}: {reason.replace('_', ' ')}", "warning")


def beyond_tenth(made: list[RewriteRow]) -> int:
    """How many rewrites are more than a tenth longer or shorter than their original; none by more than a quarter."""
    return sum(row.kind == "rewrite" and beyond_a_tenth(row.original, row.text) for row in made)


def write_tables(context: StageContext, made: list[RewriteRow], refused: list[RefusedRow], rewriter: str) -> None:
    """The tables `rewrites` and `refused`, and beside the first how well words alone tell a rewrite from a control."""
    check = check_artefacts(made, context.seed)
    if check.auroc is None or check.low is None or check.high is None:
        context.log(f"no artefact check: {check.reason}", "warning")
    else:
        figures = {"auroc": check.auroc, "low": check.low, "high": check.high}
        context.metrics({f"rewrite/artefact_{name}": value for name, value in figures.items()}, len(made))
        interval = f"95 % {check.low:.3f} to {check.high:.3f}"
        context.log(f"words alone tell rewrites from controls with AUROC {check.auroc:.3f}, {interval}")
    tables: dict[str, Sequence[RewriteRow] | Sequence[RefusedRow]] = {"rewrites": made, "refused": refused}
    kinds = Counter(row.kind for row in made)
    facts = {
        "rewriter": rewriter,
        "lexicons": json.dumps(lexicon_versions()),
        "rewrites": kinds["rewrite"],
        "controls": kinds["control"],
        "refused": len(refused),
        "beyondTenth": beyond_tenth(made),
        **{f"artefact_{name}": value for name, value in asdict(check).items()},
    }
    for name, rows in tables.items():
        path = context.work_folder / f"{name}.jsonl"
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(row.model_dump_json(by_alias=True) + "\n" for row in rows)
        context.artifact(path, f"{name}.jsonl", "table", facts if name == "rewrites" else {"rows": len(rows)})
