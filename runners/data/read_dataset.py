"""Reads a person's file into the rows of a dataset version, and says what became of every record."""

from pathlib import Path
from typing import Any

from runners.data.columns import guess_type, map_columns, require_columns
from runners.data.describe_columns import describe_columns
from runners.data.open_table import open_table
from runners.data.reading import Progress, Reading, ReadOptions
from runners.data.write_rows import VersionIds


def read_dataset(
    path: Path, folder: Path, ids: VersionIds, options: ReadOptions, progress: Progress = lambda *_: None
) -> dict[str, Any]:
    """Writes the rows of `path` to `rows.copy` in `folder` and returns the preview (domain/datasets/file-preview.ts).

    With `guess`, a file whose needed columns are not known is described without being read.

    Raises:
        StageFailure: config, when columns are not known; data, when the file cannot be read or nothing is left.
    """
    table = open_table(path, options.encoding)
    dataset_type = options.type or (guess_type(table.columns) if options.guess else "notes")
    mapping = map_columns(table.columns, table.kind, dataset_type, options.columns, options.guess)
    if not options.guess:
        require_columns(mapping, table.columns)
    preview: dict[str, Any] = {
        "kind": table.kind,
        "format": mapping.format,
        "encoding": table.encoding,
        "suggestedEncoding": None,
        "type": dataset_type,
        "typeGuessed": options.type is None,
        "columns": describe_columns(table),
        "mapping": mapping.columns,
        "mappingHow": mapping.how,
        "missing": list(mapping.missing),
        "reading": None,
    }
    if not mapping.missing:
        reading = Reading(table, mapping, dataset_type, options, folder, progress).run(ids)
        preview["reading"] = reading
        undecodable = any(each["reason"].startswith("undecodable") for each in reading["problemCounts"])
        if undecodable and table.encoding.startswith("utf-8"):
            preview["suggestedEncoding"] = "windows-1252"
    return preview
