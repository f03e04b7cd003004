"""One reading of a file under one mapping."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from runners.contract.failure import StageFailure
from runners.contract.launch import DatasetType
from runners.data.columns import ColumnMapping
from runners.data.erased_hashes import ErasedHashes
from runners.data.examples import ExampleMaker
from runners.data.findings import describe_findings
from runners.data.lengths import count_tokens, describe_lengths
from runners.data.near_duplicates import describe_duplicates, find_near_pairs, join_groups
from runners.data.pair_rows import WithoutLabels
from runners.data.row_batch import Problem, Table
from runners.data.row_sample import RowSample
from runners.data.side_work import SameProcess, SecondProcess, SideWork
from runners.data.splits import OPEN, SPLITS, Split, draw_splits, group_order
from runners.data.spool import Spool
from runners.data.write_rows import KeptRows, VersionIds, WrittenRows, write_rows

_NAMED_PROBLEMS = 1000
Progress = Callable[[str, float, int], None]
"""Told the phase, its share that is done, and the rows."""


@dataclass(frozen=True)
class ReadOptions:
    """How to read. Without a type and columns they are guessed if `guess`, and else taken by name alone.

    `split` marks every row; without it and without a split column, groups are drawn by `seed`, rows that are nearly
    alike together if `keep_alike`. `tokenizer` names a tokenizer and its file.
    """

    type: DatasetType | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    split: Split | None = None
    seed: int = 0
    encoding: str | None = None
    keep_alike: bool = False
    guess: bool = False
    tokenizer: tuple[str, Path] | None = None
    beside: bool = False
    """Compare the rows in a second process."""
    without_labels: WithoutLabels = "equal"
    """What pairs without labels are."""
    own_pairs: bool = False
    """The file is Assay's own: it says where its pairs come from."""
    erased: Path | None = None
    """Names a file of hashes, one a line: of a source, or behind `group:` of a group's name; such rows stay out."""


class Reading:
    """One reading of a table: everything once into a spool, then what is kept out of it."""

    def __init__(
        self,
        table: Table,
        mapping: ColumnMapping,
        dataset_type: DatasetType,
        options: ReadOptions,
        folder: Path,
        progress: Progress,
    ) -> None:
        self._table = table
        self._maker = ExampleMaker(mapping, dataset_type, options.without_labels, options.own_pairs)
        self._options = options
        self._folder = folder
        self._progress = progress
        self._problems: list[Problem] = []
        self._counts: Counter[str] = Counter()
        self._sample = RowSample()
        self._lengths: dict[str, list[NDArray[np.int64]]] = {"source": [], "reference": []}
        self._hashes: list[NDArray[np.uint64]] = []
        self._of_erased: list[NDArray[np.bool_]] = []
        self._erased = ErasedHashes.read(options.erased)
        self._rows_read = 0

    def run(self, ids: VersionIds) -> dict[str, Any]:
        """Read, draw the splits, write."""
        work = SecondProcess if self._options.beside else SameProcess
        with work(self._folder / "sketches") as side, Spool(self._folder / "spool") as spool:
            self._fill(spool, side, ids.project)
            spool.close()
            order = np.frombuffer(spool.order, np.uint64) if spool.rows else np.empty(0, np.uint64)
            kept = self._drop_repeated_ids(spool)
            self._drop_erased(spool, kept)
            self._progress("comparing", 0.0, spool.rows)
            near = find_near_pairs(side.sketches(), kept)
            if self._options.keep_alike:
                order = join_groups(order, near.cluster)
            splits = self._draw(spool, order, kept)
            rows = KeptRows(kept, splits)
            side.start_digest(spool.path, rows)
            out = self._folder / "rows.copy"
            written = write_rows(spool.path, rows, out, ids, partial(self._tell_written, spool.rows))
            size, digest = side.digest()
        self._refuse_nothing(written)
        position = np.where(kept, np.cumsum(kept) - 1, -1)
        return {
            "rows": written.rows,
            "rowsRead": self._rows_read,
            "bytes": size,
            "splits": {split: written.splits[split] for split in SPLITS if split in written.splits},
            "groups": len(np.unique(order[kept])),
            "digest": digest,
            "problems": [asdict(problem) for problem in sorted(self._problems, key=lambda each: each.row)],
            "problemCounts": [{"reason": reason, "rows": rows} for reason, rows in self._counts.most_common()],
            "warnings": self._maker.pairs.warnings() if self._maker.pairs else [],
            "shown": written.shown,
            "facts": {
                "lengths": self._describe_lengths(kept),
                "duplicates": describe_duplicates(near, splits, position, np.concatenate(self._hashes)[kept]),
                "findings": describe_findings(self._sample, position),
            },
        }

    def _tell_written(self, total: int, done: int) -> None:
        self._progress("writing", done / max(1, total), done)

    def _fill(self, spool: Spool, side: SideWork, project: str) -> None:
        seed, codes = self._options.seed, {str(name): code for code, name in enumerate(SPLITS)} | {"": OPEN}
        for batch in self._table.batches():
            made = self._maker.make(batch)
            orders = {group: group_order(group, seed) for group in set(made.group)}
            order = [orders[group] for group in made.group]
            spool.add(made, order, [codes[name] for name in made.split])
            side.add(made.source)
            self._sample.add(made.source, made.reference)
            self._lengths["source"].append(np.fromiter(map(len, made.source), np.int64))
            self._lengths["reference"].append(np.fromiter(map(len, made.reference), np.int64))
            if made.rejected:
                self._lengths.setdefault("rejected", []).append(np.fromiter(map(len, made.rejected), np.int64))
            self._hashes.append(np.fromiter((int(hash_[:16], 16) for hash_ in made.source_hash), np.uint64))
            self._of_erased.append(self._erased.names_among(project, made.group))
            for problem in made.problems:
                self._note(problem)
            self._rows_read += len(made.row) + len(made.problems)
            self._progress("reading", self._table.read_share(), self._rows_read)

    def _note(self, problem: Problem) -> None:
        self._counts[problem.reason] += 1
        if len(self._problems) < _NAMED_PROBLEMS:
            self._problems.append(problem)

    def _drop_repeated_ids(self, spool: Spool) -> NDArray[np.bool_]:
        kept = np.ones(spool.rows, np.bool_)
        if spool.rows:
            _, first = np.unique(np.frombuffer(spool.id_hash, np.int64), return_index=True)
            kept[:] = False
            kept[first] = True
        for place in np.flatnonzero(~kept):
            self._note(Problem(spool.row[place], "duplicate id"))
        return kept

    def _drop_erased(self, spool: Spool, kept: NDArray[np.bool_]) -> None:
        if not self._options.erased or not spool.rows:
            return
        text = kept & np.isin(np.concatenate(self._hashes), self._erased.sources)
        name = kept & ~text & np.concatenate(self._of_erased)
        for place in np.flatnonzero(text):
            self._note(Problem(spool.row[place], "its text was erased from this project"))
        for place in np.flatnonzero(name):
            self._note(Problem(spool.row[place], "its patient or document was erased from this project"))
        kept &= ~(text | name)

    def _draw(self, spool: Spool, order: NDArray[np.uint64], kept: NDArray[np.bool_]) -> NDArray[np.int8]:
        """A split for each row; rows whose own split is not that of their group are dropped from `kept`."""
        if self._options.split:
            return np.full(spool.rows, SPLITS.index(self._options.split), np.int8)
        named = np.frombuffer(spool.named, np.int8) if spool.rows else np.empty(0, np.int8)
        splits = draw_splits(order, np.where(kept, named, OPEN).astype(np.int8))
        torn = kept & (named != OPEN) & (named != splits)
        for place in np.flatnonzero(torn):
            self._note(Problem(spool.row[place], f"its group is already in the split {SPLITS[splits[place]]}"))
        kept &= ~torn
        return splits

    def _describe_lengths(self, kept: NDArray[np.bool_]) -> list[dict[str, Any]]:
        whole = {name: np.concatenate(parts)[kept] for name, parts in self._lengths.items()}
        told = [describe_lengths(whole, "characters", None)]
        if self._options.tokenizer:
            name, path = self._options.tokenizer
            by_tokens = count_tokens(path, name, self._sample)
            told += [by_tokens] if by_tokens else []
        return told

    def _refuse_nothing(self, written: WrittenRows) -> None:
        if written.rows:
            return
        first = min(self._problems, key=lambda each: each.row, default=None)
        why = f" Row {first.row}: {first.reason}." if first else ""
        raise StageFailure("data", f"None of {self._rows_read} records can be used.{why}")
