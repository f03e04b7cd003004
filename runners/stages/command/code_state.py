"""Which code a program was started from."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

_SECONDS = 20.0
_LARGEST_DIFFERENCE_BYTES = 8 * 2**20


@dataclass(frozen=True)
class CodeState:
    """A git commit, and what the work tree had beside it: tracked changes as a patch, untracked files by count.

    None is what git did not tell, because it failed or took too long.
    """

    commit: str
    branch: str | None
    difference: bytes | None
    untracked: int | None

    @property
    def changed(self) -> bool | None:
        """Whether the commit alone does not say what ran; None where that is not known."""
        if self.difference or self.untracked:
            return True
        return None if self.difference is None or self.untracked is None else False

    @property
    def too_large(self) -> bool:
        """Whether the difference is not worth keeping: 8 MiB and more is data, not code."""
        return self.difference is not None and len(self.difference) > _LARGEST_DIFFERENCE_BYTES


def read_code_state(folder: Path) -> CodeState | None:
    """The state of the git work tree around `folder`; None outside of one, or without git."""
    commit = _git(folder, "rev-parse", "HEAD")
    if commit is None:
        return None
    branch = (_git(folder, "symbolic-ref", "--short", "-q", "HEAD") or b"").decode().strip() or None
    untracked = _git(folder, "ls-files", "--others", "--exclude-standard", "-z")
    difference = _git(folder, "diff", "--binary", "--no-color", "--no-ext-diff", "HEAD")
    return CodeState(commit.decode().strip(), branch, difference, None if untracked is None else untracked.count(b"\0"))


def _git(folder: Path, *arguments: str) -> bytes | None:
    try:
        answer = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, timeout=_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout
