"""Reads notes, scores each, then puts the values together."""

from typing import cast

from runners.contract.failure import StageFailure, StageStopped
from runners.contract.launch import GenerationsInput
from runners.contract.records import EvaluationRole, EvaluationRow
from runners.data.generations_file import read_generations
from runners.metrics.catalogue import definitions_of
from runners.metrics.estimates import EstimateOptions, Values, estimate, paired_difference
from runners.metrics.score_note import GeneratedNote, score_note
from runners.stages.evaluate.spec import EvaluateConfig
from runners.track.stage_context import StageContext

_BATCH = 64


def run(context: StageContext) -> None:
    """Evaluates `generations`, and `baseline` where it is given.

    Raises:
        StageFailure: when the inputs cannot be scored.
        StageStopped: when the run is asked to end.
    """
    config = cast(EvaluateConfig, context.config)
    runs: dict[EvaluationRole, str] = {"candidate": _input(context, "generations").run}
    notes: dict[EvaluationRole, list[GeneratedNote]] = {"candidate": _notes(context, "generations")}
    if "baseline" in context.launch.inputs:
        runs["baseline"] = _input(context, "baseline").run
        notes["baseline"] = _notes(context, "baseline")
        _tell_overlap(context, notes)

    total = sum(map(len, notes.values()))
    scored: dict[EvaluationRole, dict[str, Values]] = {}
    for role in notes:
        done = sum(map(len, scored.values()))
        scored[role] = _score(context, config, runs[role], role, notes[role], done, total)
    _summarise(context, config, runs, scored)


def _input(context: StageContext, name: str) -> GenerationsInput:
    given = context.launch.inputs.get(name)
    if not isinstance(given, GenerationsInput):
        raise StageFailure("config", f"The input {name} must be a run that wrote notes.", field=name)
    return given


def _notes(context: StageContext, name: str) -> list[GeneratedNote]:
    notes = read_generations(_input(context, name).path, name)
    empty, cut = sum(note.empty for note in notes), sum(note.finish_reason == "length" for note in notes)
    context.log(f"{name}: {len(notes)} notes, {empty} empty, {cut} cut off by the limit of new tokens")
    return notes


def _tell_overlap(context: StageContext, notes: dict[EvaluationRole, list[GeneratedNote]]) -> None:
    candidate, baseline = ({note.example for note in notes[role]} for role in ("candidate", "baseline"))
    shared = len(candidate & baseline)
    context.log(
        f"{shared} examples are shared; {len(candidate | baseline) - shared} are left out of the differences",
        "info" if shared else "warning",
    )


def _score(
    context: StageContext,
    config: EvaluateConfig,
    generations_run: str,
    role: EvaluationRole,
    notes: list[GeneratedNote],
    done: int,
    total: int,
) -> dict[str, Values]:
    """Example to its values; rows leave in batches as they are made."""
    values: dict[str, Values] = {}
    for start in range(0, len(notes), _BATCH):
        if context.stop_requested:
            raise StageStopped
        batch = {
            note.example: score_note(note, tuple(config.metrics), stemmer=config.stemmer)
            for note in notes[start : start + _BATCH]
        }
        rows = [EvaluationRow(example=example, values=row) for example, row in batch.items()]
        context.evaluation_rows(generations_run, role, rows)
        values |= batch
        context.progress("scoring", done + len(values), total, "notes")
    return values


def _summarise(
    context: StageContext,
    config: EvaluateConfig,
    runs: dict[EvaluationRole, str],
    scored: dict[EvaluationRole, dict[str, Values]],
) -> None:
    options = EstimateOptions(config.level, config.resamples, config.bootstrap_seed, config.stemmer)
    definitions = definitions_of(tuple(config.metrics))
    baseline = scored.get("baseline")
    total = len(definitions) * len(scored)
    for position, (role, values) in enumerate(scored.items()):
        estimates, differences = [], []
        for index, definition in enumerate(definitions, start=1):
            if context.stop_requested:
                raise StageStopped
            estimates.append(estimate(definition, list(values.values()), options))
            if role == "candidate" and baseline is not None:
                differences.append(paired_difference(definition, values, baseline, options))
            context.progress("estimating", position * len(definitions) + index, total, "estimates")
        context.evaluation_summary(runs[role], role, estimates, differences)
