"""GRIT: LoRA with K-FAC in the rank space of its two matrices."""
