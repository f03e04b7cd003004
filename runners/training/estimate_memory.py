"""What a training will take, worked out from the sizes of the model before anything is loaded."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ModelSizes:
    """Sizes of a decoder, from its config."""

    parameters: int
    layers: int
    width: int
    inner: int
    queries: int
    keys: int
    vocabulary: int

    @property
    def linears(self) -> list[tuple[int, int]]:
        """(inputs, outputs) of the seven linear layers of one decoder layer: q, k, v, o, gate, up, down."""
        width, inner = self.width, self.inner
        attention = [(width, self.queries), (width, self.keys), (width, self.keys), (self.queries, width)]
        return [*attention, (width, inner), (width, inner), (inner, width)]


def model_sizes(config: dict[str, Any], parameters: int) -> ModelSizes | None:
    """Return the sizes in a config; None for architectures that name them otherwise."""
    wanted = ("num_hidden_layers", "hidden_size", "intermediate_size", "num_attention_heads", "vocab_size")
    if any(not isinstance(config.get(name), int) for name in wanted):
        return None
    heads, width = config["num_attention_heads"], config["hidden_size"]
    head = config.get("head_dim") or width // heads
    keys = head * (config.get("num_key_value_heads") or heads)
    return ModelSizes(
        parameters,
        config["num_hidden_layers"],
        width,
        config["intermediate_size"],
        head * heads,
        keys,
        config["vocab_size"],
    )


@dataclass(frozen=True)
class TrainingPlan:
    """The settings that decide about memory."""

    method: str
    rank: int
    attention_only: bool
    dropout: bool
    tokens_a_pass: int
    checkpointing: bool
    loss_chunk: int
    half_precision: bool


def trained_parameters(sizes: ModelSizes, plan: TrainingPlan) -> int:
    """Return how many parameters are trained: rank * (inputs + outputs) for each adapted layer, or all."""
    if plan.method == "full":
        return sizes.parameters
    linears = sizes.linears[:4] if plan.attention_only else sizes.linears
    return sizes.layers * sum(plan.rank * (inputs + outputs) for inputs, outputs in linears)


def checkpoint_bytes(trained: int) -> int:
    """Return the bytes of one checkpoint: weights and two moments in fp32."""
    return trained * 12


def memory_bytes(sizes: ModelSizes, plan: TrainingPlan) -> int:
    """Return the expected peak of device memory, good to about a quarter.

    Weights, masters and moments (12 bytes, and the gradient), kept activations and one chunk of logits.
    """
    element = 2 if plan.half_precision else 4
    weights = sizes.parameters * element
    if plan.method == "qlora":
        linear = sizes.layers * sum(inputs * outputs for inputs, outputs in sizes.linears)
        # nf4 with double quantisation: 4.127 bits a weight (Dettmers et al. 2023).
        weights = int(linear * 4.127 / 8) + (sizes.parameters - linear) * element
    trained = trained_parameters(sizes, plan)
    optimizer = trained * ((12 if plan.half_precision else 8) + element)
    # Kept for the backward pass of a layer: norms, q, k, v, attention, residuals; gate, up, their product.
    per_layer = 8 * sizes.width + sizes.queries + 2 * sizes.keys + 5 * sizes.inner
    if plan.dropout and plan.method != "full":
        per_layer += 6 * sizes.width + sizes.inner
    kept = sizes.width * sizes.layers + per_layer if plan.checkpointing else per_layer * sizes.layers
    rows = min(plan.loss_chunk or plan.tokens_a_pass, plan.tokens_a_pass)
    logits = rows * sizes.vocabulary * 8
    return weights + optimizer + plan.tokens_a_pass * kept * element + logits
