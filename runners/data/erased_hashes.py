"""What was erased from a project, told by hashes alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_GROUP = "group:"


@dataclass(frozen=True)
class ErasedHashes:
    """Hashes of erased sources, by their first 64 bits, and of erased names."""

    sources: NDArray[np.uint64]
    groups: frozenset[str]

    @classmethod
    def read(cls, file: Path | None) -> ErasedHashes:
        """Read one hash a line; those behind `group:` are of names. Nothing was erased where there is no file."""
        lines = file.read_text().split() if file else []
        sources = [int(line[:16], 16) for line in lines if not line.startswith(_GROUP)]
        groups = frozenset(line.removeprefix(_GROUP) for line in lines if line.startswith(_GROUP))
        return cls(np.array(sources, np.uint64), groups)

    def names_among(self, project: str, groups: Sequence[str]) -> NDArray[np.bool_]:
        """Which of a batch's rows, in their order, stand under the name of something erased."""
        if not self.groups:
            return np.zeros(len(groups), np.bool_)
        gone = {group for group in set(groups) if hash_group(project, group) in self.groups}
        return np.fromiter((group in gone for group in groups), np.bool_, len(groups))


def hash_group(project: str, group: str) -> str:
    """As the server hashes it: SHA-256 of the JSON of both."""
    return sha256(json.dumps([project, group], ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
