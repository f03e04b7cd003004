"""Rows that stages hand to the context, one record an example."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

FinishReason = Literal["stop", "length", "error"]
ArtifactKind = Literal["adapter", "model", "table", "file"]
CheckpointReason = Literal["interval", "best", "final", "stop"]
EvaluationRole = Literal["candidate", "baseline"]
LogLevel = Literal["debug", "info", "warning", "error"]
LogStream = Literal["stdout", "stderr", "log"]
PairSplit = Literal["train", "validation"]


@dataclass(frozen=True, slots=True)
class GenerationRow:
    """One text that the model wrote for one example; `seconds` is its share of the batch."""

    example: str
    text: str
    finish_reason: FinishReason
    prompt_tokens: int
    completion_tokens: int
    seconds: float


@dataclass(frozen=True, slots=True)
class EvaluationRow:
    """One example's metric values by definition id; None where a metric is undefined for it."""

    example: str
    values: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Device:
    """What a stage runs on; `memory_bytes` None where the device does not tell."""

    kind: str
    name: str
    memory_bytes: int | None


@dataclass(frozen=True, slots=True)
class PairRecord:
    """One pair at one step: summed log-probabilities in nats, completion lengths in tokens, labels (1 hallucinated).

    `w` is the chosen text and `l` the rejected one, as trained, after any flipping.
    """

    example: str
    logp_w: float
    logp_l: float
    ref_logp_w: float
    ref_logp_l: float
    len_w: int
    len_l: int
    h_w: int
    h_l: int
    flipped: bool
