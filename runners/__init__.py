"""Runs the stages of Assay: contract, supervisor, training, generation and evaluation."""
