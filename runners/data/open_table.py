"""Opens a person's file as a table, by what it holds and not by its name alone."""

from pathlib import Path

from runners.contract.failure import StageFailure
from runners.data.row_batch import Table
from runners.data.text_lines import read_start

_PACKED = (
    (b"PK\x03\x04", "a ZIP archive or a workbook"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "packed with gzip"),
    (b"BZh", "packed with bzip2"),
    (b"\xfd7zXZ\x00", "packed with xz"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "a PDF"),
)
_JSON_SUFFIXES = (".jsonl", ".ndjson", ".json")


def open_table(path: Path, encoding: str | None = None) -> Table:
    """The file as a table; nothing packed is ever unpacked.

    Raises:
        StageFailure: data, when it is packed, empty, damaged, without columns or with one twice.
    """
    start = read_start(path)
    packed = next((what for mark, what in _PACKED if start.startswith(mark)), None)
    if packed:
        raise StageFailure("data", f"{path.name} is {packed}.", "Unpack it, and give CSV, JSON lines, JSON or Parquet.")
    if not start:
        raise StageFailure("data", f"{path.name} is empty.", "Give a CSV with a header, or JSONL.")
    table = _open(path, start, encoding)
    twice = sorted({name for name in table.columns if table.columns.count(name) > 1})
    if twice:
        raise StageFailure("data", f"{path.name} has the column {twice[0]} twice.", "Rename one of them.")
    return table


def _open(path: Path, start: bytes, encoding: str | None) -> Table:
    # Each reader loads what it needs: Parquet takes pyarrow, which the others do not.
    if start.startswith(b"PAR1"):
        from runners.data.parquet_file import ParquetFile

        return ParquetFile(path)
    if path.suffix.lower() in _JSON_SUFFIXES or start.lstrip(b"\xef\xbb\xbf \t\r\n")[:2] in (b'{"', b"[{"):
        from runners.data.json_file import JsonFile

        return JsonFile(path, encoding)
    from runners.data.csv_file import CsvFile

    return CsvFile(path, encoding)
