"""Rewrites of clean summaries: rows of a rewrite run's table, and what `python -m runners rewrite` reads and prints.

Offsets are counted in UTF-16 code units, as browsers count them. Each `before` stands at `start` in the original and
each `after` at `span.start` in the rewrite, so that whoever has either text and the edits has both.
"""

from typing import Literal, get_args

from pydantic import Field

from runners.contract.wire import WireModel

Family = Literal[
    "entity_swap",
    "number",
    "laterality",
    "negation",
    "temporal",
    "fabricated_finding",
    "attribution",
    "causality",
    "certainty",
    "status",
    "omission",
]
FAMILIES: tuple[Family, ...] = get_args(Family)
Severity = Literal["minor", "major"]
Refusal = Literal[
    "empty_summary",
    "empty_source",
    "nothing_to_edit",
    "no_paraphrase",
    "length",
    "not_fluent",
    "used_up",
    "too_telling",
    "cut_off",
    "too_long",
    "empty_answer",
    "unchanged",
    "changed_elsewhere",
    "not_the_error",
]


class Span(WireModel):
    """From `start` to before `end`; both are equal where text was only taken out."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)


class EditRecord(WireModel):
    """One change; edits of a row do not touch and stand in the order of the text."""

    start: int = Field(ge=0)
    """Where `before` begins in the original."""
    end: int = Field(ge=0)
    before: str
    after: str
    span: Span
    """Where `after` stands in the rewrite."""
    family: Family | Literal["paraphrase"]
    types: dict[str, str]
    """Kind of hallucination by taxonomy, as in `{"creola@1": "negation"}`; empty for an omission and a paraphrase."""
    severity: Severity | None
    """None for a paraphrase."""
    checked: list[str]
    """What was found to hold by rules, e.g. `new drug is not in the source`."""


class Generated(WireModel):
    """What a model was asked that wrote a rewrite."""

    model: str | None
    """Registry id; null where the model comes straight from another run, which the run's inputs name."""
    error: str
    """The error as it was named to the model."""
    place: Span
    """Where in the original it was asked for."""
    prompt_digest: str
    """SHA-256 of the whole prompt."""
    asked: int = Field(ge=1)
    """How often the model was asked, the accepted answer included."""


class RewriteRow(WireModel):
    """A line of the table `rewrites` of a run."""

    id: str
    """The example's id, `:` and a number that is unique in the run."""
    example: str
    group: str
    split: str | None
    section: str | None
    kind: Literal["rewrite", "control"]
    """A control says in other words what the summary says: it is as true as that."""
    h: Literal[0, 1]
    """1: hallucinated. 0: a control, or a rewrite that only leaves something out."""
    original: str
    text: str
    edits: list[EditRecord] = Field(min_length=1)
    generated: Generated | None = None
    """Null where rules made the row."""


class RefusedRow(WireModel):
    """A line of the table `refused` of a run."""

    example: str
    kind: Literal["rewrite", "control"]
    family: Family | None = None
    reason: Refusal
    sentence: str


class NoteToRewrite(WireModel):
    """A clean summary with what it was made from."""

    id: str = Field(min_length=1)
    group: str | None = None
    split: str | None = None
    section: str | None = None
    source: str
    text: str


class RewriteRequest(WireModel):
    """What `python -m runners rewrite` reads: notes, and the config of stage `rewrite` where it is not the default."""

    seed: int = Field(default=0, ge=0, lt=2**32)
    config: dict[str, float | int | str | list[str] | None] = Field(default_factory=dict)
    notes: list[NoteToRewrite] = Field(max_length=100_000)


class RewriteAnswer(WireModel):
    """What it prints."""

    rewriter: str
    rows: list[RewriteRow]
    refused: list[RefusedRow]
