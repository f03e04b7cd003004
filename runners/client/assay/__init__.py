"""Logs to Assay from any training script: `run = assay.init(config={...}); run.log({"train/loss": 0.7}, step=1)`."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assay.failure import AssayError, Refused, Unreachable
    from assay.run import Run
    from assay.start import init
    from assay.stored_run import StoredRun, open_run, runs

__all__ = ["AssayError", "Refused", "Run", "StoredRun", "Unreachable", "init", "open_run", "runs"]

_HOMES = {
    "AssayError": "assay.failure",
    "Refused": "assay.failure",
    "Run": "assay.run",
    "StoredRun": "assay.stored_run",
    "Unreachable": "assay.failure",
    "init": "assay.start",
    "open_run": "assay.stored_run",
    "runs": "assay.stored_run",
}


def __getattr__(name: str) -> Any:
    # Loaded when first used: the command line starts without what only a training script needs.
    if name == "transformers":
        return import_module("assay.transformers")
    if name not in _HOMES:
        raise AttributeError(f"module 'assay' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
