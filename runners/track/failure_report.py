"""Says of any exception whose fault it is, why, and what to do."""

import errno
import json
import traceback
from collections.abc import Mapping
from typing import Any

from runners.contract.failure import StageFailure
from runners.track.redact import redact_message

_OUT_OF_MEMORY = ("out of memory", "can't allocate memory", "not enough memory", "CUBLAS_STATUS_ALLOC_FAILED")
_BROKEN_DEVICE = ("CUDA error", "CUDA driver", "NVML", "cuDNN error", "NCCL error")


def describe_failure(error: BaseException, config: Mapping[str, Any]) -> StageFailure:
    """The failure that a person reads; `config` is as given and names the fields that a remedy can speak of."""
    message = redact_message(str(error))
    name = type(error).__name__
    if isinstance(error, StageFailure):
        return error
    if name == "OutOfMemoryError" or isinstance(error, MemoryError) or _mentions(message, _OUT_OF_MEMORY):
        return _out_of_memory(error, config)
    if isinstance(error, SystemExit):
        how = f" with exit code {error.code}." if isinstance(error.code, int) else f": {message}"
        return StageFailure("code", f"The program ended{how}")
    if isinstance(error, OSError):
        return _system_error(error)
    if isinstance(error, ImportError):
        return StageFailure("machine", f"A package is missing: {message}.", "Run the set-up again: npm run demo.")
    if isinstance(error, json.JSONDecodeError | UnicodeError):
        return StageFailure("data", f"An input file could not be read: {message}.", "Import the dataset again.")
    if _mentions(message, _BROKEN_DEVICE):
        return StageFailure("machine", f"The device failed: {message}.", "Retry the run; check the driver's log.")
    return StageFailure("code", f"{name}: {message}" if message else f"{name} was raised.")


def _mentions(message: str, signs: tuple[str, ...]) -> bool:
    return any(sign.lower() in message.lower() for sign in signs)


def _out_of_memory(error: BaseException, config: Mapping[str, Any]) -> StageFailure:
    where = "the machine" if isinstance(error, MemoryError) or "DefaultCPUAllocator" in str(error) else "the device"
    for field, value in config.items():
        if field.lower().endswith("batchsize") and isinstance(value, int) and value > 1:
            remedy = f"Halve the batch size: set {field} to {value // 2}."
            return StageFailure("memory", f"The memory of {where} ran out.", remedy, field)
    return StageFailure("memory", f"The memory of {where} ran out.", "Halve the batch size or the longest length.")


def _system_error(error: OSError) -> StageFailure:
    path = f" ({error.filename})" if isinstance(error.filename, str) else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StageFailure("machine", f"The disk is full{path}.", "Free space, then resume the run.")
    reason = error.strerror or redact_message(str(error))
    return StageFailure("machine", f"{reason}{path}.", "Check that the file is there and may be read or written.")


def describe_stack(error: BaseException) -> str:
    """The stack of an exception and its causes, without values of variables and with messages redacted."""
    parts: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        frames = "".join(traceback.format_tb(current.__traceback__))
        parts.append(f"{frames}{type(current).__name__}: {redact_message(str(current))}")
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\n\nwhich was caused by\n\n".join(parts)
