"""One folder a stage: spec.py says what it takes, run.py does it."""
