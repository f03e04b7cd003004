"""The learning rate of each step."""

import math


def learning_rate(step: int, steps: int, peak: float, schedule: str, warmup: float) -> float:
    """Return the learning rate of step 0 .. steps - 1.

    It rises linearly over the first `warmup * steps` steps, reaching `peak` at the last of them, and then falls to
    zero behind the last step (`cosine`, `linear`) or stays (`constant`).
    """
    rising = math.ceil(warmup * steps)
    if step < rising:
        return peak * (step + 1) / rising
    done = (step - rising) / max(1, steps - rising)
    if schedule == "cosine":
        return peak * 0.5 * (1 + math.cos(math.pi * done))
    return peak * (1 - done) if schedule == "linear" else peak
