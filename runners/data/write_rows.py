"""Writes examples as the lines that PostgreSQL's COPY takes; takes the digest of their JSONL."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from json.encoder import encode_basestring as quoted
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from runners.data.copy_text import NULL, escaped
from runners.data.examples import Examples, pick
from runners.data.pair_lines import pair_json, pair_lines
from runners.data.splits import SPLITS, Split
from runners.data.spool import read_spool

_SHOWN_ROWS = 20
_SHOWN_CHARACTERS = 2_000


@dataclass(frozen=True)
class VersionIds:
    """Ids that every row carries; a row's own is the version's with its position behind it."""

    project: str
    version: str


@dataclass
class WrittenRows:
    """What went out; `shown` are the first rows, with long texts cut."""

    rows: int = 0
    splits: dict[Split, int] = field(default_factory=dict)
    shown: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class KeptRows:
    """Which rows of a spool are kept [n], and the split of each [n]."""

    kept: NDArray[np.bool_]
    splits: NDArray[np.int8]

    def read(self, spool: Path) -> Iterator[tuple[int, Examples]]:
        """The kept rows with their splits, batch by batch; and how many rows of the spool they and the others are."""
        place = 0
        for batch in read_spool(spool):
            count = len(batch.row)
            mask = self.kept[place : place + count]
            batch.split = [SPLITS[code] for code in self.splits[place : place + count].tolist()]
            place += count
            yield place, batch if mask.all() else _only(batch, np.flatnonzero(mask).tolist())


def write_rows(spool: Path, rows: KeptRows, out: Path, ids: VersionIds, progress: Callable[[int], None]) -> WrittenRows:
    """Write the kept rows of a spool for COPY.

    Columns: id, project_id, dataset_version_id, position, key, split, group_key, section, source, reference,
    source_hash, metadata. What pairs have beside them goes to `pairs.copy` in the same folder.
    """
    written = WrittenRows()
    beside = out.with_name("pairs.copy")
    beside.unlink(missing_ok=True)
    with out.open("wb") as file:
        for place, batch in rows.read(spool):
            file.write("".join(_copy_lines(batch, ids, written.rows)).encode())
            if batch.pair:
                with beside.open("ab") as pairs:
                    pairs.write("".join(pair_lines(batch, ids.project, ids.version, written.rows)).encode())
            _show(batch, written)
            written.rows += len(batch.row)
            progress(place)
    counts = {name: int((rows.splits[rows.kept] == code).sum()) for code, name in enumerate(SPLITS)}
    written.splits = {name: count for name, count in counts.items() if count}
    return written


def digest_rows(spool: Path, rows: KeptRows) -> tuple[int, str]:
    """Bytes and SHA-256 of the kept rows as JSONL, the way they are exported."""
    digest, size = sha256(), 0
    for _, batch in rows.read(spool):
        lines = "".join(_json_lines(batch)).encode()
        digest.update(lines)
        size += len(lines)
    return size, digest.hexdigest()


def _only(batch: Examples, kept: Sequence[int]) -> Examples:
    names = (
        "row", "id", "group", "split", "section", "source", "reference", "source_hash", "metadata", "rejected", "pair",
    )  # fmt: skip
    return Examples(**{name: pick(getattr(batch, name), kept) for name in names})


def _json_lines(batch: Examples) -> Iterator[str]:
    columns = zip(
        batch.id, batch.split, batch.group, batch.section, batch.source, batch.reference, batch.source_hash,
        batch.metadata, strict=True,
    )  # fmt: skip
    pairs = pair_json(batch)
    for id_, split, group, section, source, reference, digest, metadata in columns:
        yield (
            f'{{"id": {quoted(id_)}, "split": "{split}", "group": {quoted(group)}, '
            f'"section": {quoted(section) if section else "null"}, "source": {quoted(source)}, '
            f'"reference": {quoted(reference) if reference else "null"}, "sourceHash": "{digest}", '
            f'"metadata": {metadata}{next(pairs)}}}\n'
        )


def _copy_lines(batch: Examples, ids: VersionIds, first: int) -> Iterator[str]:
    columns = zip(
        range(first, first + len(batch.row)), escaped(batch.id), batch.split, escaped(batch.group),
        escaped(batch.section), escaped(batch.source), escaped(batch.reference), batch.source_hash,
        escaped(batch.metadata), strict=True,
    )  # fmt: skip
    for position, id_, split, group, section, source, reference, digest, metadata in columns:
        yield (
            f"{ids.version}-{position}\t{ids.project}\t{ids.version}\t{position}\t{id_}\t{split}\t{group}\t"
            f"{section or NULL}\t{source}\t{reference or NULL}\t{digest}\t{metadata}\n"
        )


def _shown_pair(batch: Examples, at: int) -> dict[str, Any]:
    if not batch.pair:
        return {}
    side = batch.pair[at]
    rejected = batch.rejected[at][:_SHOWN_CHARACTERS] if batch.rejected else None
    return {"pair": {"rejected": rejected, "hChosen": side.h_chosen, "hRejected": side.h_rejected}}


def _show(batch: Examples, written: WrittenRows) -> None:
    for at in range(min(len(batch.row), _SHOWN_ROWS - len(written.shown))):
        written.shown.append(
            {
                "row": batch.row[at],
                "id": batch.id[at],
                "group": batch.group[at],
                "split": batch.split[at],
                "section": batch.section[at] or None,
                "source": batch.source[at][:_SHOWN_CHARACTERS],
                "reference": batch.reference[at][:_SHOWN_CHARACTERS] or None,
                **_shown_pair(batch, at),
            }
        )
