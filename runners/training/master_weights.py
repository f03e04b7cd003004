"""AdamW on fp32 copies of trained weights that are themselves kept in lower precision."""

from collections.abc import Mapping

import torch


class MasterAdamW:
    """AdamW whose steps are not lost to rounding.

    In bf16 a step smaller than 1/256 of a weight vanishes. So the optimizer works on fp32 copies, and the model gets
    them rounded after each step. Weights that are fp32 already are their own masters.
    """

    def __init__(self, parameters: Mapping[str, torch.nn.Parameter], weight_decay: float) -> None:
        self.parameters = dict(parameters)
        self.masters = {
            name: value if value.dtype == torch.float32 else torch.nn.Parameter(value.detach().float())
            for name, value in self.parameters.items()
        }
        on_gpu = any(value.is_cuda for value in self.parameters.values())
        self.optimizer = torch.optim.AdamW(
            list(self.masters.values()), lr=0.0, weight_decay=weight_decay, fused=on_gpu or None
        )

    def step(self, learning_rate: float, max_gradient_norm: float) -> float:
        """Clip, step and write back; return the norm of the gradient before clipping."""
        return float(self.start_step(learning_rate, max_gradient_norm))

    def start_step(
        self, learning_rate: float, max_gradient_norm: float, wanted: torch.Tensor | None = None
    ) -> torch.Tensor:
        """The same without waiting for a GPU; where `wanted` (a single bool) is false, the weights stay as they are.

        The gradients are used up either way.
        """
        self._take_gradients()
        limit = max_gradient_norm or float("inf")
        norm = torch.nn.utils.clip_grad_norm_(list(self.masters.values()), limit)
        for group in self.optimizer.param_groups:
            group["lr"] = learning_rate
        if self.fused and wanted is not None:
            # Where torch's gradient scaler tells a fused optimizer to leave a step out.
            vars(self.optimizer)["found_inf"] = (~wanted).float()
            self.optimizer.step()
            del vars(self.optimizer)["found_inf"]
        elif wanted is None or bool(wanted):
            self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.write_back()
        return norm

    def _take_gradients(self) -> None:
        """Give the masters the gradients of what they stand for, all in one copy."""
        taken = [
            (self.masters[name], value)
            for name, value in self.parameters.items()
            if self.masters[name] is not value and value.grad is not None
        ]
        if not taken:
            return
        for master, _ in taken:
            master.grad = torch.empty_like(master)
        torch._foreach_copy_([master.grad for master, _ in taken], [value.grad for _, value in taken])
        for _, value in taken:
            value.grad = None

    def write_back(self) -> None:
        """Give the model the masters' values, rounded to its precision."""
        names = [name for name in self.parameters if self.masters[name] is not self.parameters[name]]
        if names:
            torch._foreach_copy_([self.parameters[n].data for n in names], [self.masters[n].data for n in names])

    def state(self) -> dict[str, torch.Tensor]:
        """Return the moments and step counts as `name/part` -> tensor."""
        names = {id(master): name for name, master in self.masters.items()}
        return {
            f"{names[id(master)]}/{part}": value
            for master, state in self.optimizer.state.items()
            for part, value in state.items()
        }

    def restore(self, weights: Mapping[str, torch.Tensor], state: Mapping[str, torch.Tensor]) -> None:
        """Take over masters and moments, bit for bit.

        Raises:
            KeyError: a trained weight has no saved counterpart.
        """
        for name, master in self.masters.items():
            master.data.copy_(weights[name])
            self.optimizer.state[master] = {
                part: state[f"{name}/{part}"].to("cpu" if part == "step" and not self.fused else master.device)
                for part in ("step", "exp_avg", "exp_avg_sq")
            }
        self.write_back()

    @property
    def fused(self) -> bool:
        """Whether the optimizer keeps its step counts on the device."""
        return bool(self.optimizer.defaults.get("fused"))
