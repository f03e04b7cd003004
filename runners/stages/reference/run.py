"""Measure the reference of pairs, once for every run that trains against it."""

from runners.models.load_model import load_tokenizer, require_device
from runners.preferences.find_reference import measure_splits
from runners.preferences.identify_reference import identify_reference
from runners.preferences.pair_batcher import PairBatcher
from runners.preferences.prepare_model import load_start, shares_prompts, working_precision_name
from runners.preferences.prepare_pairs import dataset_of, model_of, prepare_pairs
from runners.preferences.stored_reference import write_reference
from runners.stages.reference.spec import ReferenceConfig
from runners.track.stage_context import StageContext

ARTIFACT = "reference"
# A padded batch where prompts cannot be shared.
PAIRS_A_BATCH = 4


def run(context: StageContext) -> None:
    """Leave the log-probabilities of both texts of every pair as artifact.

    Raises:
        StageFailure: model, pairs and device do not go together.
        StageStopped: asked to stop; nothing is kept.
    """
    config = context.config
    assert isinstance(config, ReferenceConfig)
    given, dataset = model_of(context.launch), dataset_of(context.launch)
    device = require_device(context.device)
    tokenizer = load_tokenizer(given.folder)
    data = prepare_pairs(context, config, tokenizer, "stored")
    start = load_start(context, config, given, device)
    precision = working_precision_name(start, config.quantisation)
    packed = shares_prompts(start.model.config.model_type)
    batcher = PairBatcher(
        PAIRS_A_BATCH, config.row_tokens, packed, tiled=False, pad_id=tokenizer.pad_token_id, longest=data.longest
    )
    train, validation = measure_splits(context, data, start, False, batcher, config.loss_chunk)
    identity = identify_reference(given, dataset, config, tokenizer, precision)
    folder = context.work_folder / "reference"
    write_reference(folder, identity, [("train", data.train, train), ("validation", data.validation, validation)])
    context.metrics({"logps/chosen": float(train[:, 0].mean()), "logps/rejected": float(train[:, 1].mean())}, 0)
    context.artifact(
        folder, ARTIFACT, "file", {"pairs": len(data.train) + len(data.validation), "precision": precision}
    )
    context.log(f"measured {len(data.train)} pairs of train and {len(data.validation)} of validation in {precision}")
