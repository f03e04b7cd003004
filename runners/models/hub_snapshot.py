"""Fetching a model from the Hugging Face hub: safetensors only, and precise about what is missing."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import partial
from pathlib import Path

from huggingface_hub import HfApi, hf_hub_download, snapshot_download
from huggingface_hub.errors import (
    GatedRepoError,
    HfHubHTTPError,
    LocalEntryNotFoundError,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)
from huggingface_hub.utils.tqdm import disable_progress_bars, tqdm

from runners.contract.failure import StageFailure

# A refused or broken connection is an error of the hub's HTTP library, whose name differs between its versions; every
# error of the hub itself derives from that library's base.
HttpError: type[BaseException] = HfHubHTTPError.__bases__[0]

WANTED = ["*.json", "*.safetensors", "*.jinja", "tokenizer.model", "*.tiktoken", "LICENSE*"]
OFFLINE_REMEDY = (
    "Ask an admin to open downloads from a model hub under Egress, or switch offline mode off (HF_HUB_OFFLINE, "
    "ASSAY_OFFLINE), or fetch it elsewhere with "
    "`hf download {repository} --revision {revision}`, copy the folder here and import it with source folder."
)


@dataclass(frozen=True)
class Snapshot:
    """A fetched model: its folder, the commit that the revision stood for, and the licence its card names."""

    folder: Path
    commit: str
    license: str | None


def is_offline() -> bool:
    """Say whether the person switched the hub off."""
    switched = (os.environ.get("HF_HUB_OFFLINE", ""), os.environ.get("ASSAY_OFFLINE", ""))
    return any(value.upper() in {"1", "ON", "YES", "TRUE"} for value in switched)


def fetch_snapshot(
    repository: str,
    revision: str,
    cache: Path,
    progress: Callable[[int, int], None],
    offline: bool,
    endpoint: str | None = None,
) -> Snapshot:
    """Return a snapshot from the cache or, unless `offline`, from the hub.

    Args:
        repository: hub id.
        revision: branch, tag or commit.
        cache: folder of the hub's cache.
        progress: called with bytes done and bytes in all, also in the middle of a file; what it raises ends all.
        offline: never use the network.
        endpoint: address of the hub; None for the one that `HF_ENDPOINT` names, or the public one.

    Raises:
        StageFailure: not reachable, not found, gated, or without safetensors; names repository, revision and files.
    """
    if offline:
        return cached_snapshot(repository, revision, cache)
    disable_progress_bars()
    api = HfApi(endpoint=endpoint)
    try:
        info = api.model_info(repository, revision=revision, files_metadata=True, timeout=20)
    except GatedRepoError as error:
        raise StageFailure(
            "config",
            f"{repository} is gated, and this account may not read it.",
            "Accept its terms on the hub and set HF_TOKEN for the dispatcher.",
            "repository",
        ) from error
    except RevisionNotFoundError as error:
        raise StageFailure(
            "config", f"{repository} has no revision {revision}.", "Give a branch, tag or commit of it.", "revision"
        ) from error
    except RepositoryNotFoundError as error:
        raise StageFailure(
            "config",
            f"The hub has no model {repository}, or it is private.",
            "Check the id; for a private model set HF_TOKEN for the dispatcher.",
            "repository",
        ) from error
    except (HttpError, OSError) as error:
        raise unreachable(repository, revision, type(error).__name__) from error
    sizes = {file.rfilename: file.size or 0 for file in info.siblings or []}
    if not any(name.endswith(".safetensors") for name in sizes):
        raise StageFailure(
            "config",
            f"{repository} at {revision} has no safetensors among its {len(sizes)} files, and pickled weights are "
            "not loaded.",
            "Choose a revision with safetensors, or convert it and import the folder.",
            "repository",
        )
    license_name = getattr(info.card_data, "license", None) if info.card_data else None
    return download(api, repository, str(info.sha), sizes, cache, progress, license_name)


def download(
    api: HfApi,
    repository: str,
    commit: str,
    sizes: dict[str, int],
    cache: Path,
    progress: Callable[[int, int], None],
    license_name: str | None,
) -> Snapshot:
    """Fetch the wanted files one by one; finished files are not fetched again, and a broken connection is taken up."""
    names = [name for name in sorted(sizes) if any(fnmatch(name, pattern) for pattern in WANTED)]
    total, done = sum(sizes[name] for name in names), 0
    progress(0, total)
    folder = cache
    for name in names:
        counter = counting(partial(_tell, progress, done, total))
        try:
            file = Path(
                hf_hub_download(
                    repository,
                    name,
                    revision=commit,
                    cache_dir=cache,
                    tqdm_class=counter,
                    endpoint=api.endpoint,
                )
            )
            folder = file.parents[name.count("/")]
        except (HttpError, OSError) as error:
            raise unreachable(repository, commit, f"{type(error).__name__} while fetching {name}") from error
        done += sizes[name]
        progress(done, total)
    return Snapshot(folder, commit, license_name)


def _tell(progress: Callable[[int, int], None], before: int, total: int, fetched: int) -> None:
    progress(before + fetched, total)


def counting(told: Callable[[int], None]) -> type[tqdm]:
    """Return a progress bar for the hub's library that draws nothing and tells the bytes of one file so far."""

    class Counter(tqdm):
        def update(self, n: float | None = 1) -> bool | None:
            # A bar that is switched off counts nothing by itself, and keeps what it began with.
            self.n += n or 0
            told(int(self.n))
            return None

    return Counter


def cached_snapshot(repository: str, revision: str, cache: Path) -> Snapshot:
    """Return what the cache holds of a revision.

    Raises:
        StageFailure: it holds nothing, or lacks files; says which.
    """
    try:
        folder = Path(
            snapshot_download(
                repository, revision=revision, cache_dir=cache, allow_patterns=WANTED, local_files_only=True
            )
        )
    except LocalEntryNotFoundError as error:
        raise StageFailure(
            "config",
            f"Offline mode is on and {repository} at revision {revision} is not in the cache: config.json, the "
            "tokenizer and *.safetensors are missing.",
            OFFLINE_REMEDY.format(repository=repository, revision=revision),
            "repository",
        ) from error
    present = {file.name for file in folder.iterdir()}
    missing = [name for name in ("config.json",) if name not in present]
    missing += [] if present & {"tokenizer.json", "tokenizer.model"} else ["tokenizer.json"]
    missing += [] if any(name.endswith(".safetensors") for name in present) else ["*.safetensors"]
    if missing:
        raise StageFailure(
            "config",
            f"Offline mode is on and the cache holds {repository} at {revision} without {', '.join(missing)}.",
            OFFLINE_REMEDY.format(repository=repository, revision=revision),
            "repository",
        )
    return Snapshot(folder, folder.name, None)


def unreachable(repository: str, revision: str, cause: str) -> StageFailure:
    """Return the failure for a hub that does not answer."""
    return StageFailure(
        "machine",
        f"The hub did not deliver {repository} at {revision} ({cause}).",
        "Check the network and retry: files already fetched are kept. " + OFFLINE_REMEDY.format(**locals()),
        "repository",
    )
