"""Reads Parquet without unpacking more of it than fits."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from runners.contract.failure import StageFailure
from runners.data.row_batch import BATCH_CHARACTERS, BATCH_ROWS, CELL_LIMIT, Problem, RowBatch

_CHUNK_LIMIT = 1024**3


class ParquetFile:
    """A Parquet file; nested columns come as lists and dicts.

    Texts are read as dictionaries, so that a column that repeats one long text stays as small as it is on the disk
    until a batch of at most 32 Mi characters is cut from it.

    Raises:
        StageFailure: data, when it is damaged or has no columns.
    """

    kind = "parquet"
    encoding = "utf-8"

    def __init__(self, path: Path) -> None:
        self._path = path
        self._done = 0
        self._rows = 1
        try:
            with pq.ParquetFile(path) as file:
                schema = file.schema_arrow
                self._rows = max(1, file.metadata.num_rows)
                largest = _largest_chunk(file.metadata)
        except (pa.ArrowException, OSError) as error:
            raise StageFailure("data", f"{path.name} is no Parquet that can be read.", "Write it again.") from error
        self.columns: list[str] = schema.names
        self._texts = [field.name for field in schema if _is_text(field.type)]
        if not self.columns:
            raise StageFailure("data", f"{path.name} holds no columns.")
        if largest > _CHUNK_LIMIT:
            raise StageFailure(
                "data",
                f"{path.name} unpacks to {largest / 1024**3:.1f} GiB in one column of one row group.",
                "Write it again in row groups of at most 1 GiB.",
            )

    def batches(self) -> Iterator[RowBatch]:
        """Records in order."""
        self._done = 0
        try:
            with pq.ParquetFile(self._path, read_dictionary=self._texts) as file:
                for read in file.iter_batches(batch_size=BATCH_ROWS):
                    yield from self._cut(read)
        except (pa.ArrowException, OSError) as error:
            raise StageFailure(
                "data",
                f"{self._path.name} cannot be read on behind row {self._done:,}.",
                "The file is damaged or too large for the memory; write it again, in smaller row groups.",
            ) from error

    def read_share(self) -> float:
        """Share of the records that the newest reading has behind it."""
        return min(1.0, self._done / self._rows)

    def _cut(self, read: pa.RecordBatch) -> Iterator[RowBatch]:
        """Slices of a batch whose texts have at most as many characters as a batch may."""
        lengths = [0] * read.num_rows
        for name in self._texts:
            for index, length in enumerate(_text_lengths(read.column(name))):
                lengths[index] += length
        start = 0
        while start < read.num_rows:
            end, size = start, 0
            while end < read.num_rows and (end == start or size + lengths[end] <= BATCH_CHARACTERS):
                size += lengths[end]
                end += 1
            yield self._batch(read.slice(start, end - start), lengths[start:end])
            start = end

    def _batch(self, part: pa.RecordBatch, lengths: list[int]) -> RowBatch:
        rows = list(range(self._done + 1, self._done + 1 + part.num_rows))
        self._done += part.num_rows
        limit = CELL_LIMIT * max(1, len(self._texts))
        problems = [
            Problem(row, "longer than 16 MiB") for row, length in zip(rows, lengths, strict=True) if length > limit
        ]
        if problems:
            kept = [index for index, length in enumerate(lengths) if length <= limit]
            part, rows = part.take(pa.array(kept, pa.int64())), [rows[index] for index in kept]
        columns = {name: _values(part.column(name)) for name in self.columns}
        return RowBatch(rows, columns, None, problems)


def _largest_chunk(metadata: pq.FileMetaData) -> int:
    """Bytes that the largest column of any row group unpacks to."""
    groups = (metadata.row_group(index) for index in range(metadata.num_row_groups))
    sizes = (group.column(at).total_uncompressed_size for group in groups for at in range(group.num_columns))
    return max(sizes, default=0)


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_binary(kind))


def _text_lengths(column: pa.Array) -> list[int]:
    if isinstance(column, pa.DictionaryArray):
        column = pc.take(pc.binary_length(column.dictionary), column.indices)
    else:
        column = pc.binary_length(column)
    return [length or 0 for length in column.to_pylist()]


def _values(column: pa.Array) -> list[Any]:
    if isinstance(column, pa.DictionaryArray):
        texts = column.dictionary.to_pylist()
        return [None if index is None else texts[index] for index in column.indices.to_pylist()]
    return list(column.to_pylist())
