"""Factuality-aware direct preference optimisation: a margin for pairs of a factual and a hallucinated text."""
