"""Settings that dpo, fdpo and reference share; light, as forms are drawn from them."""

from typing import Literal

from runners.contract.stage import StageConfig, StageInput, revise, setting
from runners.training.limit_settings import LimitSettings


class BaseWeights(StageConfig):
    """How the frozen weights are held."""

    quantisation: Literal["none", "int8", "nf4"] = setting(
        "none",
        title="Base weights",
        description="How the frozen weights are held: as they are (bf16, on a CPU fp32), in 8 bits (LLM.int8) or in 4 "
        "(nf4); the last two need CUDA. The reference is measured on the same, since another precision would change "
        "every margin.",
        group="Method",
    )


class PairSettings(LimitSettings, BaseWeights):
    """How pairs are read and measured: whatever changes a log-probability stands here."""

    max_tokens: int = revise(
        LimitSettings,
        "max_tokens",
        1024,
        description="Prompt and the longer of both completions. Pairs above it are treated as the next setting says.",
    )
    over_limit: Literal["truncate", "drop", "fail"] = revise(
        LimitSettings,
        "over_limit",
        title="Pairs over the limit",
        description="Take the middle out of the prompt, leave the pair out, or refuse to start. A completion is never "
        "cut. The run's log counts them.",
    )
    prompt: str = revise(
        LimitSettings,
        "prompt",
        description="How a pair's prompt becomes what the model is asked; {section} and {source}, the stored prompt, "
        "are filled in. Use the prompt that the model was fine-tuned with, where the pairs hold bare conversations.",
    )
    validation_examples: int = setting(
        64,
        title="Validation pairs",
        description="At most so many, the first of the split. 0: no validation.",
        unit="pairs",
        group="Validation and checkpoints",
        ge=0,
    )
    row_tokens: int = setting(
        8192,
        title="Row tokens",
        description="Several pairs are packed into a row of about so many tokens, each prompt once for both "
        "completions. Lower it where memory is short.",
        unit="tokens",
        group="Speed",
        advanced=True,
        ge=64,
        le=1_000_000,
    )
    loss_chunk: int = setting(
        2048,
        title="Logits chunk",
        description="Tokens whose logits are held at a time; those of all tokens never are.",
        unit="tokens",
        group="Speed",
        advanced=True,
        ge=1,
    )


MODEL_INPUT = StageInput("model", "model", "Model", "The model to start from; it is the reference, too.")
PAIRS_INPUT = StageInput(
    "dataset",
    "dataset",
    "Pairs",
    "Trains on the split train, validates on the split validation.",
    dataset_types=("preference",),
)
REFERENCE_INPUT = StageInput(
    "reference",
    "run",
    "Stored reference",
    "A run that measured the reference on these pairs; for reference “stored”.",
    required=False,
    stages=("reference",),
)
