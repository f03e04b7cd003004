"""Logs to Assay from any training script: `run = assay.init(config={...}); run.log({"train/loss": 0.7}, step=1)`."""

from assay.registration import Refused
from assay.run import Run
from assay.start import init

__all__ = ["Refused", "Run", "init"]
