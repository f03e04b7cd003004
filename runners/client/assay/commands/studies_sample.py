"""The sample study: fine-tunes the embedded model, and takes it through the whole loop or compares it with itself."""

import time
from argparse import ArgumentParser
from typing import Any

from assay.arguments import Parsed, whole_number
from assay.failure import Failed, Misused
from assay.loop_summary import describe_loop, read_difference, read_gates
from assay.printing import print_json, print_line, tell
from assay.run_states import SETTLED
from assay.sample_campaign import describe_campaign, hold_campaign
from assay.sample_data import add_notes, generate_dialogues, prepare_datasets
from assay.sample_loop import LOOP, OWN, Retries, is_over, launch_loop, loop_settings
from assay.study_lines import lines_of_nodes, lines_of_runs
from assay.study_progress import StudyProgress
from assay.study_summary import format_differences, summarise

_LOOK_SECONDS = 1.0


def add_arguments(parser: ArgumentParser) -> None:
    """The notes to learn from, and how long."""
    add_notes(parser)
    parser.add_argument(
        "--steps",
        type=whole_number("--steps"),
        help=f"fine-tuning steps of 4 notes; {LOOP.steps}, or {OWN.steps} of yours",
    )
    parser.add_argument(
        "--examples",
        type=whole_number("--examples"),
        help=f"held-out notes to write and to score, {LOOP.examples} of each role, or {OWN.examples} of yours",
    )
    parser.add_argument(
        "--seeds",
        type=whole_number("--seeds"),
        default=1,
        help="trainings on the pairs, with a seed each; of the sample dialogues only",
    )
    parser.add_argument("--name", default="Sample study", help="name of the study")
    parser.add_argument("--once", action="store_true", help="follow it to its end, as it always does")


def run(parsed: Parsed) -> None:
    """Follows the study to its end; with --json one object is printed then."""
    if parsed.held_out and not parsed.notes:
        raise Misused("--held-out goes with --notes.")
    size = OWN if parsed.notes else LOOP
    parsed.steps = parsed.steps or size.steps
    parsed.examples = parsed.examples or size.examples
    if parsed.notes:
        _compare(parsed)
    else:
        _loop(parsed)


def _compare(parsed: Parsed) -> None:
    """The person's own notes: tuned against untuned, and a round that waits for people."""
    session = parsed.session
    dataset, held_out = prepare_datasets(session, parsed)
    wanted = {
        "name": parsed.name,
        "datasetVersionId": dataset["datasetVersionId"],
        "heldOutVersionId": held_out["datasetVersionId"] if held_out else None,
        "steps": parsed.steps,
        "examples": parsed.examples,
    }
    study = session.connection.post(session.within("studies", "sample"), wanted)["studyId"]
    url = session.page_of()
    tell(f"{parsed.name}: {parsed.steps} steps, {parsed.examples} held-out examples. Watch it at {url}")
    detail = _follow_runs(parsed, study)
    campaign = hold_campaign(session, detail)
    summary = {**summarise(detail, url), "campaign": campaign, "state": None, "gates": [], "difference": None}
    _print(parsed, summary, campaign)
    _fail_with_run(detail)


def _loop(parsed: Parsed) -> None:
    """The sample dialogues: the whole loop to its second gate, read by simulations."""
    session = parsed.session
    dataset = generate_dialogues(session, further=2 * parsed.examples)
    study = launch_loop(session, loop_settings(dataset["datasetVersionId"], parsed))
    url = session.page_of("studies", study)
    tell(f"{parsed.name}: {parsed.steps} steps, {parsed.examples} notes of each role. Watch it at {url}")
    detail, graph = _follow_loop(parsed, study)
    campaign = hold_campaign(session, detail)
    scored = [made["thingId"] for node in graph["nodes"] if node["key"] == "gain" for made in node["made"]]
    summary = {
        **summarise(detail, session.page_of(), next(iter(scored), "")),
        **{"campaign": campaign, "state": graph["state"], "outcome": graph["outcome"]},
        **{"gates": read_gates(session, graph), "difference": read_difference(session, study)},
    }
    _print(parsed, summary, campaign)
    failed = next((node for node in graph["nodes"] if node["state"] == "failed"), None)
    if failed:
        raise Failed(f"{failed['title']} failed: {failed['why']} {failed['remedy'] or ''}".rstrip())


def _print(parsed: Parsed, summary: dict[str, Any], campaign: dict[str, Any] | None) -> None:
    if parsed.json:
        print_json(summary)
        return
    if summary["differences"]:
        print_line(f"Tuned minus base, paired by example:\n{format_differences(summary['differences'])}")
    if summary["gates"]:
        print_line(describe_loop(summary["gates"], summary["difference"]))
    if campaign:
        print_line(describe_campaign(campaign))


def _fail_with_run(detail: dict[str, Any]) -> None:
    ended = next((each for each in detail["runs"] if each["state"] not in ("finished", "waiting")), None)
    if ended:
        reason = (ended.get("failure") or {}).get("reason", "no reason given")
        raise Failed(f"{ended['name']} is {ended['state']}: {reason}")


def _follow_runs(parsed: Parsed, study: str) -> dict[str, Any]:
    session = parsed.session
    progress = StudyProgress()
    while True:
        detail: dict[str, Any] = session.connection.get(session.within("studies", study))
        progress.show(lines_of_runs(detail))
        if _runs_are_over(detail["runs"]):
            return detail
        time.sleep(_LOOK_SECONDS)


def _runs_are_over(runs: list[dict[str, Any]]) -> bool:
    """A run whose upstream failed waits for a person; then there is nothing more to see here."""
    failed = any(each["state"] in SETTLED and each["state"] != "finished" for each in runs)
    return all(each["state"] in SETTLED or (failed and each["state"] == "waiting") for each in runs)


def _follow_loop(parsed: Parsed, study: str) -> tuple[dict[str, Any], dict[str, Any]]:
    session = parsed.session
    progress = StudyProgress()
    retries: Retries | None = None
    while True:
        detail: dict[str, Any] = session.connection.get(session.within("studies", study))
        graph: dict[str, Any] = session.connection.get(session.within("studies", study, "graph"))
        retries = retries or Retries(session, detail)
        if not retries.retry(detail):
            progress.show(lines_of_nodes(graph, detail))
            if is_over(graph, detail):
                return detail, graph
        time.sleep(_LOOK_SECONDS)
