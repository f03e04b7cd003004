"""The whole loop of the sample study: launched once, or taken up where it was left."""

from argparse import Namespace
from collections.abc import Mapping
from typing import Any, NamedTuple

from assay.failure import Refused
from assay.printing import tell
from assay.run_states import SETTLED
from assay.sample_campaign import INSTRUCTIONS
from assay.session import Session, items


class Size(NamedTuple):
    """What takes minutes: steps of fine-tuning, and notes that are written and read."""

    steps: int
    examples: int


LOOP = Size(30, 28)
"""The whole loop ends within twelve minutes on two quiet cores."""
OWN = Size(30, 24)
"""Tuned against untuned on the person's own notes, within six."""
READER = {"sensitivity": 0.9, "specificity": 0.95, "corrects": 0.8}
"""How often a simulated reader marks a wrong note, passes a right one, and corrects what it marked."""

_SEED = 7
_BATCH_SIZE = 4
_TOKENS_OF_A_NOTE = 64
_TRAINED_TOKENS = 320
"""Enough for a dialogue of a section; a longer one loses its middle."""
_VALIDATED_EXAMPLES = 8
_OF_PAIRS = {"learningRate": 5e-5, "accumulation": 1, "maxTokens": 512, "recordPairs": 32}
"""Far above what larger models take, for a small one and few pairs."""
_LIVE = ("queued", "starting", "running", "cancelling")

Settings = dict[str, Any]


def loop_settings(version: str, wanted: Namespace) -> Settings:
    """What the study is launched with: small enough for two cores, and every value said."""
    steps, examples = wanted.steps, wanted.examples
    every = max(1, (steps + 1) // 2)
    sft = {"steps": steps, "batchSize": _BATCH_SIZE, "maxTokens": _TRAINED_TOKENS}
    checked = {"checkpointEvery": every, "validateEvery": every, "validationExamples": _VALIDATED_EXAMPLES}
    return {
        "name": wanted.name,
        "notesVersionId": version,
        "harvestNotes": examples,
        "confirmNotes": examples,
        "sft": {"config": {**sft, **checked}, "compare": True},
        "generate": {"config": {"maxNewTokens": _TOKENS_OF_A_NOTE, "batchSize": 8}, "samples": 2},
        "readers": {"kind": "simulated", "skills": [READER], "seed": _SEED},
        "title": "Visit notes",
        "protocol": {"instructions": INSTRUCTIONS},
        # Nobody is there to sign, so that what cannot be told goes on to be trained, and says so.
        "whenUndecided": "go-on",
        "pairs": {"recipe": {"origins": ["correction", "generations"], "pairsPerPrompt": 2}},
        "training": {
            **{"stage": "fdpo", "deltas": [10], "seeds": list(range(1, wanted.seeds + 1)), "moreEpochs": 0},
            "config": {**_OF_PAIRS, "batchSize": _BATCH_SIZE},
        },
    }


def launch_loop(session: Session, settings: Settings) -> str:
    """The study's id; one of the same settings that is still under way is gone on with."""
    left = _find_left(session, settings)
    if left is None:
        return str(session.connection.post(session.within("studies", "clinical-loop"), settings)["studyId"])
    tell(f"{settings['name']} goes on where it was left.")
    return left


def _find_left(session: Session, settings: Settings) -> str | None:
    for study in items(session.connection.get(session.within("studies"))):
        launch = study.get("launch") or {}
        if study["name"] != settings["name"] or launch.get("state") != "running":
            continue
        graph = session.connection.get(session.within("studies", study["id"], "graph"))
        if _holds(graph["settings"], settings) and not _is_beyond_retries(graph):
            return str(study["id"])
    return None


def _is_beyond_retries(graph: Mapping[str, Any]) -> bool:
    """A node failed that has no run to ask again, such as one that found no pairs."""
    failed = [node for node in graph["nodes"] if node["state"] == "failed"]
    return any(all(made["kind"] != "run" for made in node["made"]) for node in failed)


def _holds(stored: object, asked: object) -> bool:
    """What was asked for stands there; what was not is the server's."""
    if isinstance(asked, Mapping):
        return isinstance(stored, Mapping) and all(_holds(stored.get(name), each) for name, each in asked.items())
    return stored == asked


class Retries:
    """Brings back what an earlier demo stopped in its middle: each run once."""

    def __init__(self, session: Session, study: Mapping[str, Any]) -> None:
        self._session = session
        before = [run["id"] for run in study["runs"] if run["state"] != "finished"]
        self._left = set(before)

    def retry(self, study: Mapping[str, Any]) -> bool:
        """Asks for runs that ended without a result to go on; true where one does."""
        stuck = [run for run in study["runs"] if run["id"] in self._left and _is_stuck(run)]
        for run in stuck:
            self._left.discard(run["id"])
            try:
                self._session.connection.post(self._session.within("runs", run["id"], "resume"))
            except Refused:
                self._session.connection.post(self._session.within("runs", run["id"], "retry"))
        return bool(stuck)


def _is_stuck(run: Mapping[str, Any]) -> bool:
    return run["state"] in SETTLED and run["state"] != "finished"


def is_over(graph: Mapping[str, Any], study: Mapping[str, Any]) -> bool:
    """It has ended, or nothing goes on by itself any more: a node failed, or waits for people."""
    if graph["state"] in ("finished", "cancelled"):
        return True
    if graph["state"] != "running" or any(run["state"] in _LIVE for run in study["runs"]):
        return False
    states = {node["state"] for node in graph["nodes"]}
    return "working" not in states and bool(states & {"failed", "people"})
