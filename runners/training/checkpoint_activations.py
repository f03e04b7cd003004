"""Less memory for more time."""

from typing import Any


def checkpoint_activations(model: Any) -> None:
    """Let layers compute their activations again in the backward pass instead of keeping them."""
    # Renamed in transformers 5.2x; the older name warns there.
    enable = getattr(model, "activation_checkpointing_enable", model.gradient_checkpointing_enable)
    enable({"use_reentrant": False})
