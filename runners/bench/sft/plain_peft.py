"""The baseline: the loop that PEFT's documentation shows, on the same model, rows and order.

fp32 adapters under bf16 autocast, padded batches, the model's own loss on the logits of every token, AdamW. With
checkpointing it is what TRL's defaults do. Run as `python -m runners.bench.sft.plain_peft FILE`.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, get_peft_model

from runners.models.load_model import load_base_model, load_tokenizer
from runners.models.prompt_template import PromptTemplate
from runners.training.batch import Batch, padded_batch
from runners.training.data_order import DataOrder
from runners.training.encode_examples import encode_rows
from runners.training.read_rows import read_split


def main(settings: dict[str, Any]) -> dict[str, Any]:
    """Train `steps` steps; return tokens, seconds and loss of each, and the peak of device memory."""
    device, size = torch.device(settings["device"]), settings["batchSize"]
    torch.manual_seed(1)
    tokenizer = load_tokenizer(Path(settings["model"]))
    template = PromptTemplate(chat=False)
    rows = read_split(Path(settings["dataset"]), "train")
    examples = encode_rows(tokenizer, template, rows, "sft", settings["maxTokens"], "truncate").examples
    order = DataOrder([len(example.ids) for example in examples], seed=1)
    model = load_base_model(Path(settings["model"]), device, nf4=settings["method"] == "qlora")
    lora = LoraConfig(
        r=16, lora_alpha=32, lora_dropout=0.0, target_modules="all-linear", bias="none", task_type="CAUSAL_LM"
    )
    adapted = get_peft_model(model, lora)
    if settings["checkpointing"]:
        model.gradient_checkpointing_enable({"use_reentrant": False})
        model.enable_input_require_grads()
    adapted.train()
    trained = [parameter for parameter in adapted.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=5e-4, weight_decay=0.0)
    seconds, tokens, losses = [], [], []
    for step in range(settings["steps"]):
        began = time.perf_counter()
        chosen = [examples[index] for row in order.step_rows(step, size) for index in row]
        batch = padded_batch(chosen, tokenizer.pad_token_id)
        with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
            moved = {name: value.to(device) for name, value in labelled(batch).items()}
            loss = adapted(**moved, use_cache=False).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        losses.append(loss.item())
        seconds.append(time.perf_counter() - began)
        tokens.append(batch.tokens)
    peak = torch.cuda.max_memory_allocated() if device.type == "cuda" else None
    return {"seconds": seconds, "tokens": tokens, "losses": losses, "peakMemoryBytes": peak}


def labelled(batch: Batch) -> dict[str, torch.Tensor]:
    """Return ids, mask and labels as the model's own loss wants them: -100 where nothing is learned."""
    ids = batch.input_ids
    labels = torch.full_like(ids, -100).flatten()
    labels[batch.predict + 1] = batch.targets
    mask = torch.ones_like(ids) if batch.attention_mask is None else batch.attention_mask
    return {"input_ids": ids, "attention_mask": mask, "labels": labels.view_as(ids)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(json.loads(Path(sys.argv[1]).read_text()))) + "\n")
