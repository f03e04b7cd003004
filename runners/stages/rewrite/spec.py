"""What rewriting takes and gives."""

from typing import Literal

from pydantic import model_validator

from runners.contract.rewrites import FAMILIES
from runners.contract.stage import StageConfig, StageInput, StageSpec, revise, setting
from runners.models.writing_settings import WritingSettings


def _weight(title: str, description: str, default: float = 1.0) -> float:
    weight: float = setting(
        default, title=title, description=description, unit="weight", group="Families", advanced=True, ge=0, le=1000
    )
    return weight


INSTRUCTION = (
    "Conversation:\n{source}\n\nCorrect summary:\n{summary}\n\nWrite this summary again with exactly one error. "
    "{error} Do it here: “{place}”. Leave every other word as it is, and write the summary alone."
)


class RewriteConfig(StageConfig):
    """Settings of rewriting. A family with weight 0 is left out."""

    split: Literal["train", "validation", "test", "all"] = setting(
        "train",
        title="Split",
        description="Which part of the dataset, or of what the run wrote, to rewrite.",
        group="Data",
    )
    examples: list[str] = setting(
        [],
        title="Only these examples",
        description="Ids of the examples whose summaries are known to be right. Empty: all of the split or the run.",
        group="Data",
        advanced=True,
        max_length=100_000,
    )
    limit: int | None = setting(
        None, title="Summaries", description="At most so many, the first. Empty: all.", group="Data", ge=1
    )
    adversarial_ratio: float = setting(
        1.0,
        title="Adversarial ratio",
        description="Wrong rewrites for each summary. 0.5: of every second one; 2: two different ones.",
        group="Rewrites",
        ge=0,
        le=20,
    )
    controls_share: float = setting(
        0.5,
        title="Controls",
        description="Share of the rows that say the same in other words, so that style does not give a rewrite away.",
        unit="fraction",
        group="Rewrites",
        ge=0,
        le=0.9,
    )
    fewest_edits: int = setting(
        1,
        title="Fewest edits",
        description="Of a rewrite by rules, where the summary has room.",
        group="Rewrites",
        ge=1,
        le=3,
    )
    most_edits: int = setting(
        3, title="Most edits", description="Of a rewrite by rules. A generator makes one.", group="Rewrites", ge=1, le=3
    )
    instruction: str = setting(
        INSTRUCTION,
        title="Instruction",
        description="What a generator is asked for every rewrite; {source}, {summary}, {section}, {error}, the error "
        "in a sentence, and {place}, the words where it shall stand, are filled in.",
        group="Generator",
        min_length=1,
        max_length=10_000,
        pattern=r"(\{summary\}[\s\S]*\{error\}|\{error\}[\s\S]*\{summary\})",
    )
    tries: int = setting(
        3,
        title="Tries",
        description="How often the generator is asked for a rewrite until an answer passes the checks, each time for "
        "an error drawn anew.",
        group="Generator",
        ge=1,
        le=20,
    )
    max_new_tokens: int = revise(
        WritingSettings,
        "max_new_tokens",
        256,
        group="Generator",
        description="An answer that has not ended by then is refused.",
    )
    temperature: float = revise(WritingSettings, "temperature", 0.7, group="Generator")
    top_p: float = revise(WritingSettings, "top_p", 0.95, group="Generator")
    batch_size: int = setting(
        8, title="Batch size", description="Answers written at a time.", group="Generator", advanced=True, ge=1, le=1024
    )
    system: str | None = revise(WritingSettings, "system", group="Generator")
    chat: Literal["auto", "template", "plain"] = revise(WritingSettings, "chat", group="Generator")
    quantisation: Literal["none", "nf4"] = revise(
        WritingSettings,
        "quantisation",
        group="Generator",
        description="none: as stored; nf4: 4-bit weights (needs CUDA).",
    )
    entity_swap: float = _weight("Entity swap", "Another drug, diagnosis, organ or person of the same kind.")
    number: float = _weight("Number, dose, unit", "Ten times as much, digits transposed, mg for mcg.")
    laterality: float = _weight("Laterality", "Left for right, one side for both.")
    negation: float = _weight("Negation", "Denies what the source affirms, or the reverse.")
    temporal: float = _weight("Time", "Another onset, order or duration.")
    fabricated_finding: float = _weight("Fabricated finding", "An exam, test, drug or plan that nobody spoke of.", 0.25)
    attribution: float = _weight("Attribution", "Said or suffered by somebody else.", 0.5)
    causality: float = _weight("Causality", "A cause that the source does not give.")
    certainty: float = _weight("Certainty", "Confirmed for possible, or the reverse.")
    status: float = _weight("Status, route, frequency", "Stopped for continued, IV for oral, twice for once a day.")
    omission: float = _weight("Omission", "Leaves out an allergy, a red flag or a plan.")

    def weights(self) -> dict[str, float]:
        """Family to weight."""
        return {family: float(getattr(self, family)) for family in FAMILIES}

    @model_validator(mode="after")
    def _holds_together(self) -> "RewriteConfig":
        if self.fewest_edits > self.most_edits:
            raise ValueError("the fewest edits are more than the most")
        if not any(self.weights().values()):
            raise ValueError("give at least one family a weight")
        return self


SPEC = StageSpec(
    stage="rewrite",
    title="Rewrite",
    description="Make wrong summaries of right ones by small edits, each with its place and kind, and as many controls "
    "that say the same in other words.",
    inputs=(
        StageInput(
            "dataset",
            "dataset",
            "Dataset",
            "Sources with right summaries.",
            required=False,
            dataset_types=("notes", "sft"),
        ),
        StageInput(
            "generations",
            "run",
            "Generations",
            "A run whose texts were judged clean; name them by id where not all were.",
            required=False,
            stages=("generate",),
        ),
        StageInput(
            "generator",
            "model",
            "Generator",
            "A model that writes the wrong summaries; each is kept only where the checks find the error asked for. "
            "Without one, rules write them.",
            required=False,
        ),
    ),
    headline_series=("rewrite/artefact_auroc",),
    produces=("series",),
    config=RewriteConfig,
)
