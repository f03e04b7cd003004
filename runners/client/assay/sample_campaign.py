"""The reading round at the end of the sample study: simulated readers at once, and cases for whoever asks."""

from typing import Any

from assay.failure import Refused
from assay.printing import tell
from assay.session import Session
from assay.study_summary import format_estimate

READERS = (
    {"sensitivity": 0.9, "specificity": 0.95},
    {"sensitivity": 0.8, "specificity": 0.9},
)
"""Of the simulation; two, so that their agreement can be told."""
_SEED = 7
_TITLE = "Visit notes, round 1"
INSTRUCTIONS = (
    "Mark every sentence that says something of the patient that the dialogue does not say, or the opposite of it, and "
    "what is no statement about the patient at all. These patients are simulated."
)
_NOT_ALLOWED = ("Forbidden", "NotFound")


def hold_campaign(session: Session, study: dict[str, Any]) -> dict[str, Any] | None:
    """Opens a round on the notes of the fine-tuned model, with a sequential gate, and tells what came of it.

    None where there are no such notes, or where whoever asks may hold no campaigns. Notes of other people than
    simulated patients are read by no simulation; the round is open for people then.
    """
    written = _tuned_notes(study)
    if written is None:
        return None
    try:
        campaign = _open(session, f"{study['name']}: first reading", written)
    except Refused as refused:
        if refused.kind not in _NOT_ALLOWED:
            raise
        tell(f"There is no round to read: {refused}")
        return None
    simulation = _simulate(session, campaign["id"])
    result = session.connection.get(session.within("campaigns", campaign["id"], "result"), {"kind": "simulated"})
    return {**campaign, **_summarise(result, simulation)}


def _tuned_notes(study: dict[str, Any]) -> str | None:
    trained = {run["id"] for run in study["runs"] if run["stage"] == "sft"}
    after_training = {edge["runId"] for edge in study.get("edges", []) if edge["fromRunId"] in trained}
    finished = [run for run in study["runs"] if run["stage"] == "generate" and run["state"] == "finished"]
    return next((str(run["id"]) for run in finished if run["id"] in after_training), None)


def _open(session: Session, name: str, run: str) -> dict[str, Any]:
    connection = session.connection
    viewer = connection.get("/api/v1/viewer")
    wanted = {
        "name": name[:120],
        "title": _TITLE,
        "source": {"from": "generations", "runs": [run]},
        "protocol": {"instructions": INSTRUCTIONS},
        "design": {"overlap": 0, "repeats": 0, "distance": 0},
        "readers": [{"userId": viewer["userId"]}],
    }
    made = connection.post(session.within("campaigns"), wanted)
    rule = {"rule": {"looks": "sprt"}, "after": 0}
    connection.post(session.within("campaigns", made["id"], "gate-rules"), rule)
    connection.post(session.within("campaigns", made["id"], "steps"), {"action": "open"})
    return {"id": made["id"], "name": wanted["name"], "url": session.page_of("review"), "waiting": made["cases"]}


def _simulate(session: Session, campaign: str) -> dict[str, Any] | None:
    path = session.within("campaigns", campaign, "simulated-readers")
    try:
        said: dict[str, Any] = session.connection.post(path, {"readers": list(READERS), "seed": _SEED})
    except Refused as refused:
        if refused.kind != "Validation":
            raise
        tell(str(refused))
        return None
    return said


def _summarise(answer: dict[str, Any], simulation: dict[str, Any] | None) -> dict[str, Any]:
    """Rate, agreement and gate as the simulated readers alone leave them; null where there are none."""
    result, rule = answer["result"], answer["rule"]["rule"]
    if simulation is None or result is None:
        return {"readBy": None, "rate": None, "agreement": None, "gate": None}
    overall = result["agreement"]["overall"]
    return {
        "readBy": {
            "kind": "simulated",
            "readers": [reader["name"] for reader in simulation["readers"]],
            "checker": simulation["checker"],
        },
        "rate": result["rate"],
        "agreement": {name: overall[name] for name in ("raw", "kappa", "alpha", "ac1")},
        "gate": {
            "verdict": result["verdict"],
            "because": result["decision"]["because"],
            "sequential": result["sequential"],
            "rule": {name: rule[name] for name in ("threshold", "alpha", "unit", "severity", "looks", "sprt")},
        },
    }


def describe_campaign(campaign: dict[str, Any]) -> str:
    """A few lines for people; every figure of a simulation says so."""
    lines = [f"{campaign['waiting']} notes wait for you to read: {campaign['url']}"]
    if campaign["readBy"]:
        raw, alpha = campaign["agreement"]["raw"], campaign["agreement"]["alpha"]
        lines = [
            f"Read by {' and '.join(campaign['readBy']['readers'])}; no person read these notes:",
            f"  notes with an error  {format_estimate(campaign['rate'])}",
            f"  raw agreement        {format_estimate(raw)}",
            f"  Krippendorff's alpha {format_estimate(alpha)}",
            f"  gate                 {campaign['gate']['verdict']}: {campaign['gate']['because']}",
            *lines,
        ]
    return "\n".join(lines)
