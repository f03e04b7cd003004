"""The pairs of a run: read, encoded, counted."""

from dataclasses import dataclass
from typing import Any

from runners.contract.failure import StageFailure
from runners.contract.launch import DatasetInput, Launch, ModelInput
from runners.models.prompt_template import PromptTemplate, use_chat
from runners.preferences.encode_pairs import PairReport, encode_pairs
from runners.preferences.pair import EncodedPair
from runners.preferences.settings import PairSettings
from runners.track.stage_context import StageContext
from runners.training.read_rows import read_split


@dataclass(frozen=True)
class PairData:
    """Encoded pairs by split, and which of them stand the other way round than they are stored."""

    train: list[EncodedPair]
    validation: list[EncodedPair]
    train_turned: list[bool]
    validation_turned: list[bool]

    @property
    def longest(self) -> int:
        """Tokens of the longest prompt with a completion."""
        return max(pair.longest for pair in [*self.train, *self.validation])


def model_of(launch: Launch) -> ModelInput:
    """Return the model to start from."""
    value = launch.inputs.get("model")
    if not isinstance(value, ModelInput):
        raise StageFailure("config", "No model is given.", "Choose the model to start from.", "model")
    return value


def dataset_of(launch: Launch) -> DatasetInput:
    """Return the pairs to train on."""
    value = launch.inputs.get("dataset")
    if not isinstance(value, DatasetInput):
        raise StageFailure("config", "No pairs are given.", "Choose a dataset of type preference.", "dataset")
    return value


def prepare_pairs(context: StageContext, config: PairSettings, tokenizer: Any, orientation: str) -> PairData:
    """Read and encode both splits, and say in the log what became of every pair.

    Raises:
        StageFailure: nothing is left to train on.
    """
    dataset = dataset_of(context.launch)
    template = PromptTemplate(config.prompt, config.system, use_chat(tokenizer, config.chat))
    reports = {}
    for split, most in (("train", None), ("validation", config.validation_examples)):
        rows = read_split(dataset.path, split, most)
        context.progress(f"reading {split}", 0, len(rows), "pairs")
        report = encode_pairs(tokenizer, template, rows, config.max_tokens, config.over_limit, orientation)
        context.progress(f"reading {split}", len(rows), len(rows), "pairs")
        lost = report.dropped + report.equal + report.incomplete
        context.log(report.sentence(split, config.max_tokens), "warning" if lost else "info")
        reports[split] = report
    refuse_nothing(reports["train"])
    train, validation = reports["train"], reports["validation"]
    return PairData(train.pairs, validation.pairs, train.turned, validation.turned)


def refuse_nothing(train: PairReport) -> None:
    """Raise StageFailure where no pair of train is left, saying where they went."""
    if train.pairs:
        return
    reason = "The split train has no pairs."
    if train.read:
        parts = [
            f"{count} {what}"
            for count, what in (
                (train.equal, "with two equal texts"),
                (train.dropped, "over the token limit"),
                (train.incomplete, "without one of their texts"),
            )
            if count
        ]
        reason = f"None of the {train.read} pairs of train can be trained on: {', '.join(parts)}."
    remedy = "Raise the token limit, or build the pair set again and look at its counts."
    raise StageFailure("data", reason, remedy, "dataset")
