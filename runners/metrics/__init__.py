"""Metrics with definition ids; every aggregate is an Estimate."""
