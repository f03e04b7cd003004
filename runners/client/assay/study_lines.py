"""How far a study is, a line for each of its runs or nodes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assay.progress_text import progress_text
from assay.run_states import SETTLED
from assay.times import seconds_of

Study = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """What is said of one run or node; `phase` changes where something new is to be told."""

    id: str
    name: str
    text: str
    phase: str
    waits: bool
    counts: bool
    seconds: float | None


def lines_of_runs(study: Study) -> list[Line]:
    """One a run, in the order in which they were made."""
    return [_line_of_run(run) for run in study["runs"]]


def _line_of_run(run: Mapping[str, Any]) -> Line:
    state = run["state"]
    phase = f"{state} {(run.get('progress') or {}).get('phase', '')}"
    text = progress_text(dict(run))
    return Line(run["id"], run["name"], text, phase, state == "waiting", state == "running", seconds_of(dict(run)))


def lines_of_nodes(graph: Study, study: Study) -> list[Line]:
    """One a node of the graph, with the progress of the run that it works at."""
    runs = {run["id"]: run for run in study["runs"]}

    def runs_of(node: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        return [runs[made["thingId"]] for made in node["made"] if made["thingId"] in runs]

    return [_line_of_node(node, runs_of(node)) for node in graph["nodes"]]


def _line_of_node(node: Mapping[str, Any], runs: list[Mapping[str, Any]]) -> Line:
    state = node["state"]
    live = next((_line_of_run(run) for run in runs if run["state"] not in SETTLED), None)
    ended = sum(run["state"] in SETTLED for run in runs)
    count = f"{ended + 1} of {len(runs)}: " if len(runs) > 1 else ""
    if state == "working" and live:
        return Line(node["key"], node["title"], count + live.text, count + live.phase, False, live.counts, _took(node))
    text = _ended_text(node)
    return Line(node["key"], node["title"], text, f"{state} {text}", state == "waiting", False, _took(node))


def _ended_text(node: Mapping[str, Any]) -> str:
    state, why = node["state"], node.get("why")
    if state == "done":
        came_to = ": ".join(each for each in (node.get("verdict"), node.get("headline")) if each)
        return f"done  {came_to}".rstrip()
    word = {"working": "at work", "people": "waits for people", "skipped": "not needed"}.get(state, state)
    return f"{word}: {why}" if why else word


def _took(node: Mapping[str, Any]) -> float | None:
    return None if node["state"] in ("waiting", "skipped") else seconds_of(dict(node))
