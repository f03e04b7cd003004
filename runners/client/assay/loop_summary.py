"""What the whole loop came to: both gates, and before against after."""

from collections.abc import Iterator, Mapping
from typing import Any

from assay.failure import Refused
from assay.session import Session
from assay.study_summary import format_estimate

Answer = Mapping[str, Any]


def read_gates(session: Session, graph: Answer) -> list[dict[str, Any]]:
    """Every gate of the study in order; one that was not reached has no decision and no rate, and says why."""
    nodes = {node["key"]: node for node in graph["nodes"]}
    gates = [node for node in graph["nodes"] if node["kind"] == "gate"]
    return [_read_gate(session, gate, _campaign_of(graph, nodes, gate["key"])) for gate in gates]


def _campaign_of(graph: Answer, nodes: Mapping[str, Answer], gate: str) -> str | None:
    reads = [edge["fromKey"] for edge in graph["edges"] if edge["toKey"] == gate and edge["name"] == "readings"]
    made = [each for key in reads for each in nodes[key]["made"] if each["kind"] == "campaign"]
    return str(made[0]["thingId"]) if made else None


def _read_gate(session: Session, node: Answer, campaign: str | None) -> dict[str, Any]:
    said = {"node": node["key"], "title": node["title"], "state": node["state"], "decision": node["verdict"]}
    said["readBy"] = _READ_BY
    answer = _read_result(session, campaign) if node["state"] in ("done", "people") else None
    if answer is None:
        return {**said, "campaign": campaign, "because": node["why"], **dict.fromkeys(_OF_RATE)}
    result, rule = answer["result"], answer["rule"]["rule"]
    rate = result["rate"]
    return {
        **{**said, "campaign": campaign, "because": result["decision"]["because"]},
        **{"rate": rate.get("value"), **{name: rate.get(name) for name in _OF_RATE[1:]}},
        "rule": {name: rule[name] for name in ("threshold", "alpha", "unit", "severity", "arm")},
    }


_READ_BY = "simulated"
_OF_RATE = ("rate", "interval", "n", "unit", "definition")


def _read_result(session: Session, campaign: str | None) -> Any:
    if campaign is None:
        return None
    path = session.within("campaigns", campaign, "result")
    try:
        answer = session.connection.get(path, {"kind": _READ_BY})
    except Refused as refused:
        if refused.kind not in ("InvalidState", "NotFound"):
            raise
        return None
    return answer if answer["result"] else None


def read_difference(session: Session, study: str) -> dict[str, Any] | None:
    """After minus before on the same confirming notes; None where no second round was closed."""
    result = session.connection.get(session.within("studies", study, "result"))
    if result["state"] == "none":
        return None
    sides = result["sides"]
    several = result["overSeeds"]
    difference = several or sides[0]["difference"]
    return {
        **{name: difference.get(name) for name in ("value", "interval", "n", "unit", "definition")},
        "p": result["overSeedsP"] if several else sides[0]["p"],
        "test": _test_of(difference),
        "before": sides[0]["before"],
        "after": [{"seed": side["seed"], "name": side["name"], "rate": side["after"]} for side in sides],
        "perSeed": [
            {
                name: side[name]
                for name in ("seed", "name", "difference", "p", "mcnemar", "empty", "excluded", "watched")
            }
            for side in sides
        ],
        # Only the notes of the first seed are scored against their references.
        "kept": [{"seed": sides[0]["seed"], **each} for each in result["kept"]],
        "verdict": result["verdict"],
        "cautions": result["cautions"],
        "readBy": result["readers"],
    }


def _test_of(difference: Answer) -> str | None:
    """Which test p comes from, as the study's own sentence says it."""
    interval = difference.get("interval")
    if interval is None:
        return None
    return "exact McNemar" if interval["method"] == "newcombe-paired" else "paired cluster bootstrap"


def describe_loop(gates: list[dict[str, Any]], difference: dict[str, Any] | None) -> str:
    """A few lines for people; every figure of a simulation says so."""
    return "\n".join([*_gate_lines(gates), *_difference_lines(difference)])


def _gate_lines(gates: list[dict[str, Any]]) -> Iterator[str]:
    for gate in gates:
        if gate["rate"] is None:
            yield f"{gate['title']}: {gate['because'] or gate['state']}"
            continue
        rate = format_estimate({**gate, "value": gate["rate"], "state": "defined"})
        decided = f"{gate['title']}: {gate['decision'] or 'waits'}"
        yield f"{decided}; notes with an error {rate}, read by {gate['readBy']} readers"


def _difference_lines(difference: dict[str, Any] | None) -> Iterator[str]:
    if difference is None:
        return
    if difference["verdict"]:
        by = f"By {difference['readBy']} readers: " if difference["readBy"] == _READ_BY else ""
        yield f"{by}{difference['verdict']['claim']} {difference['verdict']['evidence']}"
    yield from (f"  {each}" for each in difference["cautions"])
