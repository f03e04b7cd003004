"""LoRA layers whose product with the small matrices is added in one go."""

from typing import Any

import torch
import torch.nn.functional as F
from peft.tuners.lora import LoraLayer
from torch import nn


def lean_forward(self: Any, x: torch.Tensor, *args: Any, **kwargs: Any) -> torch.Tensor:
    """W x + B (s A x), where PEFT computes W x + s (B A x).

    Scaling the narrow product leaves a plain product and sum behind, which one kernel computes.
    """
    plain = not (self.disable_adapters or self.merged or args or kwargs) and len(self.active_adapters) == 1
    if not plain:
        outputs: torch.Tensor = super(type(self), self).forward(x, *args, **kwargs)
        return outputs
    (name,) = self.active_adapters
    narrow = F.linear(self.lora_dropout[name](x), self.lora_A[name].weight) * self.scaling[name]
    base: torch.Tensor = self.base_layer(x)
    return base + F.linear(narrow, self.lora_B[name].weight)


def make_lean(model: nn.Module) -> int:
    """Let every LoRA layer over a linear one compute lean; return how many there are."""
    lean: dict[type, type] = {}
    count = 0
    for module in model.modules():
        kind = type(module)
        if not isinstance(module, LoraLayer) or not kind.__name__.startswith("Linear") or any(module.use_dora.values()):
            continue
        if kind not in lean:
            lean[kind] = type(f"Lean{kind.__name__}", (kind,), {"forward": lean_forward})
        module.__class__ = lean[kind]
        count += 1
    return count
