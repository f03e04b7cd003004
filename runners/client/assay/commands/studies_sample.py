"""The sample study: fine-tunes the embedded model and compares it with itself untuned."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from assay.arguments import Parsed, whole_number
from assay.failure import Failed, Misused
from assay.printing import print_json, print_line, tell
from assay.run_states import SETTLED
from assay.sample_campaign import describe_campaign, hold_campaign
from assay.sample_data import prepare_datasets
from assay.study_progress import StudyProgress
from assay.study_summary import format_differences, summarise

_LOOK_SECONDS = 1.0


def add_arguments(parser: ArgumentParser) -> None:
    """The notes to learn from, and how long."""
    parser.add_argument("--notes", metavar="FILE", type=Path, help="your own CSV or JSONL of dialogues and notes")
    parser.add_argument("--source-column", metavar="NAME", help="its column with the dialogue")
    parser.add_argument("--reference-column", metavar="NAME", help="its column with the note")
    parser.add_argument(
        "--held-out",
        metavar="FILE",
        type=Path,
        help="a second file to score on; without it, rows are held out from the first",
    )
    parser.add_argument("--steps", type=whole_number("--steps"), default=30, help="training steps of 4 notes")
    parser.add_argument(
        "--examples", type=whole_number("--examples"), default=24, help="held-out notes to write and to score"
    )
    parser.add_argument("--name", default="Sample study", help="name of the study")
    parser.add_argument("--once", action="store_true", help="follow it to its end, as it always does")


def run(parsed: Parsed) -> None:
    """Follows the study to its end; with --json one object is printed then."""
    if parsed.held_out and not parsed.notes:
        raise Misused("--held-out goes with --notes.")
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
    detail = _follow(parsed, study)
    campaign = hold_campaign(session, detail)
    summary = {**summarise(detail, url), "campaign": campaign}
    if parsed.json:
        print_json(summary)
    elif summary["differences"]:
        print_line(f"Tuned minus base, paired by example:\n{format_differences(summary['differences'])}")
    if campaign and not parsed.json:
        print_line(describe_campaign(campaign))
    ended = next((each for each in detail["runs"] if each["state"] not in ("finished", "waiting")), None)
    if ended:
        reason = (ended.get("failure") or {}).get("reason", "no reason given")
        raise Failed(f"{ended['name']} is {ended['state']}: {reason}")


def _follow(parsed: Parsed, study: str) -> dict[str, Any]:
    session = parsed.session
    progress = StudyProgress()
    while True:
        detail: dict[str, Any] = session.connection.get(session.within("studies", study))
        progress.show(detail)
        if _is_over(detail["runs"]):
            return detail
        time.sleep(_LOOK_SECONDS)


def _is_over(runs: list[dict[str, Any]]) -> bool:
    """A run whose upstream failed waits for a person; then there is nothing more to see here."""
    failed = any(each["state"] in SETTLED and each["state"] != "finished" for each in runs)
    return all(each["state"] in SETTLED or (failed and each["state"] == "waiting") for each in runs)
