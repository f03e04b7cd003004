"""A measured reference as files: two numbers a pair, and everything that they hold for."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from runners.contract.failure import StageFailure
from runners.preferences.pair import EncodedPair

DESCRIPTION = "reference.json"
VALUES = "reference.safetensors"
VERSION = 1
OTHERWISE = {
    "base": "another base model",
    "adapter": "another adapter",
    "tokenizer": "another tokenizer",
    "template": "another prompt or chat template",
    "limit": "another token limit, or another treatment of pairs over it",
    "dataset": "other pairs",
    "precision": "another precision",
}


@dataclass(frozen=True)
class ReferenceIdentity:
    """What a reference's numbers depend on; digests where it is content."""

    base: str
    adapter: str | None
    tokenizer: str
    template: str
    limit: str
    dataset: str
    precision: str


def write_reference(
    folder: Path,
    identity: ReferenceIdentity,
    splits: Sequence[tuple[str, Sequence[EncodedPair], torch.Tensor]],
) -> None:
    """Write (split, pairs, log-probabilities (pairs, 2) in the orientation of the version) to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    save_file({split: values.contiguous() for split, _, values in splits}, folder / VALUES)
    examples = {split: [pair.example for pair in pairs] for split, pairs, _ in splits}
    description = {"version": VERSION, "identity": asdict(identity), "examples": examples}
    (folder / DESCRIPTION).write_text(json.dumps(description))


def read_reference(
    folder: Path, identity: ReferenceIdentity, split: str, pairs: Sequence[EncodedPair], turned: Sequence[bool]
) -> torch.Tensor:
    """Return log-probabilities (pairs, 2) of these pairs; `turned` says which stand the other way than stored.

    Raises:
        StageFailure: the reference was measured on something else, or lacks a pair.
    """
    description = json.loads((folder / DESCRIPTION).read_text())
    if description.get("version") != VERSION:
        raise refusal("was written by another version of Assay", "Run the reference again.")
    refuse_other(description["identity"], identity)
    places = {example: place for place, example in enumerate(description["examples"].get(split, []))}
    missing = sum(pair.example not in places for pair in pairs)
    if missing:
        raise refusal(
            f"lacks {missing} of {len(pairs)} pairs of {split}", "Run the reference with at least as many pairs."
        )
    values = load_file(folder / VALUES)[split][[places[pair.example] for pair in pairs]]
    swapped = torch.tensor(list(turned), dtype=torch.bool)
    return torch.where(swapped[:, None], values.flip(1), values)


def refuse_other(found: dict[str, str | None], wanted: ReferenceIdentity) -> None:
    """Raise StageFailure unless the reference was measured on exactly this; the sentence names what differs."""
    differing = [words for name, words in OTHERWISE.items() if found.get(name) != getattr(wanted, name)]
    if differing:
        listed = " and ".join([", ".join(differing[:-1]), differing[-1]] if differing[1:] else differing)
        raise refusal(
            f"was measured on {listed}", "Run a reference with the model, pairs and settings of this run, and name it."
        )


def refusal(what: str, remedy: str) -> StageFailure:
    """Return the failure of a reference that does not belong to this run."""
    return StageFailure("config", f"The stored reference {what}.", remedy, "reference")


def text_digest(*parts: str | None) -> str:
    """Return the digest of texts in this order."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def folder_digest(folder: Path) -> str:
    """Return the digest of a folder's files, by name and content; one that is named by its digest has that one."""
    if len(folder.name) == 64 and all(letter in "0123456789abcdef" for letter in folder.name):
        return folder.name
    return files_digest(sorted(path for path in folder.rglob("*") if path.is_file()), folder)


def files_digest(files: Sequence[Path], below: Path) -> str:
    """Return the digest of files, by name and content."""
    total = hashlib.sha256()
    for path in files:
        with path.open("rb") as content:
            total.update(f"{path.relative_to(below)} {hashlib.file_digest(content, 'sha256').hexdigest()}\n".encode())
    return total.hexdigest()
