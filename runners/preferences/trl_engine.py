"""TRL's DPOTrainer as the engine: its forward pass and its loss, to hold Assay's against."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from datasets import Dataset
from peft import PeftModel
from trl import DPOConfig, DPOTrainer

from runners.contract.failure import StageFailure
from runners.preferences.losses import Objective
from runners.preferences.pair import EncodedPair
from runners.preferences.scores import PairScores, joined, label_gaps, margins

TRL_LOSSES = {"dpo": "sigmoid", "fdpo": "sigmoid", "safedpo": "sigmoid"}


class ShiftedDPOTrainer(DPOTrainer):
    """TRL's trainer, with the margin that pairs must reach and a look at single pairs.

    `shifts` (pairs) is what is asked of each pair's log-ratio margin. It is added to the reference of the chosen
    text, so that TRL's own -log sigmoid(beta m) becomes that of m - shift; TRL has no place for a margin otherwise.
    """

    shifts: torch.Tensor
    logps: torch.Tensor
    logits: torch.Tensor

    def _compute_loss(self, model: Any, inputs: dict[str, Any], return_outputs: bool) -> Any:
        shifted = inputs | {"ref_chosen_logps": inputs["ref_chosen_logps"] + self.shifts}

        learned = inputs["completion_mask"][:, 1:]

        def keep(_module: Any, _given: Any, outputs: Any) -> None:
            self.logps = outputs.log_probs.detach().sum(1)
            self.logits = (outputs.mean_logits.detach() * learned).sum(1) / learned.sum(1)

        hook = model.register_forward_hook(keep)
        try:
            return super()._compute_loss(model, shifted, return_outputs)
        finally:
            hook.remove()


@dataclass(frozen=True)
class TrlEngine:
    """Computes each step's gradient by TRL, `batch_size` pairs a pass, in the precision of the model."""

    trainer: ShiftedDPOTrainer
    objective: Objective
    device: torch.device
    batch_size: int

    def accumulate(
        self,
        numbers: Sequence[int],
        pairs: Sequence[EncodedPair],
        reference: torch.Tensor,
        following: Sequence[int] = (),
    ) -> PairScores:
        """Add the gradient of the mean loss over these pairs to the model's parameters."""
        parts = []
        for start in range(0, len(numbers), self.batch_size):
            chosen = list(numbers[start : start + self.batch_size])
            against = reference[chosen].to(self.device)
            self.trainer.shifts = self.objective.wanted_margin * label_gaps(pairs, chosen).to(self.device)
            inputs = self.collate([pairs[number] for number in chosen], against)
            loss = self.trainer.compute_loss(self.trainer.model, inputs)
            (loss * len(chosen) / len(numbers)).backward()
            parts.append(self.rows(chosen, pairs, against, int(inputs["attention_mask"].sum())))
        return joined(parts)

    def collate(self, pairs: Sequence[EncodedPair], reference: torch.Tensor) -> dict[str, torch.Tensor]:
        """Return TRL's batch of these pairs, with the reference as TRL's own precomputation would add it."""
        rows = [
            {"prompt_ids": list(pair.prompt), "chosen_ids": list(pair.chosen), "rejected_ids": list(pair.rejected)}
            for pair in pairs
        ]
        batch = {name: value.to(self.device) for name, value in self.trainer.data_collator(rows).items()}
        return batch | {"ref_chosen_logps": reference[:, 0], "ref_rejected_logps": reference[:, 1]}

    def rows(
        self, chosen: Sequence[int], pairs: Sequence[EncodedPair], reference: torch.Tensor, tokens: int
    ) -> PairScores:
        """Return what the last pass came to."""
        logps, logits = (
            torch.stack(values.chunk(2), dim=1).float() for values in (self.trainer.logps, self.trainer.logits)
        )
        losses = self.objective.losses(margins(logps, reference), label_gaps(pairs, chosen).to(self.device))
        return PairScores(tuple(chosen), logps, logits, losses, tokens)


def trl_engine(
    adapter: PeftModel, tokenizer: Any, objective: Objective, device: torch.device, batch_size: int, folder: Path
) -> TrlEngine:
    """Return the engine for a model with an adapter.

    Raises:
        StageFailure: TRL computes another loss under this name.
    """
    if objective.loss not in TRL_LOSSES:
        raise StageFailure(
            "config",
            f"TRL's {objective.loss} is another loss than ours: it averages over tokens, or has other weights.",
            'Set "engine" to "assay".',
            "engine",
        )
    arguments = DPOConfig(
        output_dir=str(folder),
        report_to="none",
        save_strategy="no",
        disable_tqdm=True,
        beta=objective.beta,
        loss_type=[TRL_LOSSES[objective.loss]],
        max_length=None,
        per_device_train_batch_size=batch_size,
        gradient_checkpointing=False,
        bf16=False,
        use_cpu=device.type == "cpu",
    )
    # The trainer wants rows, but ours come by our own order.
    empty = Dataset.from_list([{"prompt": "a", "chosen": "b", "rejected": "c"}])
    trainer = ShiftedDPOTrainer(adapter, args=arguments, train_dataset=empty, processing_class=tokenizer)
    trainer.precompute_ref_logps = True
    return TrlEngine(trainer, objective, device, batch_size)
