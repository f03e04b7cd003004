"""Learning from pairs: losses, pairs as tensors, log-probabilities, references, records."""
