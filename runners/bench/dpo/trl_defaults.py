"""The baseline: TRL's DPOTrainer with its defaults, on the same model and pairs.

bf16, gradient checkpointing and a reference measured again in every step are its defaults. Run as
`python -m runners.bench.dpo.trl_defaults FILE`.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import torch
from datasets import Dataset
from peft import LoraConfig
from transformers import TrainerCallback
from trl import DPOConfig, DPOTrainer

from runners.models.load_model import load_base_model, load_tokenizer
from runners.training.read_rows import read_split


class Clock(TrainerCallback):
    """When each step ended, and its loss."""

    def __init__(self, device: torch.device) -> None:
        self.device = device
        self.times = [time.perf_counter()]
        self.losses: list[float] = []

    def on_step_end(self, *_given: Any, **_named: Any) -> None:
        """Called behind the optimizer's step."""
        if self.device.type == "cuda":
            torch.cuda.synchronize()
        self.times.append(time.perf_counter())

    def on_log(self, *_given: Any, logs: dict[str, float] | None = None, **_named: Any) -> None:
        """Called with what was measured."""
        if logs and "loss" in logs:
            self.losses.append(logs["loss"])


def main(settings: dict[str, Any]) -> dict[str, Any]:
    """Train `steps` steps; return seconds and losses of each, and the peak of device memory."""
    device = torch.device(settings["device"])
    tokenizer = load_tokenizer(Path(settings["model"]))
    rows = [
        {"prompt": row["prompt"] + "\n\n", "chosen": row["chosen"], "rejected": row["rejected"]}
        for row in read_split(Path(settings["dataset"]), "train")
    ]
    arguments = DPOConfig(
        output_dir=settings["folder"],
        report_to="none",
        save_strategy="no",
        disable_tqdm=True,
        logging_steps=1,
        per_device_train_batch_size=settings["batchSize"],
        max_length=settings["maxTokens"],
        max_steps=settings["steps"],
        learning_rate=1e-6,
        use_cpu=device.type == "cpu",
        bf16=device.type != "cpu",
        seed=1,
    )
    lora = LoraConfig(
        r=16, lora_alpha=32, lora_dropout=0.0, target_modules="all-linear", bias="none", task_type="CAUSAL_LM"
    )
    model = load_base_model(Path(settings["model"]), device)
    trainer = DPOTrainer(
        model, args=arguments, train_dataset=Dataset.from_list(rows), processing_class=tokenizer, peft_config=lora
    )
    clock = Clock(device)
    trainer.add_callback(clock)
    if device.type == "cuda":
        torch.cuda.reset_peak_memory_stats()
    trainer.train()
    peak = torch.cuda.max_memory_allocated() if device.type == "cuda" else None
    seconds = [later - earlier for earlier, later in zip(clock.times, clock.times[1:], strict=False)]
    return {"seconds": seconds, "losses": clock.losses, "peakMemoryBytes": peak}


if __name__ == "__main__":
    sys.stdout.write("\n" + json.dumps(main(json.loads(Path(sys.argv[1]).read_text()))) + "\n")
