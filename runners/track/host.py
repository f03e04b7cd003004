"""What a stage runs on: devices, package versions, seeds, memory of this process."""

import os
import random
import resource
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from runners.contract.records import Device

_PACKAGES = ("torch", "transformers", "peft", "trl", "accelerate", "bitsandbytes", "numpy", "scipy", "pydantic")


def devices(device: str) -> list[Device]:
    """The processor, and the accelerator where one is used."""
    found = [Device("cpu", _processor(), _physical_memory_bytes())]
    torch = sys.modules.get("torch")
    if device.startswith("cuda") and torch is not None and torch.cuda.is_available():
        properties = torch.cuda.get_device_properties(device)
        found.append(Device("cuda", properties.name, properties.total_memory))
    return found


def _physical_memory_bytes() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return "processor"
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{names[0]}, {len(names)} threads" if names else "processor"


def versions() -> dict[str, str]:
    """Versions of Python and of the packages that results depend on, as installed."""
    found = {"python": ".".join(map(str, sys.version_info[:3]))}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    torch = sys.modules.get("torch")
    if torch is not None and torch.version.cuda:
        found["cuda"] = torch.version.cuda
    return found


def seed_everything(seed: int) -> None:
    """Seeds every generator that the stage imported; data order and sampling derive their own from the run's seed."""
    random.seed(seed)
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed(seed)
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.manual_seed(seed)


def peak_memory_bytes() -> int:
    """Largest resident size of this process so far, or of a child that has ended."""
    return max(_peak(resource.RUSAGE_SELF), peak_memory_bytes_of_children())


def peak_memory_bytes_of_children() -> int:
    """Largest resident size of any child that was waited for."""
    return _peak(resource.RUSAGE_CHILDREN)


def _peak(who: int) -> int:
    return resource.getrusage(who).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def peak_device_memory_bytes() -> int | None:
    """Most that this process held on its accelerators, or None without one."""
    torch = sys.modules.get("torch")
    if torch is None or not torch.cuda.is_available() or not torch.cuda.is_initialized():
        return None
    return sum(torch.cuda.max_memory_allocated(index) for index in range(torch.cuda.device_count()))
